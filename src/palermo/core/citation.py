"""Citations of provisions: parse, print in six languages, order."""

import re
from typing import NamedTuple

from palermo.core.errors import Invalid

# The word for "article" in the six languages, abbreviated or not; Chinese puts it round the number.
ARTICLE = r"(?:art(?:icle|ículo|iculo)?\.?|ст(?:атья|\.)?|المادة|第)"
PARAGRAPH = r"(?:par(?:agraph|agraphe|a)?s?\.?|párr(?:afo)?\.?|parrafo|п(?:ункт|\.)?|الفقرة|第)"
NUMBER = re.compile(
    rf"^\s*{ARTICLE}?\s*(?P<article>\d{{1,3}})(?!\d)\s*条?"
    rf"(?:\s*[,،，/]?\s*{PARAGRAPH}?\s*[(/]?\s*(?P<paragraph>\d{{1,3}})\s*\)?\s*款?)?"
    r"(?P<letters>(?:\s*[(/]\s*[a-z]{1,5}\s*\)?){0,3})\s*$",
    re.IGNORECASE,
)
LETTER = re.compile(r"[a-z]{1,5}", re.IGNORECASE)
FORMS = {
    "en": ("art. {}", ", para. {}"),
    "fr": ("art. {}", ", par. {}"),
    "es": ("art. {}", ", párr. {}"),
    "ru": ("ст. {}", ", п. {}"),
    "ar": ("المادة {}", "، الفقرة {}"),
    "zh": ("第{}条", "第{}款"),
}


class Citation(NamedTuple):
    """An article, perhaps a paragraph, perhaps letters below it; orders as the text does."""

    article: int
    paragraph: int = 0  # 0 where none is cited
    letters: tuple[str, ...] = ()

    @classmethod
    def parse(cls, text: str) -> "Citation":
        """Read a citation as people write it. Raises Invalid for anything else.

        >>> Citation.parse("art. 9, para. 1 (b)"), Citation.parse("第9条")
        (Citation(article=9, paragraph=1, letters=('b',)), Citation(article=9, paragraph=0, letters=()))
        """
        found = NUMBER.match(text[:80])
        if not found or len(text) > 80 or int(found["article"]) == 0:
            raise Invalid(
                "citation.invalid", "“%(text)s” is not the citation of a provision.", text=text[:40]
            )
        letters = tuple(letter.lower() for letter in LETTER.findall(found["letters"]))
        return cls(int(found["article"]), int(found["paragraph"] or 0), letters)

    def printed(self, language: str) -> str:
        """The citation as UN documents print it.

        >>> Citation(9, 1, ("b",)).printed("en"), Citation(9, 5).printed("zh")
        ('art. 9, para. 1 (b)', '第9条第5款')
        """
        article, paragraph = FORMS[language]
        text = article.format(self.article) + (paragraph.format(self.paragraph) if self.paragraph else "")
        return text + "".join(f" ({letter})" for letter in self.letters)

    def eid(self) -> str:
        """The identifier in Akoma Ntoso.

        >>> Citation(9, 1, ("b",)).eid()
        'art_9__para_1__point_b'
        """
        parts = [f"art_{self.article}"]
        if self.paragraph:
            parts.append(f"para_{self.paragraph}")
        return "__".join(parts + [f"point_{letter}" for letter in self.letters])
