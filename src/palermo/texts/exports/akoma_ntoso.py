"""An official text as Akoma Ntoso 3.0: the structure that was read in it, with the words of its holder's file.

A treaty is an `act` here, by the name of `treaty`. The profile of the United Nations (AKN4UN) makes what a body
deliberates on, such as a resolution or a decision, a `statement`, whose main body is open; what we could read of
it names no class for treaties. Of the types of Akoma Ntoso only `act` and `bill` have a body of articles,
and an adopted treaty is no bill.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from lxml import etree
from lxml.builder import ElementMaker

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
E = ElementMaker(namespace=NAMESPACE, nsmap={None: NAMESPACE})


@dataclass
class Node:
    """A provision, or a group of articles, with what stands below it."""

    name: str
    eid: str
    part: Wording
    words: str = ""
    below: list["Node"] = field(default_factory=list)

    def element(self) -> "etree._Element":
        made = E(self.name, {"eId": self.eid})
        made.extend(
            E(name, words)
            for name, words in (("num", self.part.printed), ("heading", self.part.heading))
            if words
        )
        if self.words:
            made.append(E("intro" if self.below else "content", *blocks(self.words)))
        made.extend(each.element() for each in self.below)
        return made


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
    """The document, valid against the schema of the standard; read back, it has the same parts in the same words."""
    held = list(wordings)
    tree = Tree()
    for part in held:
        if part.kind not in (Wording.Kind.PREFACE, Wording.Kind.CONCLUSION):
            tree.put(part)
    before = [part.words for part in held if part.kind == Wording.Kind.PREFACE and part.words]
    after = [part.words for part in held if part.kind == Wording.Kind.CONCLUSION and part.words]
    begin = next((at for at, words in enumerate(before) if words.lower().startswith(PREAMBLE)), len(before))
    sections = [E("body", *(node.element() for node in tree.top))]
    for name, words in (("preamble", before[begin:]), ("preface", before[:begin])):
        if words:
            sections.insert(0, E(name, *map(block, words)))
    if after:
        sections.append(E("conclusions", *map(block, after)))
    act = E("act", {"name": "treaty", "contains": "originalVersion"}, meta(instrument, text), *sections)
    return etree.tostring(E("akomaNtoso", act), xml_declaration=True, encoding="UTF-8")


def block(words: str) -> "etree._Element":
    return E("p", words)


def blocks(words: str) -> Sequence["etree._Element"]:
    return [E("p", line) for line in words.split("\n")]


def meta(instrument: Instrument, text: OfficialText) -> "etree._Element":
    """Which treaty it is, in which language, and from which file."""
    adopted, language = instrument.adopted.isoformat(), ISO_639_2[text.language]
    work = f"/akn/un/act/treaty/{adopted}/{instrument.key}"
    expression = f"{work}/{language}@{adopted}"
    imported = text.imported_at.date().isoformat()
    return E(
        "meta",
        E(
            "identification",
            {"source": "#palermo"},
            E(
                "FRBRWork",
                *identified(f"{work}/!main", work, adopted, "adoption", "#un"),
                E("FRBRcountry", {"value": "un"}),
                E("FRBRsubtype", {"value": "treaty"}),
                E("FRBRnumber", {"value": instrument.depositary_reference}),
                E("FRBRname", {"value": instrument.titles.in_(text.language)}),
            ),
            E(
                "FRBRExpression",
                *identified(f"{expression}/!main", expression, adopted, "adoption", "#un"),
                E("FRBRlanguage", {"language": language}),
            ),
            E(
                "FRBRManifestation",
                *identified(f"{expression}/!main.xml", f"{expression}.akn", imported, "import", "#palermo"),
                E("FRBRformat", {"value": TYPE}),
            ),
        ),
        E(
            "references",
            {"source": "#palermo"},
            E(
                "TLCOrganization",
                {"eId": "un", "href": "/akn/ontology/organization/un", "showAs": "United Nations"},
            ),
            E(
                "TLCOrganization",
                {"eId": "palermo", "href": "/akn/ontology/organization/palermo", "showAs": "Palermo"},
            ),
        ),
    )


def identified(this: str, uri: str, date: str, name: str, author: str) -> list["etree._Element"]:
    return [
        E("FRBRthis", {"value": this}),
        E("FRBRuri", {"value": uri}),
        E("FRBRdate", {"date": date, "name": name}),
        E("FRBRauthor", {"href": author}),
    ]
