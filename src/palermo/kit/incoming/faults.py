"""A problem of a file: where it is, and what to do, in the reader's language."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext, gettext_noop

from palermo.core.language import number
from palermo.kit.templatetags.kit import here

PLACES = {  # whether there is a row, a column, a name of the column
    (True, True, True): gettext_noop("Row %(row)s, column %(letter)s (%(head)s)"),
    (True, True, False): gettext_noop("Row %(row)s, column %(letter)s"),
    (True, False, False): gettext_noop("Row %(row)s"),
    (False, True, True): gettext_noop("Column %(letter)s (%(head)s)"),
    (False, True, False): gettext_noop("Column %(letter)s"),
    (False, False, False): gettext_noop("The file"),
}


@dataclass(frozen=True, slots=True)
class Fault:
    """One problem: a stable `code`, an English `message` with %(name)s places, and the `values` for them.

    The message is translated where it is shown, so it must be marked with gettext_noop where it is written.
    """

    code: str
    message: str
    values: Mapping[str, Any] = field(default_factory=dict)
    row: int | None = None  # as the file counts, from 1
    column: int | None = None  # from 1
    head: str = ""  # the name of the column, as the file has it

    @property
    def sentence(self) -> str:
        language = here()
        shown = {
            name: number(value, language) if type(value) is int and name not in ("line", "column") else value
            for name, value in self.values.items()
        }
        return gettext(self.message) % shown

    @property
    def letter(self) -> str:
        """The column as spreadsheets call it; "" where there is none."""
        return letter_of(self.column) if self.column else ""

    @property
    def place(self) -> str:
        has = (bool(self.row), bool(self.column), bool(self.column and self.head))
        return gettext(PLACES[has]) % {"row": self.row, "letter": self.letter, "head": self.head}


def letter_of(column: int) -> str:
    """What spreadsheets call a column.

    >>> [letter_of(column) for column in (1, 26, 27, 16384)]
    ['A', 'Z', 'AA', 'XFD']
    """
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def listed(faults: Iterable[Fault], more: int, most: int) -> tuple[tuple[Fault, ...], int]:
    """The first of them, those of the whole file before those of rows; and how many more there are."""
    ordered = sorted(faults, key=lambda fault: (fault.row or 0, fault.column or 0))
    return tuple(ordered[:most]), more + max(len(ordered) - most, 0)
