"""Who loses a role, can sign in no longer, or is erased."""

import re
from typing import Any

import pytest
from allauth.mfa.models import Authenticator

from palermo.actors import queries
from palermo.actors.models import Delegation, State, User
from palermo.actors.services import (
    Capacity,
    deactivate,
    end_delegation,
    erase_identity,
    give_delegation,
    reactivate,
)
from palermo.actors.services.accounts import change_profile
from palermo.core.actor import Actor, Role
from palermo.core.errors import Conflict, Denied, Invalid, Missing
from palermo.journal.models import Entry
from palermo.journal.queries import state
from palermo.journal.services import erase_person
from tests import factories
from tests.actors.door import person
from tests.actors.letters import delivered
from tests.actors.roles import AT, FOCAL, LATER, ORIGIN, administrator_called, give, refused
from tests.factories import MOMENT

pytestmark = pytest.mark.usefixtures("xa", "xb")


# ── ending ────────────────────────────────────────────────────────────────────────────────────────


def test_the_last_administrator_stays() -> None:
    first, by_first = administrator_called("first")
    second, by_second = administrator_called("second")
    held = {each.user_id: each.pk for each in Delegation.objects.all()}
    deactivate(first.pk, why="Ill.", by=by_second, at=AT)
    installation = Actor("installation", "Palermo", frozenset({Role.ADMINISTRATOR}))
    last = "second is the last administrator. Make someone else one first."
    assert refused(lambda: end_delegation(held[second.pk], why="x", by=installation, at=AT), Conflict) == last
    assert refused(lambda: deactivate(second.pk, why="x", by=installation, at=AT), Conflict) == last
    reactivate(first.pk, why="x", by=by_second, at=AT)
    end_delegation(held[second.pk], why="x", by=by_first, at=AT)


def test_nobody_ends_their_own_role_of_administrator_or_deactivates_themselves(secretary: Actor) -> None:
    user, actor = administrator_called("first")
    administrator_called("second")
    held = Delegation.objects.get(user=user)
    assert refused(lambda: end_delegation(held.pk, why="x", by=actor, at=AT), Conflict).startswith(
        "Nobody changes their own"
    )
    assert refused(lambda: deactivate(user.pk, why="x", by=actor, at=AT), Conflict).startswith(
        "Nobody deactivates themselves."
    )


def test_a_role_ends_once_for_a_reason(secretary: Actor) -> None:
    held = factories.delegation(role="expert")
    assert (
        refused(lambda: end_delegation(held.pk, why=" ", by=secretary, at=AT), Invalid)
        == "Say why: the journal keeps it."
    )
    end_delegation(held.pk, why="x", by=secretary, at=AT)
    assert (
        refused(lambda: end_delegation(held.pk, why="x", by=secretary, at=AT), Conflict)
        == "This role has ended already."
    )
    refused(lambda: end_delegation(0, why="x", by=secretary, at=AT), Missing)


def test_whoever_loses_a_role_is_told_in_their_language(secretary: Actor) -> None:
    user = factories.user(email="a@example.org", language="fr")
    held = factories.delegation(user=user, role="expert")
    end_delegation(held.pk, why="Nommée ailleurs.", by=secretary, at=AT)
    [letter] = delivered()
    assert letter.to == ["a@example.org"]
    assert "State XA (fr)" in letter.subject
    assert "Nommée ailleurs." in str(letter.body)


def test_every_change_of_roles_ends_the_sessions_of_the_person(secretary: Actor) -> None:
    user, seen = factories.user(), set[str]()

    def changed() -> bool:
        now = User.objects.get(pk=user.pk).get_session_auth_hash()
        new = now not in seen
        seen.add(now)
        return new

    assert changed()
    assert not changed()
    held = give(user, FOCAL, secretary)
    assert changed()
    end_delegation(held.pk, why="x", by=secretary, at=AT)
    assert changed()
    deactivate(user.pk, why="x", by=secretary, at=AT)
    assert changed()


# ── deactivated ───────────────────────────────────────────────────────────────────────────────────


def test_whoever_is_deactivated_keeps_roles_and_loses_links(secretary: Actor) -> None:
    user = factories.user(name="A")
    factories.delegation(user=user, role="focal_point")
    link = factories.invitation(user=user, role="expert", state=State.objects.get(pk="XAA"))
    used = factories.invitation(user=user, digest="1" * 64, accepted_at=MOMENT)
    deactivate(user.pk, why="Left.", by=secretary, at=AT)
    link.refresh_from_db()
    used.refresh_from_db()
    assert (link.withdrawn_at, used.withdrawn_at) == (AT, None)
    assert Entry.objects.order_by("-number")[0].values == {"invitations_withdrawn": [link.pk]}
    assert (
        refused(lambda: deactivate(user.pk, why="x", by=secretary, at=AT), Conflict)
        == "A is deactivated already."
    )
    back = reactivate(user.pk, why="x", by=secretary, at=LATER)
    assert queries.actor_of(back, LATER, second_factor=True).roles == {Role.FOCAL_POINT}
    assert (
        refused(lambda: reactivate(user.pk, why="x", by=secretary, at=AT), Conflict)
        == "A is not deactivated."
    )


def test_a_reason_is_asked_and_somebody_who_is_there(secretary: Actor) -> None:
    user = factories.user()
    refused(lambda: deactivate(user.pk, why="", by=secretary, at=AT), Invalid)
    refused(lambda: deactivate(0, why="x", by=secretary, at=AT), Missing)
    refused(lambda: reactivate(0, why="x", by=secretary, at=AT), Missing)
    refused(lambda: give_delegation(0, FOCAL, origin=ORIGIN, by=secretary, at=AT), Missing)


# ── erased ────────────────────────────────────────────────────────────────────────────────────────


def test_whoever_is_erased_is_nobody_any_more_and_the_chain_verifies(secretary: Actor) -> None:
    _own, actor = administrator_called("ada")
    user = factories.user(email="fay@example.org", name="Fay Focal")
    held = give(user, FOCAL, secretary)
    end_delegation(give(user, Capacity(Role.EXPERT, "XAA"), secretary).pk, why="x", by=secretary, at=AT)
    deactivate(user.pk, why="Left.", by=secretary, at=AT)
    refused(lambda: erase_identity(user.pk, why="x", by=secretary, at=LATER), Denied)
    refused(lambda: erase_identity(user.pk, why=" ", by=actor, at=LATER), Invalid)
    erase_identity(user.pk, why="They asked for it.", by=actor, at=LATER)
    user.refresh_from_db()
    held.refresh_from_db()
    assert (user.name, user.has_usable_password(), held.until) == ("", False, LATER)
    assert "fay" not in user.email
    told = Entry.objects.order_by("-number")[0]
    assert (told.act, told.subject, told.values) == (
        "actors.erased",
        f"user/{user.pk}",
        {"delegations_ended": [held.pk]},
    )
    assert not any("Fay" in f"{row.name}{row.values}" for row in Entry.objects.all())
    assert not list(state(actor).faults)
    assert delivered() == []
    sentence = "The name and the address of this person are erased. Invite them anew."
    assert refused(lambda: reactivate(user.pk, why="x", by=actor, at=LATER), Conflict) == sentence
    again = refused(lambda: erase_identity(user.pk, why="x", by=actor, at=LATER), Conflict)
    assert again == "The name and the address are erased already."


def test_what_names_a_person_is_gone_from_the_journal_and_nothing_is_left_to_sign_in_with(
    secretary: Actor,
) -> None:
    _own, actor = administrator_called("ada")
    user = person("fay@example.org", app=True)
    theirs = queries.actor_of(user, AT, second_factor=True)
    told: dict[str, Any] = {"language": "fr", "seen": user.version, "by": theirs, "at": AT}
    change_profile(user, name="Fay Focal", **told)
    deactivate(user.pk, why="Left.", by=secretary, at=AT)
    link = factories.invitation(user=user, role="expert", state=State.objects.get(pk="XAA"))
    assert any("Fay Focal" in str(row.parts) for row in Entry.objects.all())
    assert any("Some One" in row.name for row in Entry.objects.all())
    erase_identity(user.pk, why="They asked for it.", by=actor, at=LATER)
    link.refresh_from_db()
    assert link.withdrawn_at == LATER
    assert not Authenticator.objects.exists()
    named = [row.number for row in Entry.objects.all() if re.search("Fay|Some One", str(row.parts))]
    assert named == []
    assert not state(actor).faults


def test_whose_entries_were_erased_one_by_one_before_is_erased_too(secretary: Actor) -> None:
    _own, actor = administrator_called("ada")
    user = factories.user(email="fay@example.org", name="Fay Focal")
    deactivate(user.pk, why="Left.", by=secretary, at=AT)
    key = queries.key_of(user)
    erase_person(key, about=[key], by=actor, at=AT, why="They asked for it.")
    assert erase_identity(user.pk, why="They asked for it.", by=actor, at=LATER).name == ""
    assert not state(actor).faults
