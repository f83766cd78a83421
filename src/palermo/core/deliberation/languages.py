"""In which of the six languages a text is written."""

import re

LETTERS = {
    "ar": re.compile("[\u0621-\u064a]"),
    "zh": re.compile("[\u4e00-\u9fff]"),
    "ru": re.compile("[\u0410-\u044f]"),
}
COMMON = {
    "en": re.compile(r"\b(?:the|of|and|to|that|its|in)\b", re.IGNORECASE),
    "fr": re.compile(r"\b(?:les|des|du|et|la|le|aux|que|dans|une)\b", re.IGNORECASE),
    "es": re.compile(r"\b(?:los|las|del|y|el|que|en|una|de la)\b", re.IGNORECASE),
}


def language_of(text: str) -> str:
    """The language that most of its letters, or of its common words, are of; English where it says nothing.

    >>> language_of("Prie le Secrétariat de rendre compte"), language_of("决定")
    ('fr', 'zh')
    """
    body = "\n".join(line for line in text[:20_000].splitlines() if not line.startswith("#"))
    letters = sum(map(str.isalpha, body)) or 1
    for language, pattern in LETTERS.items():
        if len(pattern.findall(body)) * 3 > letters:
            return language
    counts = {language: len(pattern.findall(body)) for language, pattern in COMMON.items()}
    return max(counts, key=lambda language: counts[language])
