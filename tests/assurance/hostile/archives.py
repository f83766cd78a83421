"""Archives: cut, changed, bombs, entries one over another, and headers that lie."""

import random
import struct
import zipfile
import zlib
from collections.abc import Iterator
from functools import partial
from io import BytesIO

from tests.assurance.hostile import books
from tests.assurance.hostile.books import (
    BOOK,
    MAIN,
    SHEET,
    STRINGS,
    STYLES,
    TIES_OF_BOOK,
    TYPES,
    Member,
)
from tests.assurance.hostile.made import ANY_BOOK, ANY_CELL, GOOD_BOOK, GOOD_CSV, Found, csv, good_parts, made


def cut(chance: random.Random) -> Found:
    places = {
        at + shift
        for mark in (b"PK\3\4", b"PK\1\2", b"PK\5\6")
        for at in every_place(GOOD_BOOK, mark)
        for shift in (-1, 0, 1, 4, 30)
    }
    places |= {len(GOOD_BOOK) * part // 64 for part in range(1, 64)} | {
        len(GOOD_BOOK) - 1,
        len(GOOD_BOOK) - 22,
    }
    for at in sorted(place for place in places if 4 <= place < len(GOOD_BOOK)):
        yield made("cut", f"at {at}", GOOD_BOOK[:at], *ANY_BOOK)
    for at in sorted(chance.sample(range(1, len(csv()) - 1), 20)):
        yield made("cut", f"CSV at {at}", GOOD_CSV[:at], "file.no_rows", "head.missing", "kind.other")


def every_place(data: bytes, mark: bytes) -> Iterator[int]:
    at = data.find(mark)
    while at >= 0:
        yield at
        at = data.find(mark, at + 1)


def changed(chance: random.Random) -> Found:
    for _ in range(110):
        at, value = chance.randrange(4, len(GOOD_BOOK)), chance.randrange(256)
        data = GOOD_BOOK[:at] + bytes([value]) + GOOD_BOOK[at + 1 :]
        yield made("changed", f"byte {at} is {value}", data, *ANY_BOOK, or_whole=True)
    for _ in range(40):
        start, size = chance.randrange(4, len(GOOD_BOOK) - 80), chance.randrange(2, 80)
        data = GOOD_BOOK[:start] + chance.randbytes(size) + GOOD_BOOK[start + size :]
        yield made("changed", f"{size} bytes at {start}", data, *ANY_BOOK, or_whole=True)
    stored = books.archive(
        [Member(each.name, each.content, method=0, crc=None) for each in books.members(good_parts())]
    )
    for _ in range(40):  # the sum of a part is made right again, so that its XML is what was changed
        parts = good_parts()
        name = chance.choice(sorted(parts))
        content = str(parts[name]).encode()
        at = chance.randrange(len(content))
        parts[name] = content[:at] + bytes([chance.randrange(32, 127)]) + content[at + 1 :]
        yield made("changed", f"{name} at {at}", books.packed(parts), *ANY_BOOK, *ANY_CELL, or_whole=True)
    yield made("changed", "nothing packed", stored)


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
        yield made(
            "bombs",
            f"1 GB that says {told}",
            partial(bomb, SHEET, 1_000_000_000, told),
            "book.unpacked",
        )
    yield made("bombs", "rows", partial(bomb, SHEET, 300_000_000, unit=b"<row/>"), "book.unpacked")
    for number in (201, 5_000, 60_000):
        yield made(
            "bombs",
            f"{number} parts",
            partial(crowd, number),
            "book.members",
            "book.damaged",
        )
    inner = books.packed({"a.txt": b"\0" * 1_000_000})
    for depth in range(1, 6):
        inner = books.packed({f"{number}.zip": inner for number in range(8)})
        yield made("bombs", f"nested {depth}", inner, "kind.archive")
        yield made(
            "bombs",
            f"nested {depth} in a workbook",
            books.packed(good_parts() | {"xl/embeddings/a.xlsx": inner}),
            "book.embedded",
        )
        yield made(
            "bombs", f"nested {depth} as a picture", books.packed(good_parts() | {"xl/media/a.png": inner})
        )
    for number in (2, 10, 150):
        yield made(
            *("overlapping", f"{number} names, one kernel"),
            partial(sharing, [f"xl/a{each}.xml" for each in range(number)]),
            "book.damaged",  # the header before the kernel has one name
        )
        yield made(
            *("overlapping", f"{number} times the same"),
            partial(sharing, ["xl/a.xml"] * number),
            "book.twice",
        )
    yield from quoting()
    for text in ("<x/>", "<row><c/></row>"):
        yield made(
            *("bombs", f"elements {text}"),
            partial(elements, text),
            "book.elements",
        )
    wide = " ".join(f"a{number}='x'" for number in range(100_000))
    attribute = f'<worksheet xmlns="{MAIN}" {wide}/>'
    yield made("bombs", "100,000 attributes", books.packed(good_parts() | {SHEET: attribute}), "file.no_rows")


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


START = GOOD_BOOK.index(b"PK\1\2")  # where the entries of the good workbook end


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


def liars() -> Found:
    def altered(name: str, **told: object) -> bytes:
        made_of = books.members(good_parts())
        return books.archive(
            Member(each.name, each.content, **told) if each.name == name.encode() else each  # type: ignore[arg-type]
            for each in made_of
        )

    for name in (TYPES, BOOK, TIES_OF_BOOK, SHEET, STRINGS, STYLES, "_rels/.rels"):
        for told in ({"size": 0}, {"size": 1}, {"size": 10**9}, {"crc": 0}, {"crc": 2**32 - 1}):
            yield made("lies", f"{name} {told}", altered(name, **told), "book.lies")
        for size in (0, 1, 2**31):
            yield made(
                "lies",
                f"{name} packed {size}",
                altered(name, packed_size=size),
                "book.lies",
                "book.overlap",
                "book.damaged",
            )
        yield made("lies", f"{name} another name", altered(name, local_name=b"x" * len(name)), "book.damaged")
        for method in (1, 6, 9, 12, 14, 93, 99, 65535):
            yield made(
                "lies", f"{name} method {method}", altered(name, method=method), "book.method", "book.damaged"
            )
        for flags in (0x1, 0x41, 0x2001):
            yield made(
                "lies",
                f"{name} flags {flags:x}",
                altered(name, flags=flags),
                "kind.encrypted",
                "book.damaged",
            )
        yield made(
            "lies",
            f"{name} twice",
            books.archive([*books.members(good_parts()), Member(name.encode(), b"<a/>")]),
            "book.twice",
        )
        yield made(
            "lies",
            f"{name} twice, in capitals",
            books.archive([*books.members(good_parts()), Member(name.upper().encode(), b"<a/>")]),
            "book.twice",
        )
        for tail in (b"", b"\xff\xff\xff", b"PK\3\4"):
            yield made(
                "lies", f"{name} packed as {tail!r}", altered(name, packed=b"\x07" + tail), "book.lies"
            )
    for odd in (
        *(
            "../evil.xml",
            "/etc/passwd",
            "xl/../../x",
            "..",
            ".",
            "C:\\x",
            "xl\\x.xml",
            "a\nb",
            "a\tb",
            "a\x1b[31m",
            "xl//x",
            "a:b",
            "a*",
        ),
        *(
            "a\x00b.xml",
            "\u202egpj.exe",
            "a\u200bb",
            "aux?",
            "a|b",
            '"a"',
            "<a>",
            "./x",
            "xl/./x",
            "\\\\server\\share",
            "~/../x",
            "\x7f",
        ),
    ):
        member = Member(odd.encode(), b"<a/>", flags=0x800)
        yield made(
            "names",
            repr(odd),
            books.archive([*books.members(good_parts()), member]),
            "book.name",
            "book.damaged",
        )
    yield made(
        "names", "no name", books.archive([*books.members(good_parts()), Member(b"", b"<a/>")]), "book.name"
    )
    yield made(
        "names",
        "no letters",
        books.archive([*books.members(good_parts()), Member(b"\xff\xfe", b"", flags=0x800)]),
        "book.damaged",
    )
    yield made(
        "names", "a long name", books.archive([*books.members(good_parts()), Member(b"x" * 65_000, b"<a/>")])
    )
    yield made("lies", "bytes before", b"PK\3\4" + b"\0" * 60 + GOOD_BOOK, "book.damaged")
    yield made("lies", "another archive before", books.packed({"a": "b"}) + GOOD_BOOK, "book.damaged")
    yield made("lies", "a comment", books.archive(books.members(good_parts()), b"x" * 1000))
    yield made("lies", "bytes behind", GOOD_BOOK + b"x" * 100, "book.damaged", or_whole=True)
    for count in (0, 1, 6, 8, 65_535):
        yield made(
            "lies",
            f"{count} entries",
            books.archive(books.members(good_parts()), count=count),
            *ANY_BOOK,
            or_whole=True,
        )
    for method in (zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA):
        out = BytesIO()
        with zipfile.ZipFile(out, "w", method) as archive:
            for name, content in good_parts().items():
                archive.writestr(name, content)
        yield made("lies", f"packed by {method}", out.getvalue(), "book.method")
