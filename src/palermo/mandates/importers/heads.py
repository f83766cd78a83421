"""Who decided, at which session and when, as the head of a text tells it."""

import re
from datetime import date

from palermo.core.actor import Actor
from palermo.core.deliberation import Reading
from palermo.core.deliberation.due import last_day
from palermo.core.deliberation.words import words_of
from palermo.core.language import fold
from palermo.meetings import queries as meetings

YEAR = re.compile(r"\((\d{4})\)")
HEAD = 2000  # characters in which the body that decided is looked for


def body_of(reading: Reading, content: str) -> str:
    """The key of the body on record that decided; "" where the text names none of them."""
    if reading.symbol.startswith("A/RES/"):
        return "ga"
    return "cop" if any(name in fold(content[:HEAD]) for name in ITS_CONVENTION) else ""


# What the Convention is called where its Conference decides, folded.
ITS_CONVENTION = (
    "convention against transnational organized crime",
    "contre la criminalite transnationale organisee",
    "contra la delincuencia organizada transnacional",
    "против транснациональной организованной преступности",
    fold("لمكافحة الجريمة المنظمة عبر الوطنية"),
    "打击跨国有组织犯罪公约",
)


def session_of(by: Actor, reading: Reading, body: str) -> str:
    """The session of the Conference that numbers its decisions: 4/4 is of the fourth."""
    number = re.search(r"(\d+)/\d+$", reading.symbol)
    if body != "cop" or not number:
        return ""
    key = f"cop-{number[1]}"
    return key if key in {each.key for each in meetings.records(by).sessions} else ""


def day_of(reading: Reading) -> date | None:
    """The day that stands in the head; None where none, or no whole one, does."""
    year, month, day = words_of(reading.language).day_in(reading.date)
    return last_day(year, month, day) if year and month and day else None


def year_of(reading: Reading) -> int | None:
    found, day = YEAR.search(reading.symbol), day_of(reading)
    return int(found[1]) if found else day.year if day else None


def organ_of(reading: Reading, content: str, start: int) -> str:
    """Who decided, as printed; "" where that is not told apart."""
    found = next((span for span in reading.spans if span.kind == "body"), None)
    said = content[found.start - start : found.end - start] if found else ""
    return " ".join(said.split()).strip(" ,:،：，")[:200]
