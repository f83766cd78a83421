"""What the rules of evidence need from the lower rooms, as it stood on a day: loaded once, then only read."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from palermo.core.actor import Actor
from palermo.core.language import Text
from palermo.core.period import months_after
from palermo.core.permissions import Action, check
from palermo.core.provenance import Confidence
from palermo.kit.models import remembered
from palermo.mandates import queries as mandates
from palermo.mandates.models import Deliberation, FollowUp
from palermo.meetings import queries as meetings
from palermo.register import queries as register
from palermo.register.queries import Position
from palermo.texts import queries as texts

# How far back "goes on" looks: the Conference meets every second year, and sessions move by some months.
LOOK_BACK_MONTHS = 30


@dataclass(frozen=True, slots=True, eq=False)
class Held:
    """A session or meeting that had opened by the day; read once, and never changed."""

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
    def year(self) -> int:
        return self.start.year

    @property
    def sure_number(self) -> int | None:
        return None if "number" in self.uncertain else self.number


@dataclass(frozen=True, slots=True, eq=False)
class Undated:
    """A session of which only the year is on record: nothing says that it met, so no rule counts it."""

    key: str
    body: str
    body_names: Text
    number: int | None
    kind: str
    year: int


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
    undated: list[Undated]  # of both bodies, from the years that "goes on" looks at
    claims: Mapping[int, list[FollowUp]]  # of its paragraphs, the oldest first

    @property
    def look_back(self) -> date:
        return months_after(self.on, -LOOK_BACK_MONTHS)

    def session(self, key: str) -> Held | None:
        return next((each for each in self.sessions if each.key == key), None)

    def recent(self, held: Iterable[Held]) -> list[Held]:
        since = self.look_back
        return [each for each in held if each.end >= since]


def records(actor: Actor, deliberation: Deliberation, deadlines: Iterable[str], on: date) -> Records:
    """Load what the rules need, in a constant number of queries; `deadlines` are sessions of paragraphs."""
    check(actor, Action.READ_OVERSIGHT)
    conference = deliberation.body_id or ""
    named = frozenset([deliberation.session_id or "", *deadlines])
    instrument = texts.instrument(actor, deliberation.instrument_id) if deliberation.instrument_id else None
    history = remembered(
        "palermo.meetings",
        ("history", conference, deliberation.symbol, named),
        lambda: history_of(actor, conference, deliberation.symbol, named),
    )
    opened = [each for each in history.held if each.start <= on]
    years = range(months_after(on, -LOOK_BACK_MONTHS).year, on.year + 1)
    return Records(
        deliberation,
        on,
        convention=position(actor, instrument.parent_id if instrument else None, on),
        protocol=position(actor, instrument.key if instrument else None, on),
        sessions=[each for each in opened if each.body == conference],
        group=history.group,
        meetings=[each for each in opened if each.body == history.group],
        outcomes=[each for each in history.adopted if each.day <= on],
        themes=[each for each in history.themes if each.meeting.start <= on],
        undated=[each for each in history.undated if each.year in years],
        claims=mandates.claims_as_at(actor, deliberation.key, on),
    )


def position(actor: Actor, instrument: str | None, on: date) -> Position | None:
    return register.position(actor, instrument, on) if instrument else None


class History(NamedTuple):
    """What the meetings have on record for a decision, whatever the day."""

    group: str
    held: list[Held]
    adopted: list[Adopted]
    themes: list[Theme]
    undated: list[Undated]


def history_of(actor: Actor, conference: str, symbol: str, named: Iterable[str]) -> History:
    """Sessions of the body and of the group that its decision set up, outcomes of the named sessions."""
    decision = meetings.outcomes(actor).filter(body=conference, symbol=symbol).order_by()
    groups = meetings.bodies(actor).filter(established__in=decision.values("key"))
    group = groups.values_list("key", flat=True).first() or ""
    sessions = held(actor, [conference, group])
    return History(
        group,
        sessions,
        adopted(actor, named),
        themes(actor, sessions, group),
        undated(actor, [conference, group]),
    )


def held(actor: Actor, bodies: Iterable[str]) -> list[Held]:
    """Sessions of the bodies by their first day; those whose days are not on record do not count."""
    rows = (
        meetings.sessions(actor)
        .filter(body__in=list(bodies), start__isnull=False)
        .order_by("start", "key")
        .values_list(
            *("key", "body_id", "body__short_names", "number", "kind", "start", "end"),
            *("report_symbol", "confidence", "uncertain_fields"),
        )
    )
    return [
        Held(key, body, names, number, kind, start, end or start, symbol, Confidence(sure), words_of(unsure))
        for key, body, names, number, kind, start, end, symbol, sure, unsure in rows
        if start
    ]


def undated(actor: Actor, bodies: Iterable[str]) -> list[Undated]:
    rows = (
        meetings.sessions(actor)
        .filter(body__in=list(bodies), start=None)
        .order_by("year", "key")
        .values_list("key", "body_id", "body__short_names", "number", "kind", "year")
    )
    return [Undated(*row) for row in rows]


def adopted(actor: Actor, sessions: Iterable[str]) -> list[Adopted]:
    """Outcomes of the sessions; one without a day of its own counts from its session's last day."""
    rows = (
        meetings.outcomes(actor)
        .filter(session__in=list(sessions))
        .order_by("key")
        .values_list(
            *("key", "symbol", "session_id", "date", "session__end", "group_effect"),
            *("confidence", "uncertain_fields"),
        )
    )
    return [
        Adopted(key, symbol, session or "", day or end, effect, Confidence(sure), words_of(unsure))
        for key, symbol, session, day, end, effect, sure, unsure in rows
        if day or end
    ]


def themes(actor: Actor, sessions: Iterable[Held], group: str) -> list[Theme]:
    """The themes of the group's meetings, the newest meeting first."""
    by_key = {each.key: each for each in sessions if each.body == group}
    rows = (
        meetings.topics(actor, body=group)
        .order_by("key")
        .values_list("key", "session_id", "themes", "basis", "confidence")
    )
    found = [
        Theme(key, by_key[at], names, basis, Confidence(sure))
        for key, at, names, basis, sure in rows
        if at in by_key
    ]
    return sorted(found, key=lambda theme: theme.meeting.start, reverse=True)


def words_of(cell: str) -> frozenset[str]:
    return frozenset(cell.split())
