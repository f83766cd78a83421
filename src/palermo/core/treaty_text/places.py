"""Where a marker puts what follows it in the tree of provisions."""

import re
from dataclasses import dataclass, field

from palermo.core.treaty_text.markers import LETTERS, POINT, ROMAN_NAMES, Reading, readings

LONGEST = 20  # characters of a path, such as 9/1/b; what would be longer is no place
DEEPEST = 3  # lists within lists


@dataclass
class Places:
    """The place reached so far in an article; each marker is read in the light of those before it.

    >>> at = Places()
    >>> at.article(3), at.paragraph(1), at.point("a)"), at.point("(i)"), at.point("b)")
    ('3', '3/1', '3/1/a', '3/1/a/i', '3/1/b')
    """

    above: str = ""  # the article, or the paragraph, in which points stand
    number: int = 0  # of the last paragraph
    open: list[tuple[Reading, str]] = field(default_factory=list)  # the lists that are open, with their paths

    def article(self, number: int) -> str:
        self.above, self.number, self.open = str(number), 0, []
        return self.above

    def paragraph(self, number: int) -> str:
        self.above, self.number, self.open = f"{self.above.partition('/')[0]}/{number}", number, []
        return self.above

    def is_next(self, number: int) -> bool:
        return number == self.number + 1

    def point(self, marker: str) -> str:
        """The path of the point that a marker begins; "" where it can be none."""
        found = POINT.match(marker)
        return self.place(found) if found else ""

    def place(self, found: "re.Match[str]", only_first: bool = False) -> str:
        """The same for a marker that was found; with `only_first`, only one that opens a list."""
        meant = [each for each in readings(found) if each.place]
        choice = self.opened(meant) if only_first else self.chosen(meant)
        if choice is None:
            return ""
        level, reading = choice
        name = name_of(reading, level)
        above = self.open[level - 1][1] if level else self.above
        path = f"{above}/{name}"
        if not name or not self.above or len(path) > LONGEST:
            return ""
        self.open[level:] = [(reading, path)]
        return path

    def chosen(self, meant: list[Reading]) -> tuple[int, Reading] | None:
        """The level of a marker, and what it means: what goes on an open list comes first."""
        levels = [(level, each) for level, (each, _) in reversed(list(enumerate(self.open)))]
        for forms_matter in (True, False):
            for level, last in levels:
                for each in meant:
                    if follows(last, each, forms_matter) and each.place == last.place + 1:
                        return level, each
            if forms_matter and (found := self.opened(meant)):
                return found
        for level, last in levels:  # a list with a gap, or one that begins anew
            for each in meant:
                if follows(last, each, True):
                    return level, each
        return (len(self.open), meant[0]) if meant and len(self.open) < DEEPEST else None

    def opened(self, meant: list[Reading]) -> tuple[int, Reading] | None:
        first = next((each for each in meant if each.place == 1), None)
        if (
            first is None
            or len(self.open) >= DEEPEST
            or any(follows(last, first, True) for last, _ in self.open)
        ):
            return None
        return len(self.open), first


def follows(last: Reading, each: Reading, forms_matter: bool) -> bool:
    return last.kind == each.kind and (last.form == each.form or not forms_matter)


def name_of(reading: Reading, level: int) -> str:
    """The Latin name of a place in a list: letters first, Roman numerals in a list below one."""
    roman = reading.kind == "roman" or (reading.kind in ("number", "han") and level > 0)
    if roman:
        return ROMAN_NAMES.get(reading.place, "")
    return LETTERS[reading.place - 1] if reading.place <= len(LETTERS) else ""
