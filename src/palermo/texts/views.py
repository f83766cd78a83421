"""Pages of instruments and their articles."""

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
        request, "texts/index.html", {"section": "texts", "instruments": queries.instruments(request.actor)}
    )


def listed(request: Request, instrument: str) -> tuple[Table[Provision], list[Provision]]:
    """The articles that the address asks for, in its order."""
    weight = choice(request, "weight", Provision.Weight.values)
    found = queries.provisions(request.actor, instrument)
    columns = table(request, choice(request, "beside", LANGUAGES))
    return columns, columns.ordered(found.filter(weight=weight) if weight else found)


def instrument(request: Request, instrument: str) -> HttpResponse:
    found = queries.instrument(request.actor, instrument)
    columns, rows = listed(request, instrument)
    context = {
        "section": "texts",
        "instrument": found,
        "weights": Provision.Weight.choices,
        "weight": request.GET.get("weight", ""),
        "beside": request.GET.get("beside", ""),
        "names": NAMES.items(),
        "rows": rows,
        "table": columns.html(rows),
        "exports": [(form.upper(), reverse("texts:export", args=[instrument, form])) for form in FORMATS],
    }
    return render(request, "texts/instrument.html", context)


def export(request: Request, instrument: str, form: str) -> HttpResponse:
    found = queries.instrument(request.actor, instrument)
    columns, rows = listed(request, instrument)
    return file_of(columns, rows, form, f"{found.key}-articles")
