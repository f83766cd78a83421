"""What changed in the public records, and which state they are in."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db.models import Max, QuerySet

from palermo.core.actor import Actor
from palermo.core.permissions import Action, check
from palermo.kit.models import Change, Revision, ShippedTable, one_look


def changes(actor: Actor, subject: str = "") -> QuerySet[Change]:
    """All that is on record, or those of one table; the newest first."""
    check(actor, Action.READ_CHANGES)
    found = Change.objects.order_by("-pk")
    return found.filter(subject=subject) if subject else found


def subjects(actor: Actor) -> set[str]:
    """The tables that something is on record of."""
    return set(changes(actor).order_by().values_list("subject", flat=True).distinct())


@contextmanager
def afresh() -> Iterator[None]:
    """Within it the records are read as they are by now, however long the request has waited."""
    with one_look():
        yield


def newest(actor: Actor) -> datetime | None:
    """When the records changed last. A database made before changes were kept knows when it was loaded."""
    check(actor, Action.READ_CHANGES)
    found = (
        Change.objects.aggregate(at=Max("at"))["at"],
        ShippedTable.objects.aggregate(at=Max("loaded_at"))["at"] if not Change.objects.exists() else None,
    )
    return max((at for at in found if at), default=None)


def state(actor: Actor) -> str:
    """A word for the state that the public records are in: another one after every write."""
    check(actor, Action.READ_CHANGES)
    tokens = sorted(Revision.objects.values_list("name", "token"))
    last = Change.objects.aggregate(pk=Max("pk"))["pk"]
    return hashlib.sha256(repr((tokens, last)).encode()).hexdigest()
