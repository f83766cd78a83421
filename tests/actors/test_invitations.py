"""Links: sent by letter alone, used once, dead when withdrawn, sent again or late."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from palermo.actors import queries
from palermo.actors.models import Delegation, Invitation, User
from palermo.actors.queries import digest_of
from palermo.actors.services import (
    Capacity,
    deactivate,
    first_administrator_link,
    send_again,
    withdraw_invitation,
)
from palermo.cli.facts import INSTALLATION
from palermo.core.actor import PUBLIC, Actor, Role
from palermo.core.errors import Conflict, Denied, Invalid, Missing
from palermo.journal.models import Entry
from tests.actors.letters import delivered, token_of
from tests.actors.links import AT, LATER, UNKNOWN, joined, link_to, send
from tests.actors.roles import refused

pytestmark = pytest.mark.usefixtures("xa", "xb", "open_for_long")


def test_it_works(secretary: Actor) -> None:
    send(secretary, name="A. Person", language="fr")
    [letter] = delivered()
    assert letter.to == ["a@example.org"]
    assert "State XA (fr)" in letter.subject
    assert re.search(r"^https://palermo\.example/fr/join/[0-9a-f]{64}/$", str(letter.body), re.MULTILINE)
    user = joined(digest_of(token_of(letter)))
    assert (user.name, user.joined_at) == ("A. Person", LATER)
    assert user.check_password("a passphrase of words")
    actor = queries.actor_of(user, LATER, second_factor=True)
    assert (set(actor.roles), actor.state) == ({Role.FOCAL_POINT}, "XAA")
    told = [(each.act, each.subject, each.key) for each in Entry.objects.order_by("-number")[:2]]
    assert told == [
        ("actors.joined", f"user/{user.pk}", f"user/{user.pk}"),
        ("actors.invited", f"user/{user.pk}", "secretary"),
    ]


# ── the link ──────────────────────────────────────────────────────────────────────────────────────


def test_the_token_is_in_the_letter_and_nowhere_in_the_database(
    secretary: Actor, caplog: pytest.LogCaptureFixture
) -> None:
    send(secretary)
    [letter] = delivered()
    token = token_of(letter)
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            assert token not in repr(cursor.fetchall()), table
    assert token not in caplog.text
    assert Invitation.objects.get().digest == digest_of(token)


def test_a_link_leads_in_once(secretary: Actor) -> None:
    digest = link_to(send(secretary))
    joined(digest)
    assert refused(lambda: joined(digest), Missing) == UNKNOWN
    assert refused(lambda: queries.invitation_of(digest_of("unknown"), AT), Missing) == UNKNOWN
    assert User.objects.count() == Delegation.objects.count() == 1


def test_a_link_ends_after_seven_days(secretary: Actor) -> None:
    digest = link_to(send(secretary))
    last = AT + timedelta(days=7)
    assert queries.invitation_of(digest, last - timedelta(seconds=1))
    sentence = refused(lambda: joined(digest, at=last), Missing)
    assert (
        sentence
        == "This link was valid until 10 January 2026 03:04 UTC. Ask whoever sent it to you for a new one."
    )


def test_a_link_that_is_withdrawn_leads_nowhere(secretary: Actor) -> None:
    sent = send(secretary)
    digest = link_to(sent)
    withdraw_invitation(sent.pk, why="x", by=secretary, at=LATER)
    withdrawn = "This link was withdrawn. Ask whoever sent it to you."
    assert refused(lambda: joined(digest), Missing) == withdrawn
    for again in (withdraw_invitation, send_again):
        rest = {"origin": "https://x"} if again is send_again else {"why": "x"}
        attempt = lambda again=again, rest=rest: again(sent.pk, by=secretary, at=LATER, **rest)  # noqa: E731
        assert refused(attempt, Conflict) == "This invitation was withdrawn already."


def test_a_link_that_is_sent_again_is_another_and_the_old_one_dies(secretary: Actor) -> None:
    sent = send(secretary)
    old = link_to(sent)
    send_again(sent.pk, origin="https://palermo.example", by=secretary, at=LATER)
    new = link_to(sent)
    assert old != new
    assert refused(lambda: joined(old), Missing) == UNKNOWN
    assert joined(new, at=LATER + timedelta(days=6, hours=23))
    rest: dict[str, Any] = {"origin": "https://x", "by": secretary, "at": LATER}
    assert refused(lambda: send_again(sent.pk, **rest), Conflict) == "This invitation was accepted already."


def test_a_letter_whose_link_died_meanwhile_is_not_sent(secretary: Actor) -> None:
    sent = send(secretary)
    send_again(sent.pk, origin="https://palermo.example", by=secretary, at=AT)
    assert len(delivered()) == 1  # the newer one
    send_again(sent.pk, origin="https://palermo.example", by=secretary, at=AT)
    withdraw_invitation(sent.pk, why="x", by=secretary, at=AT)
    assert delivered() == []


def test_a_link_of_somebody_who_is_deactivated_leads_nowhere(secretary: Actor) -> None:
    sent = send(secretary)
    digest = link_to(sent)
    deactivate(sent.user_id or 0, why="x", by=secretary, at=AT)
    assert refused(lambda: joined(digest), Missing).startswith("This link was withdrawn.")


# ── inviting ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "email", ["", "a", "a@", "@example.org", "a b@example.org", "a@example.org\nb", "a@b", "é@example.org"]
)
def test_an_address_that_is_none_is_refused(secretary: Actor, email: str) -> None:
    sentence = refused(lambda: send(secretary, email), Invalid)
    assert sentence == f"“{email}” is not an e-mail address."


def test_an_address_is_one_however_it_is_written(secretary: Actor) -> None:
    send(secretary, "A.Person@Example.ORG")
    for email in ("a.person@example.org", " A.PERSON@EXAMPLE.ORG ", "ａ.person＠example.org"):
        sentence = refused(lambda email=email: send(secretary, email), Conflict)  # type: ignore[misc]
        assert (
            sentence == "a.person@example.org is invited to this already. Send that invitation again instead."
        )
    assert User.objects.get().email == "a.person@example.org"


def test_nobody_is_invited_for_two_states(secretary: Actor) -> None:
    sent = send(secretary)
    elsewhere = Capacity(Role.EXPERT, "XBB")
    assert refused(lambda: send(secretary, capacity=elsewhere), Conflict) == (
        "a@example.org is invited for State XA (en). Withdraw that invitation first."
    )
    send(secretary, capacity=Capacity(Role.EXPERT, "XAA"))
    send(secretary, capacity=Capacity(Role.SECRETARIAT))
    withdraw_invitation(sent.pk, why="x", by=secretary, at=AT)
    withdraw_invitation(Invitation.objects.get(role="expert").pk, why="x", by=secretary, at=AT)
    send(secretary, capacity=elsewhere)


def test_whoever_acts_for_a_state_is_not_invited_for_another(secretary: Actor) -> None:
    joined(link_to(send(secretary)))
    sentence = refused(lambda: send(secretary, capacity=Capacity(Role.EXPERT, "XBB"), at=LATER), Conflict)
    assert sentence.startswith("A. Person acts for State XA (en).")
    assert refused(lambda: send(secretary, at=LATER), Conflict) == "A. Person has this role already."


def test_who_may_not_give_a_role_invites_to_none(
    secretary: Actor, focal_point: Actor, auditor: Actor
) -> None:
    for actor in (PUBLIC, focal_point, auditor):
        refused(lambda actor=actor: send(actor), Denied)  # type: ignore[misc]
    for role in (Role.ADMINISTRATOR, Role.AUDITOR):
        refused(lambda role=role: send(secretary, capacity=Capacity(role)), Denied)  # type: ignore[misc]
    sent = send(INSTALLATION, capacity=Capacity(Role.AUDITOR))
    refused(lambda: withdraw_invitation(sent.pk, why="x", by=secretary, at=AT), Denied)
    refused(lambda: send_again(sent.pk, origin="https://x", by=secretary, at=AT), Denied)


def test_what_is_not_there_is_missing(secretary: Actor) -> None:
    first_administrator_link(by=INSTALLATION, at=AT)
    for pk in (0, Invitation.objects.get().pk):  # the link of the first administrator is nobody's to send
        refused(lambda pk=pk: withdraw_invitation(pk, why="x", by=secretary, at=AT), Missing)  # type: ignore[misc]
    refused(lambda: send(secretary, language="de"), Invalid)
