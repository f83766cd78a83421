"""Sessions and outcomes as they lie in time, and where their days are not known."""

from dataclasses import dataclass
from datetime import date

from palermo.core.actor import Actor
from palermo.core.provenance import Confidence
from palermo.kit.models import remembered
from palermo.meetings.models import Outcome, Session
from palermo.meetings.queries.records import effects, founding, records

TRAFFICKING = "wg-tip"  # the group whose fate the records of outcomes follow
DOUBTS = frozenset({"days", "start", "end", "date", "year"})


@dataclass(frozen=True, slots=True, eq=False)
class Moment:
    """A session or an outcome, and the days it is drawn at.

    They are `certain` where they are its own, and nothing says that they may be others. A moment equals
    itself alone, so that what is said of it can be kept: when records change, others are made.
    """

    record: Session | Outcome
    first: date
    last: date
    certain: bool


def moments(actor: Actor) -> list[Moment]:
    """Every session and outcome by the days it is drawn at, the oldest first."""
    found = records(actor)
    rows: list[Session | Outcome] = [*found.sessions, *found.outcomes]
    return remembered(
        "palermo.meetings", "moments", lambda: sorted(map(moment, rows), key=lambda each: each.first)
    )


def moment(record: Session | Outcome) -> Moment:
    first, last = days(record)
    return Moment(record, first, last, certain(record))


def days(record: Session | Outcome) -> tuple[date, date]:
    """The days of a session, or the day of an outcome.

    Where an outcome has none, the last day of its session; where that is not known either, the middle of
    the year.
    """
    middle = date(record.year, 7, 1)
    if isinstance(record, Session):
        first = record.start or middle
        return first, record.end or first
    at = record.date
    if at is None and record.session and record.session.year == record.year:
        at = record.session.end or record.session.start
    return at or middle, at or middle


def certain(record: Session | Outcome) -> bool:
    """Whether all its days are on record, none is marked as doubtful, and they are not from memory."""
    known = record.start and record.end if isinstance(record, Session) else record.date
    doubtful = DOUBTS.intersection(record.uncertain_fields.split())
    return bool(known) and not doubtful and not Confidence(record.confidence).is_low


@dataclass(frozen=True, slots=True)
class Turn:
    """An outcome that set a body up or, where it is not `founding`, changed it; and when."""

    body: str
    outcome: Outcome
    founding: bool
    on: date


def turns(actor: Actor) -> list[Turn]:
    """What set the bodies up, and what changed the group on trafficking; the oldest first."""
    made = {(TRAFFICKING, each.key): (each, False) for each in effects(actor)}
    for body in records(actor).bodies:
        if outcome := founding(actor, body):
            made[body.key, outcome.key] = (outcome, True)
    rows = [Turn(body, each, first, days(each)[0]) for (body, _key), (each, first) in made.items()]
    return sorted(rows, key=lambda turn: (turn.on, turn.outcome.key))
