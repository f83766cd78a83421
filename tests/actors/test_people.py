"""Who gets a role, and who may give and take it; the list is in test_people_pages."""

import pytest

from palermo.actors import queries
from palermo.actors.models import Delegation, State, User
from palermo.actors.services import (
    Capacity,
    deactivate,
    end_delegation,
    reactivate,
)
from palermo.core.actor import PUBLIC, Actor, Role
from palermo.core.errors import Conflict, Denied, Invalid
from palermo.journal.models import Entry
from tests import factories
from tests.actors.roles import AT, FOCAL, LATER, give, refused

pytestmark = pytest.mark.usefixtures("xa", "xb")


def test_it_works(secretary: Actor) -> None:
    user = factories.user(email="a@example.org", name="A. Person")
    given = give(user, FOCAL, secretary)
    user.refresh_from_db()
    actor = queries.actor_of(user, AT, second_factor=True)
    assert (set(actor.roles), actor.state) == ({Role.FOCAL_POINT}, "XAA")
    ended = end_delegation(given.pk, why="Moved to another post.", by=secretary, at=LATER)
    assert ended.holds(AT)
    assert not ended.holds(LATER)
    assert queries.actor_of(User.objects.get(), LATER, second_factor=True).roles == frozenset()
    told = [
        (each.act, each.subject, each.capacity, each.why) for each in Entry.objects.order_by("-number")[:2]
    ]
    assert told == [
        ("actors.role_ended", f"user/{user.pk}", "secretariat", "Moved to another post."),
        ("actors.role_given", f"user/{user.pk}", "secretariat", ""),
    ]


# ── whom for ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("capacity", "sentence"),
    [
        (Capacity(Role.FOCAL_POINT), "This role is for a State."),
        (Capacity(Role.CHAIR, organization="XOO"), "This role is for a State."),
        (Capacity(Role.PARTNER), "This role is for an organization."),
        (Capacity(Role.PARTNER, "XAA"), "This role is for an organization."),
        (Capacity(Role.SECRETARIAT, "XAA"), "This role is for no State"),
        (Capacity(Role.AUDITOR, organization="XOO"), "This role is for no State"),
        (Capacity(Role.FOCAL_POINT, "XZZ"), "There is no such State on this day."),
        (Capacity(Role.FOCAL_POINT, "XXX"), "There is no such State on this day."),
        (Capacity(Role.PARTNER, organization="XZZ"), "There is no such organization."),
    ],
)
def test_a_role_is_given_for_whom_it_is(administrator: Actor, capacity: Capacity, sentence: str) -> None:
    factories.organization()
    factories.state(key="XXX", iso2="XX", exists_until=AT.date())
    user = factories.user()
    assert refused(lambda: give(user, capacity, administrator), Invalid).startswith(sentence)


def test_a_person_acts_for_one_state_or_organization_at_a_time(secretary: Actor) -> None:
    user = factories.user(name="A. Person")
    held = factories.delegation(user=user, role="focal_point", state=State.objects.get(pk="XAA"))
    factories.organization()
    for capacity in (Capacity(Role.EXPERT, "XBB"), Capacity(Role.PARTNER, organization="XOO")):
        sentence = refused(lambda capacity=capacity: give(user, capacity, secretary), Conflict)  # type: ignore[misc]
        assert sentence == (
            "A. Person acts for State XA (en). A person acts for one State or organization at a time: "
            "end that role first."
        )
    give(user, Capacity(Role.EXPERT, "XAA"), secretary)
    give(user, Capacity(Role.SECRETARIAT), secretary)
    end_delegation(held.pk, why="x", by=secretary, at=AT)
    end_delegation(Delegation.objects.get(role="expert").pk, why="x", by=secretary, at=AT)
    give(user, Capacity(Role.EXPERT, "XBB"), secretary)


def test_nobody_has_a_role_twice(secretary: Actor) -> None:
    user = factories.user(name="A. Person")
    give(user, FOCAL, secretary)
    assert refused(lambda: give(user, FOCAL, secretary), Conflict) == "A. Person has this role already."
    other = factories.user(email="b@example.org")
    give(other, FOCAL, secretary)  # a State may have two


def test_whoever_has_not_joined_or_is_deactivated_gets_none(secretary: Actor) -> None:
    waiting = factories.user(email="b@example.org", joined_at=None, name="B")
    assert refused(lambda: give(waiting, FOCAL, secretary), Conflict) == "B has not joined yet."
    gone = factories.user(email="c@example.org", is_active=False, name="C")
    assert refused(lambda: give(gone, FOCAL, secretary), Conflict).startswith("C is deactivated.")


# ── who may ───────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("role", list(Role))
def test_the_administrator_gives_every_role_and_the_secretariat_all_but_two(
    administrator: Actor, secretary: Actor, role: Role
) -> None:
    factories.organization()
    state = (
        "XAA"
        if role.value in {"chair", "bureau", "focal_point", "ministry_delegate", "expert", "desk_officer"}
        else None
    )
    capacity = Capacity(role, state, "XOO" if role is Role.PARTNER else None)
    user = factories.user()
    if role in {Role.ADMINISTRATOR, Role.AUDITOR}:
        refused(lambda: give(user, capacity, secretary), Denied)
    else:
        held = give(user, capacity, secretary)
        end_delegation(held.pk, why="x", by=secretary, at=AT)
    factories.delegation(user=factories.user(email="b@example.org"), role="administrator")
    held = give(user, capacity, administrator)
    if role in {Role.ADMINISTRATOR, Role.AUDITOR}:
        refused(lambda: end_delegation(held.pk, why="x", by=secretary, at=AT), Denied)
        refused(lambda: deactivate(user.pk, why="x", by=secretary, at=AT), Denied)
    end_delegation(held.pk, why="x", by=administrator, at=AT)


def test_no_other_role_gives_or_takes_any(focal_point: Actor, auditor: Actor) -> None:
    user = factories.user()
    held = factories.delegation(user=user)
    for actor in (PUBLIC, focal_point, auditor, Actor("user/9", "No role")):
        for attempt in (
            lambda actor=actor: give(user, FOCAL, actor),
            lambda actor=actor: end_delegation(held.pk, why="x", by=actor, at=AT),
            lambda actor=actor: deactivate(user.pk, why="x", by=actor, at=AT),
            lambda actor=actor: reactivate(user.pk, why="x", by=actor, at=AT),
        ):
            refused(attempt, Denied)
