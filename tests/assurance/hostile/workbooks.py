"""Parts of workbooks: those that none may hold, by name, type and tie, and those that must be there."""

from tests.assurance.hostile import books
from tests.assurance.hostile.books import BOOK, KINDS, SHEET, STRINGS, STYLES, TIES_OF_BOOK, TYPES
from tests.assurance.hostile.made import Found, good_parts, made

NAMES = {
    "book.macros": [
        *("xl/vbaProject.bin", "xl/vbaProjectSignature.bin", "xl/vbaData.xml"),
        *("xl/macrosheets/sheet1.xml", "xl/dialogsheets/sheet1.xml", "XL/VBAPROJECT.BIN"),
    ],
    "book.links": ["xl/externalLinks/externalLink1.xml", "xl/externalLinks/_rels/externalLink1.xml.rels"],
    "book.embedded": [
        *("xl/embeddings/oleObject1.bin", "xl/embeddings/a.docx", "xl/activeX/activeX1.xml"),
        *("xl/ctrlProps/ctrlProp1.xml", "customUI/customUI.xml", "xl/webextensions/webextension1.xml"),
    ],
    "book.connections": [
        *("xl/connections.xml", "xl/queryTables/queryTable1.xml", "xl/xmlMaps.xml", "xl/model/item.data"),
    ],
}
TYPES_OF_PARTS = {
    "ms-office.vbaProject": "book.macros",
    "ms-excel.macrosheet+xml": "book.macros",
    "openxmlformats-officedocument.spreadsheetml.dialogsheet+xml": "book.macros",
    "openxmlformats-officedocument.spreadsheetml.externalLink+xml": "book.links",
    "openxmlformats-officedocument.oleObject": "book.embedded",
    "ms-office.activeX+xml": "book.embedded",
    "openxmlformats-officedocument.spreadsheetml.connections+xml": "book.connections",
    "openxmlformats-officedocument.spreadsheetml.queryTable+xml": "book.connections",
}
TIES_OF_PARTS = {
    "vbaProject": "book.macros",
    "xlMacrosheet": "book.macros",
    "externalLink": "book.links",
    "externalLinkPath": "book.links",
    "oleObject": "book.embedded",
    "package": "book.embedded",
    "control": "book.embedded",
    "activeXControlBinary": "book.embedded",
    "connections": "book.connections",
    "queryTable": "book.connections",
    "attachedTemplate": "book.links",
}


def with_type(part: str, kind: str) -> bytes:
    """A good workbook with one part more, of that content type."""
    told = f'<Override PartName="/{part}" ContentType="{kind}"/></Types>'
    kinds = str(good_parts()[TYPES]).replace("</Types>", told)
    return books.packed(good_parts() | {part: "<a/>", TYPES: kinds})


def with_tie(place: str, tie: str) -> bytes:
    """A good workbook, in which that part ties in one more."""
    base = str(good_parts().get(place, books.ties([])))
    return books.packed(good_parts() | {place: base.replace("</Relationships>", f"{tie}</Relationships>")})


def parts() -> Found:
    for code, names in NAMES.items():
        for name in names:
            yield made("parts", name, books.packed(good_parts() | {name: "<a/>"}), code)
    for kind, code in TYPES_OF_PARTS.items():
        data = with_type("xl/harmless.xml", f"application/vnd.{kind}")
        yield made("parts", f"{kind} by its type", data, code)
    yield from ties()
    yield from absent()
    yield made("parts", "two workbooks", with_type("xl/b.xml", f"{KINDS}.sheet.main+xml"), "book.damaged")


def ties() -> Found:
    for kind, code in TIES_OF_PARTS.items():
        for place in (TIES_OF_BOOK, "_rels/.rels", "xl/worksheets/_rels/sheet1.xml.rels"):
            tie = f'<Relationship Id="x" Type="{books.TIES}/{kind}" Target="x.bin"/>'
            yield made("ties", f"{kind} in {place}", with_tie(place, tie), code)
    for kind in ("image", "oleObject", "worksheet", "styles", "theme", "sharedStrings", "frame"):
        for target in ("http://192.0.2.1/x", "file:///etc/passwd", "\\\\192.0.2.1\\share\\x"):
            tie = f'<Relationship Id="x" Type="{books.TIES}/{kind}" Target="{target}" TargetMode="External"/>'
            data = with_tie(TIES_OF_BOOK, tie)
            yield made("ties", f"{kind} at {target}", data, "book.links", "book.embedded")


def absent() -> Found:
    """Parts that are not there, and those that hold nothing or no XML."""
    for place in (TYPES, BOOK, TIES_OF_BOOK, SHEET):
        nothing, words = (books.packed(good_parts() | {place: content}) for content in ("", "hello"))
        yield made("parts", f"no {place}", without(place), "book.damaged", "kind.archive")
        yield made("parts", f"{place} is empty", nothing, "book.markup", "book.damaged")
        yield made("parts", f"{place} is no XML", words, "book.markup")
    for place in (STRINGS, STYLES, "_rels/.rels"):
        yield made("parts", f"no {place} is right", without(place))


def without(place: str) -> bytes:
    return books.packed({name: content for name, content in good_parts().items() if name != place})
