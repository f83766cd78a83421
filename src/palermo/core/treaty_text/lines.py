"""The lines of a text, and what each is before the text is read: article, division, heading, or neither."""

import re
from dataclasses import dataclass, field

from palermo.core.treaty_text.markers import (
    CONCLUSION,
    DIVISION,
    FULL_STOP,
    PARAGRAPH,
    POINT,
    article_of,
    readings,
    said,
)

LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
BEFORE = re.compile(r"[\s\ufeff\u200e\u200f]*")  # what may stand before a marker
LONGEST_HEADING = 200
LINES_OF_HEADING = 4


@dataclass
class Lines:
    """A text line by line; together the lines are the text.

    >>> Lines.of("Article 1\\n\\nPurpose\\n\\nTo live.").headings
    {2}
    """

    raw: list[str]
    said: list[str]
    articles: dict[int, tuple[str, int, str]] = field(default_factory=dict)
    divisions: dict[int, tuple[str, str]] = field(default_factory=dict)
    headings: set[int] = field(default_factory=set)

    @classmethod
    def of(cls, text: str) -> "Lines":
        raw = LINE.findall(text)
        lines = cls(raw, [said(each).strip("\u200e\u200f ") for each in raw])
        for at in filter(lines.said.__getitem__, range(len(raw))):
            lines.find_article(at)
        for at in reversed(list(filter(lines.said.__getitem__, range(len(raw))))):
            lines.find_division(at)
        for at in lines.articles:
            lines.find_heading(at)
        return lines

    def after(self, at: int) -> int:
        """The next line that says something, within a few; the number of lines where there is none."""
        for following in range(at + 1, min(at + 12, len(self.raw))):
            if self.said[following]:
                return following
        return len(self.raw)

    def apart(self, at: int) -> bool:
        """Whether a line begins the text, or follows an empty line."""
        return at == 0 or not self.said[at - 1]

    def find_article(self, at: int) -> None:
        """A number alone on its line is an article; with words behind, where the line stands apart."""
        found = article_of(self.said[at]) if len(self.said[at]) < 400 else None
        if found and (not found[2] or self.apart(at) or FULL_STOP.search(self.said[at - 1])):
            self.articles[at] = found

    def find_division(self, at: int) -> None:
        """A marker that an article follows, with at most a heading, or another division, between them."""
        found = (
            DIVISION.fullmatch(self.said[at])
            if len(self.said[at]) < 260 and at not in self.articles
            else None
        )
        if not found:
            return
        heading = (found["heading"] or "").strip()
        if heading and (not found["between"] or FULL_STOP.search(heading)):
            return
        following = self.after(at)
        between: list[int] = []
        while not heading and following < len(self.raw) and len(between) < 2 and self.is_heading(following):
            between.append(following)
            following = self.after(following)
        if following in self.articles or following in self.divisions:
            self.divisions[at] = (said(found["printed"]), said(heading))
            self.headings.update(between)

    def is_heading(self, at: int) -> bool:
        return not (at in self.articles or at in self.divisions or self.marked(at)) and (
            len(self.said[at]) <= LONGEST_HEADING and not FULL_STOP.search(self.said[at])
        )

    def marked(self, at: int) -> bool:
        line = self.said[at]
        point = POINT.match(line)
        return bool(PARAGRAPH.match(line) or (point and readings(point)))

    def find_heading(self, at: int) -> None:
        """The block after the number, if it is short and no sentence; without empty lines, the line after."""
        first = self.after(at)
        if self.articles[at][2] or first == len(self.raw) or not self.is_heading(first):
            return
        block = [first]
        while first > at + 1 and len(block) <= LINES_OF_HEADING and self.goes_on(block[-1]):
            block.append(block[-1] + 1)
        whole = " ".join(self.said[each] for each in block)
        wrapped = first == at + 1 and self.goes_on(first) and self.said[first + 1][:1].islower()
        if (
            not (wrapped or CONCLUSION.match(whole) or FULL_STOP.search(whole))
            and len(whole) <= LONGEST_HEADING
        ):
            self.headings.update(block)

    def goes_on(self, at: int) -> bool:
        """Whether the line after is plain text of the same block."""
        after = at + 1
        if after >= len(self.raw) or not self.said[after]:
            return False
        return not (after in self.articles or after in self.divisions or self.marked(after))
