"""Who is not a party to an instrument on a day, and what it would take."""

from datetime import date
from typing import NamedTuple

from django.http import HttpResponse
from django.shortcuts import render

from palermo.actors import queries as actors
from palermo.actors.models import State
from palermo.core.language import Text
from palermo.core.permissions import Action, may
from palermo.kit.files import file_of, links
from palermo.kit.http import Request, today
from palermo.kit.tables import Table
from palermo.register import pictures, queries
from palermo.register.exports import next_steps
from palermo.register.exports import pipeline as lists
from palermo.register.exports.notes import Notes
from palermo.register.exports.participants import participants
from palermo.register.exports.steps import steps_of
from palermo.register.forms.pipeline import Filters, filters_of
from palermo.register.queries.next_steps import next_steps as planned


class Outside(NamedTuple):
    """Those that are no parties, and the rows that the filters leave."""

    filters: Filters
    regions: dict[str, Text]
    found: queries.Pipeline
    rows: list[lists.Row]
    table: Table[lists.Row]
    notes: Notes


def outside(request: Request, instrument: str) -> Outside:
    regions = actors.region_names(request.actor)
    asked = filters_of(request, regions, today())
    found = queries.not_parties(request.actor, instrument, asked.on)
    people = participants(request.actor)
    rows = asked.keep(lists.rows_of(found, people))
    notes = Notes(row.source for row in rows)
    table = lists.table(request, notes, protocol=found.above is not None)
    return Outside(asked, regions, found, table.ordered(rows), table, notes)


def pipeline(request: Request, instrument: str) -> HttpResponse:
    """Those that are no parties by what comes next, a tile each; and as a table."""
    seen = outside(request, instrument)
    place = seen.found.place
    groups = lists.groups(seen.found, seen.rows)
    open_until = place.instrument.signature_until or date.min
    context = {
        "section": "register",
        "page_of": "pipeline",
        "place": place,
        "found": seen.found,
        "filters": seen.filters,
        "regions": sorted(seen.regions.items()),
        "groups": State.Group.choices,
        "steps": steps_of(seen.found),
        "waiting": [(group, pictures.flow(group.rows)) for group in groups],
        "rows": seen.rows,
        "sort": seen.table.sort,
        "sources": seen.notes.words,
        "table": seen.table.html(seen.rows),
        "too_early": place.on < place.instrument.adopted,
        "open_until": open_until if place.instrument.adopted <= place.on <= open_until else None,
        "last_day": f"?on={place.complete_to}",
        "exports": links("register:pipeline_export", place.instrument.key),
    }
    if may(request.actor, Action.PLAN_STEPS):
        steps = planned(request.actor, place.instrument.key)
        context["next_steps"] = next_steps.table(request, place.instrument.key, steps).html(
            seen.rows, identifier="steps", stacked=True
        )
    return render(request, "register/pipeline.html", context)


def export(request: Request, instrument: str, form: str) -> HttpResponse:
    """The list as a file, with the same filters and order."""
    seen = outside(request, instrument)
    place = seen.found.place
    return file_of(seen.table, seen.rows, form, f"{place.instrument.key}-not-parties-{place.on.isoformat()}")
