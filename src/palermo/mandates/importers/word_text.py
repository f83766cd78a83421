"""The words of a DOCX, paragraph by paragraph, as they stand once every change that was tracked is taken."""

import re
from collections.abc import Iterable, Mapping

from palermo.kit.incoming.grid import Refused
from palermo.kit.incoming.packages import plain
from palermo.mandates.importers.sizes import LONGEST
from palermo.mandates.importers.word_names import MATH, MC, XML, Element, W, is_on, value
from palermo.mandates.importers.word_numbers import Numbering

GONE = {f"{W}{name}" for name in ("del", "moveFrom", "pPr", "rPr", "sdtPr", "tblPr", "trPr", "tcPr", "rt")}
AS_TEXT = {
    f"{W}{name}": said
    for name, said in {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}.items()
}
NOTES = {f"{W}footnoteReference": "footnote", f"{W}endnoteReference": "endnote"}
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
FETCHES = re.compile(
    r"\s*(DDE(?:AUTO)?|INCLUDE(?:TEXT|PICTURE)?|LINK|IMPORT|RD|EMBED|DATABASE)\b", re.IGNORECASE
)


class Words:
    """Takes the paragraphs of one part after the other; notes are kept until the text is at its end."""

    def __init__(self, numbering: Numbering, notes: Mapping[str, Element | None]) -> None:
        self.numbering = numbering
        self.notes = {
            (kind, each.get(f"{W}id")): each
            for kind, root in notes.items()
            if root is not None
            for each in root.iter(f"{W}{kind}")
        }
        self.paragraphs: list[str] = []
        self.noted: list[tuple[str, tuple[str, str]]] = []  # the mark of each note, and where it stands
        self.fields: list[str | None] = []  # of each field that is open, its instruction; None past it
        self.carried = ""  # words of a paragraph whose end was deleted: the next one continues it
        self.marks = 0
        self.size = 0

    def take(self, element: Element) -> None:
        """The paragraphs below an element, in their order; of a table cell by cell."""
        for child in element:
            if child.tag == f"{W}p":
                self.paragraph(child)
            elif child.tag == f"{W}altChunk":
                raise Refused("word.links", name="altChunk")
            elif child.tag not in GONE and not is_deleted(child):
                self.take(chosen(child))

    def paragraph(self, element: Element) -> None:
        properties = element.find(f"{W}pPr")
        mark = None if properties is None else properties.find(f"{W}rPr")
        before, self.carried = self.carried, ""
        said = before + "".join(self.inline(element))
        if mark is not None and any(mark.find(f"{W}{name}") is not None for name in ("del", "moveFrom")):
            self.carried = said
            return
        label = self.numbering.label(properties)
        if said.strip():
            self.add(f"{label}{said.strip()}")

    def add(self, said: str) -> None:
        self.size += len(said) + 2
        if self.size > LONGEST:
            raise Refused("file.long", most=LONGEST)
        self.paragraphs.append(said)

    def inline(self, element: Element) -> Iterable[str]:
        """What a paragraph or a part of it says."""
        for child in element:
            tag = child.tag
            if tag == f"{W}fldChar":
                self.field(child)
            elif tag in (f"{W}instrText", f"{W}fldSimple") and self.instructs(child):
                continue
            elif tag == f"{W}txbxContent":
                self.take(child)  # a box has paragraphs of its own
            elif tag in GONE or (tag == f"{W}r" and is_on(child, "rPr", "vanish")):
                continue
            elif tag in AS_TEXT or tag in NOTES or tag in (f"{W}t", f"{W}sym", f"{MATH}t"):
                if not any(instruction is not None for instruction in self.fields):
                    yield self.said(child)
            else:
                yield from self.inline(chosen(child))

    def said(self, element: Element) -> str:
        if element.tag in NOTES:
            return self.note(element)
        if element.tag == f"{W}sym":
            code = (
                int(found[0], 16)
                if (found := re.fullmatch("[0-9A-Fa-f]{4}", element.get(f"{W}char", "")))
                else 0
            )
            return "" if code < 32 or 0xD800 <= code < 0xF900 else chr(code)
        if element.tag in AS_TEXT:
            return AS_TEXT[element.tag]
        said: str = element.text or ""
        return said if element.get(f"{XML}space") == "preserve" else said.strip()

    def field(self, element: Element) -> None:
        """A field has an instruction, then what it came to; only that is text."""
        kind = element.get(f"{W}fldCharType")
        if kind == "begin":
            self.fields.append("")
        elif self.fields:
            refuse_fetching(self.fields[-1] or "")
            self.fields[-1] = None
            if kind == "end":
                self.fields.pop()

    def instructs(self, element: Element) -> bool:
        """Take an instruction; of a field in one element, what it came to follows below it."""
        if element.tag == f"{W}fldSimple":
            refuse_fetching(element.get(f"{W}instr", ""))
            return False
        if self.fields and self.fields[-1] is not None:
            self.fields[-1] += element.text or ""
        return True

    def note(self, element: Element) -> str:
        """The mark of a note, which is said behind the text; one of the author's own follows by itself."""
        place = NOTES[element.tag], element.get(f"{W}id", "")
        own = (element.get(f"{W}customMarkFollows") or "0").lower() not in ("0", "false", "off")
        self.marks += not own
        mark = "" if own else str(self.marks).translate(RAISED)
        self.noted.append((mark, place))
        return mark

    def take_notes(self) -> None:
        """Each note on a line of its own, after its mark, once the text is at its end."""
        if self.carried.strip():
            self.add(self.carried.strip())
        for mark, place in self.noted:
            if place not in self.notes:
                continue
            inner = Words(Numbering(None, None), {})
            inner.size = self.size
            inner.take(self.notes[place])
            self.add(f"{mark} {' '.join(' '.join(inner.paragraphs).split())}".strip())


def chosen(element: Element) -> Element:
    """The element; of several that say the same for older and newer programs, one."""
    if element.tag != f"{MC}AlternateContent":
        return element
    return element[0] if len(element) else element


def is_deleted(element: Element) -> bool:
    """Whether it is a row of a table that was taken out."""
    return element.tag == f"{W}tr" and value(element, "trPr", "del") is not None


def refuse_fetching(instruction: str) -> None:
    if FETCHES.match(instruction):
        raise Refused("word.links", name=plain(instruction.strip()))
