"""Lists of this room: on the screen, and as files; its sessions as a calendar file."""

from palermo.meetings.exports.bodies import Counted, bodies_table, recurring_table
from palermo.meetings.exports.calendar import calendar_of, not_there
from palermo.meetings.exports.outcomes import outcomes_table
from palermo.meetings.exports.sessions import every_session_table, sessions_table, topics_table
from palermo.meetings.exports.timeline import name_of, said, timeline_table
from palermo.meetings.exports.words import (
    confidence_of,
    effect_of,
    session_link,
    session_url,
    short_title,
    subjects_of,
    title_of,
    uncertain_of,
)
from palermo.meetings.models import SUBJECTS

__all__ = [
    "SUBJECTS",
    "Counted",
    "bodies_table",
    "calendar_of",
    "confidence_of",
    "effect_of",
    "every_session_table",
    "name_of",
    "not_there",
    "outcomes_table",
    "recurring_table",
    "said",
    "session_link",
    "session_url",
    "sessions_table",
    "short_title",
    "subjects_of",
    "timeline_table",
    "title_of",
    "topics_table",
    "uncertain_of",
]
