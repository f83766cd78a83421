"""What a paragraph names: documents by their symbols, resolutions, decisions, treaties and articles."""

import re

from palermo.core.deliberation.lines import FIGURES, HAN, LETTER, ROMAN
from palermo.core.deliberation.words import Words

SYMBOL = re.compile(
    r"""(?<![\w/]) [A-Z][A-Z0-9]{0,7} (?:\.\d+)?
    (?: / (?: [A-Z]{1,6}\.?[\w.\-]* | \d[\w.\-]* | \(\w+\) ) )+
    (?:\ \(\d{4}\))? (?!\w)""",
    re.VERBOSE,
)
NUMBER = (
    r"(?:\d{1,4}/\d{1,3}(?: ?[A-Z]\b)?|\d{1,5} ?(?:[A-Z] ?)?\((?:\d{4}|[IVXLC]+|E?S-[IVX\d]+)\)"
    r"|\d{1,4} ?[A-Z]? \([IVX]+\))"
)
ONE = re.compile(NUMBER)
WORD = re.compile(r"[一二三四五六七八九十]+|[^\W一二三四五六七八九十]+")
YEAR = re.compile(r"\((?:19|20)\d{2}\)$")
SESSION = re.compile(r"\((?:[IVXLC]+|E?S-[IVX\d]+)\)$")

# In Arabic: a session of the General Assembly, and the letter of one of several resolutions.
SITTING = re.compile(r"\(د(إ?ط?)\s?[-–]\s?([1-9٠-٩]\d?)\)")
KIND_OF_SESSION = {"": "", "إ": "S-", "إط": "ES-", "ط": "ES-"}
LETTERED = re.compile(r"(?<=\d) (ألف|باء|جيم|دال)(?!\w)")


def references_of(text: str, words: Words) -> list[str]:
    """The references of a paragraph in their order, each once, in the form of the house."""
    text = western(text, digits=False)
    found: list[tuple[int, str]] = [(hit.start(), hit[0].rstrip(".-")) for hit in SYMBOL.finditer(text)]
    found += resolutions(text, words)
    found += charter(text, words) + rules(text, words) + treaties(text, words)
    ordered: dict[str, None] = {}
    for _at, each in sorted(found, key=lambda pair: pair[0]):
        ordered.setdefault(each, None)
    return list(ordered)


def western(text: str, *, digits: bool = True) -> str:
    """The numbers of resolutions in the letters and brackets that most languages have.

    >>> western("٢٦٢٥ (د-٢٥)"), western("60/251 ألف"), western("５／２")
    ('2625 (XXV)', '60/251 A', '5／2')
    """
    text = text.replace("（", "(").replace("）", ")")
    text = LETTERED.sub(lambda found: f" {LETTER[found[1]]}", text)
    text = SITTING.sub(lambda found: f"({KIND_OF_SESSION[found[1]]}{session_of(found)})", text)
    return text.translate(FIGURES) if digits else text


def session_of(found: re.Match[str]) -> str:
    number = int(found[2])
    return str(number) if found[1] == "إ" or number > len(ROMAN) else ROMAN[number - 1].upper()


def resolutions(text: str, words: Words) -> list[tuple[int, str]]:
    """Each number in a list behind the word for a resolution or a decision."""
    found = []
    for kind in ("resolution", "decision"):
        for hit in words.numbered[kind].finditer(text):
            assembly = words.assembly.search(hit["before"] or "") or words.assembly.search(hit["after"] or "")
            own = words.ours.search(hit["before"] or "")
            for number in ONE.finditer(text, hit.start("numbers"), hit.end("numbers")):
                found.append((number.start(), form_of(kind, number[0], bool(assembly) and not own)))
    return found


def form_of(kind: str, number: str, assembly: bool) -> str:
    number = number.translate(FIGURES)
    number = re.sub(r"(\d)\(", r"\1 (", number)
    if YEAR.search(number):
        return f"S/RES/{number}"
    if SESSION.search(number):
        return f"A/RES/{number}" if kind == "resolution" else f"A/DEC/{number}"
    if assembly and kind == "resolution":
        return f"A/RES/{number}"
    return f"{kind} {number}"


def numbers_in(said: str) -> list[str]:
    """The numbers in a list, in Western figures; Chinese ones may be in words.

    >>> numbers_in("5 and ٧"), numbers_in("第四十一")
    (['5', '7'], ['41'])
    """
    return [str(number_of(found)) for found in re.findall(r"\d+|[一二三四五六七八九十百]+", said)]


def number_of(said: str) -> int:
    if said.isdecimal():
        return int(said)
    total = unit = 0
    for letter in said:
        if letter in "十百":
            total += max(unit, 1) * (10 if letter == "十" else 100)
            unit = 0
        else:
            unit = HAN[letter]
    return total + unit


def chapters_in(said: str, words: Words) -> list[str]:
    return [word for word in re.findall(r"\w+", said) if re.fullmatch("[IVX]+", word)] or [
        words.chapters[word] for word in WORD.findall(said) if word in words.chapters
    ]


def charter(text: str, words: Words) -> list[tuple[int, str]]:
    """Articles and Chapters of the Charter; the Charter itself where none of it is given."""
    found, taken = [], bytearray(len(text) + 1)
    for hit in words.charter_articles.finditer(text):
        taken[hit.start() : hit.end()] = b"\1" * len(hit[0])
        numbers = numbers_in(hit["articles"] or "")
        found += [(hit.start(), f"Charter Art. {number}") for number in numbers]
        if hit["chapters"]:
            found += [(hit.start(), f"Charter Ch. {one}") for one in chapters_in(hit["chapters"], words)]
    for hit in words.charter.finditer(text):
        if not taken[hit.start()]:
            found.append((hit.start(), "Charter"))
    return found


def rules(text: str, words: Words) -> list[tuple[int, str]]:
    return [
        (hit.start(), f"Rules of Procedure, rule {number}")
        for hit in words.rules.finditer(text)
        for number in numbers_in(hit["numbers"])
    ]


def treaties(text: str, words: Words) -> list[tuple[int, str]]:
    """Treaties by their names, with their articles; a short name is the long one said before it."""
    found: list[tuple[int, str]] = []
    long: dict[str, str] = {}
    for hit in words.treaty.finditer(text):
        name = words.name_of(hit["name"])
        if not name:
            continue
        name = long.get(name, name)
        for at in range(len(name)):
            if name[at] == " ":
                long.setdefault(name[:at], name)
        numbers = numbers_in(hit["articles"] or "")
        found += [(hit.start(), f"{name} Art. {number}") for number in numbers] or [(hit.start(), name)]
    return found
