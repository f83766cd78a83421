"""What the rules of evidence need from the lower rooms, as it stood on a day: loaded once, then only read."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from palermo.core.actor import Actor
from palermo.core.language import Text
from palermo.core.permissions import Action, check
from palermo.core.provenance import Confidence
from palermo.core.treaty import months_after
from palermo.mandates.models import Deliberation
from palermo.meetings import queries as meetings
from palermo.register import queries as register
from palermo.register.queries import Position

# How far back "goes on" looks: the Conference meets every second year, and sessions move by some months.
LOOK_BACK_MONTHS = 30


@dataclass(frozen=True, slots=True)
class Held:
    """A session or meeting that had opened by the day."""

    key: str
    body: str
    body_names: Text
    number: int | None
    kind: str
    start: date
    end: date
    report_symbol: str
    confidence: Confidence
    uncertain: frozenset[str]

    @property
    def sure_number(self) -> int | None:
        return None if "number" in self.uncertain else self.number


@dataclass(frozen=True, slots=True)
class Adopted:
    """A decision or resolution, and what it did to a group; without a day of its own, that of its session."""

    key: str
    symbol: str
    session: str
    day: date
    group_effect: str
    confidence: Confidence
    uncertain: frozenset[str]


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme of a meeting, and how it is known."""

    key: str
    meeting: Held
    words: Text
    basis: str
    confidence: Confidence

    @property
    def slug(self) -> str:
        """The theme alone, whatever the meeting."""
        return self.key.removeprefix(f"{self.meeting.key}-")


@dataclass(frozen=True, slots=True)
class Records:
    """Everything on record that bears on a decision, up to and with the day `on`; nothing later."""

    deliberation: Deliberation
    on: date
    convention: Position | None
    protocol: Position | None
    sessions: list[Held]  # of the body that decided
    group: str  # the body that the decision set up
    meetings: list[Held]  # of that body
    outcomes: list[Adopted]  # of the sessions that the decision speaks of
    themes: list[Theme]

    @property
    def look_back(self) -> date:
        return months_after(self.on, -LOOK_BACK_MONTHS)

    def session(self, key: str) -> Held | None:
        return next((each for each in self.sessions if each.key == key), None)

    def recent(self, held: Iterable[Held]) -> list[Held]:
        return [each for each in held if each.end >= self.look_back]


def records(actor: Actor, deliberation: Deliberation, deadlines: Iterable[str], on: date) -> Records:
    """Load what the rules need, in a constant number of queries; `deadlines`: sessions that paragraphs name."""
    check(actor, Action.READ_OVERSIGHT)
    named = {deliberation.session_id, *deadlines} - {""}
    protocol = deliberation.instrument
    group = group_of(actor, deliberation)
    opened = held(actor, [deliberation.body_id, group], on)
    of_group = [each for each in opened if each.body == group]
    return Records(
        deliberation,
        on,
        convention=position(actor, protocol.parent_id if protocol else None, on),
        protocol=position(actor, protocol.key if protocol else None, on),
        sessions=[each for each in opened if each.body == deliberation.body_id],
        group=group,
        meetings=of_group,
        outcomes=adopted(actor, named, on),
        themes=themes(actor, of_group),
    )


def group_of(actor: Actor, deliberation: Deliberation) -> str:
    """The body that the decision set up; "" where there is none."""
    outcomes = meetings.outcomes(actor).filter(body=deliberation.body_id, symbol=deliberation.symbol)
    found = meetings.bodies(actor).filter(established__in=outcomes.order_by().values("key"))
    return found.values_list("key", flat=True).first() or ""


def position(actor: Actor, instrument: str | None, on: date) -> Position | None:
    return register.position(actor, instrument, on) if instrument else None


def held(actor: Actor, bodies: Iterable[str], on: date) -> list[Held]:
    """Sessions of the bodies that had opened by the day; those whose days are not on record do not count."""
    rows = (
        meetings.sessions(actor)
        .filter(body__in=list(bodies), start__lte=on)
        .order_by("start", "key")
        .values_list(
            *("key", "body_id", "body__short_names", "number", "kind", "start", "end"),
            *("report_symbol", "confidence", "uncertain_fields"),
        )
    )
    return [
        Held(
            key, body, names, number, kind, start, end or start, symbol, Confidence(sure), words_of(uncertain)
        )
        for key, body, names, number, kind, start, end, symbol, sure, uncertain in rows
    ]


def adopted(actor: Actor, sessions: Iterable[str], on: date) -> list[Adopted]:
    """Outcomes of the sessions, adopted by the day; one without a day counts from its session's last day."""
    rows = (
        meetings.outcomes(actor)
        .filter(Q(date__lte=on) | Q(date=None, session__end__lte=on), session__in=list(sessions))
        .order_by("key")
        .values_list(
            *("key", "symbol", "session_id", "date", "session__end", "group_effect"),
            *("confidence", "uncertain_fields"),
        )
    )
    return [
        Adopted(key, symbol, session, day or end, effect, Confidence(sure), words_of(uncertain))
        for key, symbol, session, day, end, effect, sure, uncertain in rows
    ]


def themes(actor: Actor, of: Iterable[Held]) -> list[Theme]:
    """The themes of the meetings, the newest meeting first."""
    by_key = {meeting.key: meeting for meeting in of}
    rows = (
        meetings.topics(actor)
        .filter(session__in=list(by_key))
        .order_by("key")
        .values_list("key", "session_id", "themes", "basis", "confidence")
    )
    found = [Theme(key, by_key[at], words, basis, Confidence(sure)) for key, at, words, basis, sure in rows]
    return sorted(found, key=lambda theme: theme.meeting.start, reverse=True)


def words_of(cell: str) -> frozenset[str]:
    return frozenset(cell.split())
