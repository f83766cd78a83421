"""Bombs: archives that unpack to far more than they are, and entries one over another."""

import struct
import zlib
from functools import partial

from tests.assurance.hostile import books
from tests.assurance.hostile.books import BOOK, MAIN, SHEET, STRINGS, STYLES, TYPES, Member
from tests.assurance.hostile.made import GOOD_BOOK, Found, good_parts, made

START = GOOD_BOOK.index(b"PK\1\2")  # where the entries of the good workbook end


def stream(size: int, unit: bytes = b" ") -> tuple[bytes, int]:
    """So many bytes, packed, and their sum; made in pieces."""
    packing, crc, out = zlib.compressobj(9, zlib.DEFLATED, -15), 0, bytearray()
    piece = unit * (1_000_000 // len(unit))
    for _ in range(size // len(piece)):
        out += packing.compress(piece)
        crc = zlib.crc32(piece, crc)
    return bytes(out + packing.flush()), crc


def bomb(name: str, size: int, told: int | None = None, unit: bytes = b" ") -> bytes:
    packed, crc = stream(size, unit)
    parts = [each for each in books.members(good_parts()) if each.name != name.encode()]
    return books.archive(
        [*parts, Member(name.encode(), b"", size=size if told is None else told, crc=crc, packed=packed)]
    )


def bombs() -> Found:
    for name in (SHEET, STRINGS, STYLES, BOOK, TYPES, "xl/media/image1.png", "docProps/app.xml", "x"):
        yield made("bombs", f"41 MB as {name}", partial(bomb, name, 41_000_000), "book.unpacked")
        yield made("bombs", f"1 GB as {name}", partial(bomb, name, 1_000_000_000), "book.unpacked")
    for told in (0, 1, 1000, 39_000_000):
        data = partial(bomb, SHEET, 1_000_000_000, told)
        yield made("bombs", f"1 GB that says {told}", data, "book.unpacked")
    yield made("bombs", "rows", partial(bomb, SHEET, 300_000_000, unit=b"<row/>"), "book.unpacked")
    for number in (201, 5_000, 60_000):
        yield made("bombs", f"{number} parts", partial(crowd, number), "book.members", "book.damaged")
    yield from nested()
    yield from overlapping()
    yield from quoting()
    for text in ("<x/>", "<row><c/></row>"):
        yield made("bombs", f"elements {text}", partial(elements, text), "book.elements")
    wide = " ".join(f"a{number}='x'" for number in range(100_000))
    attribute = f'<worksheet xmlns="{MAIN}" {wide}/>'
    yield made("bombs", "100,000 attributes", books.packed(good_parts() | {SHEET: attribute}), "file.no_rows")


def nested() -> Found:
    """Archives of archives, alone and in a workbook."""
    inner = books.packed({"a.txt": b"\0" * 1_000_000})
    for depth in range(1, 6):
        inner = books.packed({f"{number}.zip": inner for number in range(8)})
        embedded, picture = (
            books.packed(good_parts() | {name: inner}) for name in ("xl/embeddings/a.xlsx", "xl/media/a.png")
        )
        yield made("bombs", f"nested {depth}", inner, "kind.archive")
        yield made("bombs", f"nested {depth} in a workbook", embedded, "book.embedded")
        yield made("bombs", f"nested {depth} as a picture", picture)


def overlapping() -> Found:
    for number in (2, 10, 150):
        other = partial(sharing, [f"xl/a{each}.xml" for each in range(number)])
        same = partial(sharing, ["xl/a.xml"] * number)
        # the header before the kernel has one name
        yield made("overlapping", f"{number} names, one kernel", other, "book.damaged")
        yield made("overlapping", f"{number} times the same", same, "book.twice")


def sharing(names: list[str]) -> bytes:
    """A workbook with entries of those names, all of which are the bytes of the first."""
    packed, crc = stream(30_000_000)
    entries = [Member(name.encode(), b"", size=30_000_000, crc=crc, packed=packed) for name in names]
    for each in entries[1:]:
        each.offset = START
    return books.archive([*books.members(good_parts()), *entries])


def elements(unit: str) -> bytes:
    rows = f'{books.HEAD}<worksheet xmlns="{MAIN}"><sheetData>{unit * 1_500_000}</sheetData></worksheet>'
    return books.packed(good_parts() | {SHEET: rows})


def crowd(number: int) -> bytes:
    """A workbook with so many parts more, all of them empty."""
    more = [Member(f"xl/media/{each}.png".encode(), b"") for each in range(number)]
    return books.archive([*books.members(good_parts()), *more])[:9_900_000]


def quoting() -> Found:
    """Each entry holds the headers of those behind it as stored bytes: all share a kernel (D. Fifield)."""
    for number in (2, 20, 100):
        body, content, told = stream(1_000_000)[0], b" " * 1_000_000, []
        for each in reversed(range(number)):
            name = f"xl/media/{each:03}.png".encode()
            entry = (zlib.crc32(content), len(body), len(content), len(name))
            header = struct.pack(books.LOCAL, b"PK\3\4", 20, 0, 8, 0, 33, *entry, 0) + name
            told.append((name, entry, len(header)))
            if each:  # a stored block, of which the header behind it is the content
                body = struct.pack("<BHH", 0, len(header), len(header) ^ 0xFFFF) + header + body
                content = header + content
            else:
                body = header + body
        offset, directory = START, GOOD_BOOK[START:-22]
        for name, entry, length in reversed(told):
            directory += (
                struct.pack(books.ENTRY, b"PK\1\2", 20, 20, 0, 8, 0, 33, *entry, 0, 0, 0, 0, 0, offset) + name
            )
            offset += length + 5
        entries, body = number + 7, GOOD_BOOK[:START] + body
        end = struct.pack(books.END, b"PK\5\6", 0, 0, entries, entries, len(directory), len(body), 0)
        yield made("overlapping", f"quoted {number}", body + directory + end, "book.overlap")
