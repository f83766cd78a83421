"""Roles, as they are given, and refused."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from palermo.actors import queries
from palermo.actors.models import Delegation, User
from palermo.actors.services import (
    Capacity,
    give_delegation,
)
from palermo.core.actor import Actor, Role
from palermo.core.errors import Problem
from palermo.journal.models import Entry
from tests import factories
from tests.factories import MOMENT

AT = MOMENT + timedelta(days=1)
LATER = AT + timedelta(days=1)
FOCAL = Capacity(Role.FOCAL_POINT, "XAA")
ORIGIN = "https://palermo.example"


def give(user: User, capacity: Capacity, by: Actor, **rest: Any) -> Delegation:
    told: dict[str, Any] = {"origin": ORIGIN, "by": by, "at": AT}
    return give_delegation(user.pk, capacity, **(told | rest))


def administrator_called(name: str) -> tuple[User, Actor]:
    user = factories.user(email=f"{name}@example.org", name=name)
    factories.delegation(user=user, role="administrator")
    return user, queries.actor_of(user, AT, second_factor=True)


def refused(attempt: Callable[[], object], kind: type[Problem]) -> str:
    """The sentence of a refusal; nothing was written, and the journal has no word of it."""
    before = list(Delegation.objects.values()), list(User.objects.values()), Entry.objects.count()
    with pytest.raises(kind) as caught:
        attempt()
    assert (list(Delegation.objects.values()), list(User.objects.values()), Entry.objects.count()) == before
    return str(caught.value)
