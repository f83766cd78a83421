"""Archives: cut, changed, and headers that lie of a part, its name, or the whole."""

import random
import zipfile
from collections.abc import Iterator
from io import BytesIO

from tests.assurance.hostile import books
from tests.assurance.hostile.books import BOOK, SHEET, STRINGS, STYLES, TIES_OF_BOOK, TYPES, Member
from tests.assurance.hostile.made import ANY_BOOK, ANY_CELL, GOOD_BOOK, GOOD_CSV, Found, csv, good_parts, made

ODD_NAMES = (
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
    ),
    *("xl//x", "a:b", "a*", "a\x00b.xml", "\u202egpj.exe", "a\u200bb", "aux?", "a|b", '"a"', "<a>", "./x"),
    *("xl/./x", "\\\\server\\share", "~/../x", "\x7f"),
)


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


def altered(name: str, **told: object) -> bytes:
    """A good workbook in which the headers of one part say something else."""
    return books.archive(
        Member(each.name, each.content, **told) if each.name == name.encode() else each  # type: ignore[arg-type]
        for each in books.members(good_parts())
    )


def with_member(*members: Member) -> bytes:
    return books.archive([*books.members(good_parts()), *members])


def liars() -> Found:
    for name in (TYPES, BOOK, TIES_OF_BOOK, SHEET, STRINGS, STYLES, "_rels/.rels"):
        yield from lies_of(name)
    yield from names()
    yield from ends()


def lies_of(name: str) -> Found:
    """What the headers of a part may say that is not so."""
    for told in ({"size": 0}, {"size": 1}, {"size": 10**9}, {"crc": 0}, {"crc": 2**32 - 1}):
        yield made("lies", f"{name} {told}", altered(name, **told), "book.lies")
    for size in (0, 1, 2**31):
        data = altered(name, packed_size=size)
        yield made("lies", f"{name} packed {size}", data, "book.lies", "book.overlap", "book.damaged")
    yield made("lies", f"{name} another name", altered(name, local_name=b"x" * len(name)), "book.damaged")
    for method in (1, 6, 9, 12, 14, 93, 99, 65535):
        data = altered(name, method=method)
        yield made("lies", f"{name} method {method}", data, "book.method", "book.damaged")
    for flags in (0x1, 0x41, 0x2001):
        data = altered(name, flags=flags)
        yield made("lies", f"{name} flags {flags:x}", data, "kind.encrypted", "book.damaged")
    yield made("lies", f"{name} twice", with_member(Member(name.encode(), b"<a/>")), "book.twice")
    capitals = with_member(Member(name.upper().encode(), b"<a/>"))
    yield made("lies", f"{name} twice, in capitals", capitals, "book.twice")
    for tail in (b"", b"\xff\xff\xff", b"PK\3\4"):
        data = altered(name, packed=b"\x07" + tail)
        yield made("lies", f"{name} packed as {tail!r}", data, "book.lies")


def names() -> Found:
    for odd in ODD_NAMES:
        data = with_member(Member(odd.encode(), b"<a/>", flags=0x800))
        yield made("names", repr(odd), data, "book.name", "book.damaged")
    yield made("names", "no name", with_member(Member(b"", b"<a/>")), "book.name")
    no_letters = with_member(Member(b"\xff\xfe", b"", flags=0x800))
    yield made("names", "no letters", no_letters, "book.damaged")
    yield made("names", "a long name", with_member(Member(b"x" * 65_000, b"<a/>")))


def ends() -> Found:
    """What stands before an archive, behind it, and in the count at its end; other ways to pack."""
    yield made("lies", "bytes before", b"PK\3\4" + b"\0" * 60 + GOOD_BOOK, "book.damaged")
    yield made("lies", "another archive before", books.packed({"a": "b"}) + GOOD_BOOK, "book.damaged")
    yield made("lies", "a comment", books.archive(books.members(good_parts()), b"x" * 1000))
    yield made("lies", "bytes behind", GOOD_BOOK + b"x" * 100, "book.damaged", or_whole=True)
    for count in (0, 1, 6, 8, 65_535):
        data = books.archive(books.members(good_parts()), count=count)
        yield made("lies", f"{count} entries", data, *ANY_BOOK, or_whole=True)
    for method in (zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA):
        out = BytesIO()
        with zipfile.ZipFile(out, "w", method) as archive:
            for name, content in good_parts().items():
                archive.writestr(name, content)
        yield made("lies", f"packed by {method}", out.getvalue(), "book.method")
