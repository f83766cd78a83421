"""From the bytes of a file to its text: plain text, DOCX or PDF, by what it is. Nothing of Django here."""

import re
from typing import NamedTuple

from palermo.kit.incoming.grid import Refused
from palermo.kit.incoming.kinds import is_workbook as is_archive
from palermo.mandates.importers.refusals import refused
from palermo.mandates.importers.sizes import LARGEST, LARGEST_TEXT, LIMITS, LONGEST

# What no text may hold: controls but for tabs and line ends, halves of characters.
NEVER = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
LINE_ENDS = re.compile("\r\n?|[\x0c\x85\u2028\u2029]")


class Given(NamedTuple):
    """The text of a file, and the kind of file that it was: plain, docx, pdf."""

    text: str
    form: str


def read_file(data: bytes) -> Given:
    """Raises Invalid, with the reason, for a file of which the text cannot be taken."""
    form = form_of(data)
    refuse_large(len(data), form)
    try:
        if form == "plain":
            return Given(decoded(data), form)
        from palermo.mandates.importers import pdf, word  # where they are needed

        read = word.read_docx if form == "docx" else pdf.read_pdf
        return Given(cleaned(read(data, LIMITS)), form)
    except Refused as problem:
        code, _row, _column, values = problem.told
        raise refused(code, **values) from None


def form_of(data: bytes) -> str:
    """The kind of a file by its bytes. Raises Invalid for one that holds no text of a decision."""
    if data[:1000].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"%PDF"):
        return "pdf"
    try:
        return "docx" if is_archive(data) else "plain"
    except Refused as problem:
        code, _row, _column, values = problem.told
        raise refused("kind.other" if code == "kind.old_workbook" else code, **values) from None


def largest(beginning: bytes) -> int:
    """How many bytes a file may have that begins so."""
    return LARGEST if beginning.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"%PDF", b"PK")) else LARGEST_TEXT


def refuse_large(size: int, form: str) -> None:
    most = LARGEST_TEXT if form == "plain" else LARGEST
    if size > most:
        raise refused("file.large", size=size, most=most)


def decoded(data: bytes) -> str:
    """Plain text. Raises Invalid for what is in no UTF-8, or holds bytes of another kind."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise refused("file.encoding") from None
    if "\0" in text or not text.strip():
        raise refused("file.empty")
    return text


def cleaned(text: str) -> str:
    """What was read in a document, as a text that can be kept. Raises Invalid for none, or too much."""
    text = NEVER.sub("", LINE_ENDS.sub("\n", text))
    text = re.sub(r"\n{3,}", "\n\n", re.sub(r"[ \t]+\n", "\n", text)).strip()
    if not text:
        raise refused("file.empty")
    if len(text) > LONGEST:
        raise refused("file.long", most=LONGEST)
    return f"{text}\n"
