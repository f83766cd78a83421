"""Decisions as Akoma Ntoso 3.0, in the profile of the United Nations (AKN4UN): each a `statement`.

Every character of a text stands in it, in its place: what is between two elements is what was between two
stretches of the text. So the words of a document, but for its metadata, are the text; read again, it says
the same.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from xml.etree import ElementTree

from palermo.core.deliberation.identification import identify
from palermo.core.deliberation.lines import BARE, NOTE, mark_of
from palermo.core.deliberation.marked_up import NAMESPACE
from palermo.core.deliberation.records import Reading, Span

SPACE = "{http://www.w3.org/XML/1998/namespace}space"
UNSAYABLE = re.compile("([\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff])")  # that no XML can hold
STAGES = ("preface", "preamble", "mainBody", "conclusions", "attachments")
STAGE = {
    **dict.fromkeys(("body", "recital", "hinge"), 1),
    **dict.fromkeys(("paragraph", "item"), 2),
    "closing": 3,
    "annex": 4,
}
NAMED = {"symbol": "docNumber", "title": "docTitle"}


def to_akoma_ntoso(text: str, readings: Sequence[Reading]) -> str:
    """The document of a text: one statement, or a collection of several."""
    root = ElementTree.Element("akomaNtoso", {"xmlns": NAMESPACE})
    if len(readings) == 1:
        Statement(text, readings[0]).write(root)
    else:
        whole = ElementTree.SubElement(root, "documentCollection", {"name": "decisions"})
        identify(whole, readings[0], "decisions")
        body = ElementTree.SubElement(whole, "collectionBody")
        for place, each in enumerate(readings, 1):
            Statement(text, each, f"cmp_{place}__").write(ElementTree.SubElement(body, "component"))
    said = ElementTree.tostring(root, encoding="unicode").replace("\r", "&#13;")
    return f'<?xml version="1.0" encoding="UTF-8"?>{said}'


class Statement:
    """Writes one decision, a stretch after the other."""

    def __init__(self, text: str, reading: Reading, prefix: str = "") -> None:
        self.text, self.reading, self.prefix = text, reading, prefix
        self.starts = {each.start: each for each in reading.operative}
        lines = {span.start for span in reading.spans if span.kind == "item"}  # of items that begin a line
        items = [item for each in reading.operative for item in each.items]
        self.items = {item.start: item for item in items if item.start in lines}
        self.recitals = {each.start for each in reading.preamble}
        self.beginnings = sorted([*self.starts, *self.items])
        self.count = {"rec": 0, "para": 0}  # for identifiers
        self.below: list[
            tuple[int, ElementTree.Element]
        ] = []  # the paragraph that is open, and its points, with depths
        self.at: ElementTree.Element  # where the next stretch goes
        self.stage = -1

    def write(self, above: ElementTree.Element) -> None:
        self.statement = ElementTree.SubElement(above, "statement", {"name": self.reading.kind})
        identify(self.statement, self.reading, self.reading.kind, whole=not self.prefix)
        self.enter(0)
        for span in self.reading.spans:
            self.put(span)
        while self.stage < 2:  # a statement has a main body
            self.enter(self.stage + 1)
        for element in self.statement.iter():
            if element.tag in FILLED and len(element) == 0:
                ElementTree.SubElement(element, "p")

    def enter(self, stage: int) -> None:
        self.stage, self.below = stage, []
        kept = {SPACE: "preserve"} if stage < len(STAGES) - 1 else {}
        self.at = ElementTree.SubElement(self.statement, STAGES[stage], kept)
        if STAGES[stage] == "attachments":
            annex = ElementTree.SubElement(
                ElementTree.SubElement(self.at, "attachment"), "doc", {"name": "annex"}
            )
            identify(annex, self.reading, "annex", whole=False)
            self.at = ElementTree.SubElement(annex, "mainBody", {SPACE: "preserve"})
        elif STAGES[stage] == "preamble":
            self.top = self.at
        elif STAGES[stage] == "mainBody":
            self.main = self.at

    def put(self, span: Span) -> None:
        said = self.text[span.start : span.end]
        if re.fullmatch(r"[ \t\r\n]*", said):
            between(self.at, said)
            return
        while self.stage < STAGE.get(span.kind, 0):
            self.enter(STAGE[span.kind] if STAGE[span.kind] > 2 and self.stage >= 2 else self.stage + 1)
        if span.start in self.starts or span.start in self.items:
            said = self.begin(span, said)
        elif self.stage == 2 and span.kind == "head":  # the letter of a part
            self.at, self.below = self.main, []
        elif span.start in self.recitals:
            self.at = self.child(self.top, "recitals", "recital", self.identifier("rec"))
        elif span.kind in ("hinge", "body") and self.stage == 1:
            self.at = self.child(self.top, "formula", "", "")
        self.say(span.kind, said)

    def identifier(self, name: str) -> str:
        self.count[name] += 1
        return f"{self.prefix}{name}_{self.count[name]}"

    def child(self, above: ElementTree.Element, group: str, name: str, eid: str) -> ElementTree.Element:
        """An element in a group; the group is the last one above, or begins."""
        last = above[-1] if len(above) and above[-1].tag == group else None
        if last is None:
            last = ElementTree.SubElement(above, group, {"name": "enacting"} if group == "formula" else {})
        return ElementTree.SubElement(last, name, {"eId": eid}) if name else last

    def begin(self, span: Span, said: str) -> str:
        """Begin a paragraph or a point; what is left of its first line behind its label."""
        item = self.items.get(span.start) if span.start not in self.starts else None
        if item is None or not self.below:
            above, name, depth, eid = self.main, "paragraph", 0, self.identifier("para")
            self.below = []
        else:
            while self.below[-1][0] >= item.depth:
                self.below.pop()
            above, name, depth = self.below[-1][1], "point", item.depth
            eid = f"{above.get('eId')}__point_{len(above.findall('point')) + 1}"
        made = ElementTree.SubElement(above, name, {"eId": eid})
        self.below.append((depth, made))
        label = self.label_of(span)
        if label:
            words(ElementTree.SubElement(made, "num"), said[:label])
        self.at = ElementTree.SubElement(made, "intro" if self.has_points(span.start, depth) else "content")
        return said[label:]

    def label_of(self, span: Span) -> int:
        """How many characters the label at the beginning of a stretch has."""
        mark = mark_of(self.text, span.start, span.end)
        bare = BARE.match(self.text, span.start, span.end)
        number = self.starts[span.start].number if span.start in self.starts else "item"
        end = mark.end if mark else bare.end() if bare else span.start
        return len(self.text[span.start : end].rstrip()) if number else 0

    def has_points(self, start: int, depth: int) -> bool:
        """Whether the part that begins next is one below."""
        following = self.beginnings[bisect_right(self.beginnings, start) :][:1]
        first = following[0] if following else -1
        return first not in self.starts and first in self.items and self.items[first].depth > depth

    def say(self, kind: str, said: str) -> None:
        """Words in a paragraph of their own; those of one kind that follow each other are one."""
        last = self.at[-1] if len(self.at) else None
        if kind == "footnote":
            note = ElementTree.SubElement(
                ElementTree.SubElement(self.at, "p"), "authorialNote", {"placement": "bottom"}
            )
            mark = NOTE.match(said)
            if mark:
                note.set("marker", (mark["raised"] or mark["plain"]).strip())
            words(ElementTree.SubElement(note, "p"), said)
        elif kind in NAMED and self.stage == 0:
            words(ElementTree.SubElement(ElementTree.SubElement(self.at, "p"), NAMED[kind]), said)
        elif last is not None and last.tag == "p" and last.get("class") == kind and not last.tail:
            words(last, said)
        else:
            words(ElementTree.SubElement(self.at, "p", {"class": kind}), said)


FILLED = frozenset(
    {"preface", "preamble", "mainBody", "conclusions", "content", "intro", "recital", "formula"}
)


def between(element: ElementTree.Element, said: str) -> None:
    """Blanks behind the last element within one, or at its beginning."""
    if len(element):
        element[-1].tail = (element[-1].tail or "") + said
    else:
        element.text = (element.text or "") + said


def words(element: ElementTree.Element, said: str) -> None:
    """Words at the end of an element; a character that no XML holds is a marker with its number."""
    for piece in UNSAYABLE.split(said):
        if UNSAYABLE.fullmatch(piece):
            ElementTree.SubElement(element, "marker", {"name": f"u{ord(piece):04x}"})
        else:
            between(element, piece)
