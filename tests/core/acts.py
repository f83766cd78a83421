"""Acts of invented States, and what comes of them by the usual rules."""

from datetime import date

from palermo.core.provenance import Confidence
from palermo.core.treaty import (
    Act,
    Course,
    Kind,
    Life,
    Rules,
    Standing,
    Status,
    courses,
    known_acts,
    standings,
)

RULES = Rules()
FORCE = date(2003, 12, 25)


def act(
    who: str, kind: Kind, day: str, known: str = "2003-01-01", sure: Confidence = Confidence.SOURCED
) -> Act:
    return Act(who, kind, date.fromisoformat(day), date.fromisoformat(known), sure, f"{who}:{kind}:{day}")


def course_of(acts: list[Act], known: date | None = None, **more: object) -> dict[str, Course]:
    terms = {"rules": RULES, "in_force": FORCE} | more
    return courses(known_acts(acts, known), **terms)  # type: ignore[arg-type]


def found(acts: list[Act], on: str | date, **more: object) -> dict[str, Standing]:
    day = on if isinstance(on, date) else date.fromisoformat(on)
    return standings(course_of(acts, **more), day)  # type: ignore[arg-type]


def status(acts: list[Act], on: str, **more: object) -> Status:
    return found(acts, on, lives={"XA": Life()}, **more)["XA"].status
