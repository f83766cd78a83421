"""The text of a decision in a language, paragraph by paragraph, with another language beside it."""

from typing import NamedTuple

from django.http import HttpResponse
from django.shortcuts import render

from palermo.core.errors import Missing
from palermo.core.language import LANGUAGES, NAMES, direction
from palermo.kit.http import ABSENT, Request, choice, download
from palermo.kit.templatetags.kit import words
from palermo.mandates import queries
from palermo.mandates.models import LanguageVersion, Paragraph, PrintedParagraph
from palermo.mandates.views.importing import SECTION, name_of


class Pair(NamedTuple):
    """A part of the decision in one language, and in the other, where each has it."""

    row: Paragraph
    said: PrintedParagraph | None
    beside: PrintedParagraph | None


def text(request: Request, key: str, language: str) -> HttpResponse:
    """Every part in the order of the decision; one that a language lacks is left empty."""
    version = held(request, key, language)
    versions = queries.versions(request.actor, key)
    others = [each.language for each in versions if each.language != language]
    beside = choice(request, "beside", others)
    printed = queries.printed(request.actor, key)
    pairs = [
        Pair(row, found.get(language), found.get(beside))
        for row in queries.paragraphs(request.actor, key)
        if (found := printed.get(row.pk, {}))
    ]
    decision = queries.deliberation(request.actor, key)
    context = {
        "section": SECTION,
        "decision": decision,
        "called": name_of(decision.symbol, words(decision.titles)),
        "version": version,
        "name": NAMES[language],
        "way": direction(language),
        "beside": beside,
        "beside_name": NAMES.get(beside, ""),
        "beside_way": direction(beside) if beside else "",
        "others": [(each, NAMES[each]) for each in others],
        "pairs": pairs,
    }
    return render(request, "mandates/text.html", context)


def held(request: Request, key: str, language: str) -> LanguageVersion:
    if language not in LANGUAGES:
        raise Missing("page.missing", ABSENT)
    return queries.version(request.actor, key, language)


def file(request: Request, key: str, language: str) -> HttpResponse:
    """The whole text as it was imported, head, notes and page furniture with it."""
    version = held(request, key, language)
    return download(version.content.encode(), f"{key}-{language}.txt", "text/plain; charset=utf-8")
