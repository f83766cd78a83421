"""The page of a decision, live: each paragraph, and what the records say of it on the day chosen."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from palermo.core.errors import Missing
from palermo.kit.http import Request, choice, day, download, today
from palermo.kit.templatetags.kit import here, words
from palermo.mandates import queries as mandates
from palermo.mandates.models import Deliberation, Paragraph
from palermo.oversight.evidence import Row, evidence_of, symbol_in_words
from palermo.oversight.exports import TYPES, cited, counted, document_of
from palermo.texts import queries as texts

YEARS_BETWEEN_LINKS = 2


@dataclass(frozen=True, slots=True)
class Edition:
    """A decision as at a day."""

    deliberation: Deliberation
    on: date
    preamble: list[Paragraph]
    rows: list[Row]


def edition_of(request: Request, key: str) -> Edition:
    deliberation = mandates.deliberation(request.actor, key)
    paragraphs = list(mandates.paragraphs(request.actor, key))
    on = as_at(request, deliberation.adopted)
    preamble = [each for each in paragraphs if each.kind == Paragraph.Kind.PREAMBLE]
    return Edition(deliberation, on, preamble, evidence_of(request.actor, deliberation, paragraphs, on))


def as_at(request: Request, adopted: date) -> date:
    """The day of the address: `on`, else the last day of `year`, else today; never a day to come."""
    now = today()
    chosen = day(request, "on", None, latest=now)
    year = choice(request, "year", [str(each) for each in range(adopted.year, now.year + 1)])
    return chosen or (min(date(int(year), 12, 31), now) if year else now)


def decision(request: Request, key: str) -> HttpResponse:
    edition = edition_of(request, key)
    titles = {each.key: words(each.short_titles) for each in texts.instruments(request.actor)}
    first, last = edition.deliberation.adopted.year, today().year
    context: dict[str, Any] = {
        "section": "decision",
        "edition": edition,
        "title": symbol_in_words(edition.deliberation.symbol),
        "cited": [(row, cited(row.paragraph, titles)) for row in edition.rows],
        "counts": counted(edition.rows),
        "year": min(max(edition.on.year, first), last),
        "first": first,
        "last": last,
        "years": range(first, last + 1, YEARS_BETWEEN_LINKS),
        "documents": documents(key, edition.on),
    }
    # The slider asks for the live part alone; a page that comes back from the browser's history is whole.
    live = request.htmx and not request.htmx.history_restore_request  # type: ignore[attr-defined]
    return render(request, "oversight/swap.html" if live else "oversight/decision.html", context)


def documents(key: str, on: date) -> list[tuple[str, str]]:
    return [
        (form, f"{reverse('oversight:document', kwargs={'key': key, 'named': key, 'form': form})}?on={on}")
        for form in TYPES
    ]


def document(request: Request, key: str, named: str, form: str) -> HttpResponse:
    """The same as a file: DOCX, PDF or JSON. `print` opens the PDF in the browser instead of keeping it."""
    if named != key:
        raise Missing("page.missing", "There is nothing at this address.")
    edition = edition_of(request, key)
    content = document_of(
        form, edition.deliberation, edition.on, edition.preamble, edition.rows, request.build_absolute_uri
    )
    answer = download(content, f"decision-{key}-{edition.on}-{here()}.{form}", TYPES[form])
    if choice(request, "as", {"print"}):
        answer["Content-Disposition"] = "inline"
    return answer
