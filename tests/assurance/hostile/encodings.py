"""Encodings: letters in another than those that are read, what is cut, and what is no text at all."""

import random
import struct

from tests.assurance.hostile.made import GOOD_CSV, Found, made, with_cell

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


OTHERWISE = (  # what is said of letters that were read as others
    *("text.encoding", "choice.unknown", "cell.control", "text.binary", "head.unknown", "file.no_rows"),
    "text.quotes",
)


def encodings(chance: random.Random) -> Found:
    for encoding, word in LETTERS.items():
        data = with_cell(0, word).decode().encode(encoding)
        yield made("encodings", encoding, data, *OTHERWISE)
    yield from wide()
    yield from no_letters(chance)


def wide() -> Found:
    """UTF-16 and UTF-32: marked, unmarked, cut, and with half a letter."""
    text = with_cell(4, "UNTC, Türkiye 中国").decode()
    for encoding in ("utf-16-le", "utf-16-be"):
        data = GOOD_CSV.decode().encode(encoding)
        yield made("encodings", f"{encoding} unmarked", data, "text.utf16_unmarked")
    for mark in (b"\xff\xfe\0\0", b"\0\0\xfe\xff"):
        yield made("encodings", f"UTF-32 {mark!r}", mark + text.encode("utf-32-le"), "text.utf32")
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        yield made("encodings", f"{encoding}, good", text.encode(encoding))
    marked = text.encode("utf-16")
    for end in range(3, 23, 2):
        yield made("encodings", f"UTF-16 cut at -{end}", marked[:-end], "text.utf16")
    for high in (0xD800, 0xDBFF, 0xDC00, 0xDFFF):
        data = marked + struct.pack("<HH", high, 65)
        yield made("encodings", f"half a letter {high:X}", data, "text.utf16")


def no_letters(chance: random.Random) -> Found:
    """Bytes that are no letter, here and there, or nothing else."""
    for bad in (0x80, 0xBF, 0xC0, 0xC1, 0xF5, 0xFE, 0xFF, 0xE0, 0xF0, 0xED, 0xC3):
        for _ in range(4):
            at = chance.randrange(1, len(GOOD_CSV))
            data = GOOD_CSV[:at] + bytes([bad]) + GOOD_CSV[at:]
            yield made("encodings", f"byte {bad:X} at {at}", data, "text.encoding")
    for at in chance.sample(range(1, len(GOOD_CSV)), 20):
        yield made("encodings", f"null at {at}", GOOD_CSV[:at] + b"\0" + GOOD_CSV[at:], "text.binary")
    for size in range(1, 41):
        data = b"\x8f" + chance.randbytes(size * 37)
        yield made("binary", f"{len(data)} bytes at random", data, "text.encoding", "text.binary")
