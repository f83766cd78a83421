"""What looks wrong in the parts of a text; a person decides."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Any

from palermo.core.citation import ROMAN
from palermo.core.treaty_text.markers import LETTERS
from palermo.core.treaty_text.reading import Part


@dataclass(frozen=True, slots=True)
class Doubt:
    """One thing that looks wrong: its code, where it stands, and the values of its sentence."""

    code: str
    line: int = 0  # from 1; 0 where it stands at no line
    column: int = 0
    values: dict[str, Any] = field(default_factory=dict, hash=False)


def doubts(parts: Iterable[Part]) -> list[Doubt]:
    """Articles out of order or twice, numbers that jump, provisions twice, articles and points with no words.

    >>> from palermo.core.treaty_text.reading import read
    >>> [(each.code, each.line) for each in doubts(read("Article 2\\n\\n1. A.\\n3. B."))]
    [('article.order', 1), ('number.jump', 4)]
    """
    held = list(parts)
    return sorted([*of_articles(held), *of_numbers(held), *of_words(held)], key=lambda each: each.line)


def of_articles(parts: list[Part]) -> Iterator[Doubt]:
    """Articles in their order, each once."""
    seen: set[int] = set()
    last = 0
    for part in parts:
        if part.kind != "article":
            continue
        if not part.number:
            yield Doubt("article.unnumbered", part.line, values={"printed": part.printed})
            continue
        number = int(part.number)
        if number in seen:
            yield Doubt("article.twice", part.line, values={"number": number})
        elif number != last + 1:
            yield Doubt("article.order", part.line, values={"number": number, "before": last})
        seen.add(number)
        last = number


def of_numbers(parts: list[Part]) -> Iterator[Doubt]:
    """Paragraphs and points in their order, each once in its article."""
    last: dict[str, int] = {}
    for part in parts:
        if part.kind == "article":
            last = {}
        if part.kind not in ("paragraph", "point") or "/" not in part.number:
            continue
        above, _, name = part.number.rpartition("/")
        kind = "n" if name.isdecimal() else "l"
        places = places_of(name)
        before = last.get(above + kind, 0)
        if before + 1 not in places:
            code = "number.twice" if before in places else "number.jump"
            yield Doubt(code, part.line, values={"number": part.number, "printed": part.printed})
        last[above + kind] = before + 1 if before + 1 in places else places[0]


def places_of(name: str) -> list[int]:
    """Where a name stands in its list: i is the ninth letter and the first numeral."""
    if name.isdecimal():
        return [int(name)]
    letter = [LETTERS.index(name) + 1] if len(name) == 1 else []
    return letter + ([ROMAN[name]] if name in ROMAN else [])


def of_words(parts: list[Part]) -> Iterator[Doubt]:
    """Articles with nothing in them; paragraphs and points with no words, and nothing below them."""
    for part, after in zip_longest(parts, parts[1:]):
        if part.words or not part.number:
            continue
        below = after is not None and after.kind in ("paragraph", "point")
        if below and f"{after.number}/".startswith(f"{part.number}/"):
            continue
        code = "article.empty" if part.kind == "article" else "words.missing"
        yield Doubt(code, part.line, values={"number": part.number, "printed": part.printed})
