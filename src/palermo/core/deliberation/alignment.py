"""The parts of a decision on record, and the same parts in another language beside them."""

from collections.abc import Sequence
from dataclasses import dataclass

from palermo.core.deliberation.places import Place
from palermo.core.deliberation.records import Doubt


@dataclass(frozen=True, slots=True)
class Held:
    """A part of a decision as it is on record."""

    label: str
    parent: str
    kind: str


def aligned(held: Sequence[Held], places: Sequence[Place]) -> tuple[dict[str, Place], list[Doubt]]:
    """The parts of a text by the labels on record; what stands on one side alone is a doubt.

    Preambles and items go by their order where both have as many, paragraphs by their number, and by their
    order where neither has one.
    """
    pairs: dict[str, Place] = {}
    pairs |= matched(of_kind(held, "preamble"), of_kind(places, "preamble"))
    pairs |= matched(of_kind(held, "operative"), of_kind(places, "operative"))
    for parent in [*pairs]:
        pairs |= below(parent, pairs[parent].label, held, places)
    taken = {place.label for place in pairs.values()}
    doubts = [
        Doubt("alignment.more", place.start, place.text[:60]) for place in places if place.label not in taken
    ]
    doubts += [Doubt("alignment.lacks", 0, each.label) for each in held if each.label not in pairs]
    return pairs, doubts


def below(above: str, other: str, held: Sequence[Held], places: Sequence[Place]) -> dict[str, Place]:
    """The items under a paragraph, and those under each of them."""
    mine = [each for each in held if each.kind == "item" and each.parent == above]
    theirs = [place for place in places if place.kind == "item" and place.parent == other]
    pairs = matched(mine, theirs)
    for label, place in [*pairs.items()]:
        pairs |= below(label, place.label, held, places)
    return pairs


def of_kind(parts: Sequence[Held] | Sequence[Place], kind: str) -> list[Held | Place]:
    return [each for each in parts if each.kind == kind]


def matched(held: Sequence[Held | Place], places: Sequence[Held | Place]) -> dict[str, Place]:
    """By their labels where these are the same, else by their order where there are as many."""
    theirs = {place.label: place for place in places if isinstance(place, Place)}
    mine = [each.label for each in held]
    if len(mine) == len(theirs) and set(mine) != set(theirs):
        return dict(zip(mine, theirs.values(), strict=True))
    return {label: theirs[label] for label in mine if label in theirs}
