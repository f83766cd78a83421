"""Paragraphs of one language, to be asked which of them say the same as a text.

They are compared by the words that they share. What stands in paragraphs on any subject weighs little, what
stands in few weighs much; numbers, dates and the order of words do not count. A text that welcomes what
another asks for is not like it, nor is one that closes what the other opens.
"""

from array import array
from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from math import log
from typing import Generic, TypeVar

from palermo.core.similarity.sense import Sense
from palermo.core.similarity.terms import common

THRESHOLD = 0.6  # from here on two paragraphs are taken for the same; benchmarks/similarity.py measures it
SUBSTANCE = 2  # words that are shared and no formula: so many at least, one of them no procedure either
BACKGROUND = 1000  # words are weighed as if so many more paragraphs were there,
FORMULA, PROCEDURE = 150, 40  # and so many with each word of formula and of procedure
STEEP = 1.5  # how much more a rare word weighs
LONGER = 0.3  # how far the longer text is the measure: what was only put in counts little
CLASH = 0.4  # what is left of a score where the sense is another
RARER = 1.5  # how much rarer a word is that is the subject,
EXCHANGED = 0.8  # and what is left of a score where each text has another

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Alike(Generic[Key]):
    """A paragraph like the text asked about; the score is 1 where all that counts is the same.

    `shared` are words of the text asked about, as printed and in reading order, that the other has too,
    perhaps with another ending; in Chinese, stretches of signs.
    """

    key: Key
    score: float
    shared: tuple[str, ...]


class Index(Generic[Key]):
    """Paragraphs, each under its key; a text added under a key that is there takes the place of the old one.

    >>> index = Index("en", [(2009, "Requests the Secretariat to list lighthouse logbooks by March 2010;")])
    >>> index.add(2010, "Welcomes the visit of the President to the puppet theatre;")
    >>> [found] = index.like("Urges the Secretariat to finish its list of the logbooks of lighthouses;")
    >>> found.key, found.shared
    (2009, ('Secretariat', 'list', 'logbooks', 'lighthouses'))
    """

    def __init__(self, language: str, pairs: Iterable[tuple[Key, str]] = ()) -> None:
        self.common = common(language)
        self.numbers: dict[str, int] = {}  # of the terms
        self.holders: list[array[int]] = []  # by the number of a term: the places of those that have it
        self.more: list[int] = []  # by the number of a term: how many more it is weighed with
        self.places: dict[Key, int] = {}
        self.keys: list[Key] = []
        self.terms: list[array[int]] = []  # by place: the numbers of its terms
        self.senses: list[Sense] = []
        for key, text in pairs:
            self.add(key, text)

    def __len__(self) -> int:
        return len(self.keys)

    def add(self, key: Key, text: str) -> None:
        terms = self.common.terms(text)
        place = self.places.setdefault(key, len(self.keys))
        if place == len(self.keys):
            self.keys.append(key)
            self.terms.append(array("I"))
            self.senses.append(Sense())
        for number in self.terms[place]:
            self.holders[number].remove(place)
        self.terms[place] = array("I", map(self.number, terms))
        self.senses[place] = self.common.sense(text, terms)
        for number in self.terms[place]:
            self.holders[number].append(place)

    def number(self, term: str) -> int:
        number = self.numbers.setdefault(term, len(self.numbers))
        if number == len(self.holders):
            self.holders.append(array("I"))
            self.more.append(self.background(term))
        return number

    def background(self, term: str) -> int:
        return FORMULA if term in self.common.formula else PROCEDURE if term in self.common.procedure else 0

    def weight(self, number: int) -> float:
        """Of a term by its number; more for a term that fewer have, never nothing."""
        return self.rarity(len(self.holders[number]) + self.more[number])

    def rarity(self, holders: int) -> float:
        return float(log((len(self.keys) + BACKGROUND + 1) / (holders + 1)) ** STEEP)

    def like(
        self, text: str, most: int = 10, without: Collection[Key] = (), least: float = THRESHOLD
    ) -> list[Alike[Key]]:
        """Those that say the same, the likest first; of equals, first those that were added first."""
        terms = self.common.terms(text)
        sense, weigh = self.common.sense(text, terms), cache(self.weight)
        known = frozenset(self.numbers[term] for term in terms if term in self.numbers)
        new = [self.rarity(self.background(term)) for term in terms if term not in self.numbers]
        whole = sum(map(weigh, known)) + sum(new)
        found: list[tuple[float, int]] = []
        for place, overlap in self.overlaps(known, weigh).items():
            if overlap < floor(whole, least) or self.keys[place] in without:
                continue
            score = compared(overlap, whole, sum(map(weigh, self.terms[place])))
            if score >= least and sense.clashes(self.senses[place]):
                score *= CLASH
            if score >= least:
                score *= self.same_subject(known, frozenset(self.terms[place]), weigh, max(new, default=0.0))
            if score >= least:
                found.append((-score, place))
        likest = sorted(found)[:most]
        return [Alike(self.keys[at], round(-score, 4), self.shared(at, text, terms)) for score, at in likest]

    def overlaps(self, known: Iterable[int], weigh: Callable[[int], float]) -> dict[int, float]:
        """By place: what the terms weigh together that are there too."""
        found: defaultdict[int, float] = defaultdict(float)
        for number in known:
            weight = weigh(number)
            for place in self.holders[number]:
                found[place] += weight
        return found

    def same_subject(
        self, known: frozenset[int], held: frozenset[int], weigh: Callable[[int], float], new: float
    ) -> float:
        """What is left of a score: nothing where only formulas are shared, less where the subject is another.

        It is another where each text has a word that is rarer by far than all that both have.
        """
        both = known & held
        more = [self.more[number] for number in both if self.more[number] < FORMULA]
        if len(more) < SUBSTANCE or 0 not in more:
            return 0
        rarest = max(map(weigh, both))
        mine = max(new, max(map(weigh, known - held), default=0))
        return EXCHANGED if min(mine, max(map(weigh, held - known), default=0)) > RARER * rarest else 1

    def shared(self, place: int, text: str, terms: Mapping[str, tuple[int, int]]) -> tuple[str, ...]:
        """As printed in the text; what overlaps in it is one."""
        held, spans = frozenset(self.terms[place]), list[tuple[int, int]]()
        for term, (start, end) in terms.items():
            if self.numbers.get(term) not in held:
                continue
            if spans and start < spans[-1][1]:
                spans[-1] = (spans[-1][0], end)
            else:
                spans.append((start, end))
        return tuple(text[start:end] for start, end in spans)


def compared(overlap: float, one: float, other: float) -> float:
    """From 0 to 1. The shorter text is most of the measure, so that a clause put in takes little away."""
    measure = LONGER * max(one, other) + (1 - LONGER) * min(one, other)
    return min(1.0, overlap / measure) if measure else 0.0


def floor(whole: float, least: float) -> float:
    """What must be shared at least, whatever else the other text says: the rest need not be looked at."""
    return 0.999 * whole * least * LONGER / (1 - least * (1 - LONGER))
