"""What an actor may see of bodies, sessions, outcomes and topics."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import F, QuerySet
from django.utils.translation import get_language

from palermo.core.actor import Actor
from palermo.core.errors import Missing
from palermo.core.language import Text, fold
from palermo.core.permissions import Action, check
from palermo.kit.models import remembered
from palermo.meetings.models import Body, Outcome, Session, Topic

CONFERENCE = "cop"
UNDATED_LAST = F("start").asc(nulls_last=True)


def bodies(actor: Actor) -> QuerySet[Body]:
    """The Conference, its groups, then other bodies."""
    check(actor, Action.READ_MEETINGS)
    return Body.objects.select_related("parent", "instrument").order_by("order")


def body(actor: Actor, key: str) -> Body:
    found = bodies(actor).filter(key=key).first()
    if found is None:
        raise Missing("body.missing", "There is no body “%(key)s”.", key=key[:40])
    return found


def sessions(actor: Actor, *, body: str | None = None, until: date | None = None) -> QuerySet[Session]:
    """Sessions by date, those without days by their year; `until` leaves out what had not opened by then."""
    check(actor, Action.READ_MEETINGS)
    found = Session.objects.select_related("body").order_by("year", UNDATED_LAST, "key")
    if body:
        found = found.filter(body=body)
    if until:
        found = found.filter(start__lte=until)
    return found


def session(actor: Actor, key: str) -> Session:
    found = sessions(actor).filter(key=key).first()
    if found is None:
        raise Missing("session.missing", "There is no session “%(key)s”.", key=key[:40])
    return found


@dataclass(frozen=True, slots=True)
class Records:
    """All rows in the order of their queries, tied together; not to be changed."""

    bodies: list[Body]
    sessions: list[Session]
    outcomes: list[Outcome]
    topics: list[Topic]


def records(actor: Actor) -> Records:
    """Everything in this room, read once while nothing changes: for lists."""
    check(actor, Action.READ_MEETINGS)
    return remembered("palermo.meetings", "records", lambda: read(actor))


def read(actor: Actor) -> Records:
    """Each body and session is made once, however many rows point to it.

    What points is read before what it points to: a row that is written meanwhile is never pointed to in vain.
    """
    dealt = list(topics(actor).select_related(None))
    adopted = list(outcomes(actor).select_related(None))
    met = {each.key: each for each in sessions(actor).select_related(None)}
    listed = {each.key: each for each in bodies(actor)}
    for each in met.values():
        each.body = listed[each.body_id]
    for row in adopted:
        row.body = listed[row.body_id]
        row.session = met[row.session_id] if row.session_id else None
    for topic in dealt:
        topic.session = met[topic.session_id]
    return Records(list(listed.values()), list(met.values()), adopted, dealt)


@dataclass(frozen=True, slots=True)
class Calendar:
    """Sessions of the Conference and its groups around a day.

    `held` has opened by then, the newest first; `upcoming` opens later, or has no days in a year not over;
    `undated` has no days in a year that is over, perhaps later than all of `held`: nothing says that it met.
    """

    held: list[Session]
    upcoming: list[Session]
    undated: list[Session]


def calendar(actor: Actor, on: date, limit: int = 4) -> Calendar:
    """What met last, and what meets next, on a day."""
    ours = [each for each in records(actor).sessions if CONFERENCE in (each.body_id, each.body.parent_id)]
    opened = sorted(
        ((each.start, each.key, each) for each in ours if each.start and each.start <= on), reverse=True
    )
    held = [each for _day, _key, each in opened[:limit]]
    later = [each for each in ours if (each.start > on if each.start else each.year >= on.year)]
    since = held[0].year if held else 0
    undated = [each for each in ours if each.start is None and since <= each.year < on.year]
    return Calendar(held, later[:limit], undated[:limit])


def neighbours(actor: Actor, of: Session) -> tuple[Session | None, Session | None]:
    """The sessions of the same body before and after one."""
    listed = [each for each in records(actor).sessions if each.body_id == of.body_id]
    place = next((n for n, each in enumerate(listed) if each.pk == of.pk), None)
    if place is None:  # written after this request looked
        return None, None
    return (listed[place - 1] if place else None), (listed[place + 1] if place + 1 < len(listed) else None)


@dataclass(frozen=True, slots=True)
class Setting:
    """The session of the parent body during which a group met, or those between which it did."""

    during: Session | None = None
    after: Session | None = None
    before: Session | None = None


def setting(actor: Actor, of: Session) -> Setting:
    """Where a meeting stands among the sessions of its parent; empty where the records do not say."""
    if of.body.parent_id is None:
        return Setting()
    parents = [each for each in records(actor).sessions if each.body_id == of.body.parent_id]
    for each in parents:
        if each.start and each.end and of.start and each.start <= of.start <= each.end:
            return Setting(during=each)
    past = [each for each in parents if precedes(each, of)]
    future = [each for each in parents if precedes(of, each)]
    if len(past) + len(future) < len(parents):
        return Setting()
    return Setting(after=past[-1] if past else None, before=future[0] if future else None)


def precedes(one: Session, other: Session) -> bool:
    """By their days, or by their years where one has no days."""
    if one.start and other.start:
        return (one.end or one.start) < other.start
    return one.year < other.year


def outcomes(actor: Actor) -> QuerySet[Outcome]:
    """Decisions and resolutions, the newest year first."""
    check(actor, Action.READ_MEETINGS)
    return Outcome.objects.select_related("body", "session", "session__body").order_by(
        "-year", F("date").desc(nulls_last=True), "key"
    )


def outcome(actor: Actor, key: str) -> Outcome:
    found = outcomes(actor).filter(key=key).first()
    if found is None:
        raise Missing("outcome.missing", "There is no outcome “%(key)s”.", key=key[:60])
    return found


def founding(actor: Actor, of: Body) -> Outcome | None:
    """The outcome that set a body up, where it is on record."""
    return next((each for each in records(actor).outcomes if each.key == of.established), None)


def effects(actor: Actor) -> list[Outcome]:
    """Outcomes with an effect on the working group on trafficking, the oldest first."""
    without = {Outcome.Effect.NONE, Outcome.Effect.NONE_KNOWN, Outcome.Effect.NOT_APPLICABLE}
    found = [each for each in records(actor).outcomes if each.group_effect not in without]
    return sorted(found, key=lambda each: (each.year, each.key))


@dataclass(frozen=True, slots=True)
class Recurring:
    """A theme that several meetings took up: what each has on record of it, by the key of the meeting."""

    themes: Text
    at: dict[str, Topic]


def recurring(found: Iterable[Topic]) -> list[Recurring]:
    """Themes that more than one meeting took up: those of the most meetings first, then by name."""
    met: dict[str, dict[str, Topic]] = {}
    for each in found:
        met.setdefault(each.key.removeprefix(f"{each.session_id}-"), {})[each.session_id] = each
    rows = [Recurring(next(iter(at.values())).themes, at) for at in met.values() if len(at) > 1]
    language = get_language() or "en"
    return sorted(rows, key=lambda row: (-len(row.at), fold(row.themes.in_(language))))


def topics(actor: Actor, *, session: str | None = None, body: str | None = None) -> QuerySet[Topic]:
    """Themes that meetings dealt with: by meeting, and within it by how we know."""
    check(actor, Action.READ_MEETINGS)
    found = Topic.objects.select_related("session", "session__body").order_by(
        "session__year", F("session__start").asc(nulls_last=True), "session", "basis", "confidence", "key"
    )
    if session:
        found = found.filter(session=session)
    if body:
        found = found.filter(session__body=body)
    return found
