"""Roles for those who have joined, and successors, to whom a role passes when they accept."""

from datetime import timedelta

import pytest

from palermo.actors import queries
from palermo.actors.models import Delegation, Invitation, State, User
from palermo.actors.queries import handed_over, holder_of
from palermo.actors.services import (
    accept,
    end_delegation,
    regain,
    replace,
)
from palermo.core.actor import PUBLIC, Actor
from palermo.core.errors import Conflict, Denied, Invalid
from palermo.journal.models import Entry
from tests import factories
from tests.actors.letters import delivered
from tests.actors.links import AT, LATER, joined, link_to, send
from tests.actors.roles import refused

pytestmark = pytest.mark.usefixtures("xa", "xb", "open_for_long")


# ── who has joined ────────────────────────────────────────────────────────────────────────────────


def test_whoever_has_joined_accepts_signed_in_and_only_they_do(secretary: Actor, focal_point: Actor) -> None:
    user = factories.user(email="a@example.org", name="A")
    sent = send(secretary)
    digest = link_to(sent)
    refused(lambda: joined(digest), Denied)
    refused(lambda: regain(digest, passphrase="x", at=LATER), Denied)
    for actor in (PUBLIC, focal_point, secretary):
        refused(lambda actor=actor: accept(sent.pk, by=actor, at=LATER), Denied)  # type: ignore[misc]
    oneself = queries.actor_of(user, LATER, second_factor=False)
    given = accept(sent.pk, by=oneself, at=LATER)
    assert (given.user, given.role, given.state_id) == (user, "focal_point", "XAA")
    refused(lambda: accept(sent.pk, by=oneself, at=LATER), Denied)


def test_what_forbids_the_role_by_now_is_said_and_the_link_stays(secretary: Actor) -> None:
    user = factories.user(email="a@example.org", name="A")
    sent = send(secretary)
    digest = link_to(sent)
    factories.delegation(user=user, role="expert", state=State.objects.get(pk="XBB"))
    oneself = queries.actor_of(user, LATER, second_factor=True)
    sentence = refused(lambda: accept(sent.pk, by=oneself, at=LATER), Conflict)
    assert sentence.startswith("A acts for State XB (en).")
    assert queries.invitation_of(digest, LATER)


def successor(held: Delegation, by: Actor, email: str = "b@example.org") -> Invitation:
    return replace(held.pk, email, name="B", language="en", origin="https://palermo.example", by=by, at=AT)


# ── replaced ──────────────────────────────────────────────────────────────────────────────────────


def test_whoever_is_replaced_has_the_role_until_the_successor_accepts(secretary: Actor) -> None:
    before = factories.user(email="a@example.org", name="A")
    held = factories.delegation(user=before, role="focal_point")
    token = before.sessions_token
    digest = link_to(successor(held, secretary))
    held.refresh_from_db()
    assert held.holds(LATER)
    after = joined(digest, "B")
    held.refresh_from_db()
    before.refresh_from_db()
    assert held.until == LATER
    assert before.sessions_token != token  # their sessions are over
    given = Delegation.objects.get(user=after)
    assert (given.replaces, given.state_id, given.role) == (held, "XAA", "focal_point")
    [letter] = delivered()
    assert letter.to == ["a@example.org"]
    assert "Someone else has taken over your role" in str(letter.body)
    acts = Entry.objects.order_by("-number").values_list("act", "subject")[:2]
    assert list(acts) == [
        ("actors.role_passed_on", f"user/{before.pk}"),
        ("actors.joined", f"user/{after.pk}"),
    ]


def test_what_a_delegation_owns_its_present_holder_has(secretary: Actor) -> None:
    first = factories.delegation(user=factories.user(email="a@example.org"), role="focal_point")
    assert holder_of(first) == first
    chain = [first]
    for number, email in enumerate(("b@example.org", "c@example.org")):
        user = joined(link_to(successor(chain[-1], secretary, email)), email, LATER + timedelta(hours=number))
        chain.append(Delegation.objects.get(user=user))
    assert [holder_of(each) for each in chain] == [chain[-1]] * 3
    assert handed_over(chain[-1]) == [chain[1], chain[0]]
    assert handed_over(chain[0]) == []


def test_a_role_passes_to_one(secretary: Actor) -> None:
    held = factories.delegation(user=factories.user(email="a@example.org"), role="focal_point")
    sent = successor(held, secretary)
    again = "B is invited to take over already. Withdraw that invitation first."
    assert refused(lambda: successor(held, secretary, "c@example.org"), Conflict) == again
    joined(link_to(sent), "B")
    passed = "This role has passed to someone else already."
    assert refused(lambda: successor(held, secretary, "c@example.org"), Conflict) == passed


def test_a_role_that_ended_can_still_be_taken_over(secretary: Actor) -> None:
    before = factories.user(email="a@example.org")
    held = factories.delegation(user=before, role="focal_point")
    end_delegation(held.pk, why="Retired.", by=secretary, at=AT)
    delivered()
    after = joined(link_to(successor(held, secretary)), "B")
    assert holder_of(held).user == after
    held.refresh_from_db()
    assert (held.until, held.ended_because) == (AT, "Retired.")


def test_nobody_succeeds_themselves_and_no_administrator_replaces_themselves(secretary: Actor) -> None:
    user = factories.user(email="a@example.org")
    held = factories.delegation(user=user, role="focal_point")
    refused(lambda: successor(held, secretary, "A@Example.org"), Invalid)
    own = factories.delegation(user=user, role="administrator")
    actor = queries.actor_of(User.objects.get(), AT, second_factor=True)
    refused(lambda: successor(own, actor), Conflict)
