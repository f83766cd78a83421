"""Text files: what is no table, encodings, quotation marks, characters, cells, heads, too much."""

import random
import struct

from tests.assurance.hostile import books
from tests.assurance.hostile.books import TYPES
from tests.assurance.hostile.made import GOOD, GOOD_CSV, HEAD, Found, csv, made, with_cell


def empty() -> Found:
    for data in (b"", b"\n", b" \t ", b"\0" * 100, b"\r\n" * 1000, b"\0"):
        yield made("empty", repr(data[:4]), data, "file.empty")
    for data in (
        b"\xef\xbb\xbf",
        b"\xff\xfe",
        b"\xfe\xff",
        csv(),
        csv() + b"\n\n\n",
        b",,,,\n" * 50,
        b"x",
        b"\xff\xfe\n\0",
    ):
        yield made("empty", f"{data[:9]!r}, {len(data)} bytes", data, "file.no_rows")


def kinds() -> Found:
    others = {
        b"%PDF-1.7\n": 1,
        b"{\\rtf1": 1,
        b"\x89PNG\r\n\x1a\n": 1,
        b"\xff\xd8\xff\xe0": 1,
        b"GIF89a": 1,
        b"II*\0": 1,
        b"MM\0*": 1,
        b"\x1f\x8b\x08": 1,
        b"BZh9": 1,
        b"\xfd7zXZ\0": 1,
        b"\x28\xb5\x2f\xfd": 1,
        b"7z\xbc\xaf\x27\x1c": 1,
        b"Rar!\x1a\x07\0": 1,
        b"\x7fELF": 1,
        b"MZ\x90\0": 1,
        b"SQLite format 3\0": 1,
        b"PAR1": 1,
        b"RIFF\0\0\0\0WEBP": 1,
        b"<!DOCTYPE html><table>": 1,
        b"<html>": 1,
        b"<?xml version='1.0'?><a/>": 1,
        b"<table><tr>": 1,
        b'{"a": 1}': 1,
        b"[[1, 2]]": 1,
        b"<svg xmlns='x'>": 1,
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": 1,
    }
    for beginning in others:
        yield made("kinds", repr(beginning[:12]), beginning + b"\0" * 300, "kind.other")
        yield made("kinds", f"{beginning[:12]!r}, a table behind", beginning + GOOD_CSV, "kind.other")
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500
    for name, code in (
        ("Workbook", "kind.old_workbook"),
        ("EncryptedPackage", "kind.encrypted"),
        ("WordDocument", "kind.other"),
    ):
        yield made("kinds", name, old + name.encode("utf-16-le"), code)
    main = "application/vnd.openxmlformats-officedocument."
    for name, kind, code in (
        ("docx", f"{main}wordprocessingml.document.main+xml", "kind.other"),
        ("pptx", f"{main}presentationml.presentation.main+xml", "kind.other"),
        ("xlsm", "application/vnd.ms-excel.sheet.macroEnabled.main+xml", "book.macros"),
        ("xltm", "application/vnd.ms-excel.template.macroEnabled.main+xml", "book.macros"),
        ("xlsb", "application/vnd.ms-excel.sheet.binary.macroEnabled.main", "kind.other"),
    ):
        yield made(
            "kinds", name, books.packed({TYPES: books.types({"a/b.xml": kind}), "a/b.xml": "<a/>"}), code
        )
    for name, code in (
        ("META-INF/manifest.xml", "kind.other"),
        ("META-INF/container.xml", "kind.other"),
        ("META-INF/MANIFEST.MF", "kind.other"),
        ("acts.csv", "kind.archive"),
        ("[Content_Types].xml", "kind.archive"),
    ):
        yield made("kinds", name, books.packed({name: "<a/>"}), code)
    yield made("kinds", "no entries", books.archive([]), "kind.archive")


LETTERS = {
    "cp1252": "Côte d’Ivoire",
    "latin-1": "Türkiye",
    "mac-roman": "España",
    "cp437": "Åland",
    "cp850": "ñandú",
    "cp1251": "Российская Федерация",
    "koi8-r": "Беларусь",
    "iso8859-5": "Украина",
    "cp866": "Армения",
    "cp1256": "اليمن",
    "iso8859-6": "مصر",
    "gb18030": "中国",
    "big5": "中國",
    "shift-jis": "日本国",
    "euc-jp": "日本国",
    "euc-kr": "대한민국",
    "cp1253": "Ελλάδα",
    "cp1254": "Türkiye",
    "cp1255": "ישראל",
    "cp1250": "Česko",
    "iso8859-2": "Łódź",
    "hz": "中国",
    "iso2022-jp": "日本国",
    "utf-7": "Türkiye",
    "cp037": "Japan",
    "cp500": "Japan",
}


def encodings(chance: random.Random) -> Found:
    for encoding, word in LETTERS.items():
        data = with_cell(0, word).decode().encode(encoding)
        codes = [
            "text.encoding",
            "choice.unknown",
            "cell.control",
            "text.binary",
            "head.unknown",
            "file.no_rows",
            "text.quotes",
        ]
        yield made("encodings", encoding, data, *codes)
    text = with_cell(4, "UNTC, Türkiye 中国").decode()
    for encoding in ("utf-16-le", "utf-16-be"):
        yield made(
            "encodings", f"{encoding} unmarked", GOOD_CSV.decode().encode(encoding), "text.utf16_unmarked"
        )
    for mark in (b"\xff\xfe\0\0", b"\0\0\xfe\xff"):
        yield made("encodings", f"UTF-32 {mark!r}", mark + text.encode("utf-32-le"), "text.utf32")
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        yield made("encodings", f"{encoding}, good", text.encode(encoding))
    marked = text.encode("utf-16")
    for end in range(3, 23, 2):
        yield made("encodings", f"UTF-16 cut at -{end}", marked[:-end], "text.utf16")
    for high in (0xD800, 0xDBFF, 0xDC00, 0xDFFF):
        yield made(
            "encodings", f"half a letter {high:X}", marked + struct.pack("<HH", high, 65), "text.utf16"
        )
    for bad in (0x80, 0xBF, 0xC0, 0xC1, 0xF5, 0xFE, 0xFF, 0xE0, 0xF0, 0xED, 0xC3):
        for _ in range(4):
            at = chance.randrange(1, len(GOOD_CSV))
            yield made(
                "encodings",
                f"byte {bad:X} at {at}",
                GOOD_CSV[:at] + bytes([bad]) + GOOD_CSV[at:],
                "text.encoding",
            )
    for at in chance.sample(range(1, len(GOOD_CSV)), 20):
        yield made("encodings", f"null at {at}", GOOD_CSV[:at] + b"\0" + GOOD_CSV[at:], "text.binary")
    for size in range(1, 41):
        data = b"\x8f" + chance.randbytes(size * 37)
        yield made("binary", f"{len(data)} bytes at random", data, "text.encoding", "text.binary")


def quotes(chance: random.Random) -> Found:
    for at in chance.sample(range(len(GOOD_CSV) - 60, len(GOOD_CSV)), 20):
        data = GOOD_CSV[:at] + b'\n"' + GOOD_CSV[at:]
        yield made("quotes", f"one more at {at}", data, "text.quotes", "cell.lines")
    for tail in (b'\n"', b'\n"a"b', b'\n"a" "b"', b'\n"' + b"x" * 100_000, b'\n""a', b'\n"\n\n\n'):
        yield made("quotes", repr(tail[:8]), GOOD_CSV + tail, "text.quotes")
    for marks in (";", "\t", ";\t", "\t;"):
        head = "".join(name + marks[number % len(marks)] for number, name in enumerate(HEAD))
        row = "".join(name + "," for name in GOOD)
        yield made(
            "quotes",
            f"head with {marks!r}",
            f"{head}\n{row}".encode(),
            "text.delimiter",
            "head.missing",
            "choice.unknown",
        )
    yield made("quotes", "commas and semicolons alike", b"participant,x;date\na,b;c", "text.delimiter")
    for between in (";", "\t"):
        yield made("quotes", f"good with {between!r}", csv(GOOD, between=between), *[])
    for end in (b"\r", b"\r\n"):
        yield made("quotes", f"good with {end!r}", GOOD_CSV.replace(b"\n", end))


CONTROLS = [*range(0x01, 0x09), *range(0x0E, 0x20), *range(0x7F, 0x85), *range(0x86, 0xA0), 0xFFFE, 0xFFFF]
DIRECTIONS = [*range(0x202A, 0x202F), *range(0x2066, 0x206A)]
UNSEEN = [
    0xAD,
    0x34F,
    0x180E,
    0x200B,
    *range(0x2060, 0x2066),
    0x3164,
    0xFEFF,
    0xFFF9,
    *range(0xE0020, 0xE0040),
]


def characters() -> Found:
    for code, numbers in (
        ("cell.control", CONTROLS),
        ("cell.direction", DIRECTIONS),
        ("cell.unseen", UNSEEN),
    ):
        for number in numbers:
            yield made("characters", f"U+{number:04X}", with_cell(4, f"a{chr(number)}b"), code)
    for number in (0x0A, 0x0D, 0x0B, 0x0C, 0x85, 0x2028, 0x2029):
        yield made("characters", f"U+{number:04X}", with_cell(4, f"a{chr(number)}b"), "cell.lines")
    yield made("characters", "a letter that was lost", with_cell(4, "T\ufffdrkiye"), "cell.lost")
    for number in (0x200E, 0x200F, 0x200C, 0x200D, 0x0301):
        yield made("characters", f"U+{number:04X} is right", with_cell(4, f"a{chr(number)}b"))


def cells() -> Found:
    commands = [
        *(
            "=1+1",
            "=cmd|' /C calc'!A0",
            "@SUM(1+1)*cmd|' /C calc'!A0",
            "+1+cmd|' /C calc'!A0",
            "-2+3+cmd|' /C calc'!A0",
        ),
        *(
            '=HYPERLINK("http://x")',
            '=WEBSERVICE("http://x")',
            '=DDE("cmd";"/C calc";"x")',
            "＝1+1",
            "＠SUM(A1)",
        ),
        *(
            "＋cmd|x!A0",
            "－cmd|x!A0",
            "  =1",
            "\t=1",
            '=IMPORTXML(CONCAT("http://x"),"//a")',
            "@x",
            "=A1",
            "={1}",
        ),
    ]
    for place in (0, 3, 4):
        for command in commands:
            yield made("formulas", f"{command} in {place}", with_cell(place, command), "cell.formula")
    for error in (
        "#N/A",
        "#REF!",
        "#VALUE!",
        "#DIV/0!",
        "#NAME?",
        "#NULL!",
        "#NUM!",
        "#SPILL!",
        "#CALC!",
        "########",
    ):
        for place in (0, 3, 4):
            yield made("errors", f"{error} in {place}", with_cell(place, error), "cell.error")
    for day in (
        *(
            "03/04/2012",
            "3/4/12",
            "3.4.12",
            "03.04.2012",
            "15.10.2012",
            "10/15/2012",
            "12-10-15",
            "2012/10/15",
            "2012.10.15",
        ),
        *(
            "1.2.3",
            "٠٣/٠٤/٢٠١٢",
            "２０１２-１０-１５",
            "2012年10月15日",
            "2012-1-5",
            "15-10-2012",
            "3 4 2012",
        ),
    ):
        yield made("dates", day, with_cell(3, day), "day.ambiguous")
    for day in (
        "2012-02-30",
        "2011-02-29",
        "2012-13-01",
        "2012-00-10",
        "2012-10-32",
        "0000-01-01",
        "2100-02-29",
    ):
        yield made("dates", day, with_cell(3, day), "day.impossible")
    for day in (
        *(
            "soon",
            "20121015",
            "15 Oct 2012",
            "October 15, 2012",
            "41197",
            "2012-10-15T00:00",
            "2012-10-15 00:00:00",
            "NA",
        ),
        *(
            "2012",
            "2012-10",
            "99999999999999999999",
            "-1",
            "1e308",
            "nan",
            "2012-W42-1",
            "12345-01-01",
            "今日",
        ),
    ):
        yield made("dates", day, with_cell(3, day), "day.invalid")
    for word in (
        *(
            "Atlantis",
            "N/A",
            "null",
            "None",
            "undefined",
            "0",
            "-",
            "?",
            "Yugoslavija",
            "XX",
            "XXX",
            "ZZZ",
            "unknown",
        ),
        *(
            "Japan; DROP TABLE act",
            "<script>alert(1)</script>",
            "../../etc/passwd",
            "%(value)s",
            "{value}",
            "%s%s%s%n",
        ),
        *(
            "جاپان",
            "Japón1",
            "日本语",
            "𝕁𝕒𝕡𝕒",
            "A" * 200,
            "ß" * 60,
            "JPNN",
            "J PN",
            "NAN",
            "True",
            "EU27",
            "\\",
            "'",
            "€",
        ),
    ):
        yield made("unknown", word[:20], with_cell(0, word), "choice.unknown", "code.invalid")
    for place, word in ((1, "UNTOC2"), (1, "NA"), (2, "Ratified?"), (2, "7"), (5, "certain"), (5, "100%")):
        yield made("unknown", word, with_cell(place, word), "choice.unknown")
    for name in ("NA", "NAM", "Namibia", "Namibie", "纳米比亚", "na", "Намибия", "ناميبيا"):
        yield made("NA", name, with_cell(0, name))
    for place in range(6):
        yield made("missing", HEAD[place], with_cell(place, ""), "cell.missing")
    yield made("twice", "the same act", csv(GOOD, GOOD), "act.twice")
    yield made(
        "twice", "in other words", csv(GOOD, ["Japan", "tip-protocol", "Accession", *GOOD[3:]]), "act.twice"
    )


def heads() -> Found:
    for number, name in enumerate(HEAD):
        rest = [each for each in HEAD if each != name]
        yield made("heads", f"no {name}", ",".join(rest).encode() + b"\n" + b"x," * 4 + b"x", "head.missing")
        twice = ",".join([*HEAD, name]).encode() + b"\n" + ",".join([*GOOD, GOOD[number]]).encode()
        yield made("heads", f"{name} twice", twice, "head.twice")
    yield made(
        "heads",
        "State and participant",
        (",".join([*HEAD, "État"]) + "\n" + ",".join([*GOOD, "JP"])).encode(),
        "head.twice",
    )
    for odd in ("=1+1", "x" * 40_000, "\u202eparticipant", "participant\u200b", "__proto__", "1", "<b>"):
        data = (",".join([*HEAD, odd]) + "\n" + ",".join([*GOOD, "x"])).encode()
        yield made(
            "heads",
            odd[:14],
            data,
            "head.unknown",
            "cell.formula",
            "cell.long",
            "cell.direction",
            "cell.unseen",
            "head.twice",
        )
    yield made(
        "heads", "rows alone", ",".join(GOOD).encode() + b"\n" + ",".join(GOOD).encode(), "head.missing"
    )
    yield made("rows", "one cell too many", csv([*GOOD, "x"]), "row.beyond")
    yield made("rows", "empty between", csv(GOOD, [""] * 6, ["NA", *GOOD[1:]]), "row.empty")
    yield made("rows", "empty behind", csv(GOOD, [""] * 6, [""] * 6))
    yield made("rows", "a comma in a text", csv(["Tanzania, United Republic of", *GOOD[1:]]), "row.beyond")


def large() -> Found:
    line = ",".join(GOOD).encode() + b"\n"
    yield made("large", "10 MB and one byte", lambda: csv() + b"\n" + b"x" * 10_000_000, "file.large")
    yield made("large", "a cell of nearly 10 MB", lambda: with_cell(4, "x" * 9_000_000), "cell.long")
    yield made("large", "9 MB without a line end", lambda: b"x" * 9_000_000, "file.no_rows")
    yield made("large", "a head of 9 MB", lambda: b"x" * 9_000_000 + b"\nx", "cell.long")
    yield made("large", "20,001 rows", lambda: csv() + b"\n" + line * 20_001, "file.rows")
    yield made("large", "2 million short rows", lambda: csv() + b"\n" + b"a\n" * 2_000_000, "file.rows")
    yield made("large", "5 million empty lines", lambda: GOOD_CSV + b"\n" * 5_000_000)
    yield made("large", "empty lines, then a row", lambda: GOOD_CSV + b"\n" * 2_000_000 + line, "row.empty")
    yield made("large", "9 million commas", lambda: GOOD_CSV + b"\n" + b"," * 9_000_000)
    yield made(
        "large", "commas, then a cell", lambda: GOOD_CSV + b"\n" + b"," * 9_000_000 + b"x", "file.columns"
    )
    yield made("large", "16,385 columns", lambda: csv() + b",x" * 16_385 + b"\n" + line, "file.columns")
    yield made("large", "61 columns", csv([*GOOD, *["x"] * 55]), "file.columns")
    yield made(
        "large", "quotation marks", lambda: b'"' * 8_000_001, "text.quotes", "file.no_rows", "cell.long"
    )
    yield made("large", "wide letters", lambda: with_cell(4, "\U0001f34e" * 2_400_000), "cell.long")
    yield made(
        "large", "too much text", lambda: csv(*[[*GOOD[:4], "x" * 1900, "sourced"]] * 4_800), "file.produced"
    )
    yield made(
        "large",
        "unknown States",
        lambda: csv(*[[f"Atlantis{n}", *GOOD[1:]] for n in range(15_000)]),
        "choice.unknown",
    )
