"""What a file is, by what stands in it; its name may say anything."""

import re

from palermo.kit.incoming.grid import Refused

# What it begins with, and how its kind is called. Longer beginnings first where one holds another.
BEGINNINGS = (
    (b"%PDF", "PDF"),
    (b"{\\rtf", "RTF"),
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"\x1f\x8b", "gzip"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ\x00", "xz"),
    (b"\x28\xb5\x2f\xfd", "zstd"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"Rar!\x1a\x07", "RAR"),
    (b"\x7fELF", "ELF"),
    (b"MZ\x90\x00", "EXE"),
    (b"SQLite format 3\x00", "SQLite"),
    (b"PAR1", "Parquet"),
    (b"ID3\x03", "MP3"),
    (b"OggS\x00", "Ogg"),
)
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Names that stand in the folder of such a file, in UTF-16.
STREAMS = (
    ("EncryptedPackage", "kind.encrypted", "XLSX"),
    ("Workbook", "kind.old_workbook", "XLS"),
    ("Book", "kind.old_workbook", "XLS"),
    ("WordDocument", "kind.other", "DOC"),
    ("PowerPoint Document", "kind.other", "PPT"),
)
MARKUP = re.compile(rb"\s*<(?:(!doctype html|html|head|body|table)\b|(\?xml|[\w:.-]+[\s>/]))", re.IGNORECASE)


def is_workbook(data: bytes) -> bool:
    """Whether it is an archive, as a workbook is; False for what may be text. Raises Refused for all else."""
    if not data.strip(b"\x00\t\n\r "):
        raise Refused("file.empty")
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return True
    if data.startswith(OLD_OFFICE):
        raise old_office(data)
    for beginning, kind in BEGINNINGS:
        if data.startswith(beginning):
            raise Refused("kind.other", kind=kind)
    if data[:4] == b"RIFF" and data[8:12] in (b"WEBP", b"WAVE", b"AVI "):
        raise Refused("kind.other", kind=data[8:12].decode().strip())
    if data[:2] == b"BM" and int.from_bytes(data[2:6], "little") == len(data):
        raise Refused("kind.other", kind="BMP")
    refuse_markup(data.removeprefix(b"\xef\xbb\xbf"))
    return False


def old_office(data: bytes) -> Refused:
    """Old files of Office, and new ones behind a password, are a file system in a file."""
    for name, code, kind in STREAMS:
        if name.encode("utf-16-le") in data:
            return Refused(code, kind=kind)
    return Refused("kind.other", kind="OLE")


def refuse_markup(data: bytes) -> None:
    if found := MARKUP.match(data):
        raise Refused("kind.other", kind="HTML" if found[1] else "XML")
    beginning = data[:200].lstrip()
    if beginning.startswith((b"{", b"[{", b'["', b"[[")):
        raise Refused("kind.other", kind="JSON")
