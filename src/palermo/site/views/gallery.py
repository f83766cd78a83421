"""Every component on one page, with invented material."""

from datetime import date
from typing import Any, NamedTuple

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from palermo.core.language import Text, long_date
from palermo.core.provenance import Confidence
from palermo.kit.charts import Event, StepChart, Tile, tile_map
from palermo.kit.http import Request
from palermo.kit.templatetags.kit import STATUSES, here
from palermo.texts.forms import WEIGHTS

SWATCHES = (
    *("paper", "surface", "sunk", "ink", "ink2", "rule2", "accent", "accent2"),
    *("underway", "notmet", "continuing", "error"),
)
# One sentence in the six languages, to see their faces side by side.
SENTENCE = {
    "ar": "عشرون فقرة وما آل إليه كل منها.",
    "zh": "二十个段落，以及各段的后续进展。",
    "en": "Twenty paragraphs, and what came of them.",
    "fr": "Vingt paragraphes, et ce qu’il en est advenu.",
    "ru": "Двадцать пунктов и то, что из них вышло.",
    "es": "Veinte párrafos, y lo que resultó de ellos.",
}
# Two invented States and their invented acts: never a real one.
SAMPLE_ROWS = (("XA", date(2006, 5, 4), 1023), ("XB", date(2009, 9, 21), 47))
DAY = date(2012, 10, 15)


class Cell(NamedTuple):
    """A cell of the strip."""

    printed: str
    headings: str
    status: str
    anchor: str = "g-status"


def gallery(request: Request) -> HttpResponse:
    context = {
        "cells": [
            Cell(f"({letter})", str(word), key)
            for letter, (key, word) in zip("abcde", STATUSES.items(), strict=True)
        ],
        "counts": list(zip(STATUSES, (5, 5, 1, 5, 4), strict=True)),
        "weights": [key for key, _label in WEIGHTS],
        "confidences": list(Confidence),
        "swatches": SWATCHES,
        "sentence": [Text({code: words}) for code, words in SENTENCE.items()],
        "stale": Text(SENTENCE, stale=frozenset(SENTENCE)),
        "rows": SAMPLE_ROWS,
        "exports": [("CSV", "#g-buttons"), ("XLSX", "#g-buttons"), ("JSON", "#g-buttons")],
        "page": Paginator(range(60), 20).page(2),
        "map": tiles(),
        "chart": chart(),
    }
    return render(request, "site/gallery.html", context | as_at())


def as_at() -> dict[str, Any]:
    """What the control of the day needs."""
    return {
        "edition": {"on": DAY},
        "first": 2008,
        "last": 2026,
        "year": DAY.year,
        "years": range(2008, 2027, 2),
    }


def tiles() -> SafeString:
    """A tile of each kind that the register has, for two invented States."""
    kinds = {
        "party": _("Party"),
        "party since": _("Party, joined after October 2008"),
        "signed": _("Signed, not a party"),
        "none": _("No act on record"),
    }
    return tile_map(
        (word, "2", [Tile(name, css, "#g-tiles", f"{name}: {word}") for name in ("XA", "XB")])
        for css, word in kinds.items()
    )


def chart() -> SafeString:
    """The steps of an invented treaty."""
    steps = [
        (date(2004, 3, 1), 41),
        (date(2006, 5, 4), 83),
        (date(2009, 9, 21), 117),
        (date(2012, 1, 9), 131),
    ]
    columns = [(day.year, count) for (day, _total), count in zip(steps, (41, 42, 34, 14), strict=True)]
    event = Event(steps[1][0], "XA", long_date(steps[1][0], here()), at=83)
    return StepChart(
        _("Parties to an invented treaty over time"),
        steps,
        columns,
        DAY,
        steps[2][0],
        [event],
        "XA, XB",
        [(DAY, 130)],
    ).html()
