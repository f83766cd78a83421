"""What a paragraph says, as far as it is compared: its terms, and its sense."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from importlib.resources import files

from palermo.core.language import fold
from palermo.core.similarity.sense import Sense, verbs

MARKS = (
    "\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670"  # accents and Arabic signs that stand by themselves
)
WORD = re.compile(rf"[^\W\d_](?:[^\W\d_]|[{MARKS}])+")
RUN = re.compile("[\u3400-\u9fff]+")
LEAST = {"ar": 3}  # letters that are left of a word without its endings: 4 in other languages,
MOST = {"ru": 5}  # and that are looked at: 6


class Common:
    """How one language is compared: what is read past, what weighs little. Its lists are in the lexicon."""

    def __init__(self, language: str, told: Mapping[str, str], opposites: Iterable[tuple[str, str]]) -> None:
        self.language = language
        self.empty = frozenset(map(fold, told["empty"].split()))
        self.endings = tuple(sorted(map(fold, told.get("endings", "").split()), key=len, reverse=True))
        self.beginnings = tuple(sorted(map(fold, told.get("beginnings", "").split()), key=len, reverse=True))
        self.least, self.most = LEAST.get(language, 4), MOST.get(language, 6)
        known = " ".join((told["formula"], told["procedure"], told["empty"])).split()
        self.parts = re.compile("|".join(sorted(known, key=len, reverse=True)))
        self.term = lru_cache(20_000)(self.term_of)
        self.formula = self.forms(told["formula"])
        self.procedure = self.forms(told["procedure"]) - self.formula
        self.opposites = [(self.forms(one), self.forms(other)) for one, other in opposites]

    def forms(self, words: str) -> frozenset[str]:
        return frozenset(words.split() if self.language == "zh" else map(self.stem, map(fold, words.split())))

    def stem(self, word: str) -> str:
        """The first letters of a folded word without what is joined to its beginning and its end."""
        for begins in self.beginnings:
            if word.startswith(begins) and len(word) - len(begins) >= self.least:
                word = word[len(begins) :]
                break
        for ends in self.endings:
            if word.endswith(ends) and len(word) - len(ends) >= self.least:
                word = word[: -len(ends)]
                break
        return (word[:-1] if len(word) > self.least and word[-1] == word[-2] else word)[: self.most]

    def term_of(self, word: str) -> str:
        """What a printed word counts as; empty where it carries no subject."""
        folded = fold(word)
        bare = (folded[len(each) :] for each in self.beginnings if folded.startswith(each))
        return "" if folded in self.empty or not self.empty.isdisjoint(bare) else self.stem(folded)

    def terms(self, text: str) -> dict[str, tuple[int, int]]:
        """The terms of a text, each with the place where it is first printed, in reading order."""
        found: dict[str, tuple[int, int]] = {}
        for term, start, end in self.pairs(text) if self.language == "zh" else self.words(text):
            if term:
                found.setdefault(term, (start, end))
        return found

    def words(self, text: str) -> Iterator[tuple[str, int, int]]:
        for word in WORD.finditer(text):
            yield self.term(word[0]), word.start(), word.end()

    def pairs(self, text: str) -> Iterator[tuple[str, int, int]]:
        """The words of the lists whole; of what is between them, each two signs side by side."""
        for run in RUN.finditer(text):
            at = run.start()
            for part in [*self.parts.finditer(text, run.start(), run.end()), None]:
                end = part.start() if part else run.end()
                for start in range(at, end - 1):
                    yield text[start : start + 2], start, start + 2
                if part:
                    at = part.end()
                    yield "" if part[0] in self.empty else part[0], part.start(), at

    def sense(self, text: str, terms: Iterable[str]) -> Sense:
        one, other, held = 0, 0, frozenset(terms)
        for place, (these, those) in enumerate(self.opposites):
            first, second = not these.isdisjoint(held), not those.isdisjoint(held)
            one |= (first and not second) << place  # a text that names both is on neither side
            other |= (second and not first) << place
        return Sense(verbs(self.language).acts(text), one, other)


@cache
def common(language: str) -> Common:
    told = tomllib.loads(files("palermo.core.lexicon").joinpath("common.toml").read_text("utf-8"))[language]
    return Common(language, told, told["opposites"])
