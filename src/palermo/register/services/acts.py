"""Acts that people record, correct and withdraw. Nothing is taken out: what was known before stays."""

from collections.abc import Sequence
from datetime import date, datetime
from itertools import count
from typing import Any

from django.db import transaction

from palermo.actors.models import Organization, State
from palermo.core import treaty
from palermo.core.actor import Actor
from palermo.core.errors import Conflict, Invalid, Missing
from palermo.core.permissions import Action, check
from palermo.core.treaty.given import ActRow
from palermo.journal.services import enter
from palermo.kit.models import changed, record_change
from palermo.register.models import Act
from palermo.register.queries.proposals import Proposal, judged, terms_of_instruments

ACTS = "palermo.register/acts.csv"  # what changes are recorded under: one list has all acts, shipped or not
FIELDS = ("instrument_id", "state_id", "organization_id", "kind", "date", "source", "confidence")


@transaction.atomic
def record_act(row: ActRow, *, by: Actor, at: datetime) -> Act:
    """Put an act on record. Raises Conflict with a sentence where the record contradicts it."""
    check(by, Action.RECORD_ACTS)
    refuse(by, Proposal(put=(row,)), at)
    [act] = made([row], at.date())
    act.save(force_insert=True)
    noted(added=[act.key])
    enter(by, "register.act_recorded", subject(act), at=at, values=told(act))
    return act


@transaction.atomic
def correct_act(key: str, row: ActRow, *, seen: int, why: str, by: Actor, at: datetime) -> Act:
    """Put an act in the place of one that was wrong, which stays as what was known until today.

    `seen` is the version of the one that was wrong. Raises Conflict where somebody else was first, or where
    the record contradicts the new one.
    """
    check(by, Action.RECORD_ACTS)
    old = held(key, seen)
    if (proposal := Proposal((row,), (old,))).is_idle:
        raise Invalid("act.unchanged", "Nothing differs from what is on record. Change what is wrong.")
    refuse(by, proposal, at)
    [new] = made([row], at.date())
    new.save(force_insert=True)
    end(old, seen, why, at, replaced_by=new)
    noted(added=[new.key], removed=[old.key])
    values = {"before": told(old), "after": told(new) | {"key": new.key}}
    enter(by, "register.act_corrected", subject(old), at=at, values=values, why=old.reason)
    return new


@transaction.atomic
def withdraw_act(key: str, *, seen: int, why: str, by: Actor, at: datetime) -> Act:
    """Hold an act true no longer. Raises Conflict where somebody was first, or where others rest on it."""
    check(by, Action.RECORD_ACTS)
    act = held(key, seen)
    refuse(by, Proposal(out=(act,)), at)
    end(act, seen, why, at, replaced_by=None)
    noted(removed=[act.key])
    enter(by, "register.act_withdrawn", subject(act), at=at, values={"before": told(act)}, why=act.reason)
    return act


def refuse(by: Actor, proposal: Proposal, at: datetime) -> None:
    """Raise unless the record can hold it. Whoever acts is locked: two at once are judged one by one."""
    lock(proposal.participants)
    instruments = terms_of_instruments()
    for row in proposal.put:
        if row.instrument not in instruments:
            raise Missing(
                "register.missing",
                "No acts are kept here for “%(key)s”, so who is bound by it is not shown.",
                key=row.instrument[:60],
            )
        if not row.source.strip():
            raise Invalid("act.no_source", "Give the source: where this act is on record.")
    for remark in judged(by, proposal, at.date()):
        if remark.refused:
            raise Conflict(remark.code, remark.message, **remark.in_english)


def lock(codes: Sequence[str]) -> None:
    """Wait for whoever records acts of the same participants. Raises Invalid for one that is not there."""
    found = {each.key for each in State.objects.select_for_update().filter(key__in=codes).order_by("key")}
    organizations = Organization.objects.select_for_update().filter(key__in=codes).order_by("key")
    found |= {each.key for each in organizations}
    for code in codes:
        if code not in found:
            raise Invalid(
                "participant.unknown",
                "“%(value)s” is not the code of a State or organization. Give one such as JPN or EUE.",
                value=code[:60],
            )


def held(key: str, seen: int) -> Act:
    """The act to be corrected or withdrawn, locked, in the version that was seen."""
    act = Act.objects.select_for_update().filter(key=key).first()
    if act is None:
        raise Missing("act.missing", "There is no act “%(key)s”.", key=key[:80])
    if act.known_until:
        raise Conflict(
            "act.gone",
            "This act was corrected or withdrawn on %(day)s. Nothing was changed now.",
            day=act.known_until.isoformat(),
        )
    if act.version != seen:
        raise Conflict("version.stale", "Saved by someone else first. Nothing of yours was overwritten.")
    return act


def made(rows: Sequence[ActRow], today: date) -> list[Act]:
    """The rows as they will stand; known from today."""
    return [
        Act(
            key=key,
            instrument_id=row.instrument,
            state_id=None if row.is_organization else row.participant,
            organization_id=row.participant if row.is_organization else None,
            kind=treaty.Kind(row.kind).value,
            date=row.date,
            source=row.source.strip(),
            confidence=row.confidence,
            as_of=today,
        )
        for row, key in zip(rows, keys_of(rows), strict=True)
    ]


def keys_of(rows: Sequence[ActRow]) -> list[str]:
    """As in the shipped tables, so that a release that ships one of these acts finds it here.

    Where an act that is held true no longer has the key, a number follows.
    """
    keys = [f"{row.instrument}:{row.participant}:{row.kind}:{row.date.isoformat()}" for row in rows]
    taken = set(Act.objects.filter(key__in=keys).values_list("key", flat=True))
    return [numbered(key) if key in taken else key for key in keys]


def numbered(key: str) -> str:
    taken = set(Act.objects.filter(key__startswith=f"{key}.").values_list("key", flat=True))
    return next(name for number in count(2) if (name := f"{key}.{number}") not in taken)


def end(act: Act, seen: int, why: str, at: datetime, *, replaced_by: Act | None) -> None:
    if not why.strip():
        raise Invalid("act.no_reason", "Give the reason: it stays with the act, for everyone to read.")
    act.reason, act.replaced_by = why.strip(), replaced_by
    act.known_until = max(at.date(), act.as_of or at.date())
    act.save_if_unchanged(seen, ["reason", "replaced_by", "known_until"])


def noted(*, added: Sequence[str] = (), removed: Sequence[str] = ()) -> None:
    record_change(ACTS, added=added, removed=removed, by_people=True)
    changed("palermo.register")


def subject(act: Act) -> str:
    return f"register.act/{act.key}"


def told(act: Act) -> dict[str, Any]:
    """What the journal keeps of an act."""
    return {name.removesuffix("_id"): getattr(act, name) for name in FIELDS} | {"as_of": act.as_of}
