"""What an actor may see of bodies, sessions, outcomes and topics."""

from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q, QuerySet

from palermo.core.actor import Actor
from palermo.core.errors import Missing
from palermo.core.language import fold
from palermo.core.permissions import Action, check
from palermo.meetings.models import Body, Outcome, Session, Topic

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
class Calendar:
    """Sessions of the Conference and its groups around a day: held (the newest first), and still to come."""

    held: list[Session]
    upcoming: list[Session]


def calendar(actor: Actor, on: date, limit: int = 4) -> Calendar:
    """What met last and what meets next; a session without days is to come while its year is not over."""
    of_conference = sessions(actor).filter(Q(body="cop") | Q(body__parent="cop"))
    held = of_conference.filter(start__lte=on).order_by("-start")[:limit]
    later = of_conference.filter(Q(start__gt=on) | Q(start=None, year__gte=on.year))
    return Calendar(list(held), list(later[:limit]))


def neighbours(actor: Actor, of: Session) -> tuple[Session | None, Session | None]:
    """The sessions of the same body before and after one."""
    listed = list(sessions(actor, body=of.body_id))
    place = next(n for n, each in enumerate(listed) if each.pk == of.pk)
    return (listed[place - 1] if place else None), (listed[place + 1] if place + 1 < len(listed) else None)


def around(actor: Actor, of: Session) -> Session | None:
    """The session of the Conference during which a group met; None where it met between sessions."""
    if of.start is None or of.body_id == "cop":
        return None
    return sessions(actor, body="cop").filter(start__lte=of.start, end__gte=of.start).first()


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


def effects(actor: Actor) -> QuerySet[Outcome]:
    """Outcomes with an effect on the working group on trafficking, the oldest first."""
    without = [Outcome.Effect.NONE, Outcome.Effect.NONE_KNOWN, Outcome.Effect.NOT_APPLICABLE]
    return outcomes(actor).exclude(group_effect__in=without).order_by("year", "key")


def topics(actor: Actor, *, session: str | None = None, body: str | None = None) -> QuerySet[Topic]:
    """Themes that meetings dealt with."""
    check(actor, Action.READ_MEETINGS)
    found = Topic.objects.select_related("session", "session__body").order_by("session__year", "basis", "key")
    if session:
        found = found.filter(session=session)
    if body:
        found = found.filter(session__body=body)
    return found


def search_sessions(actor: Actor, text: str, limit: int = 20) -> list[Session]:
    """Sessions by the symbol of their report, or by body and number as in “cop 4”."""
    wanted = fold(text)
    match = Q(folded__contains=wanted) | Q(key=wanted.replace(" ", "-"))
    return list(sessions(actor).filter(match)[:limit])


def search_outcomes(actor: Actor, text: str, limit: int = 20) -> list[Outcome]:
    """Outcomes by symbol, or by title in any language."""
    return list(outcomes(actor).filter(folded__contains=fold(text))[:limit])
