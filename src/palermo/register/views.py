"""Pages of the register."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from palermo.actors import queries as actors
from palermo.actors.models import State
from palermo.core.language import Text
from palermo.core.treaty import Status as Bound
from palermo.kit.files import FORMATS, file_of
from palermo.kit.http import Request, day, today
from palermo.kit.models import Provenance
from palermo.kit.tables import Table, sort_key
from palermo.register import pictures, queries
from palermo.register.exports import STATUSES, Row, notes, rows_of, table
from palermo.register.forms import ACTS, Filters, filters_of
from palermo.texts import queries as texts


def index(request: Request) -> HttpResponse:
    """The four instruments, and how many are bound by each."""
    now = today()
    on = day(request, "on", now, latest=now) or now
    places = [queries.position(request.actor, each.key, on) for each in texts.registered(request.actor)]
    return render(request, "register/index.html", {"section": "register", "on": on, "places": places})


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
        "latest": latest,
        "declarations": queries.declarations(request.actor, [place]),
        "rows": status.rows,
        "sort": status.table.sort,
        "sources": status.sources,
        "table": status.table.html(status.rows),
        "exports": [(form.upper(), export_url(place.instrument.key, form)) for form in FORMATS],
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


# Decision 4/4 was adopted on this day; the map marks who joined after it. Written here because this room may
# not look up at the decision; the tests hold it against the record.
DECIDED = date(2008, 10, 17)


def export_url(instrument: str, form: str) -> str:
    return reverse("register:export", kwargs={"instrument": instrument, "form": form})


def export(request: Request, instrument: str, form: str) -> HttpResponse:
    """The status table as a file, with the same filters and order."""
    status = status_of(request, instrument)
    name = f"{status.place.instrument.key}-{status.filters.on.isoformat()}"
    return file_of(status.table, status.rows, form, name)
