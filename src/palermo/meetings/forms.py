"""What the addresses of the lists of outcomes, of sessions, and of the timeline ask for."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import gettext_noop

from palermo.core.errors import Invalid
from palermo.kit.http import choice, words
from palermo.kit.models import Provenance
from palermo.meetings.models import Outcome, Session
from palermo.meetings.queries import Moment, as_recorded

WHAT = ("sessions", "outcomes")


@dataclass(frozen=True, slots=True)
class Filters:
    """ "" is everything."""

    body: str
    year: str
    subject: str
    confidence: str
    q: str
    session: str = ""

    def keep(self, rows: Iterable[Outcome]) -> list[Outcome]:
        """The rows that fit; a subject is one word among several in its cell."""
        wanted = as_recorded(self.q)
        return [
            row
            for row in rows
            if self.body in ("", row.body_id)
            and self.year in ("", str(row.year))
            and self.confidence in ("", row.confidence)
            and self.session in ("", row.session_id)
            and wanted in row.folded
            and (not self.subject or self.subject in row.subjects.split())
        ]


def filters_of(
    request: HttpRequest,
    bodies: Collection[str],
    years: Collection[str],
    subjects: Collection[str],
    sessions: Collection[str] = (),
) -> Filters:
    """Read the address; raises Invalid with a sentence for what cannot be read.

    It is asked for a session only where there are `sessions` to choose from.
    """
    return Filters(
        choice(request, "body", bodies),
        choice(request, "year", years),
        choice(request, "subject", subjects),
        choice(request, "confidence", Provenance.Confidence.values),
        words(request, "q"),
        choice(request, "session", sessions) if sessions else "",
    )


@dataclass(frozen=True, slots=True)
class SessionFilters:
    """ "" is everything."""

    body: str
    year: str

    def keep(self, rows: Iterable[Session]) -> list[Session]:
        return [row for row in rows if self.body in ("", row.body_id) and self.year in ("", str(row.year))]


def session_filters_of(
    request: HttpRequest, bodies: Collection[str], years: Collection[str]
) -> SessionFilters:
    return SessionFilters(choice(request, "body", bodies), choice(request, "year", years))


@dataclass(frozen=True, slots=True)
class Span:
    """What of the timeline is asked for; "" is everything, and only outcomes have subjects."""

    body: str
    first: str
    last: str
    subject: str
    what: str

    def keep(self, rows: Iterable[Moment]) -> list[Moment]:
        first, last = int(self.first or 0), int(self.last or 9999)
        return [
            row
            for row in rows
            if self.body in ("", row.record.body_id)
            and first <= row.last.year
            and row.first.year <= last
            and (self.asks_for_session() if isinstance(row.record, Session) else self.asks_for(row.record))
        ]

    def asks_for_session(self) -> bool:
        return self.what != "outcomes" and not self.subject

    def asks_for(self, outcome: Outcome) -> bool:
        fits = not self.subject or self.subject in outcome.subjects.split()
        return self.what != "sessions" and fits


def span_of(
    request: HttpRequest, bodies: Collection[str], years: Collection[str], subjects: Collection[str]
) -> Span:
    """Read the address; raises Invalid also where the first year comes after the last."""
    span = Span(
        choice(request, "body", bodies),
        choice(request, "from", years),
        choice(request, "to", years),
        choice(request, "subject", subjects),
        choice(request, "what", WHAT),
    )
    if span.first and span.last and span.first > span.last:
        raise Invalid(
            "years.order",
            gettext_noop("The first year (%(first)s) comes after the last (%(last)s). Give an earlier one."),
            first=span.first,
            last=span.last,
        )
    return span
