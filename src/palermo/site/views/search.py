"""One box for States, articles, sessions, outcomes and paragraphs."""

from collections.abc import Iterator
from typing import NamedTuple

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from palermo.actors import queries as actors
from palermo.core.actor import Actor
from palermo.core.citation import Citation, marker
from palermo.core.language import Text, listed
from palermo.kit.http import Request, words
from palermo.kit.templatetags.kit import day, here
from palermo.kit.templatetags.kit import words as words_of
from palermo.mandates import queries as mandates
from palermo.meetings import queries as meetings
from palermo.meetings.exports import symbol_in_words
from palermo.texts import queries as texts

SHORTEST = 2  # one letter is in almost every name; one Chinese character is a word


class Hit(NamedTuple):
    """Something found: where it is, what it is called, and what tells it from others."""

    url: str
    title: Text | str
    note: Text | str = ""


class Found(NamedTuple):
    heading: str | Promise
    hits: list[Hit]


def search(request: Request) -> HttpResponse:
    text = words(request, "q")
    long_enough = len(text) >= SHORTEST or not text.isascii() or text.isdigit()
    found = everything(request.actor, text) if text and long_enough else []
    context = {
        "query": text,
        "too_short": bool(text) and not long_enough,
        "found": found,
        "count": sum(len(group.hits) for group in found),
    }
    return render(request, "site/search.html", context)


def everything(actor: Actor, text: str) -> list[Found]:
    """What each room finds, at most twenty each; a kind of which there is nothing is left out."""
    kinds = (
        (_("States and organizations"), participants(actor, text)),
        (_("Articles"), provisions(actor, text)),
        (_("Paragraphs of decisions"), paragraphs(actor, text)),
        (_("Sessions and meetings"), sessions(actor, text)),
        (_("Outcomes"), outcomes(actor, text)),
    )
    found = [Found(heading, list(hits)) for heading, hits in kinds]
    return [group for group in found if group.hits]


def participants(actor: Actor, text: str) -> Iterator[Hit]:
    for state in actors.search(actor, text):
        yield Hit(reverse("state", args=[state.key]), state.names, state.key)
    for organization in actors.search_organizations(actor, text):
        yield Hit(reverse("organization", args=[organization.slug]), organization.names, organization.key)


def provisions(actor: Actor, text: str) -> Iterator[Hit]:
    for provision in texts.search(actor, text):
        citation = Citation(int(provision.number))
        url = reverse("texts:instrument", args=[provision.instrument_id])
        title = f"{citation.printed(here())} · {provision.headings.in_(here())}"
        yield Hit(f"{url}#{citation.eid()}", title, provision.instrument.short_titles)


def paragraphs(actor: Actor, text: str) -> Iterator[Hit]:
    for paragraph in mandates.search(actor, text):
        url = reverse("oversight:decision", args=[paragraph.deliberation_id])
        above = marker(paragraph.parent, here()) if paragraph.parent else ""
        title = f"{above}{paragraph.marker} {paragraph.headings.in_(here())}".strip()
        yield Hit(f"{url}#{paragraph.label.replace('.', '-')}", title, paragraph.summaries)


def sessions(actor: Actor, text: str) -> Iterator[Hit]:
    for session in meetings.search_sessions(actor, text):
        url = reverse("meetings:session", args=[session.body_id, session.key])
        when = day(session.start) if session.start else str(session.year)
        yield Hit(url, session.title, listed([when, session.report_symbol], here()))


def outcomes(actor: Actor, text: str) -> Iterator[Hit]:
    for outcome in meetings.search_outcomes(actor, text):
        symbol = symbol_in_words(outcome.symbol)
        note = listed([symbol, words_of(outcome.body.short_names), str(outcome.year)], here())
        yield Hit(reverse("meetings:outcome", args=[outcome.key]), outcome.titles or symbol, note)
