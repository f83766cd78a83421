"""An instrument on two days, and what changed between them."""

from typing import NamedTuple

from django.http import HttpResponse
from django.shortcuts import render

from palermo.actors import queries as actors
from palermo.actors.models import State
from palermo.core.language import Text
from palermo.kit.files import file_of, links
from palermo.kit.http import Request, today
from palermo.kit.tables import Table
from palermo.register import pictures, queries
from palermo.register.exports import comparison, status
from palermo.register.exports.notes import Notes
from palermo.register.exports.participants import Participant, participants
from palermo.register.forms.comparison import Filters, filters_of
from palermo.register.views import DECIDED


class Compared(NamedTuple):
    """What the address asks for: two days, their changes, and the rows that the filters leave."""

    filters: Filters
    regions: dict[str, Text]
    people: dict[str, Participant]
    found: queries.TwoDays
    rows: list[comparison.Row]
    table: Table[comparison.Row]
    notes: Notes


def compared(request: Request, instrument: str) -> Compared:
    regions = actors.region_names(request.actor)
    asked = filters_of(request, regions, DECIDED, today())
    found = queries.two_days(request.actor, instrument, asked.since, asked.until, asked.known)
    people = participants(request.actor)
    rows = asked.keep(comparison.rows_of(found, people))
    table = comparison.table(request, notes := Notes(row.source for row in rows))
    return Compared(asked, regions, people, found, table.ordered(rows), table, notes)


def compare(request: Request, instrument: str) -> HttpResponse:
    """How many were parties on each day, who joined, who left, what else changed, by region, as a map."""
    seen = compared(request, instrument)
    found, place = seen.found, seen.found.now
    everyone = status.rows_of(
        place.standings.values(),
        actors.states_in_brief(request.actor),
        seen.regions,
        actors.organizations_in_brief(request.actor),
    )
    by_region = comparison.regions_of(found, seen.people)
    regions_table = comparison.regions_table(request, found.then.on, place.on)
    context = {
        "section": "register",
        "page_of": "compare",
        "place": place,
        "found": found,
        "filters": seen.filters,
        "regions": sorted(seen.regions.items()),
        "groups": State.Group.choices,
        "kinds": [(kind.value, word) for kind, word in comparison.KINDS.items()],
        "decided": found.then.on,
        "map": pictures.tiles(everyone, seen.regions, decided=found.then.on),
        "by_region": regions_table.html(by_region, identifier="regions"),
        "region_files": links("register:compare_export", place.instrument.key, "regions"),
        "rows": seen.rows,
        "sort": seen.table.sort,
        "sources": seen.notes.words,
        "table": seen.table.html(seen.rows),
        "exports": links("register:compare_export", place.instrument.key, "export"),
    }
    return render(request, "register/compare.html", context)


def export(request: Request, instrument: str, part: str, form: str) -> HttpResponse:
    """The list of changes as a file, with the same filters and order; or the table of regions."""
    seen = compared(request, instrument)
    then, now = seen.found.then, seen.found.now
    name = f"{now.instrument.key}-{then.on.isoformat()}-{now.on.isoformat()}"
    if part == "regions":
        rows = comparison.regions_of(seen.found, seen.people)
        return file_of(comparison.regions_table(request, then.on, now.on), rows, form, f"{name}-regions")
    return file_of(seen.table, seen.rows, form, name)
