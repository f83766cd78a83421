"""Citations of provisions: parse, print in six languages, order."""

import re
from dataclasses import dataclass
from functools import total_ordering

from palermo.core.errors import Invalid

LONGEST = 80  # characters: more is not a citation

# Roman numerals to xxxix, for the points below a letter.
ROMAN = {
    tens + units: 10 * ten + unit
    for ten, tens in enumerate(("", "x", "xx", "xxx"))
    for unit, units in enumerate(("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"))
    if ten + unit
}
# The letters of points, and those that stand in their place in Arabic documents.
ARABIC = dict(zip("abcdefghijklmnopqrstuvwxyz", "أبجدهوزحطيكلمنسعفصقرشتثخذض", strict=True))
LATIN = {arabic: latin for latin, arabic in ARABIC.items()} | {latin: latin for latin in [*ARABIC, *ROMAN]}

# Each token is one letter in the shape of a citation: the word for an article or a paragraph (a, p), a number
# bare or marked as in (1) and /1 (n, m), a letter as in (b), b) and /b (l), a numbered 条 or 款 (A, P).
# A space has none.
# No alternative repeats without bound, so that reading takes time in proportion to the length.
TOKEN = re.compile(
    r"""(?P<a>(?:(?:of|de\ l['’]|del|من)\ ?)?
          (?:articles?|artículo|articulo|art|статья|статьи|ст|المادة)(?![^\W\d])\.?)
    | (?P<p>[,،，]?\ ?(?:paragraphe?|para?|párrafo|parrafo|párr|parr|пункта?|п|الفقرة)(?![^\W\d])\.?)
    | 第(?P<A>\d{1,3}|[一二三四五六七八九十]{1,3})条
    | 第(?P<P>\d{1,3}|[一二三四五六七八九十]{1,3})款
    | (?P<n>\d{1,3})(?!\w)
    | (?P<m>\(\d{1,3}\)|/\d{1,3}(?!\w))
    | (?P<l>\(?(?:[a-z]{1,7}|[أ-ي]ـ?)\)[项目]?|/[a-z]{1,7}(?!\w))
    | \ """,
    re.VERBOSE,
)
# An article; with a paragraph, named or marked; with letters. Or the paragraph first.
FORWARD = re.compile(r"(?:a?n(?:pn|m)?|A(?:P|pn)?)l{0,3}")
BACKWARD = re.compile(r"pnl{0,3}an")

FORMS = {
    "en": ("art. {}", ", para. {}", " ({})"),
    "fr": ("art. {}", ", par. {}", " {})"),
    "es": ("art. {}", ", párr. {}", " {})"),
    "ru": ("ст. {}", ", п. {}", " ({})"),
    "ar": ("المادة {}", "، الفقرة {}", " ({})"),
    "zh": ("第{}条", "第{}款", "({}){}"),
}


@total_ordering
@dataclass(frozen=True, slots=True)
class Citation:
    """An article, perhaps a paragraph, perhaps letters below it; orders as the text does."""

    article: int
    paragraph: int = 0  # 0 where none is cited
    letters: tuple[str, ...] = ()  # such as ("b", "ii")

    @classmethod
    def parse(cls, text: str) -> "Citation":
        """Read a citation as people write it. Raises Invalid for anything else.

        >>> Citation.parse("art. 9, para. 1 (b)")
        Citation(article=9, paragraph=1, letters=('b',))
        >>> Citation.parse("paragraphe 5 de l’article 9") == Citation.parse("第九条第五款") == Citation(9, 5)
        True
        """
        shape, values = tokens(text) if len(text) <= LONGEST else ("", [])
        letters = tuple(value for value in values if isinstance(value, str))
        numbers = [value for value in values if isinstance(value, int)]
        if BACKWARD.fullmatch(shape):
            numbers.reverse()
        elif not FORWARD.fullmatch(shape):
            numbers = []
        if not numbers or 0 in numbers:
            raise Invalid(
                "citation.invalid", "“%(text)s” is not the citation of a provision.", text=text[:40]
            )
        return cls(numbers[0], numbers[1] if len(numbers) > 1 else 0, letters)

    @classmethod
    def at(cls, path: str) -> "Citation":
        """The citation of a place in the tree of provisions.

        >>> Citation.at("9/1/b"), Citation.at("3/a")
        (Citation(article=9, paragraph=1, letters=('b',)), Citation(article=3, paragraph=0, letters=('a',)))
        """
        article, *below = path.split("/")
        paragraph = int(below.pop(0)) if below and below[0].isdecimal() else 0
        return cls(int(article), paragraph, tuple(below))

    @property
    def path(self) -> str:
        """Its place in the tree of provisions: 9/1/b."""
        numbers = [self.article, *([self.paragraph] if self.paragraph else [])]
        return "/".join([*map(str, numbers), *self.letters])

    def printed(self, language: str) -> str:
        """The citation as UN documents print it.

        >>> Citation(9, 1, ("b",)).printed("en"), Citation(9, 1, ("b",)).printed("fr")
        ('art. 9, para. 1 (b)', 'art. 9, par. 1 b)')
        """
        article, paragraph, letter = FORMS[language]
        text = article.format(self.article) + (paragraph.format(self.paragraph) if self.paragraph else "")
        for level, name in enumerate(self.letters):
            shown = ARABIC.get(name, name) if language == "ar" and level == 0 else name
            text += letter.format(shown, "目" if level else "项")
        return text

    def marker(self, language: str) -> str:
        """What stands before the provision in its article; "" before the article itself.

        >>> point = Citation(9, 1, ("b",))
        >>> point.marker("en"), point.marker("fr"), Citation(9, 1).marker("zh")
        ('(b)', 'b)', '1.')
        """
        if not self.letters:
            return f"{self.paragraph}." if self.paragraph else ""
        level, name = len(self.letters) - 1, self.letters[-1]
        shown = ARABIC.get(name, name) if language == "ar" and level == 0 else name
        return FORMS[language][2].format(shown, "").strip()

    def eid(self) -> str:
        """The identifier in Akoma Ntoso.

        >>> Citation(9, 1, ("b",)).eid()
        'art_9__para_1__point_b'
        """
        parts = [f"art_{self.article}"]
        if self.paragraph:
            parts.append(f"para_{self.paragraph}")
        return "__".join(parts + [f"point_{letter}" for letter in self.letters])

    def __lt__(self, other: "Citation") -> bool:
        return self._place() < other._place()

    def _place(self) -> tuple[int, int, list[tuple[int, str]]]:
        """Letters by the alphabet; numerals of the second level by their value, so that ix follows viii."""
        ranks = [ROMAN.get(name, 0) if level == 1 else len(name) for level, name in enumerate(self.letters)]
        return self.article, self.paragraph, list(zip(ranks, self.letters, strict=True))


def tokens(text: str) -> tuple[str, list[int | str]]:
    """The shape of a text, a letter a token, and its numbers and Latin letters; "" where it holds more."""
    rest, at, shape = " ".join(text.lower().split()), 0, ""
    values: list[int | str] = []
    while at < len(rest):
        found = TOKEN.match(rest, at)
        if not found:
            return "", []
        at = found.end()
        kind = found.lastgroup or ""
        shape += kind
        if kind == "l":
            letter = LATIN.get(found[kind].strip("(/)ـ项目"))
            if letter is None:
                return "", []
            values.append(letter)
        elif kind not in ("a", "p", ""):
            number = found[kind].strip("(/)")
            values.append(int(number) if number.isdecimal() else chinese(number))
    return shape, values


def chinese(numeral: str) -> int:
    """A numeral to 99; 0 where it is none.

    >>> [chinese(numeral) for numeral in ("九", "十", "十五", "三十二", "九九")]
    [9, 10, 15, 32, 0]
    """
    digits = "一二三四五六七八九"
    found = re.fullmatch(rf"(?:(?P<tens>[{digits}]?)(?P<ten>十))?(?P<units>[{digits}]?)", numeral)
    if not found:
        return 0
    tens = (digits.find(found["tens"]) + 1 if found["tens"] else 1) if found["ten"] else 0
    return 10 * tens + (digits.find(found["units"]) + 1 if found["units"] else 0)


def marker(label: str, language: str) -> str:
    """What stands before a paragraph of a decision, from its label; nothing where that has none.

    >>> marker("o", "en"), marker("o.ii", "en"), marker("o", "ar"), marker("preamble", "en")
    ('(o)', '(ii)', '(س)', '')
    >>> marker("4", "en"), marker("4.b", "en"), marker("A.2", "en")
    ('4.', '(b)', '2.')
    """
    above, _, last = label.rpartition(".")
    if last.isdecimal():
        return f"({last})" if above and not above.isupper() else f"{last}."
    if last in ARABIC and above and above[-1:].isdecimal():
        return f"({ARABIC[last] if language == 'ar' else last})"
    if last not in (ROMAN if above else ARABIC):
        return ""
    if language == "ar":
        last = str(ROMAN[last]) if above else ARABIC[last]
    return f"({last})"
