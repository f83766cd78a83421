"""Pages of instruments and their articles."""

from typing import NamedTuple

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from palermo.core.language import LANGUAGES, NAMES
from palermo.kit.files import FORMATS, file_of
from palermo.kit.http import Request, choice
from palermo.kit.tables import Table
from palermo.texts import queries
from palermo.texts.exports import table
from palermo.texts.models import Provision


def index(request: Request) -> HttpResponse:
    return render(
        request,
        "texts/index.html",
        {"section": "texts", "instruments": queries.all_instruments(request.actor)},
    )


class Listed(NamedTuple):
    """The articles that the address asks for, in its order; `any` tells whether there are others."""

    weight: str
    beside: str
    table: Table[Provision]
    rows: list[Provision]
    any: bool


def listed(request: Request, instrument: str) -> Listed:
    weight = choice(request, "weight", Provision.Weight.values)
    beside = choice(request, "beside", LANGUAGES)
    found = list(queries.provisions(request.actor, instrument))
    columns = table(request, beside)
    rows = columns.ordered(row for row in found if weight in ("", row.weight))
    return Listed(weight, beside, columns, rows, bool(found))


def instrument(request: Request, instrument: str) -> HttpResponse:
    found = queries.instrument(request.actor, instrument)
    articles = listed(request, instrument)
    context = {
        "section": "texts",
        "instrument": found,
        "weights": Provision.Weight.choices,
        "weight": articles.weight,
        "beside": articles.beside,
        "names": NAMES.items(),
        "listed": articles.any,
        "rows": articles.rows,
        "table": articles.table.html(articles.rows),
        "exports": [(form.upper(), reverse("texts:export", args=[instrument, form])) for form in FORMATS],
    }
    return render(request, "texts/instrument.html", context)


def export(request: Request, instrument: str, form: str) -> HttpResponse:
    found = queries.instrument(request.actor, instrument)
    articles = listed(request, instrument)
    return file_of(articles.table, articles.rows, form, f"{found.key}-articles")
