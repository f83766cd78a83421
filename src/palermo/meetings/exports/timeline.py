"""Sessions and outcomes as they lie in time: on the screen, and as a file."""

from datetime import date
from functools import lru_cache, partial
from html import escape
from typing import NamedTuple

from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from palermo.core.language import comma_separated, explained, long_date
from palermo.kit.tables import Column, Table, plain
from palermo.kit.templatetags.kit import here
from palermo.meetings.exports.words import (
    confidence_of,
    effect_of,
    kind_of,
    linked,
    outcome_url,
    place_of,
    session_url,
    subjects_of,
    sure,
    title_of,
    uncertain_of,
)
from palermo.meetings.models import Session
from palermo.meetings.queries import Moment, symbol_in_words


class Words(NamedTuple):
    """What is said of a session or an outcome in a row of the list, in one language."""

    title: str
    url: str
    link: SafeString
    date: date | str  # its day, or its first; else its year
    when: SafeString
    doubt: str
    kind: str
    symbol: str
    body: str
    place: str
    subjects: str
    confidence: str
    sure: SafeString


def said(row: Moment) -> Words:
    return said_in(here(), row)


@lru_cache(maxsize=8000)  # the same rows are shown again and again, until records change and others are made
def said_in(language: str, row: Moment) -> Words:
    """The same, in the active language, which must be `language`."""
    record = row.record
    if isinstance(record, Session):
        title, url, kind, symbol = record.title, session_url(record), kind_of(record), record.report_symbol
        place, subjects = place_of(record), ""
    else:
        title, url, kind = title_of(record), outcome_url(record), pgettext("kind of record", "outcome")
        symbol, place, subjects = symbol_in_words(record.symbol), "", subjects_of(record)
    day, doubt = own_day(row) or str(record.year), doubt_of(row)
    fine = f'<br><span class="fine">{escape(doubt)}</span>' if doubt else ""
    return Words(
        title=title,
        url=url,
        link=linked(url, title),
        date=day,
        when=SafeString(plain(day, language) + fine),  # both are escaped
        doubt=doubt,
        kind=kind,
        symbol=symbol,
        body=record.body.short_names.in_(language),
        place=place,
        subjects=subjects,
        confidence=confidence_of(record),
        sure=sure(record),
    )


def timeline_table(request: HttpRequest) -> Table[Moment]:
    """Sessions and outcomes together, the newest first."""
    words = partial(said_in, here())
    columns = [
        Column[Moment](
            "date",
            _("Date"),
            lambda row: words(row).date,
            lambda row: words(row).when,
            by=lambda row: row.first,
        ),
        Column[Moment]("until", _("Last day"), last_day),
        Column[Moment]("kind", _("Kind"), lambda row: words(row).kind, css=""),
        Column[Moment](
            "title", _("Title"), lambda row: words(row).title, lambda row: words(row).link, heads=True
        ),
        Column[Moment]("symbol", _("Symbol"), lambda row: words(row).symbol, css=""),
        Column[Moment]("body", _("Body"), lambda row: words(row).body, css=""),
        Column[Moment]("place", _("Place"), lambda row: words(row).place),
        Column[Moment]("subjects", _("Subjects"), lambda row: words(row).subjects, css="wide"),
        Column[Moment](
            "confidence",
            _("Confidence"),
            lambda row: words(row).confidence,
            lambda row: words(row).sure,
            css="wide",
        ),
        *for_files(),
    ]
    return Table(columns, request, "-date")


def for_files() -> list[Column[Moment]]:
    """What the screen shows beside the date, or on the page of the record."""
    return [
        Column("doubt", _("Doubt about the day"), lambda row: said(row).doubt, exported_only=True),
        Column("effect", _("Effect on the working group"), effect, exported_only=True),
        Column("uncertain", _("Not certain"), lambda row: uncertain_of(row.record), exported_only=True),
        Column("note", _("Note"), lambda row: row.record.notes.in_(here()), exported_only=True),
        Column("source", _("Source"), lambda row: row.record.source, exported_only=True),
        Column("key", _("Key"), lambda row: row.record.key, exported_only=True),
    ]


def effect(row: Moment) -> str:
    return "" if isinstance(row.record, Session) else effect_of(row.record)


def own_day(row: Moment) -> date | None:
    """Its day, or its first; None where that is not on record."""
    return row.record.start if isinstance(row.record, Session) else row.record.date


def last_day(row: Moment) -> date | None:
    return row.record.end if isinstance(row.record, Session) else None


def doubt_of(row: Moment) -> str:
    """What is to be said of the days that a record is drawn at; "" where they are certain."""
    if row.certain:
        return ""
    if isinstance(row.record, Session):
        return gettext("days not certain") if row.record.start else gettext("days not on record")
    return gettext("day not certain") if row.record.date else gettext("day not on record")


def name_of(row: Moment) -> str:
    """What a mark in a picture stands for: symbol and title, kind, days, how sure it is."""
    language, words = here(), said(row)
    day, last = own_day(row), last_day(row)
    days = long_date(day, language) if day else str(row.record.year)
    if last and last != day:
        days = f"{days} – {long_date(last, language)}"
    called = words.title
    if words.symbol and not isinstance(row.record, Session):
        called = explained(words.symbol, called, language)
    return f"{called} ({comma_separated((words.kind, days, words.doubt, words.confidence), language)})"
