"""XML of a workbook, looked through: no document type, no entity, no more of it than was agreed."""

from collections.abc import Callable
from dataclasses import dataclass, field
from xml.parsers import expat

from palermo.kit.incoming.grid import Refused
from palermo.kit.incoming.limits import Limits

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
Attributes = dict[str, str]


@dataclass(slots=True)
class Look:
    """Looks through one file after the other, and counts what all of them hold."""

    limits: Limits
    elements: int = 0
    depth: int = 0
    name: str = ""
    start: Callable[[str, Attributes, int], None] | None = field(default=None)

    def through(
        self, name: str, content: bytes, start: Callable[[str, Attributes, int], None] | None = None
    ) -> None:
        """Read a file to its end; `start` is called with the name, attributes and depth of each element."""
        self.name, self.start, self.depth = name, start, 0
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartDoctypeDeclHandler = self.doctype
        parser.EntityDeclHandler = self.doctype
        parser.StartElementHandler = self.begin
        parser.EndElementHandler = self.end
        try:
            parser.Parse(content, True)
        except expat.ExpatError as error:
            if error.code == NO_MEMORY:
                raise MemoryError from None
            raise self.malformed(error.lineno, error.offset + 1) from None
        except (ValueError, LookupError):  # of the encoding that it names
            raise self.malformed(1, 1) from None

    def malformed(self, line: int, column: int) -> Refused:
        return Refused("book.markup", name=self.name[:80], line=line, column=column)

    def doctype(self, *_declared: object) -> None:
        raise Refused("book.doctype", name=self.name[:80])

    def begin(self, tag: str, attributes: Attributes) -> None:
        self.elements += 1
        self.depth += 1
        if self.elements > self.limits.elements:
            raise Refused("book.elements", most=self.limits.elements)
        if self.depth > self.limits.depth:
            raise Refused("book.depth", name=self.name[:80], most=self.limits.depth)
        if self.depth == 1 and tag.startswith(STRICT):
            raise Refused("book.strict")
        if self.start:
            self.start(tag, attributes, self.depth)

    def end(self, _tag: str) -> None:
        self.depth -= 1


NO_MEMORY = expat.errors.codes[expat.errors.XML_ERROR_NO_MEMORY]


def main(tag: str) -> str:
    """The name of an element of spreadsheets; "" of any other."""
    namespace, _, local = tag.rpartition(" ")
    return local if namespace == MAIN else ""


def is_true(attributes: Attributes, name: str) -> bool:
    return attributes.get(name, "0").strip().lower() in ("1", "true", "on")
