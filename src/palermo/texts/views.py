"""Pages of the instruments together, and of all their provisions."""

from collections import Counter

from django.http import HttpResponse
from django.shortcuts import render

from palermo.core.language import LANGUAGES, NAMES
from palermo.kit.files import file_of, links
from palermo.kit.http import Request, choice, download, paged
from palermo.texts import queries
from palermo.texts.exports import TYPE, table, to_akoma_ntoso
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
    }
    return render(request, "texts/index.html", context)


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


def official(request: Request, instrument: str, language: str, form: str) -> HttpResponse:
    """An official text that is held: as Akoma Ntoso, or the characters of the file as it was imported."""
    found = queries.instrument(request.actor, instrument)
    text = queries.official_text(request.actor, found.key, language)
    parts = queries.wordings(request.actor, found.key, language)
    name = f"{found.key}.{language}.{form}"
    if form == "xml":
        return download(to_akoma_ntoso(found, text, parts), name, TYPE)
    content = "".join(parts.values_list("raw", flat=True))
    return download(content.encode(), name, "text/plain; charset=utf-8")
