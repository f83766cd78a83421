"""Bodies, sessions, outcomes and topics, for programs."""

from collections.abc import Sequence
from datetime import date

from ninja import Router

from palermo.kit.http import Request, day
from palermo.kit.operations import CONFIDENCE, Q, asks, lists
from palermo.meetings import queries
from palermo.meetings.exports import SUBJECTS
from palermo.meetings.forms import filters_of
from palermo.meetings.models import Body, Outcome, Session, Topic
from palermo.meetings.schemas import BodyOut, OutcomeOut, SessionOut, TopicOut

router = Router(tags=["meetings"])
BODY = asks("body", "Key of a body, such as wg-tip.", examples=["wg-tip"])
YEAR = asks("year", "A year that is on record, such as 2008.", pattern="^[0-9]{4}$", examples=["2008"])
FROM = asks("from", "First day, such as 2008-01-01; what has no day on record is left out.", format="date")
TO = asks("to", "Last day, such as 2008-12-31; what has no day on record is left out.", format="date")
SUBJECT = asks("subject", "What the outcome is about.", enum=list(SUBJECTS))
SESSION = asks("session", "Key of a session, such as wg-tip-1.", examples=["wg-tip-1"])
LAST = date.max.isoformat()


def bodies_of(request: Request) -> set[str]:
    return {each.key for each in queries.records(request.actor).bodies}


@lists(router, "/bodies", BodyOut, "Bodies, in our order", by=lambda row: (row.order, row.key))
def bodies(request: Request) -> Sequence[Body]:
    """The Conference, its working groups, then other bodies of the United Nations."""
    return sorted(queries.records(request.actor).bodies, key=lambda row: (row.order, row.key))


def moment_of(row: Session) -> tuple[int, str, str]:
    """By year, those without days last in it."""
    return row.year, row.start.isoformat() if row.start else LAST, row.key


@lists(
    router,
    "/sessions",
    SessionOut,
    "Sessions and meetings, the oldest first",
    *(BODY, YEAR, FROM, TO, CONFIDENCE),
    by=moment_of,
)
def sessions(request: Request) -> Sequence[Session]:
    """Sessions by date, those without days last in their year.

    With `from` or `to`, those of which at least one day lies between.
    """
    rows = queries.records(request.actor).sessions
    body = BODY.of(request, bodies_of(request))
    year = YEAR.of(request, {str(each.year) for each in rows})
    first, last = day(request, "from", None), day(request, "to", None)
    sure = CONFIDENCE.of(request)
    return [
        row
        for row in rows
        if body in ("", row.body_id)
        and year in ("", str(row.year))
        and sure in ("", row.confidence)
        and (first is None or (row.start is not None and (row.end or row.start) >= first))
        and (last is None or (row.start is not None and row.start <= last))
    ]


def newest_first(row: Outcome) -> tuple[int, int, str]:
    """By year, those without a day last in it."""
    return -row.year, -row.date.toordinal() if row.date else 0, row.key


@lists(
    router,
    "/outcomes",
    OutcomeOut,
    "Decisions and resolutions, the newest first",
    *(BODY, SESSION, YEAR, SUBJECT, CONFIDENCE, Q),
    by=newest_first,
)
def outcomes(request: Request) -> Sequence[Outcome]:
    """Outcomes by date, those without a day last in their year; with the filters of their page."""
    records = queries.records(request.actor)
    years = {str(each.year) for each in records.outcomes}
    sessions = {each.key for each in records.sessions}
    return filters_of(request, bodies_of(request), years, SUBJECTS, sessions).keep(records.outcomes)


@lists(
    router,
    "/topics",
    TopicOut,
    "What meetings dealt with, the oldest first",
    *(BODY, SESSION),
    by=lambda row: (*moment_of(row.session), row.basis, row.confidence, row.key),
)
def topics(request: Request) -> Sequence[Topic]:
    """Themes that meetings dealt with, meeting after meeting, each with how we know."""
    records = queries.records(request.actor)
    body = BODY.of(request, bodies_of(request))
    session = SESSION.of(request, {each.key for each in records.sessions})
    return [
        row for row in records.topics if body in ("", row.session.body_id) and session in ("", row.session_id)
    ]
