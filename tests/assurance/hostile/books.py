"""Workbooks and archives made byte by byte, so that each can lie in its own way."""

import struct
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
TIES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
KINDS = "application/vnd.openxmlformats-officedocument.spreadsheetml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
LOCAL, ENTRY, END = "<4s5H3L2H", "<4s6H3L5H2L", "<4s4H2LH"

SHEET, STRINGS, STYLES = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml"
TYPES, BOOK, TIES_OF_BOOK = "[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
Cell = str | tuple[str, str] | None  # a text, raw XML ("xml", "<c …>"), or nothing


@dataclass
class Member:
    """A file in an archive, and what its two headers say of it; None is the truth."""

    name: bytes
    content: bytes
    method: int = 8
    flags: int = 0
    size: int | None = None
    packed_size: int | None = None
    crc: int | None = None
    local_name: bytes | None = None
    offset: int | None = None
    packed: bytes | None = None
    extra: bytes = b""
    made: bytes = field(init=False, default=b"")

    def __post_init__(self) -> None:
        deflating = zlib.compressobj(9, zlib.DEFLATED, -15)
        deflated = deflating.compress(self.content) + deflating.flush()
        self.made = self.packed if self.packed is not None else deflated if self.method == 8 else self.content

    @property
    def told(self) -> tuple[int, int, int]:
        crc = zlib.crc32(self.content) if self.crc is None else self.crc
        packed_size = len(self.made) if self.packed_size is None else self.packed_size
        return crc, packed_size, len(self.content) if self.size is None else self.size


def archive(members: Iterable[Member], comment: bytes = b"", count: int | None = None) -> bytes:
    """An archive of those members, in that order."""
    out, directory, entries = bytearray(), bytearray(), list(members)
    for each in entries:
        offset = len(out) if each.offset is None else each.offset
        name = each.name if each.local_name is None else each.local_name
        if each.offset is None:
            out += struct.pack(
                LOCAL, b"PK\3\4", 20, each.flags, each.method, 0, 33, *each.told, len(name), len(each.extra)
            )
            out += name + each.extra + each.made
        directory += struct.pack(
            *(ENTRY, b"PK\1\2", 20, 20, each.flags, each.method, 0, 33, *each.told),
            *(len(each.name), 0, 0, 0, 0, 0, offset),
        )
        directory += each.name
    number = len(entries) if count is None else count
    end = struct.pack(
        END, b"PK\5\6", 0, 0, number & 0xFFFF, number & 0xFFFF, len(directory), len(out), len(comment)
    )
    return bytes(out + directory + end) + comment


def members(parts: Mapping[str, str | bytes]) -> list[Member]:
    return [
        Member(name.encode(), content.encode() if isinstance(content, str) else content)
        for name, content in parts.items()
    ]


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    return archive(members(parts))


def letter(column: int) -> str:
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def row(number: int, cells: Sequence[Cell], more: str = "") -> str:
    made = []
    for column, cell in enumerate(cells, 1):
        place = f"{letter(column)}{number}"
        if isinstance(cell, tuple):
            made.append(cell[1].replace("PLACE", place))
        elif cell is not None:
            made.append(
                f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{escape(cell)}</t></is></c>'
            )
    return f'<row r="{number}"{more}>{"".join(made)}</row>'


def sheet(rows: Iterable[Sequence[Cell]], before: str = "", after: str = "") -> str:
    made = "".join(row(number, cells) for number, cells in enumerate(rows, 1))
    return f'{HEAD}<worksheet xmlns="{MAIN}">{before}<sheetData>{made}</sheetData>{after}</worksheet>'


def types(parts: Mapping[str, str], defaults: str = "") -> str:
    told = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in parts.items())
    usual = (
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
    )
    kinds = "http://schemas.openxmlformats.org/package/2006/content-types"
    return f'{HEAD}<Types xmlns="{kinds}">{usual}{defaults}{told}</Types>'


def ties(made: Iterable[tuple[str, str]], more: str = "") -> str:
    """Relationships by kind and target, rId1 and on."""
    told = "".join(
        f'<Relationship Id="rId{number}" Type="{TIES}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(made, 1)
    )
    return f'{HEAD}<Relationships xmlns="{RELATIONS}">{told}{more}</Relationships>'


STYLE = (
    f'{HEAD}<styleSheet xmlns="{MAIN}">'
    '<numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/></numFmts>'
    '<fonts count="1"><font/></fonts><fills count="1"><fill/></fills><borders count="1"><border/></borders>'
    '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="6"><xf numFmtId="0"/><xf numFmtId="14"/>'
    '<xf numFmtId="164"/><xf numFmtId="22"/><xf numFmtId="21"/><xf numFmtId="31"/></cellXfs></styleSheet>'
)
DAY, ISO_DAY, MOMENT, TIME, EASTERN = 1, 2, 3, 4, 5  # styles of cells


def names(sheets: Sequence[tuple[str, str]], before: str = "", after: str = "") -> str:
    """The part that names the sheets, each with its state."""
    told = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{number}" state="{state}" r:id="rId{number}"/>'
        for number, (name, state) in enumerate(sheets, 1)
    )
    return (
        f'{HEAD}<workbook xmlns="{MAIN}" xmlns:r="{TIES}">{before}<sheets>{told}</sheets>{after}</workbook>'
    )


def parts(sheets: Sequence[str], states: Sequence[str] = ()) -> dict[str, str | bytes]:
    """All parts of a workbook with those sheets, ready to be changed."""
    places = [f"xl/worksheets/sheet{number}.xml" for number in range(1, len(sheets) + 1)]
    kinds = {
        BOOK: f"{KINDS}.sheet.main+xml",
        STRINGS: f"{KINDS}.sharedStrings+xml",
        STYLES: f"{KINDS}.styles+xml",
    }
    kinds |= dict.fromkeys(places, f"{KINDS}.worksheet+xml")
    tied = [("worksheet", place.removeprefix("xl/")) for place in places]
    seen = [*states, *["visible"] * (len(sheets) - len(states))]
    return {
        TYPES: types(kinds),
        "_rels/.rels": ties([("officeDocument", BOOK)]),
        BOOK: names([(f"Sheet{number}", state) for number, state in enumerate(seen, 1)]),
        TIES_OF_BOOK: ties([*tied, ("sharedStrings", "sharedStrings.xml"), ("styles", "styles.xml")]),
        STRINGS: f'{HEAD}<sst xmlns="{MAIN}"><si><t>Japan</t></si></sst>',
        STYLES: STYLE,
        **dict(zip(places, sheets, strict=True)),
    }


def xml(cell: str) -> Cell:
    return "xml", cell


def number(value: str, style: int = 0) -> Cell:
    return xml(f'<c r="PLACE" s="{style}"><v>{value}</v></c>')
