"""Reservations, declarations and the rest of what was said beside the acts, by article."""

from datetime import date
from typing import NamedTuple

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from palermo.core.language import short_date
from palermo.kit.files import file_of, links
from palermo.kit.http import Request, today
from palermo.kit.tables import Table
from palermo.kit.templatetags.kit import here
from palermo.register import queries
from palermo.register.exports import articles
from palermo.register.exports import declarations as lists
from palermo.register.exports.notes import Notes
from palermo.register.exports.participants import participants
from palermo.register.exports.places import Place, Titles
from palermo.register.exports.summaries import Summary
from palermo.register.forms.declarations import Filters, filters_of
from palermo.register.models import Declaration
from palermo.texts import queries as texts


class Said(NamedTuple):
    """What the filters leave, in the order asked for, and by article."""

    filters: Filters
    everything: list[lists.Row]
    rows: list[lists.Row]
    table: Table[lists.Row]
    titles: Titles
    notes: Notes


def titles_of(request: Request) -> Titles:
    language = here()
    found = texts.all_instruments(request.actor)
    return Titles({each.key: each.short_titles.in_(language) for each in found})


def said(request: Request) -> Said:
    registered = [each.key for each in texts.registered(request.actor)]
    counts = {each.key: each.article_count for each in texts.all_instruments(request.actor)}
    people, titles = participants(request.actor), titles_of(request)
    filters = filters_of(request, registered, counts, people, today())
    places = [queries.position(request.actor, key, filters.on) for key in registered]
    found = queries.declarations(request.actor, places)
    everything = lists.rows_of(found, people, titles, queries.sources(request.actor))
    rows = filters.keep(everything)
    table = lists.table(
        request, titles, notes := Notes(row.row.source for row in rows), effect_on(filters.on)
    )
    return Said(filters, everything, table.ordered(rows), table, titles, notes)


def effect_on(on: date) -> str:
    return _("Effect on %(date)s") % {"date": short_date(on, here())}


def of_instrument(request: Request, place: queries.Position) -> tuple[Summary[lists.Row], list[lists.Row]]:
    """What the page of an instrument shows, in its order: that page sorts another table."""
    titles, said = titles_of(request), queries.declarations(request.actor, [place])
    rows = lists.rows_of(said, participants(request.actor), titles, place.sources)
    return Summary(lists.columns(titles, Notes([]), effect_on(place.on)), request), rows


def by_article(request: Request, found: Said) -> list[articles.Article]:
    headings = {
        f"{each.instrument_id}/{each.number}": each.headings
        for each in texts.all_provisions(request.actor)
        if each.parent_id is None
    }
    return articles.articles(found.rows, found.titles, headings)


def articles_table(request: Request, found: Said) -> Table[articles.Article]:
    day = short_date(found.filters.on, here())
    return articles.articles_table(request, _("of them that stand on %(date)s") % {"date": day})


def declarations(request: Request) -> HttpResponse:
    """Everything that was said to any instrument, by article, with its effect on the day."""
    found = said(request)
    named = {place.article: place for row in found.everything for place in row.places}
    if (asked := found.filters.article) not in ("", articles.NONE):
        named.setdefault(asked, Place.at(asked))
    context = {
        "section": "register",
        "page_of": "declarations",
        "filters": found.filters,
        "instruments": texts.registered(request.actor),
        "articles": [
            (place.article, found.titles.printed(Place.at(place.article), ""))
            for place in sorted(named.values(), key=found.titles.order)
        ],
        "kinds": Declaration.Kind.choices,
        "effects": Declaration.Effect.choices,
        "rows": found.rows,
        "everything": found.everything,
        "sort": found.table.sort,
        "sources": found.notes.words,
        "by_article": articles_table(request, found).html(by_article(request, found), identifier="articles"),
        "article_files": links("register:declarations_export", "articles"),
        "table": found.table.html(found.rows, stacked=True),
        "exports": links("register:declarations_export", "export"),
    }
    return render(request, "register/said.html", context)


def export(request: Request, part: str, form: str) -> HttpResponse:
    """The list as a file, with the same filters and order; or the table of articles."""
    found = said(request)
    name = f"declarations-{found.filters.on.isoformat()}"
    if part == "articles":
        table = articles_table(request, found)
        return file_of(table, by_article(request, found), form, f"{name}-articles")
    return file_of(found.table, found.rows, form, name)
