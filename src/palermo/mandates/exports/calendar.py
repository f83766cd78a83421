"""Deadlines as an iCalendar file (RFC 5545): one entry a paragraph, on the day by which it is asked."""

from collections.abc import Iterable, Iterator
from datetime import timedelta

from django.utils.translation import gettext, ngettext

from palermo.core.language import explained, number
from palermo.kit.tables import word
from palermo.kit.templatetags.kit import confidence_word, here
from palermo.mandates.exports.icalendar import folded, line, stamp, text
from palermo.mandates.exports.words import (
    act_word,
    addressees_of,
    called,
    paragraph_url,
    said_of,
    shortened,
)
from palermo.mandates.models import Mandate


def calendar_of(name: str, rows: Iterable[Mandate], left_out: int, root: str) -> bytes:
    """The deadlines of rows that have one, in the active language; the same bytes while the records stay.

    How many were `left_out` stands in its description; `root` is where its addresses begin.
    """
    lines = [
        "BEGIN:VCALENDAR",
        "PRODID:-//Palermo//Deadlines//EN",
        "VERSION:2.0",
        "CALSCALE:GREGORIAN",
        text("NAME", name),
        line("X-WR-CALNAME", name),
    ]
    if left_out:
        lines += [text("DESCRIPTION", not_there(left_out)), line("X-WR-CALDESC", not_there(left_out))]
    for row in rows:
        lines += event(row, root)
    return ("\r\n".join([*map(folded, lines), "END:VCALENDAR"]) + "\r\n").encode()


def not_there(count: int) -> str:
    form = ngettext(
        "%(count)s other deadline is on record that is not here: the calendar has those of the last year and "
        "to come, the nearest first.",
        "%(count)s other deadlines are on record that are not here: the calendar has those of the last year "
        "and to come, the nearest first.",
        count,
    )
    return form % {"count": number(count, here())}


def event(row: Mandate, root: str) -> Iterator[str]:
    """A day that nobody's calendar is filled by."""
    assert row.due
    paragraph, decision = row.paragraph, row.deliberation
    yield "BEGIN:VEVENT"
    yield line("UID", f"mandate-{paragraph.key}@palermo")
    yield f"DTSTAMP:{stamp(decision.since)}T000000Z"
    yield f"SEQUENCE:{paragraph.version - 1}"
    yield f"DTSTART;VALUE=DATE:{stamp(row.due)}"
    yield f"DTEND;VALUE=DATE:{stamp(row.due + timedelta(days=1))}"
    yield text("SUMMARY", explained(called(paragraph, decision), asked(row), here()))
    yield f"URL:{root}{paragraph_url(paragraph)}"
    yield f"STATUS:{'TENTATIVE' if paragraph.confidence == paragraph.Confidence.DERIVED else 'CONFIRMED'}"
    yield text("DESCRIPTION", "\n".join(each for each in description(row) if each))
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def asked(row: Mandate) -> str:
    return " · ".join(each for each in (act_word(row.act), addressees_of(row.addressees.all())) if each)


def description(row: Mandate) -> Iterator[str]:
    """What it says, what is said of it, and how sure the reading is."""
    yield shortened(said_of(row).words)
    yield explained(gettext("What is said of it"), word(Mandate.Progress, row.progress), here())
    yield explained(gettext("Confidence"), confidence_word(row.paragraph.confidence), here())
