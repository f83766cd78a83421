"""The page of one paragraph: its text, what it asks of whom by when, and what came of it."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from palermo.core.language import NAMES
from palermo.kit.corrections.records import told_of
from palermo.kit.http import Request
from palermo.kit.templatetags.kit import here, words
from palermo.mandates.exports.paragraph import (
    anchor,
    deadline_of,
    kind_in_words,
    printed_of,
    provisions_of,
)
from palermo.mandates.exports.repeats import told, years_of
from palermo.mandates.exports.words import (
    act_word,
    addressees_of,
    called,
    mark,
    name_of,
    paragraph_url,
    said,
)
from palermo.mandates.models import Paragraph, PrintedParagraph
from palermo.mandates.queries import following
from palermo.mandates.queries.paragraph import Place, place, printed_in, texts_held
from palermo.mandates.queries.repeats import repeats
from palermo.meetings import queries as meetings
from palermo.texts import queries as texts

Words = Mapping[int, Sequence[PrintedParagraph]]
PARAGRAPHS = "palermo.mandates/paragraphs.csv"


def paragraph(request: Request, key: str, label: str) -> HttpResponse:
    at = place(request.actor, key, label)
    found = at.paragraph
    words_in = printed_in(request.actor, [found, *at.below])
    context = {
        "section": "mandates",
        "decision": at.decision,
        "paragraph": found,
        "decision_name": name_of(at.decision),
        "name": called(found, at.decision),
        "kind": kind_in_words(found),
        "evidence_url": anchor(at.decision, found),
        "api": reverse("api:paragraph", args=[key, label]),
        "versions": [(each, each.language, NAMES[each.language]) for each in texts_held(request.actor, key)],
        "correction": told_of(request.actor, PARAGRAPHS, found.key),
        "following": following.of(request.actor, found),
        **facts(request, at, words_in),
        **around(at, words_in),
        **repeated(request, at, words_in),
    }
    return render(request, "mandates/paragraph.html", context)


def repeated(request: Request, at: Place, words_in: Words) -> dict[str, Any]:
    """What asks the same: looked for with the words that are printed, else with ours."""
    summaries = at.paragraph.summaries
    own = {code: summaries.in_(code) for code in NAMES if summaries.has(code)}
    own |= {each.language: each.words for each in words_in.get(at.paragraph.pk, [])}
    found = repeats(request.actor, at.paragraph, own, here())
    return {"repeats": told(found), "years": years_of(at.decision.year, found)}


def facts(request: Request, at: Place, words_in: Words) -> dict[str, Any]:
    """What it asks: of the paragraph itself, and for an item of the one above it."""
    found, mandate = at.paragraph, at.mandate
    printed = printed_of(words_in.get(found.pk, []))
    titles = {each.key: words(each.short_titles) for each in texts.all_instruments(request.actor)}
    sessions = {each.key: each for each in meetings.records(request.actor).sessions}
    own = mandate is not None and mandate.pk == found.pk
    return {
        "printed": printed,
        "act": act_word(found.act or (mandate.act if mandate else "")),
        "mandate": mandate,
        "own": own,
        "addressees": list(mandate.addressees.all()) if mandate else [],
        "addressed": addressees_of(mandate.addressees.all()) if mandate else "",
        "deadline": deadline_of(found, printed, mandate, sessions.get(found.deadline_session)),
        "provisions": provisions_of(found, titles),
    }


def around(at: Place, words_in: Words) -> dict[str, Any]:
    """Where to go from here: each neighbour with its name and address."""

    def leads(each: Paragraph | None) -> tuple[str, str] | None:
        return (called(each, at.decision), paragraph_url(each)) if each else None

    return {
        "above": leads(at.above),
        "before": leads(at.before),
        "after": leads(at.after),
        "below": [
            (mark(each), paragraph_url(each), said(each, words_in.get(each.pk, []))) for each in at.below
        ],
    }
