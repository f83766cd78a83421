"""Where each part of a decision stands, under a label that is the same in every language."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from palermo.core.citation import ARABIC
from palermo.core.deliberation.records import Item, Paragraph, Reading

LATIN = {arabic: latin for latin, arabic in ARABIC.items()}
LATIN |= dict(zip("абвгдежзиклмнопрст", "abcdefghijklmnopqr", strict=True))
LATIN |= dict(zip(["هـ", "ه‍"], "ee", strict=True))
FIGURE = {figure: str(value) for value, figure in enumerate("一二三四五六七八九十", 1)}


@dataclass(frozen=True, slots=True)
class Place:
    """A part of a decision: its label in it (pre.1, 4, o.i), the label above it, and what was read there."""

    label: str
    parent: str
    kind: str  # "preamble", "operative" or "item"
    printed: str  # (i), 4., or "" where nothing stands before it
    text: str
    start: int
    end: int
    paragraph: Paragraph | None = None  # of an operative one


def places_of(reading: Reading) -> list[Place]:
    """The clauses of the preamble, then each operative paragraph with its items, as the text has them.

    No two have the same label; a paragraph without a number is p1, p2 … by its place.
    """
    return list(labelled(reading))


def labelled(reading: Reading) -> Iterator[Place]:
    used: set[str] = set()
    for number, recital in enumerate(reading.preamble, 1):
        yield Place(f"pre.{number}", "", "preamble", "", recital.text, recital.start, recital.end)
    for order, paragraph in enumerate(reading.operative, 1):
        label = unused(plain(paragraph.number) if paragraph.number else f"p{order}", used)
        printed = marker(label) if paragraph.number else ""
        first = paragraph.items[0].start if paragraph.items else paragraph.end
        end = first if first > paragraph.start else paragraph.end
        yield Place(label, "", "operative", printed, chapeau(paragraph), paragraph.start, end, paragraph)
        yield from items_of(paragraph, label, used)


def items_of(paragraph: Paragraph, label: str, used: set[str]) -> Iterator[Place]:
    """The points below a paragraph; a point below a point hangs from that one."""
    above = {0: label}
    for at, item in enumerate(paragraph.items):
        parent = above[max(depth for depth in above if depth < item.depth)]
        own = unused(f"{parent}.{plain(item.label) or at + 1}", used)
        above = {depth: name for depth, name in above.items() if depth < item.depth} | {item.depth: own}
        end = paragraph.items[at + 1].start if at + 1 < len(paragraph.items) else paragraph.end
        yield Place(own, parent, "item", f"({plain(item.label)})", item.text, item.start, end)


def chapeau(paragraph: Paragraph) -> str:
    """The words of a paragraph before its items, where these stand within its lines."""
    first = next((at for at in [inline_at(paragraph.text, paragraph.items[:1])] if at > 0), None)
    return paragraph.text[:first].rstrip() if first else paragraph.text


def inline_at(text: str, items: Sequence[Item]) -> int:
    return next((text.find(f"({item.label})") for item in items if item.text[:40] in text), -1)


def plain(label: str) -> str:
    """A label in Latin letters and figures, whatever the language.

    >>> plain("أ"), plain("б"), plain("三"), plain("A.2")
    ('a', 'b', '3', 'A.2')
    """
    found = label.strip("()（） .")
    return LATIN.get(found) or FIGURE.get(found) or found


def marker(label: str) -> str:
    return f"{label}." if label[-1].isdecimal() else f"({label})"


def unused(label: str, used: set[str]) -> str:
    """The label, or with a figure behind where it stands already; kept."""
    found, turn = label[:40], 2
    while found in used:
        found, turn = f"{label[:36]}-{turn}", turn + 1
    used.add(found)
    return found
