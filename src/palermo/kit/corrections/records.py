"""What an actor may see of corrections: everybody, that a row was corrected; who may correct, all of it."""

from datetime import date
from typing import NamedTuple

from django.db.models import QuerySet

from palermo.core.actor import Actor
from palermo.core.permissions import Action, check, may
from palermo.kit.models import Correction, Disagreement, remembered


class Told(NamedTuple):
    """What the page of a row says of corrections, and whether the reader may make one."""

    day: date | None  # of the last one; None where there is none
    new: bool  # it was recorded here, and never shipped
    may: bool


def told(actor: Actor, subject: str) -> dict[str, Told]:
    """Each row of a table that people stand for, by its key; read once while nothing changes."""
    check(actor, Action.READ_CHANGES)
    found = remembered(subject.partition("/")[0], ("corrected", subject), lambda: read(subject))
    allowed = may(actor, Action.CORRECT_FACTS)
    return {key: Told(day, new, allowed) for key, (day, new) in found.items()}


def read(subject: str) -> dict[str, tuple[date, bool]]:
    rows = Correction.objects.filter(subject=subject).values_list("key", "at", "shipped")
    return {key: (at.date(), shipped is None) for key, at, shipped in rows}


def told_of(actor: Actor, subject: str, key: str) -> Told:
    """What the page of one row says."""
    return told(actor, subject).get(key) or Told(None, new=False, may=may(actor, Action.CORRECT_FACTS))


def corrections(actor: Actor) -> QuerySet[Correction]:
    """All rows that people stand for, the newest first."""
    check(actor, Action.CORRECT_FACTS)
    return Correction.objects.order_by("-at", "-pk")


def correction(actor: Actor, subject: str, key: str) -> Correction | None:
    return corrections(actor).filter(subject=subject, key=key).first()


def disagreements(actor: Actor) -> QuerySet[Disagreement]:
    """Those that nobody settled yet, the oldest first."""
    check(actor, Action.CORRECT_FACTS)
    return Disagreement.objects.filter(settled="").order_by("pk")


def undecided(actor: Actor) -> int:
    """How many nobody settled yet, for whoever loads a release."""
    check(actor, Action.LOAD_FACTS)
    return Disagreement.objects.filter(settled="").count()


def disagreement(actor: Actor, subject: str, key: str) -> Disagreement | None:
    return disagreements(actor).filter(subject=subject, key=key).first()
