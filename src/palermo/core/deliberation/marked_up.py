"""The text of a decision out of an Akoma Ntoso document.

No document type is taken, and with it no entity; nothing is fetched.
"""

import re
from dataclasses import dataclass, field
from xml.parsers import expat

from palermo.core.deliberation.identification import CODES
from palermo.core.errors import Invalid

NAMESPACE = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
ROOT = f"{NAMESPACE} akomaNtoso"
LANGUAGES = {code: language for language, code in CODES.items()}
BLOCKS = frozenset({"p", "num", "heading", "subheading"})
SPACE = "http://www.w3.org/XML/1998/namespace space"


def text_of(document: str) -> tuple[str, str | None]:
    """The words of a document, and the language that it says they are in. Raises Invalid for any other file.

    Where blanks are to be preserved they are; else each paragraph stands apart.
    """
    reader = Reader()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = reader.refuse
    parser.StartElementHandler, parser.EndElementHandler = reader.begin, reader.end
    parser.CharacterDataHandler = reader.say
    try:
        parser.Parse(document.removeprefix("\ufeff").encode("utf-8", "replace"), True)
    except expat.ExpatError as error:
        raise Invalid(
            "deliberation.xml",
            "This XML is not well formed: line %(line)s, column %(column)s.",
            line=error.lineno,
            column=error.offset + 1,
        ) from None
    return "".join(reader.words), reader.language


@dataclass(slots=True)
class Reader:
    """Gathers what stands in a document, but for its metadata."""

    words: list[str] = field(default_factory=list)
    language: str | None = None
    open: list[str] = field(default_factory=list)
    metadata: int = 0  # how many elements of metadata are open
    preserved: int = 0  # the depth of the element whose blanks are preserved
    numbered: bool = False

    def refuse(self, *_declared: object) -> None:
        raise Invalid(
            "deliberation.doctype",
            "This XML has a document type, or entities. Neither is taken: remove them.",
        )

    def begin(self, tag: str, attributes: dict[str, str]) -> None:
        if not self.open and tag != ROOT:
            raise Invalid(
                "deliberation.akoma_ntoso",
                "This XML is not Akoma Ntoso 3.0 (%(namespace)s).",
                namespace=NAMESPACE,
            )
        self.open.append(tag)
        name = tag.rpartition(" ")[2]
        self.metadata += name == "meta" or self.metadata > 0
        if name == "FRBRlanguage":
            self.language = self.language or LANGUAGES.get(attributes.get("language", ""))
        if attributes.get(SPACE) == "preserve" and not self.preserved:
            self.preserved = len(self.open)
        if name == "marker" and re.fullmatch(r"u[0-9a-f]{4}", attributes.get("name", "")):
            self.words.append(chr(int(attributes["name"][1:], 16)))
        if name in BLOCKS and not self.preserved and not self.metadata:
            self.words.append(" " if self.numbered else "\n\n")
            self.numbered = name == "num"

    def end(self, _tag: str) -> None:
        if self.preserved == len(self.open):
            self.preserved = 0
        self.metadata = max(0, self.metadata - 1)
        self.open.pop()

    def say(self, words: str) -> None:
        if self.metadata:
            return
        if self.preserved:
            self.words.append(words)
        elif words.strip():
            self.words.append(re.sub(r"\s+", " ", words))
