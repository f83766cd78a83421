"""From the bytes of a file to a plan of what they hold. Nothing is saved by planning."""

import hashlib
import re
from collections.abc import Sequence

from palermo.core.actor import Actor
from palermo.core.errors import Invalid
from palermo.core.language import LANGUAGES
from palermo.core.permissions import Action, check
from palermo.core.treaty_text import Doubt, Part, doubts, read
from palermo.texts import queries
from palermo.texts.importers.akoma_ntoso import read_akoma_ntoso, stated_language
from palermo.texts.importers.language import looks_like, odd_characters
from palermo.texts.models import Instrument
from palermo.texts.services import Plan

LARGEST = 5_000_000  # bytes: the longest of the treaties that we know has not a twentieth of it
MOST_PARTS = 20_000


def plan_text(by: Actor, data: bytes, instrument_key: str, language: str, file_name: str) -> Plan:
    """What a file holds of the official text of an instrument.

    Raises Invalid, with the reason and where it can be named the line, for a file that holds none.
    """
    check(by, Action.IMPORT_TEXTS)
    instrument = queries.instrument(by, instrument_key)
    refuse_what_is_no_language(language)
    text = decoded(data)
    marked_up = text.lstrip("\ufeff \t\r\n").startswith("<")
    parts = read_akoma_ntoso(text) if marked_up else read(text)
    refuse_what_is_no_treaty(parts)
    numbers, places = [each.number for each in queries.provisions(by, instrument_key)], worded_places(parts)
    found = [
        *doubts(parts),
        *odd_characters(text),
        *looks_like(language, parts),
        *(states_another(language, text) if marked_up else []),
        *lacks(instrument, parts, [number for number in numbers if number not in places]),
    ]
    return Plan(
        *(instrument_key, language, "akoma-ntoso" if marked_up else "plain", named(file_name)),
        hashlib.sha256(data).hexdigest(),
        parts,
        (len(places & articles_of(instrument)), instrument.article_count),
        (len(places.intersection(numbers)), len(numbers)),
        sorted(found, key=lambda each: (each.line, each.column)),
    )


def refuse_what_is_no_language(language: str) -> None:
    if language not in LANGUAGES:
        raise Invalid(
            "language.invalid",
            "“%(language)s” is not one of the six languages: %(allowed)s.",
            language=language[:8],
            allowed=", ".join(LANGUAGES),
        )


def named(file_name: str) -> str:
    """The name of a file without its folder, fit to be shown."""
    name = re.sub(r"[^\w .,()+&’'-]", "_", re.split(r"[/\\]", file_name)[-1]).strip()
    return name[-200:] or "text"


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


def articles_of(instrument: Instrument) -> set[str]:
    """The numbers of its articles."""
    return {str(number) for number in range(1, instrument.article_count + 1)}


def worded_places(parts: Sequence[Part]) -> set[str]:
    """The places that have words in the file, of their own or below them."""
    steps = (part.number.split("/") for part in parts if part.words and part.number)
    return {"/".join(way[:length]) for way in steps for length in range(1, len(way) + 1)}


def states_another(language: str, text: str) -> list[Doubt]:
    stated = stated_language(text)
    same = stated in ("", language)
    return [] if same else [Doubt("language.stated", values={"stated": stated, "language": language})]


def lacks(instrument: Instrument, parts: Sequence[Part], unworded: Sequence[str]) -> list[Doubt]:
    """Articles that the file lacks, or has beyond those of the instrument; provisions with no words in it."""
    lines = {part.number: part.line for part in reversed(parts) if part.kind == "article" and part.number}
    expected = articles_of(instrument)
    missing = sorted(expected - lines.keys(), key=int)
    beyond = {"count": instrument.article_count}
    return [
        *(Doubt("article.missing", values={"number": int(number)}) for number in missing),
        *(
            Doubt("article.unknown", line, values={"number": number} | beyond)
            for number, line in lines.items()
            if number not in expected
        ),
        *(
            Doubt("provision.missing", lines[article], values={"number": number})
            for number in unworded
            if (article := number.partition("/")[0]) in lines
        ),
    ]
