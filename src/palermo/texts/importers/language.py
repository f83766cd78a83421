"""Whether a text is in the language that was named, and which characters in it should not be there."""

import re
from collections import Counter
from collections.abc import Sequence

from palermo.core.treaty_text import Doubt, Part

SCRIPTS = {"ar": "[\u0620-\u064a]", "zh": "[\u4e00-\u9fff]", "ru": "[а-яё]"}  # of the rest: Latin
LATIN = "[a-zà-ÿœ]"
LETTER = re.compile(
    f"(?P<ar>{SCRIPTS['ar']})|(?P<zh>{SCRIPTS['zh']})|(?P<ru>{SCRIPTS['ru']})|(?P<latin>{LATIN})"
)
# Words that no page of one of the three Latin languages lacks, and that the others have not.
COMMON = {
    "en": frozenset({"the", "of", "and", "shall"}),
    "fr": frozenset({"les", "des", "et", "du"}),
    "es": frozenset({"los", "del", "y", "el"}),
}
FEWEST = 20  # letters or words: of less nothing is said
MOST_SHOWN = 20
CONTROLS = re.compile("[\x01-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
DIRECTIONS = re.compile("[\u202a-\u202e\u2066-\u2069]")


def looks_like(language: str, parts: Sequence[Part]) -> list[Doubt]:
    """A doubt where the letters, or the commonest words, are those of another language."""
    words = " ".join(part.words for part in parts).lower()
    letters = Counter(found.lastgroup for found in LETTER.finditer(words))
    named = language if language in SCRIPTS else "latin"
    if letters.total() >= FEWEST and letters[named] * 2 < letters.total():
        return [Doubt("language.script", values={"language": language})]
    if named != "latin":
        return []
    counts = Counter(
        code
        for word in re.findall(r"[a-zà-ÿœ]{1,20}", words)
        for code, common in COMMON.items()
        if word in common
    )
    found = max(COMMON, key=lambda code: counts[code])
    if counts[found] >= FEWEST and counts[language] * 2 < counts[found]:
        return [Doubt("language.words", values={"language": language, "found": found})]
    return []


def odd_characters(text: str) -> list[Doubt]:
    """Where control characters stand, and those that turn the direction of writing: the first of them."""
    if not (CONTROLS.search(text) or DIRECTIONS.search(text)):
        return []
    found: list[Doubt] = []
    for number, line in enumerate(re.split(r"\r\n|\r|\n", text), 1):
        for code, pattern in (("character.control", CONTROLS), ("character.direction", DIRECTIONS)):
            found += [
                Doubt(code, number, each.start() + 1, {"code": f"U+{ord(each[0]):04X}"})
                for each in pattern.finditer(line)
            ]
        if len(found) >= MOST_SHOWN:
            break
    return found[:MOST_SHOWN]
