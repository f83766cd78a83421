"""Sessions as an iCalendar file (RFC 5545), for the calendar that a delegation keeps already."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache

from django.utils.translation import gettext, ngettext
from icalendar import Calendar, Event, vText

from palermo.core.language import explained
from palermo.kit.templatetags.kit import here
from palermo.meetings.exports.words import confidence_of, kind_of, place_of, session_url, uncertain_of
from palermo.meetings.models import Session
from palermo.meetings.queries import Moment

# When a record says not of which day it is, its entry bears the day on which the Convention was adopted: any
# fixed day does. What tells that a record changed is its version, as SEQUENCE.
ADOPTED = date(2000, 11, 15)
END = b"END:VCALENDAR\r\n"


def calendar_of(name: str, dated: Iterable[Moment], left_out: int, root: str) -> bytes:
    """Sessions whose days are known, in the active language; the same bytes while the records stay.

    How many were `left_out`, because their days are not on record, stands in its description.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Palermo//Sessions//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("name", said(name, here()))
    calendar.add("x-wr-calname", name)
    if told := not_there(left_out):
        calendar.add("description", said(told, here()))
        calendar.add("x-wr-caldesc", told)
    entries = [vevent(here(), each, root) for each in dated]
    return bytes(calendar.to_ical()).removesuffix(END) + b"".join(entries) + END


def not_there(count: int) -> str:
    """That sessions without days are in no calendar file; "" where there are none."""
    if not count:
        return ""
    form = ngettext(
        "%(count)s session is not in the calendar file: its days are not on record.",
        "%(count)s sessions are not in the calendar file: their days are not on record.",
        count,
    )
    return form % {"count": count}


def description(session: Session) -> str:
    """A line each: report, confidence, what is not certain, note, source."""
    doubts = uncertain_of(session)
    lines = [
        explained(gettext("Report"), session.report_symbol, here()) if session.report_symbol else "",
        explained(gettext("Confidence"), confidence_of(session), here()),
        gettext("not certain: %(fields)s") % {"fields": doubts} if doubts else "",
        session.notes.in_(here()),
        explained(gettext("Source"), session.source, here()) if session.source else "",
    ]
    return "\n".join(line for line in lines if line)


def said(words: str, language: str) -> vText:
    text = vText(words)
    text.params["LANGUAGE"] = language
    return text


@lru_cache(maxsize=8000)  # the same few sessions are asked for again and again; folding takes its time
def vevent(language: str, moment: Moment, root: str) -> bytes:
    """An entry in the active language, which must be that `language`; `root` is where its address begins."""
    session = moment.record
    assert isinstance(session, Session)
    stamp = session.as_of or ADOPTED
    event = Event()
    event.add("uid", f"session-{session.key}@palermo")
    event.add("dtstamp", datetime(stamp.year, stamp.month, stamp.day, tzinfo=UTC))
    event.add("sequence", session.version - 1)
    event.add("dtstart", moment.first)
    event.add("dtend", moment.last + timedelta(days=1))  # the first day on which it no longer sits
    event.add("summary", said(session.title, language))
    if session.place:
        event.add("location", said(place_of(session), language))
    event.add("url", root + session_url(session))
    event.add("status", "CONFIRMED" if moment.certain else "TENTATIVE")
    event.add("categories", [kind_of(session)])
    event.add("description", said(description(session), language))
    event.add("transp", "TRANSPARENT")  # it fills the day of nobody who does not take part
    return bytes(event.to_ical())
