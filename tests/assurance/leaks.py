"""Looks for words that stand in no text by chance, in all that a visitor can fetch, however it is written."""

import base64
import html
import io
import re
import zipfile
from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple
from urllib.parse import unquote_to_bytes

from pypdf import PdfReader

from tests.assurance.cast import Answer

MARK = b"zqv"  # every word begins so; no language does
TOKEN = re.compile(rb"zqv[a-z]{8}")
BASE64 = re.compile(rb"[A-Za-z0-9+/_-]{15,}")
HEX = re.compile(rb"(?:[0-9a-fA-F]{2}[ :]?){8,}")
ESCAPED = re.compile(rb"\\u00([0-7][0-9a-fA-F])|\\x([0-7][0-9a-fA-F])")


class Word(NamedTuple):
    """Where a word stands, and who may read it."""

    field: str
    readers: frozenset[str]


Planted = Mapping[bytes, Word]
DEEPEST = 3  # a file in an archive in an archive


def readings(content: bytes, depth: int = 0) -> Iterator[bytes]:
    """What the bytes say, read in every way in which words are commonly written."""
    yield content
    if b"\0" in content:
        yield content.replace(b"\0", b"")  # UTF-16 and UTF-32, either end first
    if b"&#" in content:
        yield html.unescape(content.decode("latin-1")).encode("latin-1", "ignore")
    if b"%" in content:
        yield unquote_to_bytes(content)
    if b"\\" in content:
        yield ESCAPED.sub(lambda found: bytes([int(found[1] or found[2], 16)]), content)
    if content.startswith(b"%PDF"):
        yield text_of_pdf(content)
    if content.startswith(b"PK") and depth < DEEPEST:
        for each in members(content):
            yield from readings(each, depth + 1)
    yield b"\n".join(runs(content))


def runs(content: bytes) -> Iterator[bytes]:
    """What stands in base64, from any of its four letters on, or in hexadecimal digits."""
    for found in BASE64.finditer(content):
        letters = found[0].translate(bytes.maketrans(b"-_", b"+/"))
        for start in range(4):
            whole = letters[start:]
            yield base64.b64decode(whole + b"A" * (-len(whole) % 4))
    for found in HEX.finditer(content):
        digits = re.sub(rb"[ :]", b"", found[0])
        yield bytes.fromhex(digits[: len(digits) // 2 * 2].decode())
        yield bytes.fromhex(digits[1 : 1 + (len(digits) - 1) // 2 * 2].decode())


def members(content: bytes) -> Iterator[bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for name in archive.namelist():
                yield name.encode()
                yield archive.read(name)
    except zipfile.BadZipFile:
        return


def text_of_pdf(content: bytes) -> bytes:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).encode()


def head_of(answer: Answer) -> bytes:
    """The headers of an answer."""
    return "\n".join(f"{name}: {value}" for name, value in answer.headers).encode()


def words(content: bytes, others: Collection[bytes] = ()) -> set[bytes]:
    """The words of ours that the bytes hold, and those of `others`, which stand nowhere by chance either."""
    found = set[bytes]()
    for reading in readings(content):
        text = reading.lower()
        if MARK in text:
            found.update(TOKEN.findall(text))
        found.update(each for each in others if each in text)
    return found


def leaked(found: Collection[bytes], who: str, planted: Planted) -> list[str]:
    """The fields whose words were found, and that this role may not read."""
    return sorted(
        {planted[word].field for word in found if word in planted and who not in planted[word].readers}
    )
