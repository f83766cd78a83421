"""Columns that a file is expected to have, and what a cell of each may hold."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, Literal

from django.utils.translation import gettext_noop as _
from django.utils.translation import override

from palermo.core.language import LANGUAGES, fold
from palermo.kit.incoming.choices import LONGEST_SHOWN, Choices, Unfit

Kind = Literal["text", "day", "choice", "code"]
ISO = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
# Day, month and year, or month, day and year, or years of two digits: nobody can tell.
AMBIGUOUS = re.compile(r"\d{1,4}\s*[./\-\s年]\s*\d{1,2}\s*[./\-\s月]\s*\d{1,4}日?\.?")
CODE = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9_.:/-]*[A-Za-z0-9])?", re.ASCII)


@dataclass(frozen=True)
class Column:
    """A column: its key, by which names a file may call it, and what its cells hold.

    A cell of a `choice` names one of `choices`; its value is theirs.
    """

    key: str
    names: Sequence[str] = ()  # beside the key; the first is how it is called in sentences
    kind: Kind = "text"
    obligatory: bool = True
    longest: int = 200
    choices: Choices = field(default_factory=lambda: Choices({}))

    @cached_property
    def heads(self) -> frozenset[str]:
        """Its names, folded."""
        return frozenset(map(fold, (self.key, *self.names)))

    @property
    def title(self) -> str:
        return self.names[0] if self.names else self.key

    def value(self, cell: str | Sequence[str] | None) -> Any:
        """What a cell says, None where it is empty. Raises Unfit for one that cannot be taken."""
        if cell is None:
            if self.obligatory:
                raise Unfit("cell.missing", _("This cell is empty. Give a value."))
            return None
        if self.kind == "day":
            return day_of(cell)
        return READERS[self.kind](self, text_of(cell))


def text_of(cell: str | Sequence[str]) -> str:
    """A text; a number, a date or a yes that a spreadsheet made of one is none."""
    if isinstance(cell, str):
        return cell
    kind, value = cell
    raise Unfit("cell.not_text", NOT_TEXT[kind], value=value[:LONGEST_SHOWN])


NOT_TEXT = {
    "number": _("This cell is a number (%(value)s), and text is due. Format it as text, and write it anew."),
    "yes_no": _("This cell is %(value)s, and text is due. Format it as text, and write it anew."),
    **dict.fromkeys(
        ("day", "moment", "time"),
        _("This cell is a date or time (%(value)s), and text is due. Format it as text, and write it anew."),
    ),
}


def day_of(cell: str | Sequence[str]) -> date:
    kind, value = ("text", cell) if isinstance(cell, str) else cell
    shown = str(value)[:LONGEST_SHOWN]
    if kind == "day" or (kind == "text" and ISO.fullmatch(str(value))):
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            raise Unfit("day.impossible", _("There is no day %(value)s. Correct it."), value=shown) from None
    if kind == "text" and AMBIGUOUS.fullmatch(str(value)):
        raise Unfit(
            "day.ambiguous",
            _(
                "“%(value)s” can be read as more than one date. Write year, month and day, in that order and "
                "with hyphens: 2012-10-15."
            ),
            value=shown,
        )
    if kind == "moment":
        raise Unfit(
            "day.moment", _("This date has a time of day (%(value)s). Give the date alone."), value=shown
        )
    raise Unfit(
        "day.invalid",
        _("“%(value)s” is not a date. Give it as year, month and day, such as 2012-10-15."),
        value=shown,
    )


def plain(column: Column, text: str) -> str:
    if len(text) > column.longest:
        raise Unfit(
            "cell.long",
            _("This cell holds %(length)s characters, and may hold %(longest)s. Shorten it."),
            length=len(text),
            longest=column.longest,
        )
    return text


def code(column: Column, text: str) -> str:
    if not CODE.fullmatch(plain(column, text)):
        raise Unfit(
            "code.invalid",
            _("“%(value)s” is not a code: those have letters from A to Z, figures and hyphens alone."),
            value=text[:LONGEST_SHOWN],
        )
    return text


def choice(column: Column, text: str) -> str:
    return column.choices.find(text)


READERS: dict[str, Callable[[Column, str], str]] = {"text": plain, "code": code, "choice": choice}


def in_all_languages(*words: Callable[[], Any]) -> list[str]:
    """What each of those says in the reader's language, then in each of the six; the same is said once."""
    said = [str(word()) for word in words]
    for language in LANGUAGES:
        with override(language):
            said += [str(word()) for word in words]
    return list(dict.fromkeys(said))
