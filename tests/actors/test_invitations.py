"""Links: sent by letter alone, used once, dead when withdrawn, sent again or late."""

import re
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.db import connection

from palermo.actors import queries
from palermo.actors.models import Delegation, Invitation, State, User
from palermo.actors.queries import digest_of, handed_over, holder_of
from palermo.actors.services import (
    Capacity,
    accept,
    deactivate,
    end_delegation,
    first_administrator_link,
    invite,
    join,
    regain,
    replace,
    restore,
    send_again,
    withdraw_invitation,
)
from palermo.core.actor import PUBLIC, Actor, Role
from palermo.core.errors import Conflict, Denied, Invalid, Missing
from palermo.journal.models import Entry
from tests import factories
from tests.actors.letters import delivered, token_of
from tests.actors.test_people import refused
from tests.cli.kept import Kept, empty_database
from tests.factories import MOMENT

AT = MOMENT + timedelta(days=1)
LATER = AT + timedelta(hours=1)
FOCAL = Capacity(Role.FOCAL_POINT, "XAA")
UNKNOWN = (
    "This link leads nowhere: it was used already, or a newer one was sent. If you have joined, sign in."
)
INSTALLATION = Actor("installation", "Palermo", frozenset({Role.ADMINISTRATOR}))

pytestmark = pytest.mark.usefixtures("xa", "xb", "open_for_long")


@pytest.fixture
def open_for_long(monkeypatch: pytest.MonkeyPatch) -> None:
    """The worker reads the clock: its moment is that of the tests."""
    monkeypatch.setattr("palermo.actors.tasks.now", lambda: AT)


def send(by: Actor, email: str = "a@example.org", capacity: Capacity = FOCAL, **rest: Any) -> Invitation:
    told: dict[str, Any] = {"language": "en", "origin": "https://palermo.example", "by": by, "at": AT}
    return invite(email, capacity, **(told | rest))


def link_to(invitation: Invitation) -> str:
    """The digest of the newest link that a letter brought to that person."""
    [letter] = [each for each in delivered() if each.to == [invitation.user.email if invitation.user else ""]]
    return digest_of(token_of(letter))


def joined(digest: str, name: str = "A. Person", at: Any = LATER) -> User:
    return join(digest, name=name, passphrase="a passphrase of words", language="en", at=at)


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
        == "This link was valid until 2026-01-10 03:04 UTC. Ask whoever sent it to you for a new one."
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


# ── replaced ──────────────────────────────────────────────────────────────────────────────────────


def successor(held: Delegation, by: Actor, email: str = "b@example.org") -> Invitation:
    return replace(held.pk, email, name="B", language="en", origin="https://palermo.example", by=by, at=AT)


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


# ── signing in anew ───────────────────────────────────────────────────────────────────────────────


def lost() -> User:
    user = factories.user(email="a@example.org", name="A")
    factories.delegation(user=user, role="focal_point")
    for kind in ("totp", "recovery_codes"):
        Authenticator.objects.create(user=user, type=kind, data={})
    return user


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


# ── many at once ──────────────────────────────────────────────────────────────────────────────────

# In a process of its own, which has a database of its own.
AT_ONCE = """
import django
django.setup()
from collections import Counter
from datetime import UTC, datetime, timedelta
from threading import Barrier, Thread
from django.core.management import call_command
from django.db import connection
from palermo.actors.models import Delegation, Invitation, User
from palermo.actors.queries import digest_of
from palermo.actors.services import (
    Capacity, deactivate, end_delegation, first_administrator_link, invite, join
)
from palermo.core.actor import Actor, Role
from palermo.core.errors import Problem
from palermo.kit.mail import secret_of
from django_tasks_db.models import DBTaskResult

call_command("migrate", verbosity=0)
BY = Actor("installation", "Palermo", frozenset({Role.ADMINISTRATOR}))
AT = datetime.now(UTC)
AUDITOR = Capacity(Role.AUDITOR)

def at_once(*attempts):
    barrier, told = Barrier(len(attempts)), Counter()
    def run(attempt):
        barrier.wait()
        try:
            attempt()
            told["done"] += 1
        except Problem as problem:
            told[problem.code] += 1
        except Exception as error:
            told[repr(error)] += 1
        connection.close()
    threads = [Thread(target=run, args=(attempt,)) for attempt in attempts]
    for thread in threads: thread.start()
    for thread in threads: thread.join()
    print(dict(sorted(told.items())))

def ask(): invite("a@example.org", AUDITOR, language="en", origin="https://x", by=BY, at=AT)
at_once(*[ask] * 6)
print(User.objects.count(), Invitation.objects.count())

seed = DBTaskResult.objects.get().args_kwargs["kwargs"]["seed"]
def take(): join(digest_of(secret_of(seed)), name="A", passphrase=None, language="en", at=AT)
at_once(*[take] * 6)
print(Delegation.objects.count())

links = [Invitation.objects.create(role="administrator", digest=digest_of(name), by="x", sent_at=AT,
         expires_at=AT + timedelta(days=1)) for name in "abcdef"]
def first(name): return lambda: join(digest_of(name), name=name, email=name + "1@example.org",
    passphrase=None, language="en", at=AT)
at_once(*[first(name) for name in "abcdef"])
print(Delegation.objects.filter(role="administrator").count())

two = [Delegation.objects.get(role="administrator")]
other = User.objects.create_user("z@example.org", joined_at=AT)
two.append(Delegation.objects.create(user=other, role="administrator", since=AT))
at_once(
    lambda: end_delegation(two[0].pk, why="x", by=BY, at=AT),
    lambda: deactivate(two[1].user_id, why="x", by=BY, at=AT),
    lambda: end_delegation(two[1].pk, why="x", by=BY, at=AT),
    lambda: deactivate(two[0].user_id, why="x", by=BY, at=AT),
)
print(Delegation.objects.filter(role="administrator", until=None, user__is_active=True).count())
"""


def test_of_many_at_once_one_succeeds(tmp_path: Path, counted: Callable[[str], None]) -> None:
    with empty_database() as url:
        environment = Kept(tmp_path, url).environment
        run = subprocess.run([sys.executable, "-c", AT_ONCE], env=environment, capture_output=True, text=True)
    assert run.stderr == ""
    asked, rows, taken, given, firsts, one, left, stays = map(eval, map(comma, run.stdout.splitlines()))
    assert asked == {"done": 1, "invitation.open": 5}
    assert rows == (1, 1)
    assert taken == {"done": 1, "link.unknown": 5}
    assert given == 1
    assert (firsts.pop("done"), sum(firsts.values()), firsts.keys()) == (1, 5, {"administrator.there"})
    assert one == 1
    assert left["administrator.last"] >= 1, left
    assert left.keys() <= {"done", "administrator.last", "role.ended", "person.inactive", "version.stale"}
    assert stays >= 1
    counted("6 invitations, 6 uses of one link, 6 first administrators, 4 ends of two: one stands each time")


def comma(line: str) -> str:
    """Two numbers of a line are a pair."""
    return line.replace(" ", ",") if line[0].isdigit() else line
