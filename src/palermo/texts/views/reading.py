"""Pages of the instruments together, and of all their provisions."""

from collections import Counter

from django.http import HttpResponse
from django.shortcuts import render

from palermo.core.language import LANGUAGES, NAMES, direction
from palermo.core.permissions import Action, may
from palermo.kit.files import file_of, links
from palermo.kit.http import Request, choice, download, paged
from palermo.texts import queries
from palermo.texts.exports import (
    TYPE,
    instruments_table,
    official_texts_table,
    table,
    themes_table,
    to_akoma_ntoso,
)
from palermo.texts.forms import LEVELS, listed
from palermo.texts.models import Provision

PAGE = 50


def index(request: Request) -> HttpResponse:
    """The instruments, and the themes that run through them."""
    found = queries.all_provisions(request.actor)
    below = Counter(each.instrument_id for each in found)
    about = Counter(each.theme_id for each in found)
    context = {
        "section": "texts",
        "instruments": [(each, below[each.key]) for each in queries.all_instruments(request.actor)],
        "themes": [(each, about[each.key]) for each in queries.themes(request.actor) if about[each.key]],
        "exports": links("texts:index_export", "instruments"),
        "theme_files": links("texts:index_export", "themes"),
        "official": [(each, NAMES[each.language]) for each in queries.official_texts(request.actor)],
        "official_files": links("texts:index_export", "official"),
        "may_import": may(request.actor, Action.IMPORT_TEXTS),
    }
    return render(request, "texts/index.html", context)


def index_export(request: Request, part: str, form: str) -> HttpResponse:
    """The instruments, the themes with their counts, or the official texts that are held."""
    about = Counter(each.theme_id for each in queries.all_provisions(request.actor))
    if part == "instruments":
        instruments = instruments_table(request)
        return file_of(instruments, instruments.ordered(queries.all_instruments(request.actor)), form, part)
    if part == "themes":
        themes = themes_table(request, about)
        found = [each for each in queries.themes(request.actor) if about[each.key]]
        return file_of(themes, themes.ordered(found), form, part)
    held = official_texts_table(request)
    return file_of(held, held.ordered(queries.official_texts(request.actor)), form, part)


def provisions(request: Request) -> HttpResponse:
    """Every provision that is summarized here, by instrument, level, weight, addressee, theme and cluster."""
    found = listed(request)
    page = paged(request, found.rows, PAGE)
    context = {
        "section": "texts",
        "filters": found.filters,
        "count": len(found.rows),
        "page": page,
        "table": found.table.html(list(page.object_list), stacked=True),
        "instruments": [(each.key, each.short_titles) for each in queries.all_instruments(request.actor)],
        "themes": [(each.key, each.names) for each in queries.themes(request.actor)],
        "levels": LEVELS.items(),
        "weights": Provision.Weight.choices,
        "addressees": Provision.Addressee.choices,
        "clusters": Provision.Cluster.choices,
        "names": NAMES.items(),
        "exports": links("texts:provisions_export"),
    }
    return render(request, "texts/provisions.html", context)


def provisions_export(request: Request, form: str) -> HttpResponse:
    found = listed(request)
    return file_of(found.table, found.rows, form, "provisions")


def export(request: Request, instrument: str, form: str) -> HttpResponse:
    """The provisions of one instrument, as its page has them."""
    key = queries.instrument(request.actor, instrument).key
    found = listed(request, instrument=key, level="article")
    return file_of(found.table, found.rows, form, f"{key}-provisions")


def article_export(request: Request, instrument: str, article: str, form: str) -> HttpResponse:
    """An article, its paragraphs and subparagraphs, as its page has them: all, in the order of the text."""
    key = queries.instrument(request.actor, instrument).key
    rows, _official = queries.article(request.actor, key, article)
    columns = table(request, choice(request, "beside", LANGUAGES))
    return file_of(columns, rows, form, f"{key}-article-{article}")


def theme_export(request: Request, theme: str, form: str) -> HttpResponse:
    """The provisions of one theme, as its page has them."""
    key = queries.theme(request.actor, theme).key
    found = listed(request, theme=key)
    return file_of(found.table, found.rows, form, f"theme-{key}")


def whole(request: Request, instrument: str, language: str) -> HttpResponse:
    """An official text from its first line to its last, each article leading to our page of it."""
    found = queries.instrument(request.actor, instrument)
    text = queries.official_text(request.actor, found.key, language)
    parts = list(queries.wordings(request.actor, found.key, language).defer("raw"))
    context = {
        "section": "texts",
        "instrument": found,
        "text": text,
        "name": NAMES[language],
        "way": direction(language),
        "may_import": may(request.actor, Action.IMPORT_TEXTS),
        "parts": parts,
        "articles": [each for each in parts if each.kind == each.Kind.ARTICLE and each.number.isdecimal()],
    }
    return render(request, "texts/whole.html", context)


def official(request: Request, instrument: str, language: str, form: str) -> HttpResponse:
    """An official text that is held: as Akoma Ntoso, or the characters of the file as it was imported."""
    found = queries.instrument(request.actor, instrument)
    text = queries.official_text(request.actor, found.key, language)
    parts = queries.wordings(request.actor, found.key, language)
    name = f"{found.key}.{language}.{form}"
    if form == "xml":
        return download(to_akoma_ntoso(found, text, parts), name, TYPE)
    content = "".join(parts.values_list("raw", flat=True))
    return download(content.encode(), text.file_name, "text/plain; charset=utf-8")
