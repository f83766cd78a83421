"""The operative verbs of a paragraph, as printed, and the act that the first of them is."""

import re
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from itertools import islice

from palermo.core.deliberation.words import ALIKE, NEVER, Words

WORD = re.compile(r"\W*([^\W\d][\w-]{3,})")
COMMA = re.compile(r"[,،，]\s*")
INSERTION = 500  # letters that a clause before the verb may have
COMMAS = 8  # in such a clause


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb with its adverbs and particles; `end` is where what it governs begins."""

    printed: str
    plain: str
    act: str
    start: int
    end: int


@lru_cache(5000)
def act_of(words: Words, printed: str, plain: str) -> str:
    """The act of a verb; an adverb may make it another, and may stand within it: “calls once more upon”."""
    said = " ".join(printed.casefold().split())
    for form, act in words.phrases:
        if form.search(said):
            return act
    return words.acts.get(" ".join(plain.casefold().split()), "other")


def verbs_of(text: str, words: Words) -> list[Verb]:
    """The verb with which a paragraph begins, and those that are joined to it, in their order."""
    found = first_of(text, words)
    if not found:
        return []
    first = verb_of(words, found["said"], found["verb"], found.start("said"), found.end("said"))
    verbs = [first]
    for other in words.joined.finditer(text, first.end):
        verb = verb_of(words, other["said"], other["verb"], other.start("said"), other.end("said"))
        if not (goes_with(words, first, verb) and words.follow.match(text, verb.end)):
            continue
        since = max(verbs[-1].end, verb.end - INSERTION)
        if words.within is NEVER or not words.within.search(text, since, verb.end):
            verbs.append(verb)
    return verbs


def first_of(text: str, words: Words) -> re.Match[str] | None:
    """Where the first verb stands: at the beginning, or behind a clause that says why or how."""
    begin = len(text) - len(text.lstrip('“”"«» '))
    found = words.opening.match(text, begin)
    if found:
        return found
    for comma in islice(COMMA.finditer(text, begin, begin + INSERTION), COMMAS):
        found = words.opening.match(text, comma.end())
        if found and not text[found.start("said")].isupper():
            return found
    return None


def mended(text: str, words: Words) -> str:
    """The paragraph with its first word as it must be, where a scanner misread a verb by a letter or two."""
    word = WORD.match(text)
    if not word or first_of(text, words):
        return text
    close = meant(word[1].replace("_", " ").casefold(), words)
    if not close:
        return text
    fixed = close[0].upper() + close[1:] if word[1][0].isupper() else close
    fixed = text[: word.start(1)] + fixed + text[word.end(1) :]
    return fixed if first_of(fixed, words) else text


@lru_cache(5000)
def meant(misread: str, words: Words) -> str:
    """The beginning of a verb that a word must be; empty where there is none."""
    return next(iter(get_close_matches(misread, words.like(misread), 1, ALIKE)), "")


def verb_of(words: Words, said: str, plain: str, start: int, end: int) -> Verb:
    printed = " ".join(said.strip(" ,").split())
    return Verb(printed, plain, act_of(words, printed, plain), start, end)


def goes_with(words: Words, first: Verb, other: Verb) -> bool:
    """Whether two verbs are in the same tense, and in the same gender where that is heard."""
    if not words.tense:
        return True
    return tense_of(first.plain, words) == tense_of(other.plain, words)


@lru_cache(5000)
def tense_of(plain: str, words: Words) -> str:
    """The name of a form where forms have names; empty for a verb that is in no such tense."""
    form = words.tense.search(plain) if words.tense else None
    return (form.lastgroup or "tense") if form else ""
