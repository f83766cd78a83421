"""Links to sign in anew, and the link of the first administrator."""

from datetime import timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator

from palermo.actors import queries
from palermo.actors.models import User
from palermo.actors.queries import digest_of
from palermo.actors.services import (
    accept,
    first_administrator_link,
    join,
    regain,
    restore,
)
from palermo.cli.facts import INSTALLATION
from palermo.core.actor import Actor, Role
from palermo.core.errors import Conflict, Denied, Invalid, Missing
from palermo.journal.models import Entry
from tests import factories
from tests.actors.letters import delivered, token_of
from tests.actors.links import AT, LATER, UNKNOWN, joined, link_to
from tests.actors.roles import refused

pytestmark = pytest.mark.usefixtures("xa", "xb", "open_for_long")


def lost() -> User:
    user = factories.user(email="a@example.org", name="A")
    factories.delegation(user=user, role="focal_point")
    for kind in ("totp", "recovery_codes"):
        Authenticator.objects.create(user=user, type=kind, data={})
    return user


# ── signing in anew ───────────────────────────────────────────────────────────────────────────────


def test_whoever_lost_a_second_factor_begins_anew_and_keeps_their_roles(administrator: Actor) -> None:
    user = lost()
    sent = restore(user.pk, why="x", origin="https://palermo.example", by=administrator, at=AT)
    [letter] = delivered()
    assert letter.subject == "Palermo: sign in anew"
    digest = digest_of(token_of(letter))
    refused(lambda: joined(digest), Denied)
    refused(lambda: accept(sent.pk, by=queries.actor_of(user, AT, second_factor=True), at=AT), Denied)
    assert Authenticator.objects.count() == 2  # until the link is used
    token = user.sessions_token
    back = regain(digest, passphrase="another passphrase", at=LATER)
    assert back.check_password("another passphrase")
    assert not Authenticator.objects.exists()
    assert back.sessions_token != token
    assert queries.actor_of(back, LATER, second_factor=True).roles == {Role.FOCAL_POINT}
    assert Entry.objects.order_by("-number")[0].act == "actors.access_restored"
    assert refused(lambda: regain(digest, passphrase="x", at=LATER), Missing) == UNKNOWN
    sent.refresh_from_db()
    assert sent.accepted_at == LATER


def test_access_is_restored_by_an_administrator_to_somebody_else_who_is_here(
    administrator: Actor, secretary: Actor
) -> None:
    user = lost()
    told: dict[str, Any] = {"why": "x", "origin": "https://x", "at": AT}
    refused(lambda: restore(user.pk, by=secretary, **told), Denied)
    waiting = factories.user(email="b@example.org", joined_at=None)
    refused(lambda: restore(waiting.pk, by=administrator, **told), Conflict)
    oneself = Actor(f"user/{user.pk}", "A", frozenset({Role.ADMINISTRATOR}))
    refused(lambda: restore(user.pk, by=oneself, **told), Conflict)
    refused(lambda: restore(0, by=administrator, **told), Missing)


def test_a_newer_link_to_begin_anew_ends_the_one_before(administrator: Actor) -> None:
    user = lost()
    first = restore(user.pk, why="x", origin="https://palermo.example", by=administrator, at=AT)
    digest = link_to(first)
    restore(user.pk, why="x", origin="https://palermo.example", by=administrator, at=AT)
    assert refused(lambda: regain(digest, passphrase="x", at=AT), Missing).startswith(
        "This link was withdrawn."
    )


# ── the first administrator ───────────────────────────────────────────────────────────────────────


def test_the_first_administrator_says_who_they_are() -> None:
    token = first_administrator_link(by=INSTALLATION, at=AT)
    assert token
    told: dict[str, Any] = {"passphrase": "a passphrase of words", "language": "en", "at": LATER}
    user = join(digest_of(token), name="First", email="First@Example.org", **told)
    assert user.email == "first@example.org"
    assert queries.actor_of(user, LATER, second_factor=True).roles == {Role.ADMINISTRATOR}
    assert first_administrator_link(by=INSTALLATION, at=LATER) is None
    assert (
        refused(lambda: join(digest_of(token), name="x", email="b@example.org", **told), Missing) == UNKNOWN
    )


def test_each_link_for_the_first_administrator_ends_the_one_before_and_lasts_a_day() -> None:
    old, new = (first_administrator_link(by=INSTALLATION, at=AT) or "" for _ in range(2))
    assert old != new
    assert refused(lambda: queries.invitation_of(digest_of(old), AT), Missing).startswith(
        "This link was withdrawn."
    )
    assert queries.invitation_of(digest_of(new), AT + timedelta(hours=23))
    late = AT + timedelta(hours=24)
    assert refused(lambda: queries.invitation_of(digest_of(new), late), Missing).startswith(
        "This link was valid"
    )


def test_there_is_one_first_administrator_and_nobody_else_can_make_the_link(secretary: Actor) -> None:
    token = first_administrator_link(by=INSTALLATION, at=AT) or ""
    factories.user(email="taken@example.org")
    told: dict[str, Any] = {"name": "x", "passphrase": "a passphrase of words", "language": "en", "at": AT}
    refused(lambda: join(digest_of(token), email="taken@example.org", **told), Invalid)
    refused(lambda: join(digest_of(token), email="", **told), Invalid)
    factories.delegation(user=factories.user(email="b@example.org"), role="administrator")
    refused(lambda: join(digest_of(token), email="c@example.org", **told), Conflict)
    refused(lambda: first_administrator_link(by=secretary, at=AT), Denied)
