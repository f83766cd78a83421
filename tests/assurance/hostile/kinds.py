"""Files that are no table: empty, of another kind, of a kind that is told apart by what is in an archive."""

from tests.assurance.hostile import books
from tests.assurance.hostile.books import TYPES
from tests.assurance.hostile.made import GOOD_CSV, Found, csv, made

OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
BEGINNINGS = [
    *(b"%PDF-1.7\n", b"{\\rtf1", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff\xe0", b"GIF89a", b"II*\0", b"MM\0*"),
    *(b"\x1f\x8b\x08", b"BZh9", b"\xfd7zXZ\0", b"\x28\xb5\x2f\xfd", b"7z\xbc\xaf\x27\x1c", b"Rar!\x1a\x07\0"),
    *(b"\x7fELF", b"MZ\x90\0", b"SQLite format 3\0", b"PAR1", b"RIFF\0\0\0\0WEBP", b"<!DOCTYPE html><table>"),
    *(b"<html>", b"<?xml version='1.0'?><a/>", b"<table><tr>", b'{"a": 1}', b"[[1, 2]]", b"<svg xmlns='x'>"),
    OLD,
]


def empty() -> Found:
    for data in (b"", b"\n", b" \t ", b"\0" * 100, b"\r\n" * 1000, b"\0"):
        yield made("empty", repr(data[:4]), data, "file.empty")
    marks = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")
    for data in (*marks, csv(), csv() + b"\n\n\n", b",,,,\n" * 50, b"x", b"\xff\xfe\n\0"):
        yield made("empty", f"{data[:9]!r}, {len(data)} bytes", data, "file.no_rows")


def kinds() -> Found:
    for beginning in BEGINNINGS:
        yield made("kinds", repr(beginning[:12]), beginning + b"\0" * 300, "kind.other")
        yield made("kinds", f"{beginning[:12]!r}, a table behind", beginning + GOOD_CSV, "kind.other")
    for name, code in (
        ("Workbook", "kind.old_workbook"),
        ("EncryptedPackage", "kind.encrypted"),
        ("WordDocument", "kind.other"),
    ):
        yield made("kinds", name, OLD + b"\0" * 500 + name.encode("utf-16-le"), code)
    yield from of_an_office()
    for name, code in (
        ("META-INF/manifest.xml", "kind.other"),
        ("META-INF/container.xml", "kind.other"),
        ("META-INF/MANIFEST.MF", "kind.other"),
        ("acts.csv", "kind.archive"),
        ("[Content_Types].xml", "kind.archive"),
    ):
        yield made("kinds", name, books.packed({name: "<a/>"}), code)
    yield made("kinds", "no entries", books.archive([]), "kind.archive")


def of_an_office() -> Found:
    """What the programs of an office write that is no workbook of ours, told by the type of a part."""
    main = "application/vnd.openxmlformats-officedocument."
    for name, kind, code in (
        ("docx", f"{main}wordprocessingml.document.main+xml", "kind.other"),
        ("pptx", f"{main}presentationml.presentation.main+xml", "kind.other"),
        ("xlsm", "application/vnd.ms-excel.sheet.macroEnabled.main+xml", "book.macros"),
        ("xltm", "application/vnd.ms-excel.template.macroEnabled.main+xml", "book.macros"),
        ("xlsb", "application/vnd.ms-excel.sheet.binary.macroEnabled.main", "kind.other"),
    ):
        data = books.packed({TYPES: books.types({"a/b.xml": kind}), "a/b.xml": "<a/>"})
        yield made("kinds", name, data, code)
