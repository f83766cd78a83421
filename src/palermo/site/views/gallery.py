"""Every component on one page, with invented material."""

from datetime import date

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from palermo.core.language import Text
from palermo.core.provenance import Confidence
from palermo.kit.http import Request
from palermo.kit.templatetags.kit import STATUSES, WEIGHTS

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


def gallery(request: Request) -> HttpResponse:
    context = {
        "statuses": list(STATUSES),
        "counts": list(zip(STATUSES, (5, 5, 1, 5, 4), strict=True)),
        "weights": list(WEIGHTS),
        "confidences": list(Confidence),
        "swatches": SWATCHES,
        "sentence": [Text({code: words}) for code, words in SENTENCE.items()],
        "stale": Text(SENTENCE, stale=frozenset(SENTENCE)),
        "rows": SAMPLE_ROWS,
        "exports": [("CSV", "#exports"), ("XLSX", "#exports"), ("JSON", "#exports")],
        "page": Paginator(range(60), 20).page(2),
    }
    return render(request, "site/gallery.html", context)
