"""The page of an instrument: its articles, its official texts, and what points to it."""

from collections.abc import Sequence

from django.http import HttpResponse
from django.shortcuts import render

from palermo.core.language import NAMES
from palermo.core.permissions import Action, may
from palermo.kit.corrections.records import told_of
from palermo.kit.files import file_of, links
from palermo.kit.http import Request, today
from palermo.kit.templatetags.kit import here
from palermo.site.pointers import chain, pointers, pointers_table, within
from palermo.texts import queries
from palermo.texts.forms import LEVELS, clusters_of, listed, themes_of, weights_of

INSTRUMENTS = "palermo.texts/instruments.csv"


def instrument(request: Request, instrument: str) -> HttpResponse:
    """Its articles, the official texts that are held, and what points to it."""
    found = queries.instrument(request.actor, instrument)
    provisions = listed(request, instrument=found.key, level="article")
    pointing = within(pointers(request.actor, today()), found.key)
    texts = [each for each in queries.official_texts(request.actor) if each.instrument_id == found.key]
    everything = queries.provisions(request.actor, found.key)
    table = pointers_table(request)
    worded_in = "" if everything else language_of([each.language for each in texts])
    context = {
        "section": "texts",
        "instrument": found,
        "filters": provisions.filters,
        "levels": LEVELS.items(),
        "weights": weights_of(everything),
        "themes": themes_of(everything),
        "clusters": clusters_of(everything),
        "names": NAMES.items(),
        "listed": bool(everything),
        "articles": sum(each.parent_id is None for each in everything),
        "rows": provisions.rows,
        "table": provisions.table.html(provisions.rows, stacked=True),
        "texts": texts,
        "worded_in": worded_in,
        "worded": queries.worded_articles(request.actor, found.key, worded_in) if worded_in else [],
        "chain": chain(len(everything), len(texts), pointing, "?level=all"),
        "pointers": table.html(table.ordered(pointing), identifier="pointing") if pointing else "",
        "exports": links("texts:export", found.key),
        "pointer_files": links("instrument_pointers", found.key),
        "may_import": may(request.actor, Action.IMPORT_TEXTS),
        "correction": told_of(request.actor, INSTRUMENTS, found.key),
    }
    return render(request, "site/instrument.html", context)


def instrument_pointers(request: Request, instrument: str, form: str) -> HttpResponse:
    key = queries.instrument(request.actor, instrument).key
    table = pointers_table(request)
    rows = table.ordered(within(pointers(request.actor, today()), key))
    return file_of(table, rows, form, f"{key}-pointers")


def language_of(held: Sequence[str]) -> str:
    """The reader's language where it is held, else another that is; "" where none is."""
    return here() if here() in held else next(iter(held), "")
