"""The archive that a workbook is, looked at before anything reads it.

Python's zipfile lists it; every entry is then held against its own header and unpacked here, within a limit.
What is handed on is what was looked at, and no byte else.
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from palermo.kit.incoming.grid import Refused
from palermo.kit.incoming.limits import Limits

HEADER = struct.Struct("<4s5H3L2H")  # of an entry, before its name
ENTRY = b"PK\x01\x02"  # each has one in the directory
ENCRYPTED = 0x1 | 0x40 | 0x2000
KEPT = (".xml", ".rels")
BROKEN = (
    *(zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, struct.error),
    *(NotImplementedError, ValueError, OverflowError, EOFError, OSError),
)


def unpacked(data: bytes, limits: Limits) -> dict[str, bytes]:
    """The XML files of an archive by their names; of all others the name alone. Raises Refused."""
    if data.count(ENTRY) > 2 * limits.members:  # before so many are listed
        raise Refused("book.members", most=limits.members)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries, end = archive.infolist(), archive.start_dir
            starts = [start_of(data, entry) for entry in entries]
    except BROKEN:
        raise Refused("book.damaged") from None
    refuse_names(entries)
    if len(entries) > limits.members:
        raise Refused("book.members", most=limits.members)
    refuse_places(entries, starts, end)
    left, found = limits.unpacked, {}
    for entry, start in zip(entries, starts, strict=True):
        content = content_of(data, entry, start, left, limits)
        left -= len(content)
        found[entry.filename] = content if entry.filename.lower().endswith(KEPT) else b""
    return found


def start_of(data: bytes, entry: zipfile.ZipInfo) -> int:
    """Where the bytes of an entry begin, by the header that stands before them."""
    head: tuple[Any, ...] = HEADER.unpack_from(data, entry.header_offset)
    start, flags = entry.header_offset + HEADER.size, head[2]
    name, extra = int(head[-2]), int(head[-1])
    written = data[start : start + name].decode("utf-8" if flags & 0x800 else "cp437")
    if head[0] != b"PK\x03\x04" or written != entry.orig_filename or (flags ^ entry.flag_bits) & ENCRYPTED:
        raise zipfile.BadZipFile
    return start + name + extra


def refuse_names(entries: list[zipfile.ZipInfo]) -> None:
    seen: set[str] = set()
    for entry in entries:
        name = entry.orig_filename
        if not name or name.startswith("/") or any(is_odd(part) for part in parts_of(name)):
            raise Refused("book.name", name=plain(name))
        if name.lower() in seen:
            raise Refused("book.twice", name=plain(name))
        seen.add(name.lower())
        if entry.flag_bits & ENCRYPTED:
            raise Refused("kind.encrypted", kind="ZIP")
        if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise Refused("book.method", name=plain(name))


def parts_of(name: str) -> Iterator[str]:
    yield from name.removesuffix("/").split("/")


def is_odd(part: str) -> bool:
    return part in ("", ".", "..") or not part.isprintable() or bool(set(part) & set('\\:*?"<>|'))


def plain(name: str) -> str:
    """A name fit to be shown."""
    return "".join(letter if letter.isprintable() else "_" for letter in name)[:80]


def refuse_places(entries: list[zipfile.ZipInfo], starts: list[int], end: int) -> None:
    """No two entries share a byte, none reaches into the directory, and the file begins with the first."""
    reached = 0
    places = sorted(
        (entry.header_offset, start + entry.compress_size, entry.filename)
        for entry, start in zip(entries, starts, strict=True)
    )
    for begin, stop, name in [*places, (end, end, "")]:
        if begin < reached:
            raise Refused("book.overlap", name=plain(name or places[-1][2]))
        if begin and not reached:
            raise Refused("book.damaged")
        reached = stop


def content_of(data: bytes, entry: zipfile.ZipInfo, start: int, left: int, limits: Limits) -> bytes:
    """The bytes of an entry, at most `left`; they must be as many, and add up to, what it says."""
    packed = data[start : start + entry.compress_size]
    try:
        content = packed if entry.compress_type == zipfile.ZIP_STORED else inflated(packed, left + 1)
    except BROKEN:
        raise Refused("book.lies", name=plain(entry.filename)) from None
    if len(content) > left:
        raise Refused("book.unpacked", most=limits.unpacked)
    if len(content) != entry.file_size or zlib.crc32(content) != entry.CRC:
        raise Refused("book.lies", name=plain(entry.filename))
    return content


def inflated(packed: bytes, most: int) -> bytes:
    inflating = zlib.decompressobj(-15)
    content = inflating.decompress(packed, most)
    if len(content) < most and (not inflating.eof or inflating.unused_data):
        raise zlib.error
    return content
