"""The lines of a text, and what each is before the text is read: footnote, furniture of the page, marker."""

import re
from dataclasses import dataclass
from functools import lru_cache

from palermo.core.deliberation.flow import UNREAD
from palermo.core.deliberation.words import Words

LINE = re.compile(r"[^\n]*\n|[^\n]+")
RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
CIRCLED = str.maketrans("㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩", "一二三四五六七八九十")
FIGURES = str.maketrans(
    "٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹０１２３４５６７８９" + RAISED, "01234567890123456789" + "0123456789" * 2
)
LETTERS = str.maketrans("SlZBLiI", "5128111")  # that a scanner took figures for
HAN = {figure: number for number, figure in enumerate("一二三四五六七八九十", 1)}
ABJAD = "ابجدهوزحطيكلمنسعفصقرشتثخذضظغ"
ROMAN = (
    "i",
    "ii",
    "iii",
    "iv",
    "v",
    "vi",
    "vii",
    "viii",
    "ix",
    "x",
    "xi",
    "xii",
    "xiii",
    "xiv",
    "xv",
    "xvi",
    "xvii",
    "xviii",
    "xix",
    "xx",
    "xxi",
    "xxii",
    "xxiii",
    "xxiv",
    "xxv",
)
CYRILLIC = "абвгдежзийклмнопрстуфхцчшщэюя"
LIKE_LATIN = str.maketrans("асеорх", "aceopx")  # letters that look the same are typed one for the other
LIKE_CYRILLIC = str.maketrans("aceopx", "асеорх")

MARKER = re.compile(
    r"""[\s\u200e\u200f\u202a-\u202e]*(?:
      (?P<figure>\d{1,3}|[٠-٩]{1,3}|(?:[SlZBLiI]|l[l\d]|\dl)(?=\.\s))\s*(?:[.．](?!\d)|[-–‑—](?:\s|(?=[ء-ي]))|,(?=\s+[A-Z])|、|\)(?!\)))\s*
    | [(（]\s*
      (?P<inner>[a-zA-Z]{1,6}|\d{1,3}|[٠-٩]{1,3}|[ا-يأإآ]ـ?ـ?|[а-яё]|[一二三四五六七八九十]{1,3})
      \s*[)）]\s*
    | (?P<circled>[㈠-㈩])\s*
    | (?P<open>[a-z]{1,5}|[а-яё]|[أا-ي]ـ?)\s*[)）]\s+
    | (?P<dotted>[a-z])\.\s+(?=[A-ZÀ-Ý])
    | ['‘’"“”](?P<quoted>\d{1,2}|[٠-٩]{1,2})['’‘"“”]\s*
    | (?P<han>[一二三四五六七八九十]{1,3})、\s*
    )(?=\S)""",
    re.VERBOSE,
)
NOTE = re.compile(
    rf"\s*(?:(?P<raised>[{RAISED}]{{1,3}}|\*{{1,3}})\s*(?=\S)|(?P<plain>\d{{1,3}})\s+(?!\(\d{{4}}\))(?=[^\W\d_]|[“\"«(]))"
)
SHEET = (
    r"(?:Page|Página|Pagina|Стр\.?|Страница|الصفحة|صفحة|第)\s*\d{1,4}"
    r"(?:\s*(?:of|de|sur|из|من|/)\s*\d{1,4})?\s*页?"
)
FURNITURE = re.compile(
    rf"""\s*(?:
      [-–—\[(]*\s*\d{{1,4}}\s*[-–—\])]*\s*(?:/\s*\d{{1,4}})?
    | [-–—]\s*[ivx]{{1,6}}\s*[-–—]
    | /?\s*(?:\.\.\.|…)\s*/?
    | (?i:{SHEET})
    | \d{{1,3}}/\d{{1,4}}\s+\d{{2}}-\d{{5}}(?:\s*\([A-Z]\))?
    | (?:[A-Z]{{1,4}}\.)?\d{{2}}-\d{{5,6}}
      (?:\s*\*?\d*\*?|\s*\([A-Z]\)|\s+\d{{1,3}}/\d{{1,3}})?(?:\s+\d{{6}}){{0,3}}
    | \*\d{{5,12}}\*
    | (?=[^\d\n]{{0,40}}\d)[A-Z]{{1,5}}(?:/[A-Z0-9][A-Za-z0-9.]{{0,12}}){{1,6}}
      (?:\s*\(\d{{4}}\))?\*?(?:\s+(?i:{SHEET}))?
    )\s*""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Mark:
    """A label at the beginning of a line, what kind it is of, and where the text behind it begins."""

    label: str  # as printed, without brackets; digits are Western
    kinds: tuple[str, ...]  # of: figure, letter, roman, abjad, cyrillic, han
    style: str  # "." for a figure with a stop, "(" for a label in brackets, "'" for one in quotation marks
    end: int

    def number(self, kind: str) -> int:
        """Its place in the sequence of a kind, from 1."""
        return ordinal(self.label, kind)


@lru_cache(5000)
def ordinal(label: str, kind: str) -> int:
    """The place of a label in the sequence of a kind; 0 where it has none.

    >>> ordinal("ab", "letter"), ordinal("iv", "roman"), ordinal("ج", "abjad")
    (28, 4, 3)
    """
    if kind == "figure":
        return int(label) if label.isdigit() else 0
    if kind == "letter":
        label = label.translate(LIKE_LATIN)
        if not re.fullmatch("[a-z]{1,2}", label):
            return 0
        first = ord(label[0]) - 96
        return (
            first
            if len(label) == 1
            else (26 + ord(label[1]) - 96 if label[0] == "a" or label[0] == label[1] else 0)
        )
    if kind == "roman":
        return ROMAN.index(label) + 1 if label in ROMAN else 0
    if kind == "abjad":
        plain = label.replace("أ", "ا").replace("إ", "ا").replace("آ", "ا")
        return ABJAD.find(plain) + 1 if len(plain) == 1 else 0
    if kind == "cyrillic":
        return CYRILLIC.find(label.translate(LIKE_CYRILLIC)) + 1 if len(label) == 1 else 0
    return HAN.get(label, 10 + HAN.get(label[-1:], 0) if label.startswith("十") else 0)


LETTER = {"ألف": "A", "باء": "B", "جيم": "C", "دال": "D", "هاء": "E", "واو": "F"}  # as Arabic names parts
KINDS = ("figure", "letter", "roman", "abjad", "cyrillic", "han")


def mark_of(text: str, start: int, end: int) -> Mark | None:
    """The label with which a stretch of text begins, if it begins with one."""
    found = MARKER.match(text, start, end)
    if not found:
        return None
    style = "." if found["figure"] or found["han"] else "'" if found["quoted"] else "("
    label = next(filter(None, found.groups())).translate(FIGURES).translate(CIRCLED).replace("ـ", "")
    label = label.translate(LETTERS) if style == "." else label
    label = label.lower() if style == "(" and label.isascii() else label
    kinds = tuple(kind for kind in KINDS if ordinal(label, kind))
    return Mark(label, kinds, style, found.end()) if kinds else None


BARE = re.compile(r"\s*(\d{1,2})\s+(?=[A-Z])")


@dataclass(slots=True)
class Line:
    """A line of the text, with its break."""

    start: int
    end: int
    said: str  # without blanks around it
    kind: str = ""  # one of the kinds of a span, as far as it is known
    mark: Mark | None = None
    begins: bool = False  # of a footnote: whether it is its first line
    opens: bool | None = None  # whether an operative paragraph begins with it, once that was asked
    apart: bool = False  # whether an empty line, or nothing, stands before it


def lines_of(text: str, words: Words) -> list[Line]:
    """The lines; together they are the text. Notes, empty lines, furniture and footnotes are known."""
    lines = [
        Line(found.start(), found.end(), found[0].translate(UNREAD).strip()) for found in LINE.finditer(text)
    ]
    before = True
    for at, line in enumerate(lines):
        line.apart = at == 0 or lines[at - 1].kind == "blank"
        if not line.said:
            line.kind = "blank"
        elif before and line.said.startswith("#"):
            line.kind = "note"
            continue
        elif len(line.said) < 40 and FURNITURE.fullmatch(line.said):
            line.kind = "furniture"
        else:
            line.mark = mark_of(text, line.start, line.end) or bare_mark(text, line, words)
        before = before and line.kind in {"note", "blank"}
    find_footnotes(lines)
    return lines


def bare_mark(text: str, line: Line, words: Words) -> Mark | None:
    """A figure whose stop was lost, where an operative verb follows it: else it is the mark of a footnote."""
    found = BARE.match(text, line.start, line.end)
    if found and words.opening.match(" ".join(text[found.end() : line.end].translate(UNREAD).split())):
        return Mark(found[1], ("figure",), ".", found.end())
    return None


def find_footnotes(lines: list[Line]) -> None:
    """A footnote begins with a raised figure, or with a bare one where a line stands apart.

    It ends at the next one, at an empty line or at a marker.
    """
    within = False
    for at, line in enumerate(lines):
        if line.kind in {"note", "furniture"}:
            continue
        if line.kind == "blank":
            within = False
            continue
        found = NOTE.match(line.said) if not line.mark else None
        begins = bool(found and (found["raised"] or line.apart or within))
        if found and found["plain"] and begins and not within:
            begins = int(found["plain"]) > 0 and at > 3
        if begins:
            line.kind, line.begins, within = "footnote", True, True
        elif within and not line.mark:
            line.kind = "footnote"
        else:
            within = False
