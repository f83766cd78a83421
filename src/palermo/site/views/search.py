"""One box for decisions, instruments, States, articles, paragraphs, sessions and outcomes."""

from collections.abc import Callable, Iterable
from typing import Any, NamedTuple

from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from palermo.actors import queries as actors
from palermo.core.actor import Actor
from palermo.core.citation import marker
from palermo.core.language import Text, fold, listed
from palermo.kit.files import file_of, links
from palermo.kit.http import Request, choice, words
from palermo.kit.tables import Column, Table
from palermo.kit.templatetags.kit import day, here
from palermo.kit.templatetags.kit import words as words_of
from palermo.mandates import queries as mandates
from palermo.mandates.exports.words import called, paragraph_url, said, shortened
from palermo.meetings import queries as meetings
from palermo.texts import queries as texts
from palermo.texts.exports import url_of

SHORTEST = 2  # one letter is in almost every name; one Chinese character is a word
FIRST, PAGE = 20, 50  # of each kind where all are shown; of one kind a page


class Hit(NamedTuple):
    """Something found: where it is, what it is called, what tells it from others; perhaps a second page."""

    url: str
    title: Text | str
    note: Text | str = ""
    register: str = ""


class Kind(NamedTuple):
    """A kind of record: how it is found, and how one is shown."""

    key: str
    heading: str | Promise
    find: Callable[[Actor, str], Any]  # answers a list or a QuerySet
    hit: Callable[[Any], Hit]


class Found(NamedTuple):
    """What there is of a kind: a page of it."""

    key: str
    heading: str | Promise
    page: Page[Any]
    hits: list[Hit]

    @property
    def all(self) -> Iterable[Any]:
        """Every record of the kind, on whatever page."""
        found: Iterable[Any] = self.page.paginator.object_list
        return found


Row = tuple[str | Promise, Hit]


def search(request: Request) -> HttpResponse:
    text = words(request, "q")
    kind = choice(request, "kind", [each.key for each in KINDS])
    found = everything(request, text, kind) if searchable(text) else []
    context = {
        "query": text,
        "kind": kind,
        "too_short": bool(text) and not searchable(text),
        "found": found,
        "count": sum(group.page.paginator.count for group in found),
        "exports": links("search_export"),
    }
    return render(request, "site/search.html", context)


def export(request: Request, form: str) -> HttpResponse:
    """All that was found, of every kind or of the one asked for, in the order of the page."""
    text, kind = words(request, "q"), choice(request, "kind", [each.key for each in KINDS])
    found = everything(request, text, kind) if searchable(text) else []
    rows = [(each.heading, hit) for each in found for hit in map(of_kind(each.key).hit, each.all)]
    table = hits_table(request)
    return file_of(table, table.ordered(rows) if request.GET.get("sort") else rows, form, "search")


def hits_table(request: Request) -> Table[Row]:
    """What was found, what tells it from others, and where it is."""
    columns = [
        Column[Row]("kind", _("Kind"), lambda row: str(row[0])),
        Column[Row]("title", _("Title"), lambda row: plain(row[1].title)),
        Column[Row]("note", _("Note"), lambda row: plain(row[1].note)),
        Column[Row]("url", _("Page"), lambda row: row[1].url),
    ]
    return Table(columns, request, "kind")


def plain(text: Text | str) -> str:
    return text if isinstance(text, str) else words_of(text)


def of_kind(key: str) -> Kind:
    return next(each for each in KINDS if each.key == key)


def searchable(text: str) -> bool:
    """One letter is in almost every name; one Chinese character is a word; marks alone are in every name."""
    letters = fold(text).strip()
    return len(letters) >= SHORTEST or (letters != "" and (not text.isascii() or text.isdigit()))


def everything(request: Request, text: str, kind: str) -> list[Found]:
    """The first of each kind, or a page of the one asked for; a kind without results is left out."""
    pages = [
        (each, Paginator(each.find(request.actor, text), PAGE if kind else FIRST))
        for each in KINDS
        if kind in ("", each.key)
    ]
    return [group(each, page_of(request, paginator, kind)) for each, paginator in pages if paginator.count]


def page_of(request: Request, paginator: Paginator[Any], kind: str) -> Page[Any]:
    """The page of the address, which only a list of one kind has."""
    numbers = [str(each) for each in paginator.page_range]
    return paginator.page(choice(request, "page", numbers, "1") if kind else 1)


def group(kind: Kind, page: Page[Any]) -> Found:
    return Found(kind.key, kind.heading, page, [kind.hit(each) for each in page.object_list])


def decision(each: Any) -> Hit:
    symbol = meetings.symbol_in_words(each.symbol)
    body = words_of(each.body.short_names) if each.body else each.organ
    note = listed([body, day(each.adopted) or str(each.year or "")], here())
    return Hit(reverse("oversight:decision", args=[each.key]), f"{symbol} · {words_of(each.titles)}", note)


def instrument(each: Any) -> Hit:
    register = reverse("register:instrument", args=[each.key]) if each.acts_recorded else ""
    return Hit(reverse("instrument", args=[each.key]), each.short_titles, each.titles, register)


def participant(found: Any) -> Hit:
    code, each = found
    slug = getattr(each, "slug", "")
    url = reverse("organization", args=[slug]) if slug else reverse("state", args=[code])
    return Hit(url, each.names, code)


def provision(each: Any) -> Hit:
    title = f"{each.citation.printed(here())} · {each.headings.in_(here())}"
    return Hit(url_of(each), title, each.instrument.short_titles)


def paragraph(each: Any) -> Hit:
    url = reverse("oversight:decision", args=[each.deliberation_id])
    above = marker(each.parent, here()) if each.parent else ""
    title = f"{above}{each.marker} {each.headings.in_(here())}".strip()
    if each.deliberation.imported:  # in its own words alone
        url, found = paragraph_url(each), said(each, each.printed_in.all())
        return Hit(url, called(each, each.deliberation), Text({found.language: shortened(found.words)}))
    return Hit(f"{url}#{each.label.replace('.', '-')}", title, each.summaries)


def session(each: Any) -> Hit:
    url = reverse("meetings:session", args=[each.body_id, each.key])
    when = day(each.start) if each.start else str(each.year)
    return Hit(url, each.title, listed([when, each.report_symbol], here()))


def outcome(each: Any) -> Hit:
    symbol = meetings.symbol_in_words(each.symbol)
    note = listed([symbol, words_of(each.body.short_names), str(each.year)], here())
    return Hit(reverse("meetings:outcome", args=[each.key]), each.titles or symbol, note)


KINDS = (
    Kind("decisions", _("Decisions, paragraph by paragraph"), mandates.search_deliberations, decision),
    Kind("instruments", _("Instruments"), texts.search_instruments, instrument),
    Kind("states", _("States and organizations"), actors.search, participant),
    Kind("provisions", _("Provisions"), texts.search, provision),
    Kind("paragraphs", _("Paragraphs of decisions"), mandates.search, paragraph),
    Kind("sessions", _("Sessions and meetings"), meetings.search_sessions, session),
    Kind("outcomes", _("Outcomes"), meetings.search_outcomes, outcome),
)
