"""What a decision or resolution says, as it was read from its text: every part with its place."""

from dataclasses import dataclass
from typing import Any

ACTS = (
    "decides",
    "requests",
    "calls_upon",
    "urges",
    "invites",
    "encourages",
    "recommends",
    "affirms",
    "expresses",
    "notes",
    "condemns",
    "authorizes",
    "other",
)


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the text, from one character up to another, and what it is.

    `kind` is one of: note, blank, symbol, title, body, recital, hinge, paragraph, item, footnote, furniture,
    closing, annex.
    """

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that may have been read wrongly, and where."""

    code: str  # such as "verb.unknown"
    start: int
    words: str


@dataclass(frozen=True, slots=True)
class Item:
    """A point below a paragraph; `depth` is 1 for the points right below it."""

    label: str
    depth: int
    text: str
    start: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """An operative paragraph: what is done in it, whom it addresses, and by when."""

    number: str | None
    text: str  # on one line, without its marker, footnotes and page furniture
    start: int
    end: int
    verbs: tuple[str, ...] = ()  # as printed
    act: str = "other"  # of the first verb
    addressees: tuple[str, ...] = ()
    deadline: str | None = None
    references: tuple[str, ...] = ()
    items: tuple[Item, ...] = ()
    conditions: tuple[str, ...] = ()  # on which it depends, as printed


@dataclass(frozen=True, slots=True)
class Recital:
    """A preambular clause."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Reading:
    """A decision or resolution; the spans of a text are all its characters, each in one of them."""

    language: str
    kind: str  # "decision" or "resolution"
    symbol: str
    title: str
    date: str
    preamble: tuple[Recital, ...]
    operative: tuple[Paragraph, ...]
    footnotes: tuple[str, ...]
    doubts: tuple[Doubt, ...]
    spans: tuple[Span, ...]
    session: str = ""  # at which it was adopted, as printed

    @property
    def annotated(self) -> dict[str, Any]:
        """What was read, in the schema in which decisions are annotated by hand."""
        return {
            "symbol": self.symbol,
            "language": self.language,
            "kind": self.kind,
            "session": self.session,
            "preambular": len(self.preamble),
            "operative": [
                {
                    "number": each.number,
                    "verbs": list(each.verbs),
                    "act": each.act,
                    "addressees": list(each.addressees),
                    "deadline": each.deadline,
                    "references": list(each.references),
                    "items": [item.label for item in each.items],
                    "conditions": list(each.conditions),
                }
                for each in self.operative
            ],
        }
