"""The instruments, and who is bound by each."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from django.http import HttpResponse
from django.shortcuts import render

from palermo.actors import queries as actors
from palermo.actors.models import State
from palermo.core.language import Text
from palermo.core.permissions import Action, may
from palermo.core.treaty import Status as Bound
from palermo.kit.corrections.records import told
from palermo.kit.files import file_of, links
from palermo.kit.http import Request, day, today
from palermo.kit.models import Provenance
from palermo.kit.tables import Table, sort_key
from palermo.register import pictures, queries
from palermo.register.exports import overview
from palermo.register.exports.status import STATUSES, Row, notes, rows_of, table
from palermo.register.forms.status import ACTS, Filters, filters_of
from palermo.register.views import DECIDED, declarations
from palermo.texts import queries as texts


def instruments(request: Request) -> tuple[date, list[queries.Position]]:
    """The day of the address, and every instrument on it."""
    now = today()
    on = day(request, "on", now, latest=now) or now
    return on, [queries.position(request.actor, each.key, on) for each in texts.registered(request.actor)]


def index(request: Request) -> HttpResponse:
    """The four instruments, and how many are bound by each."""
    on, places = instruments(request)
    context = {
        "section": "register",
        "page_of": "index",
        "on": on,
        "table": overview.instruments_table(request).html(places, identifier="instruments"),
        "exports": links("register:index_export"),
    }
    return render(request, "register/index.html", context)


def index_export(request: Request, form: str) -> HttpResponse:
    """The same as a file."""
    on, places = instruments(request)
    return file_of(overview.instruments_table(request), places, form, f"instruments-{on.isoformat()}")


NAMED = 30  # of those outside an instrument, at most so many are named


class Status(NamedTuple):
    """An instrument on a day, with the rows that the filters leave."""

    filters: Filters
    regions: dict[str, Text]
    place: queries.Position
    everyone: list[Row]
    rows: list[Row]
    table: Table[Row]
    sources: list[str]


def status_of(request: Request, instrument: str) -> Status:
    regions = actors.region_names(request.actor)
    filters = filters_of(request, regions, today())
    place = queries.position(request.actor, instrument, filters.on, filters.known)
    everyone = rows_of(
        place.standings.values(),
        actors.states_in_brief(request.actor),
        regions,
        actors.organizations_in_brief(request.actor),
    )
    sources = place.sources
    columns = table(request, sources, noted := notes(everyone, sources))
    return Status(filters, regions, place, everyone, columns.ordered(filters.keep(everyone)), columns, noted)


def instrument(request: Request, instrument: str) -> HttpResponse:
    """Who is bound by an instrument: map, joining over time, published counts, table."""
    status = status_of(request, instrument)
    place = status.place
    counts = queries.published_counts(request.actor, place)
    latest = next((each for each in counts if each.published.as_at <= place.on), None)
    context = {
        "section": "register",
        "place": place,
        "filters": status.filters,
        "regions": sorted(status.regions.items()),
        "groups": State.Group.choices,
        "acts": ACTS.items(),
        "confidences": Provenance.Confidence.choices,
        "organizations": [party for party in place.parties if party.participant in place.organizations],
        "map": pictures.tiles(status.everyone, status.regions, decided=DECIDED),
        "outside": outside(status.everyone),
        "chart": pictures.joining(place, counts, decided=DECIDED),
        "decided": DECIDED,
        "dotted": (queries.sourced_to(place) or date.max) < place.record_end,
        "years": queries.by_year(place),
        "counts": counts,
        "corrected_counts": told(request.actor, "palermo.register/published_counts.csv"),
        "may_correct": may(request.actor, Action.CORRECT_FACTS),
        "latest": latest,
        "declarations": queries.declarations(request.actor, [place]),
        "rows": status.rows,
        "sort": status.table.sort,
        "sources": status.sources,
        "table": status.table.html(status.rows),
        "page_of": "status",
        "may_record": may(request.actor, Action.RECORD_ACTS),
        "exports": links("register:export", place.instrument.key),
        "count_files": links("register:part_export", place.instrument.key, "counts"),
        "year_files": links("register:part_export", place.instrument.key, "years"),
        "declaration_files": links("register:part_export", place.instrument.key, "declarations"),
    }
    return render(request, "register/instrument.html", context)


def outside(rows: Iterable[Row]) -> list[tuple[str, list[Row]]]:
    """Who is not a party, by name and by where they stand; nobody where they are too many to name."""
    found = [row for row in rows if row.standing.status is not Bound.PARTY]
    if len(found) > NAMED:
        return []
    by_status: dict[str, list[Row]] = {}
    for row in sorted(found, key=lambda row: sort_key(row.name)):
        by_status.setdefault(str(STATUSES[row.standing.status]), []).append(row)
    return list(by_status.items())


def export(request: Request, instrument: str, form: str) -> HttpResponse:
    """The status table as a file, with the same filters and order."""
    status = status_of(request, instrument)
    name = f"{status.place.instrument.key}-{status.filters.on.isoformat()}"
    return file_of(status.table, status.rows, form, name)


def part_export(request: Request, instrument: str, part: str, form: str) -> HttpResponse:
    """What else the page shows of the instrument: published counts, years of joining, declarations."""
    now = today()
    on = day(request, "on", now, latest=now) or now
    place = queries.position(request.actor, instrument, on, day(request, "known", None, latest=now))
    name = f"{place.instrument.key}-{part}-{on.isoformat()}"
    if part == "counts":
        counts = queries.published_counts(request.actor, place)
        return file_of(overview.counts_table(request, place), counts, form, name)
    if part == "years":
        return file_of(overview.years_table(request), queries.by_year(place), form, name)
    return file_of(*declarations.of_instrument(request, place), form, name)
