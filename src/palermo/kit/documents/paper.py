"""What a paper consists of: a head, an opening, lettered entries with a note beside each, a close."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple


class Link(NamedTuple):
    """Words that lead to an address."""

    words: str
    url: str


@dataclass(frozen=True, slots=True)
class Aside:
    """What stands beside an entry: a word with its tone, a sentence, and lines in small print."""

    tone: str  # met, under_way, not_met, continuing, unknown: the shape and the colour
    word: str
    sentence: str
    small: Sequence[tuple[str, str]] = ()  # a label and its words
    links: Sequence[Link] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """A lettered paragraph; those of level 2 belong to the one of level 1 before them."""

    letter: str
    heading: str
    lead: str
    text: str
    fine: str = ""
    aside: Aside | None = None
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paper:
    """A whole paper. `day` is that of what it says, printed at its head and foot as `as_at`."""

    language: str
    head: str
    symbol: str
    label: str
    title: str
    lede: str
    as_at: str
    day: date
    tally: Sequence[tuple[str, str, str]] = ()  # tone, word, figure
    opening: str = ""
    entries: Sequence[Entry] = field(default_factory=list)
    close: str = ""
