"""Read the plain text of a treaty: a sequence of parts that are the text, each character in exactly one.

    >>> parts = read("Article 1\\n\\nPurpose\\n\\n1.   To live:\\n(a) well;\\n(b) long.")
    >>> [(part.kind, part.number, part.printed) for part in parts][1:]
    [('paragraph', '1/1', '1.'), ('point', '1/1/a', '(a)'), ('point', '1/1/b', '(b)')]
    >>> parts[0].heading, parts[1].words, parts[1].raw
    ('Purpose', 'To live:', '1.   To live:\\n')

An article is its number and its heading; text of it that no number marks is a paragraph with the number of
the article. Text that goes on after a list, and bears no marker, stays where it stands: with the part before.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from palermo.core.treaty_text.lines import BEFORE, Lines
from palermo.core.treaty_text.markers import CONCLUSION, ENDS, FULL_STOP, PARAGRAPH, POINT, number_of, said
from palermo.core.treaty_text.places import Places

FAR_EAST = "\u2e80"  # from here on words have no spaces between them


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a text. The `raw` of all, one after the other, are the text."""

    kind: str  # preface, division, article, paragraph, point, conclusion
    number: str  # 9/1/b: the provision that it words; "" where it words none
    printed: str  # its marker as the text has it
    heading: str
    words: (
        str  # its own words without the marker, white space one space; blocks of text on lines of their own
    )
    raw: str
    line: int  # where it begins, from 1


@dataclass
class Growing:
    """A part while it is read."""

    kind: str
    number: str = ""
    printed: str = ""
    line: int = 1
    heading: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)  # with what stands between them
    raw: list[str] = field(default_factory=list)

    def say(self, words: str, apart: bool) -> None:
        """Go on in the same block of text, or `apart` in a new one."""
        if words and self.words:
            self.words.append("\n" if apart else between(self.words[-1], words))
        if words:
            self.words.append(words)

    def done(self) -> Part:
        return Part(
            *(self.kind, self.number, self.printed),
            " ".join(self.heading),
            "".join(self.words),
            "".join(self.raw),
            self.line,
        )


def between(before: str, after: str) -> str:
    return "" if before[-1] >= FAR_EAST and after[0] >= FAR_EAST else " "


class Reader:
    """Takes the lines one after the other."""

    def __init__(self, text: str) -> None:
        self.lines = Lines.of(text)
        self.last_article = max(self.lines.articles, default=-1)
        self.places = Places()
        self.parts: list[Growing] = []
        self.bare = False  # whether the line before was a marker with nothing behind it

    def read(self) -> list[Part]:
        for at, raw in enumerate(self.lines.raw):
            if self.lines.said[at]:
                self.take(at)
            elif not self.parts:
                self.begin("preface", at)
            self.parts[-1].raw.append(raw[self.taken :] if self.lines.said[at] else raw)
        return [part.done() for part in self.parts]

    def begin(self, kind: str, at: int, number: str = "", printed: str = "") -> Growing:
        self.parts.append(Growing(kind, number, printed, at + 1))
        return self.parts[-1]

    def take(self, at: int) -> None:
        """Put a line that says something where it belongs."""
        self.taken = 0  # characters of the line that stand in a part already
        lines, line = self.lines, self.lines.said[at]
        was_bare, self.bare = self.bare, False
        kind = self.parts[-1].kind if self.parts else "preface"
        if at in lines.divisions:
            printed, heading = lines.divisions[at]
            self.begin("division", at, "", printed).heading += [heading] if heading else []
        elif at in lines.articles:
            printed, number, heading = lines.articles[at]
            article = self.begin("article", at, self.places.article(number), printed)
            article.heading += [heading] if heading else []
        elif at in lines.headings:
            self.parts[-1].heading.append(line)
        elif kind == "preface" or kind == "conclusion" or self.concludes(at):
            self.block("conclusion" if self.last_article in range(at) else "preface", at)
        elif not ((was_bare or self.may_begin(at)) and self.marked(at)):
            self.go_on(at)

    def concludes(self, at: int) -> bool:
        after = at > self.last_article and self.begins_anew(at)
        return after and bool(CONCLUSION.match(self.lines.said[at]))

    def begins_anew(self, at: int) -> bool:
        """Whether a line stands apart, or follows the end of a sentence."""
        return self.lines.apart(at) or bool(FULL_STOP.search(self.lines.said[at - 1]))

    def block(self, kind: str, at: int) -> None:
        last = self.parts[-1] if self.parts else None
        if last is None or last.kind != kind or (last.words and self.lines.apart(at)):
            self.begin(kind, at)
        self.parts[-1].say(self.lines.said[at], apart=False)

    def may_begin(self, at: int) -> bool:
        """Whether a marker may begin this line: not where a sentence is but wrapped."""
        before = at - 1
        known = (
            before in self.lines.articles or before in self.lines.headings or before in self.lines.divisions
        )
        return known or self.lines.apart(at) or bool(ENDS.search(self.lines.said[before]))

    def marked(self, at: int) -> bool:
        """Begin the parts whose markers stand at the head of a line; whether there were any."""
        raw = self.lines.raw[at]
        begin = BEFORE.match(raw)
        head = begin.end() if begin else 0
        found = PARAGRAPH.match(raw, head)
        if found and (number := number_of(found)) and (self.begins_anew(at) or self.places.is_next(number)):
            self.cut(at, 0)
            self.begin("paragraph", at, self.places.paragraph(number), said(found["printed"]))
        else:
            found = POINT.match(raw, head)
            path = self.places.place(found) if found else ""
            if not (found and path):
                return False
            self.begin("point", at, path, said(found["printed"]))
        while (inner := POINT.match(raw, found.end())) and (
            path := self.places.place(inner, only_first=True)
        ):
            self.cut(at, inner.start())
            self.begin("point", at, path, said(inner["printed"]))
            found = inner
        rest = said(raw[found.end() :])
        self.bare = not rest
        self.parts[-1].say(rest, apart=True)
        return True

    def cut(self, at: int, end: int) -> None:
        """Leave the line up to here in the part that is there."""
        self.parts[-1].raw.append(self.lines.raw[at][self.taken : end])
        self.taken = end

    def go_on(self, at: int) -> None:
        """Text with no marker: of the article where nothing stands before it, else of the part before."""
        if self.parts[-1].kind in ("article", "division"):
            self.begin("paragraph", at, self.places.above)
        self.parts[-1].say(self.lines.said[at], apart=self.lines.apart(at))


def read(text: str) -> list[Part]:
    """The parts of a text, in its order."""
    return Reader(text).read()


def joined(parts: Iterable[Part]) -> str:
    """The text that the parts are."""
    return "".join(part.raw for part in parts)
