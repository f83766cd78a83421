"""An official text as Akoma Ntoso 3.0: the structure that was read in it, with the words of the file.

A treaty is an `act` here, by the name of `treaty`. The profile of the United Nations (AKN4UN) makes what a
body deliberates on, such as a resolution or a decision, a `statement`, whose main body is open; what we could
read of it names no class for treaties. Of the types of Akoma Ntoso only `act` and `bill` have a body of
articles, and an adopted treaty is no bill.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from lxml import etree

from palermo.core.citation import Citation
from palermo.texts.models import Instrument, OfficialText, Wording

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
ISO_639_2 = {"ar": "ara", "zh": "zho", "en": "eng", "fr": "fra", "ru": "rus", "es": "spa"}
TYPE = "application/akn+xml"
# How a preamble begins, in the six languages; what stands before it is the preface.
PREAMBLE = (
    *("preamble", "préambule", "preambule", "preámbulo", "преамбула", "الديباجة", "序言"),
    *(
        "the states parties",
        "les états parties",
        "los estados parte",
        "государства-участники",
        "إن الدول الأطراف",
    ),
    *("本公约缔约国", "本议定书缔约国"),
)


def element(name: str, /, *inside: "etree._Element | str", **attributes: str) -> "etree._Element":
    """An element with its attributes, and words or elements in it."""
    made = etree.Element(f"{{{NAMESPACE}}}{name}", attributes, nsmap={None: NAMESPACE})  # type: ignore[dict-item]  # the stubs know no default namespace
    for each in inside:
        if isinstance(each, str):
            made.text = each
        else:
            made.append(each)
    return made


@dataclass
class Node:
    """A provision, or a group of articles, with what stands below it."""

    name: str
    eid: str
    part: Wording
    words: str = ""
    below: list["Node"] = field(default_factory=list)

    def element(self) -> "etree._Element":
        names = (("num", self.part.printed), ("heading", self.part.heading))
        inside = [element(name, words) for name, words in names if words]
        if self.words:
            inside.append(element("intro" if self.below else "content", *paragraphs(self.words.split("\n"))))
        return element(self.name, *inside, *(each.element() for each in self.below), eId=self.eid)


class Tree:
    """Puts each part below the one that its place names."""

    def __init__(self) -> None:
        self.top: list[Node] = []
        self.group: list[Node] = self.top  # where articles go
        self.open: list[tuple[str, Node]] = []  # the article and what is open below it, by their places
        self.taken: dict[str, int] = {}

    def put(self, part: Wording) -> None:
        if part.kind == Wording.Kind.DIVISION:
            group = Node("chapter", self.identifier("chp"), part)
            self.top.append(group)
            self.group, self.open = group.below, []
        elif part.kind == Wording.Kind.ARTICLE or not self.open:
            self.article(part)
        elif part.number == self.open[0][0] and self.is_empty(self.open[0][1]):
            self.open[0][1].words = part.words
        else:
            self.below(part)

    def article(self, part: Wording) -> None:
        node = Node("article", self.identifier(eid_of(part) or "art"), part)
        self.group.append(node)
        self.open = [(part.number, node)]

    def below(self, part: Wording) -> None:
        above = part.number.rpartition("/")[0]
        while len(self.open) > 1 and self.open[-1][0] != above:
            self.open.pop()
        own = "/" in part.number
        eid = (
            eid_of(part)
            if own
            else f"{self.open[0][1].eid}__{'para' if part.kind == 'paragraph' else 'point'}"
        )
        node = Node(part.kind, self.identifier(eid), part, part.words)
        self.open[-1][1].below.append(node)
        if own:
            self.open.append((part.number, node))

    def is_empty(self, node: Node) -> bool:
        return not (node.words or node.below)

    def identifier(self, eid: str) -> str:
        """The identifier itself; with a number behind where it is taken, and for groups always."""
        self.taken[eid] = count = self.taken.get(eid, 0) + 1
        if eid == "chp":
            return f"chp_{count}"
        return eid if count == 1 else f"{eid}-{count}"


def eid_of(part: Wording) -> str:
    return Citation.at(part.number).eid() if part.number else ""


def to_akoma_ntoso(instrument: Instrument, text: OfficialText, wordings: Iterable[Wording]) -> bytes:
    """The document, valid against the schema of the standard; read back, it has the same parts and words."""
    held, tree = list(wordings), Tree()
    for part in held:
        if part.kind not in (Wording.Kind.PREFACE, Wording.Kind.CONCLUSION):
            tree.put(part)
    before = [part.words for part in held if part.kind == Wording.Kind.PREFACE and part.words]
    after = [part.words for part in held if part.kind == Wording.Kind.CONCLUSION and part.words]
    begin = next((at for at, words in enumerate(before) if words.lower().startswith(PREAMBLE)), len(before))
    act = element(
        "act",
        element("meta", identification(instrument, text), references()),
        *section("preface", before[:begin]),
        *section("preamble", before[begin:]),
        element("body", *(node.element() for node in tree.top)),
        *section("conclusions", after),
        name="treaty",
        contains="originalVersion",
    )
    return bytes(etree.tostring(element("akomaNtoso", act), xml_declaration=True, encoding="UTF-8"))


def section(name: str, words: Sequence[str]) -> "list[etree._Element]":
    """A section of paragraphs; none where there are no words."""
    return [element(name, *paragraphs(words))] if words else []


def paragraphs(words: Sequence[str]) -> "list[etree._Element]":
    return [element("p", each) for each in words]


def identification(instrument: Instrument, text: OfficialText) -> "etree._Element":
    """Which treaty it is, in which language, and from which file."""
    adopted, language = instrument.adopted.isoformat(), ISO_639_2[text.language]
    work = f"/akn/un/act/treaty/{adopted}/{instrument.key}"
    expression = f"{work}/{language}@{adopted}"
    imported = text.imported_at.date().isoformat()
    return element(
        "identification",
        element(
            "FRBRWork",
            *known_by(f"{work}/!main", work, adopted, "adoption", "#un"),
            element("FRBRcountry", value="un"),
            element("FRBRsubtype", value="treaty"),
            element("FRBRnumber", value=instrument.depositary_reference),
            element("FRBRname", value=instrument.titles.in_(text.language)),
        ),
        element(
            "FRBRExpression",
            *known_by(f"{expression}/!main", expression, adopted, "adoption", "#un"),
            element("FRBRlanguage", language=language),
        ),
        element(
            "FRBRManifestation",
            *known_by(f"{expression}/!main.xml", f"{expression}.akn", imported, "import", "#palermo"),
            element("FRBRformat", value=TYPE),
        ),
        source="#palermo",
    )


def known_by(this: str, uri: str, date: str, name: str, author: str) -> "list[etree._Element]":
    return [
        element("FRBRthis", value=this),
        element("FRBRuri", value=uri),
        element("FRBRdate", date=date, name=name),
        element("FRBRauthor", href=author),
    ]


def references() -> "etree._Element":
    """Who is named above."""
    organizations = (("un", "United Nations"), ("palermo", "Palermo"))
    return element(
        "references",
        *(
            element("TLCOrganization", eId=key, href=f"/akn/ontology/organization/{key}", showAs=name)
            for key, name in organizations
        ),
        source="#palermo",
    )
