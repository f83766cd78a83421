"""What is to be said of acts that do not go together, and what must be known to say it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar, NamedTuple

from palermo.core.period import Period
from palermo.core.treaty.acts import Act, Rules


@dataclass(frozen=True, slots=True)
class Terms:
    """What must be known of an instrument to judge an act to it."""

    adopted: date
    rules: Rules = field(default_factory=Rules)
    open_until: date | None = None  # the last day for signature; None where that is not on record
    complete_to: date | None = None  # how far its record goes; None where nobody says
    parent: str | None = None  # the Convention of a Protocol


@dataclass(frozen=True, slots=True)
class Conduct:
    """All that one participant did under a Convention and its Protocols, by the keys of the instruments."""

    terms: Mapping[str, Terms]
    acts: Mapping[str, Sequence[Act]]
    existence: Period = field(default_factory=Period)
    continued: bool = False  # its acts stand under another State, which continues it


class Place(NamedTuple):
    """Of which act to which instrument something is said."""

    instrument: str
    act: Act


class Remark:
    """What is said of an act: a stable `code`, an English sentence with %(name)s places, their values.

    Values are dates, and acts: the door says both in the reader's words.

    >>> from palermo.core.treaty.acts import Kind
    >>> act = Act("XA", Kind.SIGNATURE, date(2031, 1, 1), date(2031, 1, 1))
    >>> str(Contradiction("act.future", "%(value)s is not yet.", Place("x", act), value=act.date))
    '2031-01-01 is not yet.'
    """

    refused: ClassVar[bool]

    def __init__(self, code: str, message: str, place: Place, /, **values: date | Act) -> None:
        self.code, self.message, self.place, self.values = code, message, place, values

    @property
    def identity(self) -> tuple[object, ...]:
        """The same of the same acts, under whatever keys they stand."""
        instrument, act = self.place
        return self.code, instrument, act.participant, in_english(act), *sorted(self.in_english.items())

    @property
    def in_english(self) -> dict[str, str]:
        return {name: in_english(value) for name, value in self.values.items()}

    def __str__(self) -> str:
        return self.message % self.in_english


class Contradiction(Remark):
    """The record cannot hold this."""

    refused = True


class Caution(Remark):
    """The record can hold this; whoever puts it in should look twice."""

    refused = False


def in_english(value: date | Act) -> str:
    """An act, or a day, in plain words."""
    if isinstance(value, Act):
        return f"{value.kind.value} of {value.date.isoformat()}"
    return value.isoformat()
