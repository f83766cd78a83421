"""Who may do what."""

import pytest

from palermo.core import permissions
from palermo.core.actor import PUBLIC, Actor, Role
from palermo.core.errors import Denied
from palermo.core.permissions import TABLE, Action, check, may

OPEN = {
    *(Action.READ_ACTORS, Action.READ_TEXTS, Action.READ_REGISTER, Action.READ_MEETINGS),
    *(Action.READ_MANDATES, Action.READ_OVERSIGHT, Action.READ_CHANGES),
}
# Written by hand: what each role may beyond what is open, and whoever has signed in.
MAY = {
    "administrator": "read journal, erase names, read people, manage people, load facts, import texts, "
    "import decisions, read tasks",
    "secretariat": "read people, manage people, record acts, plan steps, correct facts, import texts, "
    "import decisions, record follow up, read tasks, manage tasks",
    "auditor": "read journal, read people, read tasks",
}


def somebody(*roles: Role) -> Actor:
    return Actor(key="somebody", name="Somebody", roles=frozenset(roles))


def test_it_works(administrator: Actor) -> None:
    check(PUBLIC, Action.READ_REGISTER)
    check(administrator, Action.LOAD_FACTS)
    with pytest.raises(Denied):
        check(PUBLIC, Action.LOAD_FACTS)


@pytest.mark.parametrize("role", Role)
def test_each_role_may_what_stands_here_and_nothing_else(role: Role) -> None:
    named = MAY.get(role.value, "")
    allowed = {Action[each.upper().replace(" ", "_")] for each in named.split(", ") if each}
    assert {each for each in Action if may(somebody(role), each)} == OPEN | allowed | {Action.USE_ACCOUNT}


def test_the_public_reads_and_whoever_signed_in_has_an_account() -> None:
    assert {each for each in Action if may(PUBLIC, each)} == OPEN
    assert {each for each in Action if may(somebody(), each)} == OPEN | {Action.USE_ACCOUNT}


@pytest.mark.parametrize("given", Role)
def test_the_secretariat_gives_every_role_but_two(given: Role) -> None:
    kept = given in {Role.ADMINISTRATOR, Role.AUDITOR}
    assert may(somebody(Role.SECRETARIAT), Action.MANAGE_PEOPLE, given) is not kept
    assert may(somebody(Role.ADMINISTRATOR), Action.MANAGE_PEOPLE, given)
    assert not may(somebody(Role.AUDITOR, Role.CHAIR), Action.MANAGE_PEOPLE, given)


@pytest.mark.parametrize(
    ("role", "behalf", "own", "others"),
    [
        (Role.FOCAL_POINT, {"state": "XAA"}, "XAA", "XBB"),
        (Role.MINISTRY_DELEGATE, {"state": "XAA"}, "XAA", "XBB"),
        (Role.PARTNER, {"organization": "xoo"}, "xoo", "other"),
    ],
)
def test_a_claim_is_for_whoever_speaks_for_the_claimant(
    role: Role, behalf: dict[str, str], own: str, others: str
) -> None:
    speaker = Actor(key="somebody", name="Somebody", roles=frozenset({role}), **behalf)
    assert may(speaker, Action.RECORD_FOLLOW_UP)
    assert may(speaker, Action.RECORD_FOLLOW_UP, own)
    assert not may(speaker, Action.RECORD_FOLLOW_UP, others)
    assert not may(speaker, Action.RECORD_FOLLOW_UP, "")
    expert = Actor(key="expert", name="An expert", roles=frozenset({Role.EXPERT}), **behalf)
    assert not may(expert, Action.RECORD_FOLLOW_UP, own)


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
