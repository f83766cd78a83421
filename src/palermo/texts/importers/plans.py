"""From the bytes of a file to a plan of what they hold. Nothing is saved by planning."""

import hashlib
import re
from collections.abc import Callable, Sequence

from palermo.core.actor import Actor
from palermo.core.errors import Invalid
from palermo.core.language import LANGUAGES
from palermo.core.permissions import Action, check
from palermo.core.treaty_text import Doubt, Part
from palermo.texts import queries
from palermo.texts.importers.reading import Reading, read_file
from palermo.texts.models import Instrument
from palermo.texts.services import Plan

Read = Callable[[bytes, str], Reading]


def plan_text(
    by: Actor, data: bytes, instrument_key: str, language: str, file_name: str, read: Read = read_file
) -> Plan:
    """What a file holds of the official text of an instrument; `read` is how it is read: here, or apart.

    Raises Invalid, with the reason and where it can be named the line, for a file that holds none.
    """
    check(by, Action.IMPORT_TEXTS)
    instrument = queries.instrument(by, instrument_key)
    refuse_what_is_no_language(language)
    parts, form, doubts = read(data, language)
    numbers, places = [each.number for each in queries.provisions(by, instrument_key)], worded_places(parts)
    found = [*doubts, *lacks(instrument, parts, [number for number in numbers if number not in places])]
    return Plan(
        *(instrument_key, language, form, named(file_name)),
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


def articles_of(instrument: Instrument) -> set[str]:
    """The numbers of its articles."""
    return {str(number) for number in range(1, instrument.article_count + 1)}


def worded_places(parts: Sequence[Part]) -> set[str]:
    """The places that have words in the file, of their own or below them."""
    steps = (part.number.split("/") for part in parts if part.words and part.number)
    return {"/".join(way[:length]) for way in steps for length in range(1, len(way) + 1)}


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
