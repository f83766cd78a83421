"""Who asks."""

from dataclasses import FrozenInstanceError

import pytest

from palermo.core.actor import PUBLIC, Actor, Role


def test_it_works() -> None:
    actor = Actor("user:7", "Somebody", frozenset({Role.FOCAL_POINT}), state="XAA")
    assert (actor.state, actor.organization) == ("XAA", None)
    assert Role("focal_point") in actor.roles


def test_the_stranger_is_nobody_and_has_no_role() -> None:
    assert (PUBLIC.key, PUBLIC.roles, PUBLIC.state, PUBLIC.organization) == (None, frozenset(), None, None)


def test_nobody_gives_himself_a_role_on_the_way() -> None:
    with pytest.raises(FrozenInstanceError):
        PUBLIC.roles = frozenset({Role.ADMINISTRATOR})  # type: ignore[misc]


def test_a_capacity_says_in_which_roles_and_for_whom() -> None:
    assert PUBLIC.capacity == ""
    both = frozenset({Role.SECRETARIAT, Role.AUDITOR})
    assert Actor("user/7", "A", both).capacity == "auditor, secretariat"
    partner = Actor("user/8", "B", frozenset({Role.PARTNER}), organization="XOO")
    assert partner.capacity == "partner for XOO"
