"""The page of an article: our words, the official ones, a second language, and what points there."""

from django.http import HttpResponse
from django.shortcuts import render

from palermo.core.citation import Citation
from palermo.core.language import LANGUAGES, NAMES
from palermo.core.permissions import Action, may
from palermo.kit.corrections.records import told
from palermo.kit.files import file_of, links
from palermo.kit.http import Request, choice, today
from palermo.kit.templatetags.kit import here
from palermo.site.articles import parts_of
from palermo.site.pointers import chain, pointers, pointers_table, within
from palermo.texts import queries
from palermo.texts.forms import weights_of

PROVISIONS = "palermo.texts/provisions.csv"


def article(request: Request, instrument: str, article: str) -> HttpResponse:
    """An article, paragraph by paragraph: summary, weight, official wording, a second language, pointers."""
    found, number = queries.instrument(request.actor, instrument), article
    rows, official = queries.article(request.actor, found.key, number)
    beside = choice(request, "beside", LANGUAGES)
    languages = list(dict.fromkeys([here(), *([beside] if beside else [])]))
    if not rows:  # of official words alone: in the languages asked for, or in one that is held
        languages = [each for each in languages if each in official] or list(official)[:1]
    pointing = within(pointers(request.actor, today()), f"{found.key}/{number}")
    corrected, may_correct = told(request.actor, PROVISIONS), may(request.actor, Action.CORRECT_FACTS)
    parts = parts_of(found.key, rows, official, languages, pointing, corrected, may_correct)
    table, about = pointers_table(request), rows[0] if rows else None
    held = [each for each in queries.official_texts(request.actor) if each.instrument_id == found.key]
    context = {
        "section": "texts",
        "instrument": found,
        "number": number,
        "citation": Citation(int(number)).printed(here()),
        "whole": parts[0],
        "article": about,
        "may_import": may(request.actor, Action.IMPORT_TEXTS),
        "correction": parts[0].correction,
        "parts": parts[1:],
        "weights": weights_of(rows),
        "beside": beside,
        "names": NAMES.items(),
        "texts": held,
        "elsewhere": [(code, NAMES[code]) for code in official if code not in languages],
        "chain": chain(len(rows), len(held), pointing),
        "pointers": table.html(table.ordered(pointing), identifier="pointing") if pointing else "",
        "neighbours": neighbours(request, found.key, number),
        "exports": links("texts:article_export", found.key, number) if rows else [],
        "pointer_files": links("article_pointers", found.key, number),
    }
    return render(request, "site/article.html", context)


def article_pointers(request: Request, instrument: str, article: str, form: str) -> HttpResponse:
    key, number = queries.instrument(request.actor, instrument).key, article
    queries.article(request.actor, key, number)  # the page is there
    table = pointers_table(request)
    rows = table.ordered(within(pointers(request.actor, today()), f"{key}/{number}"))
    return file_of(table, rows, form, f"{key}-article-{number}-pointers")


def neighbours(request: Request, instrument: str, number: str) -> tuple[str, str]:
    """The numbers of the articles before and after, "" where there is none."""
    shown = {each.number for each in queries.articles(request.actor, instrument)}
    for text in [] if shown else queries.official_texts(request.actor):
        if text.instrument_id == instrument:
            worded = queries.worded_articles(request.actor, instrument, text.language)
            shown |= {each.number for each in worded}
    before, after = (str(int(number) + step) for step in (-1, 1))
    return before if before in shown else "", after if after in shown else ""
