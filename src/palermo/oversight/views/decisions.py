"""The page of a decision, live: each paragraph, and what the records say of it on the day chosen."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers

from palermo.core.errors import Missing
from palermo.core.language import NAMES
from palermo.core.permissions import Action, may
from palermo.kit.corrections.records import told, told_of
from palermo.kit.files import file_of
from palermo.kit.http import ABSENT, Request, choice, day, download, today
from palermo.kit.templatetags.kit import here, words
from palermo.mandates import queries as mandates
from palermo.mandates.models import Paragraph
from palermo.meetings.queries import symbol_in_words
from palermo.oversight.evidence import Row, evidence_of
from palermo.oversight.exports import (
    TYPES,
    Edition,
    Fine,
    body_of,
    corrected,
    counted,
    document_of,
    evidence_table,
    fine_print,
    leading,
    opening,
    opening_language,
)
from palermo.texts import queries as texts

YEARS_BETWEEN_LINKS, MOST_LINKS = 2, 12
DECISIONS, PARAGRAPHS = "palermo.mandates/deliberations.csv", "palermo.mandates/paragraphs.csv"


def edition_of(request: Request, key: str) -> Edition:
    deliberation = mandates.deliberation(request.actor, key)
    paragraphs = list(mandates.worded(request.actor, key))
    on = as_at(request, deliberation.since)
    preamble = [each for each in paragraphs if each.kind == Paragraph.Kind.PREAMBLE]
    titles = {each.key: words(each.short_titles) for each in texts.all_instruments(request.actor)}
    return Edition(
        deliberation, on, preamble, evidence_of(request.actor, deliberation, paragraphs, on), titles
    )


def as_at(request: Request, adopted: date) -> date:
    """The day of the address: `on`, else the last day of `year`, else today; never a day to come."""
    now = today()
    chosen = day(request, "on", None, latest=now)
    year = choice(request, "year", [str(each) for each in range(adopted.year, now.year + 1)])
    return chosen or (min(date(int(year), 12, 31), now) if year else now)


def decision(request: Request, key: str) -> HttpResponse:
    edition = edition_of(request, key)
    first, last = edition.deliberation.since.year, today().year
    context: dict[str, Any] = {
        "section": "mandates" if edition.deliberation.imported else "decision",
        "edition": edition,
        "title": symbol_in_words(edition.deliberation.symbol) or words(edition.deliberation.titles),
        "body": body_of(edition.deliberation),
        "versions": [
            (each, NAMES[each.language])
            for each in mandates.versions(request.actor, edition.deliberation.key)
        ],
        "may_import": may(request.actor, Action.IMPORT_DECISIONS),
        "printed_rows": printed(request, edition),
        "correction": told_of(request.actor, DECISIONS, key),
        "opening": opening(edition),
        "opening_in": opening_language(edition),
        "counts": counted(edition.rows),
        "year": min(max(edition.on.year, first), last),
        "first": first,
        "last": last,
        "years": range(first, last + 1, max(YEARS_BETWEEN_LINKS, (last - first) // MOST_LINKS + 1)),
        "documents": [(form, address(key, form, edition.on)) for form in TYPES],
        "tables": [
            (form, f"{reverse('oversight:evidence_export', args=[key, form])}?on={edition.on}")
            for form in ("csv", "xlsx")
        ],
        "adopted_url": f"{request.path}?on={edition.deliberation.since}",
        "printed": f"{address(key, 'pdf', edition.on)}&as=print",
    }
    # The slider asks for the live part alone; a page that comes back from the browser's history is whole.
    live = request.htmx and not request.htmx.history_restore_request  # type: ignore[attr-defined]
    answer = render(request, "oversight/swap.html" if live else "oversight/decision.html", context)
    patch_vary_headers(answer, ["HX-Request", "HX-History-Restore-Request"])
    return answer


def printed(request: Request, edition: Edition) -> list[tuple[Row, list[Fine]]]:
    """Each paragraph with its fine print, and what was corrected in it."""
    said, shipped = told(request.actor, PARAGRAPHS), not edition.deliberation.imported
    allowed = shipped and may(request.actor, Action.CORRECT_FACTS)
    may_edit = not shipped and may(request.actor, Action.IMPORT_DECISIONS)
    return [
        (
            row,
            fine_print(row.paragraph, edition.titles)
            + leading(row.paragraph, may_edit=may_edit)
            + corrected(row.paragraph, said.get(row.paragraph.key), may=allowed),
        )
        for row in edition.rows
    ]


def address(key: str, form: str, on: date) -> str:
    return f"{reverse('oversight:document', kwargs={'key': key, 'named': key, 'form': form})}?on={on}"


def document(request: Request, key: str, named: str, form: str) -> HttpResponse:
    """The same as a file: DOCX, PDF or JSON. `print` opens the PDF in the browser instead of keeping it."""
    if named != key:
        raise Missing("page.missing", ABSENT)
    edition = edition_of(request, key)
    content = document_of(form, edition, request.build_absolute_uri)
    answer = download(content, f"decision-{key}-{edition.on}-{here()}.{form}", TYPES[form])
    if choice(request, "as", {"print"}):
        answer["Content-Disposition"] = "inline"
    return answer


def evidence_export(request: Request, key: str, form: str) -> HttpResponse:
    """What the records say of each paragraph on the day, as a table."""
    edition, table = edition_of(request, key), evidence_table(request)
    return file_of(
        table, table.ordered(edition.rows), form, f"decision-{edition.deliberation.key}-{edition.on}"
    )
