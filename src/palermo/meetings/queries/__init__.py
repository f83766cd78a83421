"""What an actor may see of bodies, sessions, outcomes and topics, and how they are found."""

from palermo.meetings.queries.records import (
    CONFERENCE,
    Calendar,
    Records,
    Setting,
    bodies,
    body,
    calendar,
    effects,
    founding,
    neighbours,
    outcome,
    outcomes,
    records,
    session,
    sessions,
    setting,
    topics,
)
from palermo.meetings.queries.search import as_recorded, search_outcomes, search_sessions
from palermo.meetings.queries.symbols import every_form, recorded, symbol_in_words

__all__ = [
    "CONFERENCE",
    "Calendar",
    "Records",
    "Setting",
    "as_recorded",
    "bodies",
    "body",
    "calendar",
    "effects",
    "every_form",
    "founding",
    "neighbours",
    "outcome",
    "outcomes",
    "recorded",
    "records",
    "search_outcomes",
    "search_sessions",
    "session",
    "sessions",
    "setting",
    "symbol_in_words",
    "topics",
]
