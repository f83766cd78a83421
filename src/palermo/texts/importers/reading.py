"""From the bytes of a file to the parts of a text, and what looks wrong in them. Nothing of Django here."""

from collections.abc import Sequence
from typing import NamedTuple

from palermo.core.errors import Invalid
from palermo.core.treaty_text import Doubt, Part, doubts, read
from palermo.texts.importers.language import looks_like, odd_characters

LARGEST = 5_000_000  # bytes: the longest of the treaties that we know has not a twentieth of it
MOST_PARTS = 20_000


class Reading(NamedTuple):
    """What a file holds, whosesoever text it is: its parts, its form, what looks wrong in it by itself."""

    parts: Sequence[Part]
    form: str  # plain, akoma-ntoso
    doubts: Sequence[Doubt]


def read_file(data: bytes, language: str) -> Reading:
    """Raises Invalid, with the reason and where it can be named the line, for a file that holds no treaty."""
    text = decoded(data)
    marked_up = text.lstrip("\ufeff \t\r\n").startswith("<")
    parts, stated = marked(text, language) if marked_up else (read(text), [])
    refuse_what_is_no_treaty(parts)
    found = [*doubts(parts), *odd_characters(text), *looks_like(language, parts), *stated]
    return Reading(parts, "akoma-ntoso" if marked_up else "plain", found)


def marked(text: str, language: str) -> tuple[Sequence[Part], list[Doubt]]:
    """The parts of a document in Akoma Ntoso, and whether it states another language."""
    from palermo.texts.importers.akoma_ntoso import read_akoma_ntoso, stated_language  # where it is needed

    stated = stated_language(text)
    same = stated in ("", language)
    values = {"stated": stated, "language": language}
    return read_akoma_ntoso(text), [] if same else [Doubt("language.stated", values=values)]


def decoded(data: bytes) -> str:
    """The text of a file in UTF-8. Raises Invalid for any other."""
    if len(data) > LARGEST:
        raise Invalid(
            "text.large",
            "This file has %(size)s bytes. The text of a treaty has at most %(largest)s.",
            size=f"{len(data):,}",
            largest=f"{LARGEST:,}",
        )
    if data.startswith((b"PK\x03\x04", b"%PDF", b"\xd0\xcf\x11\xe0", b"{\\rtf")):
        raise Invalid(
            "text.document", "This is a Word, PDF or archive file. Save its text as plain text (UTF-8)."
        )
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line, column = place(data[: error.start].decode("utf-8"), error.start)
        raise Invalid(
            "text.encoding",
            "This file is not in UTF-8: line %(line)s, column %(column)s holds another byte.",
            line=line,
            column=column,
        ) from None
    if "\0" in text:
        line, column = place(text, text.index("\0"))
        raise Invalid(
            "text.binary",
            "This is no text: line %(line)s, column %(column)s holds a null byte.",
            line=line,
            column=column,
        )
    return text


def place(text: str, at: int) -> tuple[int, int]:
    """Line and column of a character, from 1."""
    before = text[:at]
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def refuse_what_is_no_treaty(parts: Sequence[Part]) -> None:
    if not any(part.kind == "article" for part in parts):
        raise Invalid(
            "text.articles",
            "No article was found in this file. Each begins on a line of its own, such as “Article 1”.",
        )
    if len(parts) > MOST_PARTS:
        raise Invalid(
            "text.parts",
            "This file has %(count)s parts. The text of a treaty has at most %(most)s.",
            count=f"{len(parts):,}",
            most=f"{MOST_PARTS:,}",
        )
