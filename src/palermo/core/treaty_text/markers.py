"""How articles, chapters, paragraphs and points are marked in texts of the six languages.

No expression repeats a part that itself repeats, so that a line is read in time in proportion to its length.
"""

import re
from typing import NamedTuple

from palermo.core.citation import LATIN, ROMAN, chinese

LETTERS = "abcdefghijklmnopqrstuvwxyz"
ROMAN_NAMES = {value: name for name, value in ROMAN.items()}
# Cyrillic lists leave out ё, most leave out й: a letter stands at one of three places.
CYRILLIC = (
    "абвгдежзиклмнопрстуфхцчшщэюя",
    "абвгдежзийклмнопрстуфхцчшщэюя",
    "абвгдеёжзийклмнопрстуфхцчшщэюя",
)
LOOK_ALIKE = dict(zip("асеорхуі", "aceopxyi", strict=True))  # Cyrillic letters that are typed for Latin ones
HAN = "一二三四五六七八九十"
# What says nothing and may not stand in XML: controls, the mark of byte order, what is no character.
SILENT = dict.fromkeys([*range(9), *range(14, 32), *range(127, 160), 0xFEFF, 0xFFFE, 0xFFFF])
del SILENT[0x85]  # a line break of old

NUMERAL = rf"\d{{1,3}}|[{HAN}]{{1,3}}"
ARTICLE = re.compile(
    rf"""(?P<printed>
        (?:Article|ARTICLE|Artículo|ARTÍCULO|Articulo|Статья|СТАТЬЯ)\s{{1,9}}
            (?P<n>\d{{1,3}}|premier|PREMIER|1(?:er|º|°))(?!\w)
        | \(?المادة\s{{1,9}}(?P<ar>\d{{1,3}}|الأولى)(?!\w)\s?\)?
        | 第\s?(?P<zh>{NUMERAL})\s?条(?!\w)
    )(?P<between>\s{{0,9}}[.:–—-]?\s{{0,9}})(?P<heading>\S.{{0,300}})?""",
    re.VERBOSE,
)
GROUP = (
    "part|chapter|title|section|partie|chapitre|titre|parte|capítulo|título|sección|часть|глава|раздел|"
    "الباب|الفصل|الجزء|القسم"
)
DIVISION = re.compile(
    rf"""(?P<printed>
        (?:{GROUP})\s{{1,9}}(?:[ivxl]{{1,6}}|\d{{1,2}}|premier|première|primer[ao]?|ال\w{{2,8}})(?!\w)\.?
        | [IVXL]{{1,6}}(?!\w)\.?
        | أولاً?|ثانياً?|ثالثاً?|رابعاً?|خامساً?|سادساً?|سابعاً?|ثامناً?|تاسعاً?|عاشراً?
        | 第(?:{NUMERAL})[编章节部](?!\w)
        | [{HAN}]{{1,3}}(?=[、.．])
    )(?P<between>\s{{0,9}}[.:、．–—-]?\s{{0,9}})(?P<heading>\S.{{0,200}})?""",
    re.VERBOSE | re.IGNORECASE,
)
PARAGRAPH = re.compile(
    rf"(?P<printed>(?P<n>\d{{1,3}})\s?(?:[.．、](?!\d)|[–—-](?=[\sء-ي])|\)(?=\s|$))|(?P<zh>[{HAN}]{{1,3}})[、．])\s*"
)
POINT = re.compile(
    rf"""(?P<printed>
        (?P<open>[(（])\s?(?P<in>[a-z]{{1,7}}|[а-яёі]|[أا-ي]ـ?|{NUMERAL})\s?[)）]
        | (?P<half>[a-z]{{1,7}}|[а-яёі]|[أا-ي]ـ?)\s?[)）]
        | (?P<dot>[a-z])\.(?=\s)
        | (?P<dash>[أا-ي]ـ?)\s?[–—-](?=\s)
    )\s*""",
    re.VERBOSE,
)
CONCLUSION = re.compile(
    r"in witness whereof|done (?:at|in) |en foi de quoi|fait à |"
    r"en fe de lo cual|en testimonio de lo cual|hecho en |"
    r"в удостоверение чего|совершено в |وإثباتاً? |وشهادةً? |حُ?رِ?ر |"
    r"为此，|以资证明|.{0,80}以昭信守|(?:annex|annexe|anexo|приложение|المرفق|附件)(?:\s|$)",
    re.IGNORECASE,
)
ENDS = re.compile(r"(?:[.:;,!?。；：，、؛،؟”»\"]|(?<!\w)(?:and|or|et|ou|y|o|и|или|أو|و)|和|或)\s*\Z")
FULL_STOP = re.compile(r"[.:;!?。；：؛؟]\s*\Z")


class Reading(NamedTuple):
    """What a marker may mean: a place in a list of letters, of Roman numerals, or of plain numbers."""

    kind: str  # letter, roman, number
    place: int
    form: str  # how it is printed: (), ) or . or -


def said(text: str) -> str:
    """The words of a text: what is silent gone, white space one space.

    >>> said(" 1. \\t Each\\nState ")
    '1. Each State'
    """
    return " ".join(text.translate(SILENT).split())


def number_of(found: "re.Match[str]") -> int:
    """The number that a marker of an article or a paragraph names; 0 where it is none."""
    groups = found.groupdict()
    value = groups.get("n") or groups.get("ar") or groups["zh"]
    if value.isdecimal():
        return int(value)
    return chinese(value) if value[0] in HAN else 1  # premier, 1er, الأولى


def article_of(line: str) -> tuple[str, int, str] | None:
    """The marker, number and heading of a line that begins an article.

    >>> article_of("Article 9"), article_of("第九条　预防"), article_of("Article 9 of the Convention")
    (('Article 9', 9, ''), ('第九条', 9, '预防'), None)
    """
    found = ARTICLE.fullmatch(line)
    if not found or not number_of(found) > 0:
        return None
    heading = (found["heading"] or "").strip()
    marked = found["between"].strip() or len(found["between"]) > 1 or "\u3000" in found["between"]
    if heading and not marked:
        begins = heading[0].isupper() or "一" <= heading[0] <= "鿿"
        if not (found["between"] and begins) or FULL_STOP.search(heading):
            return None
    return said(found["printed"]), number_of(found), said(heading)


def readings(found: "re.Match[str]") -> list[Reading]:
    """All that the marker of a point may mean.

    >>> [tuple(each) for each in readings(POINT.match("i) such"))]
    [('letter', 9, ')'), ('roman', 1, ')')]
    """
    form = "()" if found["open"] else ")" if found["half"] else "." if found["dot"] else "-"
    mark = (found["in"] or found["half"] or found["dot"] or found["dash"]).rstrip("ـ")
    if mark.isdecimal() or mark[0] in HAN:
        kind = "number" if mark.isdecimal() else "han"
        return [Reading(kind, int(mark) if mark.isdecimal() else chinese(mark), form)]
    latin = LATIN.get("أ" if mark == "ا" else mark, mark)
    letters = [alphabet.find(mark) + 1 for alphabet in (LETTERS, *CYRILLIC) if len(mark) == 1]
    places = [LETTERS.find(LOOK_ALIKE.get(latin, latin)) + 1 if len(latin) == 1 else 0, *letters]
    found_letters = [Reading("letter", place, form) for place in dict.fromkeys(places) if 0 < place <= 26]
    return found_letters + ([Reading("roman", ROMAN[mark], form)] if mark in ROMAN else [])
