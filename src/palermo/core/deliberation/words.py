"""The word lists of a language, as patterns."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

NEVER = re.compile("(?!)")
OPTIONAL = {
    "again",
    "antecedent",
    "asking",
    "heading",
    "not_due",
    "ours",
    "own",
    "parties",
    "pronoun",
    "recital_line",
    "subject_ends",
    "telling",
    "things",
    "told",
    "trailing",
    "unfinished",
    "verb_first",
    "within",
}  # what a language may do without
ALIKE = 0.8  # as much of two words is the same, at least, where one is taken for the other
YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")
YEAR_FIRST = re.compile(r"(?<!\d)((?:19|20)\d{2})\s*年(?:\s*(\d{1,2})\s*月)?(?:\s*(\d{1,2})\s*日)?")
SPACE = re.compile(r" (?![?*+])")
PART = re.compile(r"(?<!\?P)<(\w+)>")


class Words:
    """What one language has for reading a decision. Its file says of each list what it is."""

    def __init__(self, language: str, told: Mapping[str, Any]) -> None:
        self.language = language
        self.parts: dict[str, str] = {}
        for name, said in told["parts"].items():
            self.parts[name] = self.filled(choice(said) if isinstance(said, list) else said)
        self.find_verbs(language, told)
        self.kinds = {kind: re.compile(choice(forms), re.IGNORECASE) for kind, forms in told["kinds"].items()}
        self.needs_end = bool(told["needs_end"])
        self.months = [month.casefold() for month in told["months"]]
        for name, said in told["patterns"].items():
            setattr(self, name, re.compile(self.filled(said)))
        for name, said in told["any_case"].items():
            setattr(self, name, re.compile(self.filled(said), re.IGNORECASE))
        self.numbered = {kind: re.compile(self.filled(said)) for kind, said in told["numbered"].items()}
        self.tense = re.compile(told["tense"]) if told["tense"] else None
        self.chapters: dict[str, str] = dict(told.get("chapters", {}))
        self.names = {str(form): str(name) for form, name in told["names"].items()}

    def filled(self, said: str) -> str:
        """A pattern with the parts that it names."""
        return PART.sub(
            lambda found: f"(?:{self.parts[found[1]]})" if found[1] in self.parts else found[0], said
        )

    def find_verbs(self, language: str, told: Mapping[str, Any]) -> None:
        gap = r"\s*" if language == "zh" else r"\s+"
        edge = "" if language == "zh" else r"(?!\w)"
        adverb = f"(?:{choice(told['adverbs'])})"
        before = f"(?:{adverb},?{gap}){{0,6}}"
        after = f"(?:{gap}(?:{choice([*told.get('behind', told['adverbs']), *told['tails']])}){edge}){{0,6}}"
        self.acts: dict[str, str] = {
            " ".join(form.split()): act for act, forms in told["acts"].items() for form in forms
        }
        begun: dict[str, list[str]] = {}  # by their first letter, so that few are tried in each place
        for form in sorted(self.acts, key=lambda form: (-len(form), form)):
            rest = (
                re.escape(form[1:]).replace(r"\ …\ ", f"(?:{gap}{adverb}){{0,6}}{gap}").replace(r"\ ", r"\s+")
            )
            begun.setdefault(form[0], []).append(rest)
        plain = "|".join(f"{re.escape(first)}(?:{'|'.join(rests)})" for first, rests in begun.items())
        self.phrases = phrases(self.acts)
        self.beginnings = sorted(
            {form.split(" …")[0].split(" ")[0] for form in self.acts}
            | {form.replace(" … ", " ") for form in self.acts}
        )
        self.sized: dict[tuple[int, str], list[tuple[str, int]]] = {}  # by length, and how they begin and end
        for form in self.beginnings:
            for key in ((len(form), form[0]), (len(form), form[-2:])):
                self.sized.setdefault(key, []).append((form, letters_of(form)))
        said = rf"(?P<said>{before}(?P<verb>{plain}){edge}{after})"
        subject = f"(?:{choice(told['subjects'])})?"
        self.opening = re.compile(subject + said, re.IGNORECASE)
        self.joined = re.compile(f"(?:{choice(told['joins'])}){told.get('joined_gap', gap)}{said}")

    def like(self, word: str) -> list[str]:
        """The beginnings of verbs that may be the same as a word: they begin or end as it does."""
        size, letters = len(word), letters_of(word)
        return [
            form
            for length in range(size - 2, size + 3)
            for end in (word[0], word[-2:])
            for form, held in self.sized.get((length, end), ())
            if (held ^ letters).bit_count() <= (1 - ALIKE) * (size + length) + 0.01
        ]

    def day_in(self, said: str) -> tuple[int, int, int]:
        """The last day that is named: year, month, day, and 0 for what is not given."""
        if self.language == "zh":
            found = [*YEAR_FIRST.finditer(said)]
            year, month, day = found[-1].groups() if found else (0, 0, 0)
            return int(year), int(month or 0), int(day or 0)
        years = list(YEAR.finditer(said))
        if not years:
            return 0, 0, 0
        before = said[: years[-1].start()].casefold()
        month = max(
            range(1, 13),
            key=lambda number: (before.rfind(self.months[number - 1]), len(self.months[number - 1])),
        )
        at = before.rfind(self.months[month - 1])
        if at < 0:
            return int(years[-1][0]), 0, 0
        days = re.findall(r"\d{1,2}", before[max(0, at - 12) :])
        return int(years[-1][0]), month, int(days[0]) if days else 0

    def divide(self, said: str) -> list[str]:
        """A phrase that names several parties, part by part; names with an “and” of their own stay whole."""
        if self.undivided.match(said):
            return [said]
        parts: list[str] = []
        start = 0
        for found in self.between.finditer(said):  # what names nobody goes with what follows
            if self.head.search(said[start : found.start()]) and self.head.search(said[found.end() :]):
                parts.append(said[start : found.start()])
                start = found.end()
        return [*parts, said[start:]]

    def name_of(self, said: str) -> str:
        """A treaty's name in its dictionary form."""
        said = self.trailing.sub("", " ".join(said.split()).strip(" ,;:.،，；。《》«»"))
        for form, name in self.names.items():
            if said.startswith(form):
                return name + said[len(form) :]
        return said

    def __getattr__(self, name: str) -> re.Pattern[str]:
        if name in OPTIONAL:
            return NEVER
        raise AttributeError(f"The word list of “{self.language}” has no pattern “{name}”.")


def phrases(acts: Mapping[str, str]) -> list[tuple[re.Pattern[str], str]]:
    """The verbs of several words, the longest first; other words may stand where they have a gap."""
    forms = sorted((form for form in acts if " " in form), key=lambda form: (-len(form), form))
    return [
        (
            re.compile(r"(?<!\w)" + r"(?:\s\S+)*?\s".join(map(re.escape, form.split(" … "))) + r"(?!\w)"),
            acts[form],
        )
        for form in forms
    ]


def letters_of(word: str) -> int:
    """Which letters a word has, as bits."""
    held = 0
    for letter in set(word):
        held |= 1 << (ord(letter) & 63)
    return held


def choice(words: Iterable[str]) -> str:
    """An alternative of patterns, the longest first; a space is any space."""
    ordered = sorted(set(words), key=lambda each: (-len(each), each))
    return "|".join(SPACE.sub(r"\\s+", each) for each in ordered) or r"(?!)"


@cache
def words_of(language: str) -> Words:
    told = tomllib.loads(files("palermo.core.lexicon").joinpath(f"{language}.toml").read_text("utf-8"))
    return Words(language, told)
