"""Symbols of United Nations documents: parse, print, order.

The grammar is that of symbols since 1976, when a session is a year or an Arabic numeral: a body, its session,
a series, a number, and what changed since (CTOC/COP/WG.4/2010/L.1/Rev.1). Allocation is not here.
"""

import re
from dataclasses import dataclass
from functools import total_ordering

from palermo.core.errors import Invalid

LONGEST = 60  # characters: more is not a symbol

# The organs and treaty bodies whose symbols are read; anything else is not guessed at.
ORGANS = frozenset(
    {"A", "E", "S", "ST", "T", "TD", "UNODC", "CTOC", "CAC"}
    | {"CAT", "CCPR", "CED", "CEDAW", "CERD", "CMW", "CRC", "CRPD", "HRI"}
)
BODY = re.compile(r"[A-Z]{1,8}(?:\.[1-9][0-9]{0,3})?")
NUMBER = re.compile(r"[1-9][0-9]{0,5}")
# Documents proper first; then limited, of conference rooms, for information, by non-governmental
# organizations, records of meetings. The mark before the number is part of the series.
SERIES = ("", "L.", "CRP.", "INF/", "INF.", "NGO/", "NGO.", "SR.", "PV.")
SERIAL = re.compile(r"(L\.|CRP\.|INF\.|NGO\.|SR\.|PV\.)([1-9][0-9]{0,5})")
CHANGES = ("Add", "Corr", "Rev")
CHANGE = re.compile(r"(ADD|CORR|REV)\.([1-9][0-9]{0,2})")
YEAR = re.compile(r" ?\(((?:19|20)[0-9]{2})\)")


@total_ordering
@dataclass(frozen=True, slots=True)
class Symbol:
    """A symbol in its parts; orders by body, session, series, number and change, numbers by their value."""

    body: tuple[str, ...]  # such as ("CTOC", "COP", "WG.4")
    session: int | None  # a year, or the number of a session
    series: str  # one of SERIES; "" for documents proper
    number: int
    changes: tuple[tuple[str, int], ...] = ()  # such as (("Rev", 1), ("Add", 2))
    year: int | None = None  # after resolutions of the Security Council

    @classmethod
    def parse(cls, text: str) -> "Symbol":
        """Read a symbol, in capitals or not. Raises Invalid for anything else.

        >>> Symbol.parse("ctoc/cop/wg.4/2010/l.1/rev.1").body
        ('CTOC', 'COP', 'WG.4')
        >>> str(Symbol.parse("S/RES/2331(2016)"))
        'S/RES/2331 (2016)'
        """
        symbol = read(text.strip().upper()) if len(text) <= LONGEST and text.isascii() else None
        if symbol is None:
            raise Invalid(
                "symbol.invalid", "“%(text)s” is not the symbol of a United Nations document.", text=text[:40]
            )
        return symbol

    def __str__(self) -> str:
        parts = [*self.body]
        if self.session:
            parts.append(str(self.session))
        parts.append(f"{self.series}{self.number}")
        parts += [f"{kind}.{number}" for kind, number in self.changes]
        return "/".join(parts) + (f" ({self.year})" if self.year else "")

    def __lt__(self, other: "Symbol") -> bool:
        return self._place() < other._place()

    def _place(self) -> tuple[object, ...]:
        names = [part.partition(".") for part in self.body]
        return (
            [(name, int(number or 0)) for name, _, number in names],
            self.session or 0,
            SERIES.index(self.series),
            self.number,
            [(CHANGES.index(kind), number) for kind, number in self.changes],
            self.year or 0,
        )


def read(text: str) -> Symbol | None:
    """The symbol that a text in capitals is; None where it is none. Parts are taken from the end."""
    year = YEAR.search(text)
    rest = (text[: year.start()] if year and year.end() == len(text) else text).split("/")
    changes: list[tuple[str, int]] = []
    while rest and (change := CHANGE.fullmatch(rest[-1])):
        changes.insert(0, (change[1].title(), int(change[2])))
        rest.pop()
    series, number = take_number(rest)
    session = int(rest.pop()) if rest and NUMBER.fullmatch(rest[-1]) else None
    of_council = rest == ["S", "RES"] and session is None and series == ""
    if not number or not is_body(rest) or (year and not of_council):
        return None
    return Symbol(tuple(rest), session, series, number, tuple(changes), int(year[1]) if year else None)


def take_number(rest: list[str]) -> tuple[str, int]:
    """Take the series and the number off the end; the number is 0 where there is none."""
    last = rest.pop() if rest else ""
    if serial := SERIAL.fullmatch(last):
        return serial[1], int(serial[2])
    if not NUMBER.fullmatch(last):
        return "", 0
    if len(rest) > 1 and rest[-1] in ("INF", "NGO") and NUMBER.fullmatch(rest[-2]):
        return f"{rest.pop()}/", int(last)
    return "", int(last)


def is_body(parts: list[str]) -> bool:
    """Whether the parts name an organ and what is below it, and none of them is a series or a change."""
    return (
        bool(parts)
        and parts[0] in ORGANS
        and all(map(BODY.fullmatch, parts))
        and not any(SERIAL.fullmatch(part) or CHANGE.fullmatch(part) for part in parts)
    )
