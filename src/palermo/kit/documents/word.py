"""A paper as DOCX: fonts for every script, right to left where the language is, notes with a bar."""

import gc
import io
from datetime import UTC, datetime, time
from typing import Any

from docx import Document
from docx.document import Document as Docx
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from palermo.core.language import direction
from palermo.kit.documents.paper import Aside, Entry, Link, Paper

# Fonts that Word has: Latin and Cyrillic, East Asian, complex script.
LATIN, EAST_ASIAN, COMPLEX = "Times New Roman", "SimSun", "Simplified Arabic"
TAGS = {"ar": "ar-SA", "zh": "zh-CN", "en": "en-GB", "fr": "fr-FR", "ru": "ru-RU", "es": "es-ES"}
COLOURS = {
    "met": "0F4C81",
    "under_way": "855600",
    "not_met": "7D3654",
    "continuing": "1F6464",
    "unknown": "6B655B",
}
ACCENT, GREY = "0F4C81", "544F47"
# The order that the schema of OOXML demands inside w:pPr.
AFTER_BORDER = ("w:shd", "w:tabs", "w:suppressAutoHyphens", "w:bidi", "w:spacing", "w:ind", "w:jc", "w:rPr")
AFTER_BIDI = ("w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", "w:jc", "w:outlineLvl", "w:rPr")
TEXT_WIDTH = Cm(16.5)


def element(name: str) -> Any:
    """A new element; the library's types are those of another kind of element than it takes."""
    return OxmlElement(name)


class Writer:
    """Writes paragraphs that all carry the language and the direction of the paper."""

    def __init__(self, paper: Paper) -> None:
        self.paper = paper
        self.right_to_left = direction(paper.language) == "rtl"
        self.document: Docx = Document()
        self.style()

    def style(self) -> None:
        """The page, and the fonts of every script as the default of all text."""
        section = self.document.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.25)
        section.top_margin = section.bottom_margin = Cm(2.2)
        if self.right_to_left:
            section._sectPr.insert_element_before(element("w:bidi"), "w:rtlGutter", "w:docGrid")
        normal = self.document.styles["Normal"]
        normal.font.name, normal.font.size = LATIN, Pt(10)
        properties = normal.element.get_or_add_rPr()
        properties.rFonts.set(qn("w:eastAsia"), EAST_ASIAN)
        properties.rFonts.set(qn("w:cs"), COMPLEX)
        size = element("w:szCs")
        size.set(qn("w:val"), "22")
        tag = TAGS[self.paper.language]
        language = element("w:lang")
        for name in ("w:val", "w:eastAsia", "w:bidi"):
            language.set(qn(name), tag)
        properties.find(qn("w:sz")).addnext(size)
        properties.append(language)
        for level in (1, 2, 3):
            heading = self.document.styles[f"Heading {level}"]
            fonts = heading.element.get_or_add_rPr().get_or_add_rFonts()
            fonts.attrib.clear()
            for name, font in (("ascii", LATIN), ("hAnsi", LATIN), ("eastAsia", EAST_ASIAN), ("cs", COMPLEX)):
                fonts.set(qn(f"w:{name}"), font)
            heading.font.color.rgb = RGBColor.from_string("000000" if level == 1 else ACCENT)
            heading.font.size = Pt(20 if level == 1 else 10)
        core = self.document.core_properties
        core.title = f"{self.paper.label} – {self.paper.title}"
        core.author, core.language, core.comments = "Palermo", tag, self.paper.as_at
        core.created = core.modified = datetime.combine(self.paper.day, time(), UTC)

    def paragraph(self, style: str | None = None, *, where: Any = None, indent: float = 0) -> Paragraph:
        added: Paragraph = (where or self.document).add_paragraph(style=style)
        shape = added.paragraph_format
        shape.space_before, shape.space_after = Pt(0), Pt(4)
        if indent:
            shape.left_indent = Cm(indent)  # of the start: Word mirrors it in a right-to-left paragraph
        if self.right_to_left:
            added._p.get_or_add_pPr().insert_element_before(element("w:bidi"), *AFTER_BIDI)
        return added

    def say(
        self, where: Paragraph, words: str, *, bold: bool = False, size: float = 0, colour: str = ""
    ) -> None:
        run = where.add_run(words)
        run.bold = bold or None
        if size:
            run.font.size = Pt(size)
        if colour:
            run.font.color.rgb = RGBColor.from_string(colour)
        if self.right_to_left:
            self.say_again(run, bold, size)

    def say_again(self, run: Run, bold: bool, size: float) -> None:
        """What Word wants said a second time for complex script, whose letters look smaller."""
        run.font.rtl = True
        run.font.cs_bold = bold or None
        if size:
            complex_size = element("w:szCs")
            complex_size.set(qn("w:val"), str(round(size * 2 + 2)))
            plain_size: Any = run._r.get_or_add_rPr().find(qn("w:sz"))  # it was just set
            plain_size.addnext(complex_size)

    def link(self, where: Paragraph, link: Link, size: float) -> None:
        """Words that lead to an address outside the file."""
        target = where.part.relate_to(link.url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        self.say(where, link.words, size=size, colour=ACCENT)
        run = where.runs[-1]._r
        anchor = element("w:hyperlink")
        anchor.set(qn("r:id"), target)
        run.addprevious(anchor)
        anchor.append(run)

    def bar(self, where: Paragraph, edge: str, colour: str, eighths: int, space: int = 8) -> None:
        """A rule along one edge of a paragraph."""
        borders = element("w:pBdr")
        side = element(f"w:{edge}")
        values = {"val": "single", "sz": str(eighths), "space": str(space), "color": colour}
        for name, value in values.items():
            side.set(qn(f"w:{name}"), value)
        borders.append(side)
        where._p.get_or_add_pPr().insert_element_before(borders, *AFTER_BORDER)


def to_docx(paper: Paper) -> bytes:
    """The paper as a file that Word opens."""
    writer = Writer(paper)
    head(writer, paper)
    for each in paper.entries:
        entry(writer, each)
    if paper.close:
        writer.say(writer.paragraph(), paper.close, size=8.5, colour=GREY)
    foot(writer, paper)
    out = io.BytesIO()
    writer.document.save(out)
    # A document is a tree of nodes that point at each other; the collector, which looks seldom in a server,
    # would let dozens of them pile up.
    del writer
    gc.collect()
    return out.getvalue()


def head(writer: Writer, paper: Paper) -> None:
    mast = writer.paragraph()
    writer.say(mast, paper.head, size=8.5, colour=GREY)
    symbol = writer.paragraph()
    writer.say(symbol, paper.symbol, size=8.5, bold=True)
    writer.bar(symbol, "bottom", "000000", 18, 4)
    writer.say(writer.paragraph(), paper.label, bold=True, size=9, colour=GREY)
    writer.say(writer.paragraph("Heading 1"), paper.title, size=20)
    writer.say(writer.paragraph(), paper.lede, colour=GREY)
    tally = writer.paragraph()
    writer.say(tally, paper.as_at, bold=True, size=9)
    for tone, word, figure in paper.tally:
        writer.say(tally, f" · {word} ", bold=True, size=9, colour=COLOURS[tone])
        writer.say(tally, figure, size=9)
    if paper.opening:
        writer.say(writer.paragraph(), paper.opening, colour=GREY)


def entry(writer: Writer, each: Entry) -> None:
    indent = 0.0 if each.level == 1 else 1.0
    title = writer.paragraph(f"Heading {each.level + 1}", indent=indent)
    title.paragraph_format.space_before = Pt(10 if each.level == 1 else 4)
    title.paragraph_format.keep_with_next = True
    writer.say(title, f"{each.letter} {each.heading}", bold=True, colour=ACCENT)
    if each.lead:
        lead = writer.paragraph(indent=indent)
        lead.paragraph_format.keep_with_next = True
        writer.say(lead, each.lead, size=8.5, colour=GREY)
    text = writer.paragraph(indent=indent)
    text.paragraph_format.keep_with_next = True
    writer.say(text, each.text)
    if each.fine:
        writer.say(writer.paragraph(indent=indent), each.fine, size=8.5, colour=GREY)
    if each.aside:
        aside(writer, each.aside, indent + 1)


def aside(writer: Writer, each: Aside, indent: float) -> None:
    """The note: paragraphs with one bar on the side where the text begins."""

    def line() -> Paragraph:
        made = writer.paragraph(indent=indent)
        made.paragraph_format.space_after = Pt(1)
        writer.bar(made, "right" if writer.right_to_left else "left", COLOURS[each.tone], 12)
        return made

    said = line()
    writer.say(said, each.word, bold=True, size=9, colour=COLOURS[each.tone])
    writer.say(said, f" · {each.sentence}", size=9)
    for label, words in each.small:
        small = line()
        writer.say(small, f"{label} ", bold=True, size=8, colour=GREY)
        writer.say(small, words, size=8, colour=GREY)
    if each.links:
        links = line()
        for number, link in enumerate(each.links):
            if number:
                writer.say(links, " · ", size=8)
            writer.link(links, link, 8)


def foot(writer: Writer, paper: Paper) -> None:
    """Which day the paper speaks of, and the page."""
    where = writer.document.sections[0].footer
    line = writer.paragraph(where=where)
    first = where.paragraphs[0]._p  # the one that every footer has; it would stand empty above ours
    first.getparent().remove(first)
    line.paragraph_format.tab_stops.add_tab_stop(TEXT_WIDTH, WD_TAB_ALIGNMENT.RIGHT)
    writer.say(line, f"{paper.label} · {paper.as_at}\t", size=8, colour=GREY)
    field = element("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    line._p.append(field)
