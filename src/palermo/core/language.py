"""The six languages: choosing a text, dates, numbers, and folding for search."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

# In the order of the language switch.
LANGUAGES = ("ar", "zh", "en", "fr", "ru", "es")
NAMES = {
    "ar": "العربية",
    "zh": "中文",
    "en": "English",
    "fr": "Français",
    "ru": "Русский",
    "es": "Español",
}
THIN, NO_BREAK = "\u202f", "\u00a0"


class Chosen(NamedTuple):
    """What a reader gets: the words, the language they are in, and whether the original has changed since."""

    text: str
    language: str
    stale: bool


class Text:
    """One text in up to six languages; `stale` names those that lag behind a changed original.

    >>> Text({"en": "State", "fr": "État"}).choose("ru").text
    'State'
    """

    __slots__ = ("_texts", "stale")

    def __init__(self, texts: Mapping[str, str] | None = None, stale: frozenset[str] = frozenset()) -> None:
        self._texts = dict(texts or {})
        self.stale = stale

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> "Text":
        """Read {"en": "…", "fr": "…", "stale": ["fr"]}."""
        if not value:
            return EMPTY
        made = cls.__new__(cls)
        made._texts = texts = dict(value)
        stale = texts.pop("stale", None)
        made.stale = frozenset(stale) if stale else NOT_STALE
        return made

    def to_json(self) -> dict[str, Any]:
        return self._texts | ({"stale": sorted(self.stale)} if self.stale else {})

    def choose(self, language: str) -> Chosen:
        """The text in the language asked for, else in English, else in any; "" where there is none.

        A text left empty is none.
        """
        for found in (language, "en", *self._texts):
            if text := self._texts.get(found):
                return Chosen(text, found, found in self.stale)
        return Chosen("", language, False)

    def in_(self, language: str) -> str:
        """The bare words of `choose`."""
        return self._texts.get(language) or self.choose(language).text

    def has(self, language: str) -> bool:
        return bool(self._texts.get(language))

    def values(self) -> Iterator[str]:
        return iter(self._texts.values())

    def __bool__(self) -> bool:
        return any(self._texts.values())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Text) and self._texts == other._texts and self.stale == other.stale

    def __hash__(self) -> int:
        return hash((frozenset(self._texts.items()), self.stale))

    def __str__(self) -> str:
        return self.in_("en")

    def __repr__(self) -> str:
        return f"Text({self._texts!r}, stale={set(self.stale)!r})"


NOT_STALE: frozenset[str] = frozenset()
EMPTY = Text()


def direction(language: str) -> str:
    return "rtl" if language == "ar" else "ltr"


# As the documents of the United Nations write them; Arabic carries both names of a month.
MONTHS = {
    "ar": [
        *("كانون الثاني/يناير", "شباط/فبراير", "آذار/مارس", "نيسان/أبريل", "أيار/مايو", "حزيران/يونيه"),
        *(
            "تموز/يوليه",
            "آب/أغسطس",
            "أيلول/سبتمبر",
            "تشرين الأول/أكتوبر",
            "تشرين الثاني/نوفمبر",
            "كانون الأول/ديسمبر",
        ),
    ],
    "en": [
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ],
    "es": [
        *("enero", "febrero", "marzo", "abril", "mayo", "junio"),
        *("julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"),
    ],
    "fr": [
        *("janvier", "février", "mars", "avril", "mai", "juin"),
        *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
    ],
    "ru": [
        *("января", "февраля", "марта", "апреля", "мая", "июня"),
        *("июля", "августа", "сентября", "октября", "ноября", "декабря"),
    ],
}
MONTHS_RU_ALONE = [
    *("январь", "февраль", "март", "апрель", "май", "июнь"),
    *("июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь"),
]
SHORT_MONTHS = {
    "en": ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
    "es": [
        *("ene.", "feb.", "mar.", "abr.", "may.", "jun."),
        *("jul.", "ago.", "sept.", "oct.", "nov.", "dic."),
    ],
    "fr": [
        *("janv.", "févr.", "mars", "avr.", "mai", "juin"),
        *("juill.", "août", "sept.", "oct.", "nov.", "déc."),
    ],
    "ru": [
        *("янв.", "февр.", "марта", "апр.", "мая", "июня"),
        *("июля", "авг.", "сент.", "окт.", "нояб.", "дек."),
    ],
}


def long_date(day: date, language: str) -> str:
    """A date in full, in UN usage.

    >>> long_date(date(2024, 11, 3), "fr"), long_date(date(2024, 11, 3), "zh")
    ('3 novembre 2024', '2024年11月3日')
    """
    if language == "zh":
        return f"{day.year}年{day.month}月{day.day}日"
    month = MONTHS[language][day.month - 1]
    if language == "es":
        return f"{day.day} de {month} de {day.year}"
    if language == "ru":
        return f"{day.day} {month} {day.year}{NO_BREAK}года"
    return f"{day_of_month(day, language)} {month} {day.year}"


def day_of_month(day: date, language: str) -> str:
    """The number of the day; French says the first in full."""
    return "1er" if language == "fr" and day.day == 1 else str(day.day)


def short_date(day: date, language: str) -> str:
    """A date for tables; Arabic and Chinese have no shorter form.

    >>> short_date(date(2024, 11, 3), "en")
    '3 Nov 2024'
    """
    if language in SHORT_MONTHS:
        return f"{day_of_month(day, language)} {SHORT_MONTHS[language][day.month - 1]} {day.year}"
    return long_date(day, language)


def month_year(day: date, language: str) -> str:
    """A month of a year.

    >>> month_year(date(2024, 11, 3), "ru")
    'ноябрь 2024\\xa0года'
    """
    if language == "zh":
        return f"{day.year}年{day.month}月"
    if language == "ru":
        return f"{MONTHS_RU_ALONE[day.month - 1]} {day.year}{NO_BREAK}года"
    of = " de " if language == "es" else " "
    return f"{MONTHS[language][day.month - 1]}{of}{day.year}"


GROUPING = {"en": ",", "ar": ",", "zh": ",", "fr": THIN, "es": THIN, "ru": NO_BREAK}


def number(value: int, language: str) -> str:
    """A whole number with its thousands set apart.

    >>> number(1036, "en"), number(1036, "fr")
    ('1,036', '1\\u202f036')
    """
    return f"{value:,}".replace(",", GROUPING[language])


# Marks between words, where they are not the Latin ones.
SEMICOLON = {"ar": "؛ ", "zh": "；", "fr": f"{THIN}; "}
COMMA = {"ar": "، ", "zh": "，"}
COLON = {"zh": "：", "fr": f"{THIN}: "}


def listed(parts: Iterable[str], language: str) -> str:
    """Parts with the language's semicolon between them; empty ones are left out.

    >>> listed(["sourced", "", "two acts"], "en")
    'sourced; two acts'
    """
    return SEMICOLON.get(language, "; ").join(part for part in parts if part)


def comma_separated(parts: Iterable[str], language: str) -> str:
    """Parts with the language's comma between them; empty ones are left out.

    >>> comma_separated(["انضمام", "2014"], "ar")
    'انضمام، 2014'
    """
    return COMMA.get(language, ", ").join(part for part in parts if part)


def sentences(parts: Iterable[str], language: str) -> str:
    """Sentences one after another; empty ones are left out."""
    return between_sentences(language).join(part for part in parts if part)


def between_sentences(language: str) -> str:
    """What stands there: a space, and in Chinese nothing."""
    return "" if language == "zh" else " "


def explained(term: str, words: str, language: str) -> str:
    """A term, the language's colon, and what is said of it."""
    return f"{term}{COLON.get(language, ': ')}{words}"


# Letters that people type one for the other; marks that carry no sound.
VARIANTS = str.maketrans({"ٱ": "ا", "ى": "ي", "ة": "ه", "ـ": None, "’": "'", "‘": "'", "ʼ": "'"})


def fold(text: str) -> str:
    """Case, accents, Arabic vowel signs and letter variants taken away, for a plain database match.

    >>> fold("Côte d’Ivoire"), fold("Türkiye")
    ("cote d'ivoire", 'turkiye')
    """
    # Folding the case may bring forth letters that come apart again; a variant may hide in a ligature.
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return "".join(letter for letter in plain if not unicodedata.combining(letter)).translate(VARIANTS)


@lru_cache(maxsize=1024)
def fold_names(names: str) -> str:
    """The same, kept: each search goes through the same names."""
    return fold(names)


TERM = re.compile(r"\w+(?:[/-]\w+)*")  # a symbol such as 4/4 is one
CHINESE = "\u3400"  # from here on words have no spaces between them


def begins(wanted: str, names: Iterable[str]) -> bool:
    """Whether each word of `wanted` begins a word of the names, in whatever order; nothing begins nothing.

    >>> names = ["Protocol on trafficking in persons"]
    >>> begins("trafficking protocol", names), begins("col", names)
    (True, False)
    """
    folded = fold_names(" | ".join(names))
    words = TERM.findall(folded)
    terms = TERM.findall(fold(wanted))
    return bool(terms) and all(
        any(word.startswith(term) for word in words) or (term >= CHINESE and term in folded) for term in terms
    )
