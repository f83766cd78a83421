"""How each level of a list in a DOCX is numbered."""

from dataclasses import dataclass

from palermo.mandates.importers.word_names import Element, W, figure, is_on, value

LEVELS = 9
BETWEEN = {"nothing": "", "space": " "}  # a number and its text; a tab, where nothing is said
LONGEST = 60  # characters of what stands around a number


@dataclass(frozen=True, slots=True)
class Level:
    """How the paragraphs of one level of a list are numbered."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    between: str = "\t"
    restart: int | None = (
        None  # the level, from 1, after which it begins anew; 0 for none, None for each above
    )
    style: str = ""  # of which all paragraphs are of this level
    legal: bool = False  # all numbers in digits

    @classmethod
    def of(cls, element: Element) -> "Level":
        restart = value(element, "lvlRestart")
        return cls(
            figure(value(element, "start"), 0),
            value(element, "numFmt") or "decimal",
            (value(element, "lvlText") or "")[:LONGEST],
            BETWEEN.get(value(element, "suff") or "tab", "\t"),
            None if restart is None else figure(restart, 0),
            value(element, "pStyle") or "",
            is_on(element, "isLgl"),
        )


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list: which counts it shares with others, its levels, and at which of them it begins anew."""

    counts: str
    levels: dict[int, Level]
    begins: dict[int, int]


def levels_of(element: Element | None) -> dict[int, Level]:
    """The levels that stand directly below an element."""
    if element is None:
        return {}
    found = {figure(each.get(f"{W}ilvl"), 0): Level.of(each) for each in element.findall(f"{W}lvl")}
    return {at: level for at, level in found.items() if at < LEVELS}
