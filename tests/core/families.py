"""The families of tests/core/similar: paragraphs that ask the same, and those that only look like it."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from palermo.core.similarity import THRESHOLD, Index

HERE = Path(__file__).parent / "similar"
HALVES = ("tuning", "held out")
WHOLE = 1000  # more answers than any text has


class Counts(NamedTuple):
    """Pairs of paragraphs: the same and found, not the same and found, the same and not found."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong)

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed)

    @property
    def told(self) -> str:
        return f"{self.right} right, {self.wrong} wrong, {self.missed} missed"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a text stands: in which family, whether it asks the same as that, and as which of them."""

    family: int
    same: bool
    number: int


def told(language: str) -> dict[str, Any]:
    return tomllib.loads((HERE / f"{language}.toml").read_text("utf-8"))


def labelled(language: str, half: str) -> Iterator[tuple[str, str, bool]]:
    """Two paragraphs each, and whether they are the same."""
    for family in told(language)["family"]:
        if family["half"] == half:
            yield from ((family["text"], other, True) for other in family["same"])
            yield from ((family["text"], other, False) for _why, other in family["different"])


def texts(language: str, half: str) -> dict[Place, str]:
    """All of a half, and the pool; there is no family -1."""
    found: dict[Place, str] = {}
    gold = told(language)
    for number, family in enumerate(gold["family"]):
        if family["half"] == half:
            found |= {
                Place(number, True, at): text for at, text in enumerate([family["text"], *family["same"]])
            }
            found |= {Place(number, False, at): text for at, (_why, text) in enumerate(family["different"])}
    return found | {Place(-1, False, at): text for at, text in enumerate(gold["pool"])}


def measured(language: str, half: str, pool: list[str] | None = None, least: float = THRESHOLD) -> Counts:
    """Each text is asked about that asks the same as another; whatever is found elsewhere is wrong."""
    held = texts(language, half)
    index = Index(language, held.items())
    for at, text in enumerate(pool or ()):
        index.add(Place(-2, False, at), text)
    right = wrong = missed = 0
    for place in (each for each in held if each.same):
        found = {each.key for each in index.like(held[place], WHOLE, {place}, least)}
        kin = {other for other in held if other.same and other.family == place.family}
        wrong += len(found - kin)
        later = {other for other in kin if other.number > place.number}  # each two are counted once
        right += len(found & later)
        missed += len(later - found)
    return Counts(right, wrong, missed)


def together(counts: list[Counts]) -> Counts:
    return Counts(*map(sum, zip(*counts, strict=True)))
