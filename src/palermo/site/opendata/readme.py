"""What stands at the front of the archive: what it is, of when, and how to read its cells."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from palermo.core.language import explained, long_date, number, sentences
from palermo.kit.csvw import LICENCE
from palermo.kit.templatetags.kit import here


def readme(lists: Sequence[dict[str, Any]], documents: int, on: date, changed: datetime | None) -> str:
    """Plain text in the active language, a paragraph each."""
    told = [
        _("Palermo: everything public, as open data"),
        said(
            _("Every public list of Palermo, without filters, as CSV and as JSON."),
            _("Each decision with its evidence, as JSON; each official text that is held, as Akoma Ntoso."),
            _("Lists: %(lists)s. Decisions and texts: %(documents)s.")
            % {"lists": number(len(lists), here()), "documents": number(documents, here())},
        ),
        said(of_when(on, changed)),
        how_cells_are_written(),
        whose_it_is(on),
        files(),
        "\n".join(explained(f"lists/{each['name']}.csv", row(each), here()) for each in lists),
    ]
    return "\n\n".join(told) + "\n"


def row(each: dict[str, Any]) -> str:
    rows = _("rows: %(count)s") % {"count": number(each["rows"], here())}
    return f"{each['title']} ({rows})"


def said(*parts: str) -> str:
    return sentences(parts, here())


def of_when(on: date, changed: datetime | None) -> str:
    as_at = _("Evidence, and who is bound, are as at %(date)s.") % {"date": long_date(on, here())}
    if changed is None:
        return as_at
    last = _("The records changed last on %(date)s.") % {"date": long_date(changed.date(), here())}
    return said(last, as_at)


def how_cells_are_written() -> str:
    return said(
        _("An empty cell means that nothing is recorded. That is never “no”, and never zero."),
        _("“Unknown” as a status says nothing about whether it was done."),
        _("Every fact says how sure it is: sourced, derived, partly sourced, not verified, from memory."),
        _("Where a source hides a small figure, the cell says so as the source does, such as “<5”, never 0."),
        _("An apostrophe stands in a CSV file before what a spreadsheet would take for a formula."),
        _("It is no part of the record, and the JSON has none."),
        _("Dates are written as year, month and day, such as 2008-10-17; letters as UTF-8."),
    )


def whose_it_is(on: date) -> str:
    return said(
        _("The tables may be used under the Apache License 2.0 (%(url)s).") % {"url": LICENCE},
        _("Official texts in the folder texts are not under it: they are as their holder imported them."),
        _("Each row names the source of its fact. It is not a publication of the United Nations."),
        how_to_cite(on),
    )


def how_to_cite(on: date) -> str:
    return _("Cite it as: Palermo, open data, as at %(date)s.") % {"date": long_date(on, here())}


def files() -> str:
    return said(
        _("metadata.json describes every column as CSV on the Web has it (W3C)."),
        _("contents.json lists the lists, with the number of their rows and where each is on a page."),
        _("SHA256SUMS holds the SHA-256 of every file: check it with sha256sum --check SHA256SUMS."),
    )
