"""The text of a DOCX: the parts that hold words, and no other."""

from palermo.kit.incoming.grid import Refused
from palermo.kit.incoming.limits import Limits
from palermo.kit.incoming.markup import Look
from palermo.kit.incoming.packages import unpacked
from palermo.mandates.importers.word_names import Element, R, W
from palermo.mandates.importers.word_numbers import Numbering
from palermo.mandates.importers.word_package import Package
from palermo.mandates.importers.word_text import Words


def read_docx(data: bytes, limits: Limits) -> str:
    """Head of the first page, paragraphs, then notes; an empty line between any two."""
    package = Package(unpacked(data, limits), Look(limits))
    document = package.root(package.main)
    if document is None:
        raise Refused("book.damaged")
    numbering = Numbering(package.of_type("numbering"), package.of_type("styles"))
    notes = {kind: package.of_type(f"{kind}s") for kind in ("footnote", "endnote")}
    words = Words(numbering, notes)
    head = package.root(package.targets.get(head_of(document), ""))
    for part in (head, document.find(f"{W}body")):
        if part is not None:
            words.take(part)
    words.take_notes()
    return "\n\n".join(words.paragraphs)


def head_of(document: Element) -> str:
    """The key of what stands above the text of the first page, where the symbol of a document often is."""
    section = next(document.iter(f"{W}sectPr"), None)
    if section is None:
        return ""
    found: dict[str, str] = {
        each.get(f"{W}type", "default"): each.get(f"{R}id", "")
        for each in section.iter(f"{W}headerReference")
    }
    first = section.find(f"{W}titlePg") is not None
    return found.get("first", "") if first else found.get("default", "")
