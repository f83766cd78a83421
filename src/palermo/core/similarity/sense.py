"""Whether a paragraph asks, decides, speaks or condemns, by the verbs of the lexicon.

Near enough to compare, and without the patterns of the reader, which take seconds to be made ready.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from palermo.core.language import fold

ASKING = ("requests", "calls_upon", "urges", "invites", "encourages", "recommends")
ACTS = dict.fromkeys(ASKING, 1) | {"decides": 2, "authorizes": 2, "expresses": 4, "notes": 4, "condemns": 8}
ACTS["affirms"] = 3  # to reiterate a request is to ask
WORD = re.compile(r"[^\W\d_]+")
BEGINNING, SIGNS = 8, 24  # words, and Chinese signs, among which the first verb is looked for
GAP = 6  # words that may stand between the parts of a verb: “calls once more upon”
AND = {"en": "and", "fr": "et", "es": "y", "ru": "и"}
ARABIC_AND = "و"  # written with the verb


@dataclass(frozen=True, slots=True)
class Sense:
    """What is done, as bits; and on which side of which opposites it is."""

    acts: int = 0
    one: int = 0
    other: int = 0

    def clashes(self, found: "Sense") -> bool:
        """Whether one welcomes what the other asks for, or closes what it opens; the unknown never does."""
        acts = self.acts and found.acts and not self.acts & found.acts
        return bool(acts or self.one & found.other or self.other & found.one)


class Verbs:
    """The verbs of a language by their first words, the longest first."""

    def __init__(self, language: str, acts: Mapping[str, Sequence[str]]) -> None:
        self.language = language
        self.begun: dict[str, list[tuple[list[str], int]]] = {}
        forms = {form: ACTS.get(act, 0) for act, forms in acts.items() for form in forms}
        longest = sorted(forms, key=lambda form: (-len(form), form))
        for form in longest:
            first, *rest = WORD.findall(fold(form))
            self.begun.setdefault(first, []).append((rest, forms[form]))
        self.signs = forms
        self.chinese = re.compile(rf".{{0,{SIGNS}}}?({'|'.join(map(re.escape, longest))})", re.DOTALL)

    def acts(self, text: str) -> int:
        """Of the verb at the beginning, and of those that an “and” joins to it."""
        if self.language == "zh":
            first = self.chinese.match(text)
            return self.signs[first[1]] if first else 0
        words, found = WORD.findall(fold(text)), 0
        for at in range(min(len(words), BEGINNING)):
            if found := self.act(words, at, words[at]):
                break
        for at, word in self.joined(words):
            found |= self.act(words, at, word)
        return found

    def joined(self, words: Sequence[str]) -> Iterator[tuple[int, str]]:
        for at, word in enumerate(words):
            if self.language == "ar" and word.startswith(ARABIC_AND):
                yield at, word[1:]
            elif at and words[at - 1] == AND.get(self.language):
                yield at, word

    def act(self, words: Sequence[str], at: int, first: str) -> int:
        for rest, bits in self.begun.get(first, ()):
            place = at
            for part in rest:
                try:
                    place = words.index(part, place + 1, place + 2 + GAP)
                except ValueError:
                    break
            else:
                return bits
        return 0


@cache
def verbs(language: str) -> Verbs:
    told = tomllib.loads(files("palermo.core.lexicon").joinpath(f"{language}.toml").read_text("utf-8"))
    return Verbs(language, told["acts"])
