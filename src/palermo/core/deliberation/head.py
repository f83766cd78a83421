"""What stands before a body acts: symbol, title, day, and the session at which it meets."""

import re

from palermo.core.deliberation.lines import FIGURES, RAISED, Line
from palermo.core.deliberation.references import western
from palermo.core.deliberation.structure import Parts
from palermo.core.deliberation.words import Words

NOTE_MARK = re.compile(f"[{RAISED}]+|\\d+")
LONGEST = 300  # letters of a title
LETTER = re.compile(r"[^\W\d_]{2}")
BEHIND = " .,:：，،、—–-*"  # what parts a number from the title behind it


class Head:
    """The symbol, title and day of a decision, and what is known of the body by its name."""

    def __init__(self, lines: list[Line], parts: Parts, words: Words, start: str) -> None:
        noted = [(NOTE_MARK.match(note), note) for note in footnotes(lines)]
        self.notes = {mark[0].translate(FIGURES): note for mark, note in noted if mark}
        said = [line.said for line in parts.head]
        first = next((line for line in said if words.symbol.search(line)), "")
        found = words.symbol.search(first)
        self.number = western(re.sub(r"\s+", " ", found["number"])) if found else ""
        self.number = re.sub(r"(\d)[(（](.*?)[)）]", r"\1 (\2)", self.number)
        whole = " ".join(said)
        self.kind = next((kind for kind, form in words.kinds.items() if form.search(first)), "")
        self.kind = self.kind or next(
            (kind for kind, form in words.kinds.items() if form.search(whole)), "resolution"
        )
        opening = [line.said for block in parts.preamble[:1] for line in block]
        body = self.body = next((line for line in opening if words.body.match(line)), next(iter(opening), ""))
        self.council = (
            bool(words.council.search(body) or words.council.search(whole[:300])) or "S/RES" in start[:300]
        )
        self.symbol = self.symbol_of(bool(words.assembly.search(body)))
        self.title = title_of(parts.head, words)
        day = words.dated.search(whole)
        self.date = day[0] if day else ""
        self.day = words.day_in(self.date or self.number)
        if not self.day[0]:  # it is of no earlier year than what it recalls
            before = [line.said for block in parts.preamble for line in block] + footnotes(lines)
            self.day = max((words.day_in(said)[0], 0, 0) for said in ["", *before])

    def symbol_of(self, assembly: bool) -> str:
        """In the form of the house; empty where no number is printed."""
        if not self.number:
            return ""
        if self.council and "(" in self.number:
            return f"S/RES/{self.number}"
        if assembly and self.kind == "resolution":
            return f"A/RES/{self.number}"
        return f"{self.kind.title()} {self.number}"


def title_of(lines: list[Line], words: Words) -> str:
    """The first words of the head that are none of the masthead; their lines as one."""
    parts: list[str] = []
    bracket = False  # whether a bracket is open: a draft, or the report of a committee
    for line in lines:
        if parts and line.apart:
            break
        said = behind_number(line.said, words)
        bracket = bracket or said[:1] in ("[", "［")
        masthead = bracket or not said or words.dated.search(said) or words.no_title.match(said[:LONGEST])
        bracket = bracket and not said.endswith(("]", "］"))
        if masthead and parts:
            break
        if not masthead and LETTER.search(said):
            parts.append(said)
    title = " ".join(parts)
    return title if len(title) < LONGEST and not title.endswith((",", ";", ":", "،", "，")) else ""


def behind_number(said: str, words: Words) -> str:
    """What a line says behind the number with which it begins; nothing where it only names one."""
    found = words.symbol.search(said)
    if not found:
        return said
    rest = said[found.end() :]
    apart = rest[:1] in BEHIND and not LETTER.search(said[: found.start()])
    return rest.strip(BEHIND) if apart else ""


def session_of(parts: Parts, opening: str, words: Words) -> str:
    """The session that the masthead names, or at which the body says that it meets; as printed."""
    for line in parts.head:
        found = words.sitting.fullmatch(line.said) or words.at_sitting.search(line.said)
        if found:
            return " ".join(found["session"].split())
    found = words.at_sitting.search(opening)
    return " ".join(found["session"].split()) if found else ""


def footnotes(lines: list[Line]) -> list[str]:
    """The footnotes, each on one line with its mark."""
    found: list[list[str]] = []
    for line in lines:
        if line.kind == "footnote":
            if line.begins or not found:
                found.append([])
            found[-1].append(line.said)
    return [" ".join(said) for said in found]
