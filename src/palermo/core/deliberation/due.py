"""The day by which something is due, worked out from the phrase that says it."""

import calendar
import re
import tomllib
from datetime import date, timedelta
from functools import cache
from importlib.resources import files

from palermo.core.deliberation.references import western
from palermo.core.deliberation.words import words_of
from palermo.core.period import months_after

UNITS = ("hours", "days", "weeks", "months", "years")


def due_on(phrase: str, language: str, adopted: date | None = None) -> date | None:
    """The last day on which it is in time; None where the phrase alone does not tell, as with a session.

    A period runs from the day of adoption.

    >>> due_on("no later than October 1994", "en"), due_on("within three months", "en", date(2010, 1, 31))
    (datetime.date(1994, 10, 31), datetime.date(2010, 4, 30))
    """
    phrase = western(phrase)
    named = words_of(language).day_in(phrase)
    if named[0]:
        return last_day(*named)
    return after(adopted, phrase, language) if adopted else None


def last_day(year: int, month: int, day: int) -> date | None:
    """The day, or the last one of a month or a year; None for a day that the calendar has not."""
    month = month or 12
    last = calendar.monthrange(year, month)[1]
    return date(year, month, day or last) if day <= last else None


def after(adopted: date, phrase: str, language: str) -> date | None:
    found = period_of(language).search(phrase)
    if not found:
        return None
    count = count_of(found["count"], language)
    unit = next(unit for unit in UNITS if found[unit])
    if unit == "months" or unit == "years":
        return months_after(adopted, count * (12 if unit == "years" else 1))
    days = {"hours": -(-count // 24), "days": count, "weeks": 7 * count}[unit]
    return adopted + timedelta(days)


def count_of(said: str, language: str) -> int:
    return int(said) if said.isdecimal() else numbers_of(language)[said.casefold()]


@cache
def told_of(language: str) -> dict[str, str | dict[str, int]]:
    text = files("palermo.core.lexicon").joinpath("periods.toml").read_text("utf-8")
    told: dict[str, str | dict[str, int]] = tomllib.loads(text)[language]
    return told


@cache
def numbers_of(language: str) -> dict[str, int]:
    numbers = told_of(language)["numbers"]
    assert isinstance(numbers, dict)
    return numbers


@cache
def period_of(language: str) -> re.Pattern[str]:
    """A number, in figures or written out, and the unit behind it."""
    told, edge = told_of(language), "" if language == "zh" else r"\b"
    written = "|".join(sorted(map(re.escape, numbers_of(language)), key=len, reverse=True))
    units = "|".join(f"(?P<{unit}>{told[unit]})" for unit in UNITS)
    return re.compile(
        rf"{edge}(?P<count>\d{{1,3}}|{written})(?:\s*\(\d{{1,3}}\))?\s*(?:{units}){edge}", re.IGNORECASE
    )
