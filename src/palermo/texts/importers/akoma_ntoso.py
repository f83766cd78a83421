"""Read a treaty in Akoma Ntoso 3.0 into parts, as plain text is read.

A part begins at the tag of its element, or of the first words that are its own, and goes on to where the next
begins; the first begins with the file. So here too the `raw` of all, one after the other, are the file.
No document type is taken, and with it no entity; nothing is fetched.
"""

import re
from dataclasses import replace

from lxml import etree

from palermo.core.citation import Citation
from palermo.core.errors import Invalid
from palermo.core.treaty_text import Part, Places
from palermo.core.treaty_text.markers import PARAGRAPH, article_of, number_of, said

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
TOKEN = re.compile(
    r"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>|</[^>]*>"
    r"|(?P<start><[^\s<>/!?][^<>\"']*(?:(?:\"[^\"]*\"|'[^']*')[^<>\"']*)*>)",
    re.DOTALL,
)
EID = re.compile(r"art_(\d{1,3})(?:__para_(\d{1,3}))?((?:__point_[a-z]{1,7}){0,4})(?:-\d{1,5})?")
GROUPS = frozenset(
    [
        "part",
        "book",
        "chapter",
        "title",
        "section",
        "division",
        "subdivision",
        "subpart",
        "subchapter",
        "subtitle",
        "subsection",
        "tome",
        "hcontainer",
    ]
)
PARAGRAPHS = frozenset({"paragraph", "clause", "rule"})
POINTS = frozenset({"point", "subparagraph", "indent", "item", "subclause", "subrule", "alinea"})
BLOCKS = frozenset(
    [
        "p",
        "block",
        "tblock",
        "blockList",
        "blockContainer",
        "container",
        "listIntroduction",
        "listWrapUp",
        "ul",
        "ol",
        "li",
        "table",
        "tr",
        "td",
        "th",
        "caption",
        "div",
        "intro",
        "content",
        "wrapUp",
        "list",
        "sublist",
        "longTitle",
        "formula",
        "citations",
        "citation",
        "recitals",
        "recital",
        "crossHeading",
    ]
)
BELOW = GROUPS | PARAGRAPHS | POINTS | BLOCKS | {"article"}
NAMES = frozenset({"num", "heading", "subheading"})
SECTIONS = {
    **dict.fromkeys(("coverPage", "preface", "preamble", "header"), "preface"),
    **dict.fromkeys(("conclusions", "attachments", "components"), "conclusion"),
}
CODES = {
    "ara": "ar",
    "zho": "zh",
    "chi": "zh",
    "eng": "en",
    "fra": "fr",
    "fre": "fr",
    "rus": "ru",
    "spa": "es",
}


def read_akoma_ntoso(text: str) -> list[Part]:
    """The parts of a document. Raises Invalid for what is not well formed, or no Akoma Ntoso."""
    root = parsed(text)
    starts = [found.start() for found in TOKEN.finditer(text) if found["start"]]
    elements = list(root.iter("*"))
    if len(starts) != len(elements):
        raise Invalid("text.markup", "This XML cannot be read.")
    reader = Reader(dict(zip(elements, starts, strict=True)))
    for each in root.iterfind("{*}*/{*}*"):  # the first level of a document: its preface, its body, …
        reader.section = SECTIONS.get(name_of(each), "")
        if name_of(each) != "meta":
            reader.inside(each)
    return cut(text, reader.parts, reader.begun)


def stated_language(text: str) -> str:
    """The language that a document says it is in: one of our codes, or what it has instead; "" where none."""
    found = re.search(r"""<(?:\w+:)?FRBRlanguage\s[^<>]{0,200}?language\s?=\s?["'](\w{1,20})""", text)
    return CODES.get(found[1], found[1]) if found else ""


def parsed(text: str) -> "etree._Element":
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise Invalid(
            "text.doctype", "This XML has a document type, or entities. Neither is taken: remove them."
        )
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(text.removeprefix("\ufeff").encode(), parser)
    except etree.XMLSyntaxError as error:
        raise Invalid(
            "text.xml",
            "This XML is not well formed: line %(line)s, column %(column)s.",
            line=error.lineno or 1,
            column=error.offset or 1,
        ) from None
    if root.tag != f"{{{NAMESPACE}}}akomaNtoso":
        raise Invalid(
            "text.akoma_ntoso", "This XML is not Akoma Ntoso 3.0 (%(namespace)s).", namespace=NAMESPACE
        )
    return root


def name_of(element: "etree._Element") -> str:
    return etree.QName(element).localname


def cut(text: str, parts: list[Part], begun: list[int]) -> list[Part]:
    """Give each part what stands from its beginning to that of the next."""
    ends = [*begun[1:], len(text)]
    lines, line, seen = [], 1, 0
    for begin in begun:
        line, seen = line + text.count("\n", seen, begin), begin
        lines.append(line)
    begins = [0, *begun[1:]]
    return [
        replace(part, raw=text[begin:end], line=line)
        for part, begin, end, line in zip(parts, begins, ends, lines, strict=True)
    ]


class Reader:
    """Walks through the elements in their order."""

    def __init__(self, starts: "dict[etree._Element, int]") -> None:
        self.starts = starts
        self.places = Places()
        self.article = ""
        self.section = ""  # preface, conclusion; "" in the body
        self.parts: list[Part] = []
        self.begun: list[int] = []  # where each part begins in the text

    def begin(self, part: Part, element: "etree._Element") -> None:
        self.parts.append(part)
        self.begun.append(max([self.starts[element], *self.begun[-1:]]))  # words may stand behind an element

    def enter(self, kind: str, element: "etree._Element", number: str = "") -> None:
        """Begin a part that its element names, and go on inside."""
        printed, *headings = (child_text(element, name) for name in ("num", "heading", "subheading"))
        self.begin(Part(kind, number, printed[:60], " ".join(filter(None, headings)), "", "", 0), element)
        self.inside(element, named=True)

    def inside(self, element: "etree._Element", *, named: bool = False) -> None:
        """What is in an element; where it is `named`, its number and heading stand in the part already."""
        self.say(element, element.text)
        for child in element:
            name = name_of(child)
            if name != "meta" and not (named and name in NAMES):
                self.visit(child)
            self.say(element, child.tail)

    def visit(self, element: "etree._Element") -> None:
        name = name_of(element)
        if not self.section and name == "article":
            self.enter("article", element, self.number_of_article(element))
        elif not self.section and name in GROUPS and is_division(element):
            self.enter("division", element)
        elif not self.section and self.article and name in PARAGRAPHS:
            self.enter("paragraph", element, self.number_of_paragraph(element))
        elif not self.section and self.article and name in POINTS:
            self.enter("point", element, self.number_of_point(element))
        elif any(name_of(child) in BELOW | NAMES for child in element):
            self.inside(element)
        else:
            self.say(element, all_text(element))

    def say(self, element: "etree._Element", text: str | None) -> None:
        """Words of the part that is there; of a new one at the head of an article, and outside the body."""
        words = said(text or "")
        if not words:
            return
        if self.section or not self.parts or self.parts[-1].kind in ("article", "division"):
            number = "" if self.section else self.article
            self.begin(Part(self.section or "paragraph", number, "", "", "", "", 0), element)
        last = self.parts[-1]
        self.parts[-1] = replace(last, words=f"{last.words}\n{words}" if last.words else words)

    def number_of_article(self, element: "etree._Element") -> str:
        found = article_of(child_text(element, "num"))
        number = from_eid(element).partition("/")[0] or (str(found[1]) if found else "")
        self.article = self.places.article(int(number)) if number else ""
        return self.article

    def number_of_paragraph(self, element: "etree._Element") -> str:
        found = PARAGRAPH.match(child_text(element, "num") + " ")
        if number := from_eid(element):
            return number
        return self.places.paragraph(number_of(found)) if found and number_of(found) else self.article

    def number_of_point(self, element: "etree._Element") -> str:
        return from_eid(element) or self.places.point(child_text(element, "num") + " ")


def is_division(element: "etree._Element") -> bool:
    """Whether it groups articles, or is a heading alone, such as that of a part whose chapters follow."""
    bare = all(name_of(child) in {*NAMES, "meta"} for child in element)
    return bare or element.find(".//{*}article") is not None


def from_eid(element: "etree._Element") -> str:
    """The place that the identifier of an element names, as Citation.eid gives it; "" where it names none."""
    found = EID.fullmatch(element.get("eId") or "")
    if not found:
        return ""
    letters = found[3].replace("__point_", "/").split("/")[1:]
    cited = Citation(int(found[1]), int(found[2] or 0), tuple(letters))
    return cited.path if int(found[1]) and len(cited.path) <= 20 else ""


def child_text(element: "etree._Element", name: str) -> str:
    found = element.find(f"{{*}}{name}")
    return "" if found is None else said(all_text(found))


def all_text(element: "etree._Element") -> str:
    return "".join(map(str, element.itertext()))
