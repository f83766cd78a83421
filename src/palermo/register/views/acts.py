"""Every act on record, to any instrument, with how many there are by year, region and kind."""

from datetime import date
from typing import Any, NamedTuple

from django.http import HttpResponse
from django.shortcuts import render

from palermo.actors import queries as actors
from palermo.actors.models import State
from palermo.core.language import Text
from palermo.core.permissions import Action, may
from palermo.kit.files import file_of, links
from palermo.kit.http import Request, paged, today
from palermo.kit.models import Provenance
from palermo.kit.templatetags.kit import here
from palermo.register import pictures, queries
from palermo.register.exports import acts as lists
from palermo.register.exports.notes import Notes
from palermo.register.exports.participants import participants
from palermo.register.exports.remarks import sentence
from palermo.register.forms.acts import Filters, filters_of
from palermo.register.models import Act
from palermo.register.queries.contradictions import contradictions
from palermo.texts import queries as texts

PAGE = 50


class Asked(NamedTuple):
    """What the filters leave, the newest first."""

    filters: Filters
    regions: dict[str, Text]
    titles: lists.Titles
    years: list[int]
    rows: list[queries.Recorded]


def asked(request: Request) -> Asked:
    actor, now, language = request.actor, today(), here()
    everything, regions = queries.recorded(actor), actors.region_names(actor)
    instruments = {each.key: each.short_titles.in_(language) for each in texts.registered(actor)}
    people = participants(actor)
    years = years_of(everything, now)
    filters = filters_of(request, regions, instruments, people, years, now)
    titles = lists.Titles(people, instruments, queries.sources(actor))
    return Asked(filters, regions, titles, years, filters.keep(everything, people, now))


def years_of(newest_first: list[queries.Recorded], now: date) -> list[int]:
    """From the year of the oldest act to that of the newest, today's at the latest; the newest first."""
    if not newest_first:
        return []
    last = min(newest_first[0].act.date.year, now.year)
    return list(range(last, newest_first[-1].act.date.year - 1, -1))


def acts(request: Request) -> HttpResponse:
    """A page of the list, and counts of all that the filters leave."""
    found = asked(request)
    order = lists.in_order(lists.table(request, found.titles, Notes([])), found.rows)
    page = paged(request, order, PAGE)
    rows = list(page.object_list)
    table = lists.table(request, found.titles, notes := Notes(found.titles.source(row) for row in rows))
    years = lists.by_year(found.rows)
    counts = {
        "year": years,
        "region": lists.by_region(found.rows, found.titles),
        "kind": lists.by_kind(found.rows),
    }
    context = {
        "section": "register",
        "page_of": "acts",
        "filters": found.filters,
        "instruments": texts.registered(request.actor),
        "regions": sorted(found.regions.items()),
        "groups": State.Group.choices,
        "kinds": Act.Kind.choices,
        "confidences": Provenance.Confidence.choices,
        "years": found.years,
        "count": len(found.rows),
        "page": page,
        "sort": table.sort,
        "chart": pictures.acts_by_year(years),
        "sources": notes.words,
        "table": table.html(rows),
        "exports": links("register:acts_export", "export"),
        **for_recording(request, found.titles),
    }
    for name, each in counts.items():
        context[f"by_{name}"] = lists.counts_table(request, name).html(each, identifier=f"by-{name}")
        context[f"{name}_files"] = links("register:acts_export", f"{name}s")
    return render(request, "register/acts.html", context)


def for_recording(request: Request, titles: lists.Titles) -> dict[str, Any]:
    """What the page shows to whoever may record acts: that, and what contradicts itself on record."""
    if not may(request.actor, Action.RECORD_ACTS):
        return {}
    said = [
        (titles.people[each.place.act.participant], sentence(each, titles.instruments))
        for each in contradictions(request.actor)
    ]
    return {"may_record": True, "contradictions": said}


def export(request: Request, part: str, form: str) -> HttpResponse:
    """All that the filters leave as a file, in the order asked for; or how many by year, region or kind."""
    found = asked(request)
    table = lists.table(request, found.titles, Notes([]))
    if part == "years":
        return file_of(lists.counts_table(request, "year"), lists.by_year(found.rows), form, "acts-by-year")
    if part == "regions":
        by_region = lists.by_region(found.rows, found.titles)
        return file_of(lists.counts_table(request, "region"), by_region, form, "acts-by-region")
    if part == "kinds":
        return file_of(lists.counts_table(request, "kind"), lists.by_kind(found.rows), form, "acts-by-kind")
    return file_of(table, lists.in_order(table, found.rows), form, "acts")
