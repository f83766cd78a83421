"""The words of this room’s lists: what a record is called, how sure it is, where it leads."""

from functools import lru_cache
from html import escape
from typing import TypeVar

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from palermo.kit.models import Provenance
from palermo.kit.tables import Column, word
from palermo.kit.templatetags.kit import here
from palermo.meetings.models import SUBJECTS, UNCERTAIN, Outcome, Session

R = TypeVar("R", Session, Outcome)


def joined(words: list[str]) -> str:
    """Words one after the other, as the reader's language sets them apart."""
    return pgettext("between the items of a list", ", ").join(words)


def subjects_of(outcome: Outcome) -> str:
    return joined([str(SUBJECTS.get(code, code)) for code in outcome.subjects.split()])


def uncertain_of(record: Session | Outcome) -> str:
    """Which fields of a record are not certain, in words; the first and the last day together are “days”."""
    return uncertain_in(here(), record.uncertain_fields) if record.uncertain_fields else ""


@lru_cache(maxsize=1000)  # the same few stand in hundreds of rows
def uncertain_in(_language: str, fields: str) -> str:
    """The same, in the active language, which must be `_language`."""
    codes = fields.split()
    if {"start", "end"} <= set(codes):
        codes = ["days" if code == "start" else code for code in codes if code != "end"]
    return joined([str(UNCERTAIN.get(code, code)) for code in codes])


def confidence_of(record: Provenance) -> str:
    return word(Provenance.Confidence, record.confidence)


def place_of(session: Session) -> str:
    return word(Session.Place, session.place)


def kind_of(session: Session) -> str:
    return word(Session.Kind, session.kind)


def effect_of(outcome: Outcome) -> str:
    return word(Outcome.Effect, outcome.group_effect)


def sure(record: Session | Outcome) -> SafeString:
    """The confidence of a record, and below it what in it is not certain."""
    said, doubts = escape(confidence_of(record)), uncertain_of(record)
    if doubts:
        doubts = escape(gettext("not certain: %(fields)s") % {"fields": doubts})
        said += f'<br><span class="fine">{doubts}</span>'
    return SafeString(said)  # both are escaped above


def linked(url: str, words: str) -> SafeString:
    return SafeString(f'<a href="{escape(url)}">{escape(words)}</a>')  # both are escaped here


def session_url(session: Session) -> str:
    return session_url_in(here(), session.body_id, session.key)


@lru_cache(maxsize=4000)  # a page may list hundreds
def session_url_in(_language: str, body: str, key: str) -> str:
    """An address depends on the active language, which must be `_language`."""
    return reverse("meetings:session", args=[body, key])


def session_link(session: Session) -> SafeString:
    return linked(session_url(session), session.title)


def short_title(session: Session) -> str:
    """What tells a session from others where its body is plain: its number, or its year."""
    if session.number is None:
        return str(session.year)
    form = (
        gettext("Session %(number)s")
        if session.kind == Session.Kind.REGULAR
        else gettext("Meeting %(number)s")
    )
    return form % {"number": session.number}


def title_of(outcome: Outcome) -> str:
    return outcome.titles.in_(here()) or gettext("Title not known")


def outcome_link(outcome: Outcome) -> SafeString:
    return linked(outcome_url(outcome), title_of(outcome))


def outcome_url(outcome: Outcome) -> str:
    return outcome_url_in(here(), outcome.key)


@lru_cache(maxsize=4000)
def outcome_url_in(_language: str, key: str) -> str:
    """An address depends on the active language, which must be `_language`."""
    return reverse("meetings:outcome", args=[key])


def for_files(_of: type[R]) -> list[Column[R]]:
    """What the screen shows in other ways, or on the page of the record: doubts, note, source, stable key."""
    return [
        Column[R]("uncertain", _("Not certain"), uncertain_of, exported_only=True),
        Column[R]("note", _("Note"), lambda row: row.notes.in_(here()), exported_only=True),
        Column[R]("source", _("Source"), lambda row: row.source, exported_only=True),
        Column[R]("key", _("Key"), lambda row: row.pk, exported_only=True),
    ]
