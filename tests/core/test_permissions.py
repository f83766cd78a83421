"""Who may do what."""

import pytest

from palermo.core import permissions
from palermo.core.actor import PUBLIC, Actor, Role
from palermo.core.errors import Denied
from palermo.core.permissions import TABLE, Action, check, may

READS = [action for action in Action if action.value.endswith(".read")]


def test_it_works(administrator: Actor) -> None:
    check(PUBLIC, Action.READ_REGISTER)
    check(administrator, Action.LOAD_FACTS)
    with pytest.raises(Denied):
        check(PUBLIC, Action.LOAD_FACTS)


@pytest.mark.parametrize("role", Role)
def test_only_the_administrator_loads_facts(role: Role) -> None:
    actor = Actor(key="somebody", name="Somebody", roles=frozenset({role}))
    assert may(actor, Action.LOAD_FACTS) is (role is Role.ADMINISTRATOR)
    assert all(may(actor, action) for action in READS)


def test_every_action_has_a_line() -> None:
    assert set(TABLE) == set(Action)


def test_what_has_no_line_or_a_broken_rule_is_refused(
    monkeypatch: pytest.MonkeyPatch, administrator: Actor
) -> None:
    def broken(actor: Actor, subject: object) -> bool:
        raise RuntimeError

    monkeypatch.setitem(permissions.TABLE, Action.READ_REGISTER, broken)
    monkeypatch.delitem(permissions.TABLE, Action.READ_TEXTS)
    assert not may(administrator, Action.READ_REGISTER)
    assert not may(administrator, Action.READ_TEXTS)


def test_an_action_that_nobody_wrote_down_is_refused(administrator: Actor) -> None:
    assert not may(administrator, "register.burn")  # type: ignore[arg-type]
    with pytest.raises(Denied):
        check(administrator, "register.burn")  # type: ignore[arg-type]


def test_a_line_may_look_at_the_subject(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(permissions.TABLE, Action.READ_TEXTS, lambda actor, state: actor.state == state)
    delegate = Actor("somebody", "Somebody", frozenset({Role.FOCAL_POINT}), state="XAA")
    check(delegate, Action.READ_TEXTS, "XAA")
    assert not may(delegate, Action.READ_TEXTS, "XBB")
