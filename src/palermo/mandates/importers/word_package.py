"""The archive that a DOCX is: what it must not hold, and the XML of its parts, looked through."""

import re
from dataclasses import dataclass, field

from lxml import etree

from palermo.kit.incoming.books import MAIN_PARTS, TYPES, relations_of, resolved
from palermo.kit.incoming.grid import Refused
from palermo.kit.incoming.markup import Attributes, Look
from palermo.kit.incoming.packages import plain
from palermo.mandates.importers.word_names import Element

DOCUMENTS = {"DOCX", "DOTX"}
# What a document must not hold: by the names of its parts, their types, and what is tied to it.
MUST_NOT = {
    "word.macros": re.compile(r"vba(project|data|signature)|macroenabled|keymapcustomizations"),
    "word.embedded": re.compile(
        r"/embeddings/|oleobject|activex|/ctrlprops?|/control$|/package$|customui|webext"
    ),
    "word.links": re.compile(r"/(afchunk|subdocument|frame|externallink|mailmergesource)$"),
}


@dataclass(slots=True)
class Package:
    """The parts of a document, and what was seen in them. Raises Refused for what none may hold."""

    parts: dict[str, bytes]
    look: Look
    types: dict[str, str] = field(default_factory=dict)  # the content type of each part, in small letters
    targets: dict[str, str] = field(default_factory=dict)  # the parts tied to the main one, by their keys
    main: str = ""  # the part that holds the document

    def __post_init__(self) -> None:
        self.look.through(TYPES, self.parts.get(TYPES, b"<none/>"), self.at_type)
        self.refuse_dangers(*self.parts, *self.types.values())
        self.main = self.main_part()
        ties = relations_of(self.main)
        for name, content in self.parts.items():
            if name.lower().endswith(".rels"):
                self.look.through(name, content, self.at_own_tie if name == ties else self.at_tie)

    def main_part(self) -> str:
        kinds = {part: MAIN_PARTS[kind] or "XLSX" for part, kind in self.types.items() if kind in MAIN_PARTS}
        if not kinds:
            raise Refused("kind.archive")
        part, kind = next(iter(kinds.items()))
        if kind not in DOCUMENTS:
            raise Refused("kind.other", kind=kind)
        if len(kinds) > 1 or not self.parts.get(part):
            raise Refused("book.damaged")
        return part

    def refuse_dangers(self, *names: str) -> None:
        for name in names:
            for code, pattern in MUST_NOT.items():
                if pattern.search(name.lower()):
                    raise Refused(code, name=plain(name))

    def at_type(self, _tag: str, attributes: Attributes, _depth: int) -> None:
        part = attributes.get("PartName") or f"*.{attributes.get('Extension', '')}"
        self.types[part.removeprefix("/")] = attributes.get("ContentType", "").lower()

    def at_own_tie(self, tag: str, attributes: Attributes, depth: int) -> None:
        self.at_tie(tag, attributes, depth)
        if "Id" in attributes and attributes.get("TargetMode", "").lower() != "external":
            self.targets[attributes["Id"]] = resolved(self.main, attributes.get("Target", ""))

    def at_tie(self, _tag: str, attributes: Attributes, _depth: int) -> None:
        """A link to be clicked does nothing by itself, nor does the name of a template on a disk."""
        kind, target = attributes.get("Type", ""), attributes.get("Target", "")
        self.refuse_dangers(kind)
        if attributes.get("TargetMode", "").lower() != "external" or kind.endswith("/hyperlink"):
            return
        if kind.endswith("/attachedTemplate") and not re.match(r"\s*(?!file:)[a-z][a-z+.-]+:", target, re.I):
            return
        raise Refused("word.links", name=plain(target))

    def root(self, part: str) -> Element | None:
        """The XML of a part; None where there is none. It was looked through before it is built."""
        content = self.parts.get(part)
        if not content:
            return None
        self.look.through(part, content)
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True
        )
        try:
            return etree.fromstring(content, parser)
        except etree.XMLSyntaxError:
            raise Refused("book.damaged") from None

    def of_type(self, ending: str) -> Element | None:
        found = (part for part, kind in self.types.items() if kind.endswith(f".{ending}+xml"))
        return self.root(next(found, ""))
