"""Links for those who have an account, for successors, for access restored, for the first administrator."""

from collections.abc import Callable

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from palermo.actors.models import Delegation, State, User
from palermo.actors.services import first_administrator_link, replace, restore
from palermo.cli.facts import INSTALLATION
from palermo.core.actor import Actor
from palermo.kit.http import now
from tests import factories
from tests.actors.joining import ORIGIN, PASSPHRASE, path_of, post, send, through
from tests.actors.people import text
from tests.conftest import session_of

pytestmark = pytest.mark.usefixtures("facts", "xa", "xb")


# ── who has an account ────────────────────────────────────────────────────────────────────────────


def test_whoever_has_joined_is_shown_the_way_in_and_accepts_there(client: Client, secretary: Actor) -> None:
    user = factories.user(email="new@example.org", name="Nora")
    sent = send(secretary)
    link = path_of(sent)
    page = text(client, link)
    accept = f"/en/join/role/{sent.pk}/"
    assert f'href="/en/sign-in/?next={accept}"' in page
    assert (
        client.post(link, {"name": "x", "way": "passphrase"}).status_code == 200
    )  # nothing but the same page
    text(client, accept, 404)
    theirs = session_of(user)
    assert "Focal point · State XA (en)" in text(theirs, accept)
    answer = theirs.post(accept)
    assert (answer.status_code, answer["Location"]) == (303, "/en/states/XAA/")
    assert "Welcome, Nora." in text(theirs, "/en/states/XAA/")  # this session goes on
    assert text(theirs, accept, 404)


def test_nobody_accepts_what_is_somebody_elses(client: Client, secretary: Actor) -> None:
    factories.user(email="new@example.org", name="Nora")
    sent = send(secretary)
    path_of(sent)
    other = session_of(factories.user(email="other@example.org"))
    text(other, f"/en/join/role/{sent.pk}/", 404)
    assert other.post(f"/en/join/role/{sent.pk}/").status_code == 404
    assert not Delegation.objects.exists()


def test_a_reader_who_gets_a_role_sets_up_a_second_factor_first(secretary: Actor) -> None:
    user = factories.user(email="new@example.org", name="Nora")
    sent = send(secretary)
    theirs = session_of(user, second_factor=False)
    page = post(theirs, f"/en/join/role/{sent.pk}/", "/en/join/second-factor/")
    assert "Welcome, Nora." in through(theirs, page)


def test_a_link_opened_by_somebody_who_is_signed_in_asks_them_to_sign_out(secretary: Actor) -> None:
    other = session_of(factories.user(email="other@example.org", name="Otto"))
    link = path_of(send(secretary))
    page = text(other, link)
    assert "is signed in as Otto" in page
    assert other.post(link, {"name": "x", "way": "passphrase"}).status_code == 200
    assert "Otto" in text(other, "/en/")  # still signed in
    assert not User.objects.get(email="new@example.org").joined_at


# ── replaced, restored, first ─────────────────────────────────────────────────────────────────────


def test_a_successor_is_told_whose_place_it_is(client: Client, secretary: Actor) -> None:
    before = factories.user(email="old@example.org", name="Olga Old")
    held = factories.delegation(user=before, role="focal_point", state=State.objects.get(pk="XAA"))
    theirs = session_of(before)
    sent = replace(
        held.pk, "new@example.org", name="Nora", language="en", origin=ORIGIN, by=secretary, at=now()
    )
    link = path_of(sent)
    assert "Olga Old" in text(client, link)
    post(client, link, "/en/join/passphrase/", name="Nora", way="passphrase")
    page = through(client, post(client, "/en/join/passphrase/", "/en/join/second-factor/", new=PASSPHRASE))
    assert "You take over from Olga Old: what was drafted and what was still to be done is yours." in page
    assert "Olga Old" not in text(theirs, "/en/states/XAA/")  # signed out at once


def test_whoever_lost_a_second_factor_gets_in_anew(client: Client, administrator: Actor) -> None:
    user = factories.user(email="old@example.org", name="Olga Old")
    factories.delegation(user=user, role="focal_point", state=State.objects.get(pk="XAA"))
    Authenticator.objects.create(user=user, type="totp", data={"secret": "x"})
    theirs = session_of(user)
    link = path_of(restore(user.pk, why="x", origin=ORIGIN, by=administrator, at=now()))
    page = text(client, link)
    assert "Sign in anew" in page
    assert 'name="name"' not in page
    post(client, link, "/en/join/passphrase/", way="passphrase")
    page = post(client, "/en/join/passphrase/", "/en/join/second-factor/", new=PASSPHRASE)
    assert "Welcome, Olga Old." in through(client, page)
    assert "Olga Old" not in text(theirs, "/en/")  # every session of before is over
    assert Authenticator.objects.filter(user=user, type="totp").count() == 1
    user.refresh_from_db()
    assert user.check_password(PASSPHRASE)


def test_the_first_administrator_says_who_they_are(client: Client) -> None:
    link = f"/en/join/{first_administrator_link(by=INSTALLATION, at=now())}/"
    page = text(client, link)
    assert "Administrator" in page
    assert 'value="passkey"' not in page  # there is nobody yet whom it could know
    client.post(link, {"name": "Ada", "email": "no address", "way": "passphrase"})
    assert 'aria-invalid="true"' in text(client, "/en/join/")
    told = {"name": "Ada", "email": "Ada@Example.org", "way": "passkey"}
    post(client, "/en/join/", "/en/join/passphrase/", **told)
    page = post(client, "/en/join/passphrase/", "/en/join/second-factor/", new=PASSPHRASE)
    assert "Welcome, Ada. Your part here: Administrator." in through(client, page)
    assert "ada@example.org" in text(client, "/en/people/")


def test_the_address_of_somebody_who_has_joined_is_refused_to_the_first_administrator(client: Client) -> None:
    factories.user(email="ada@example.org")
    link = f"/en/join/{first_administrator_link(by=INSTALLATION, at=now())}/"
    client.post(link, {"name": "Ada", "email": "ada@example.org", "way": "passphrase"})
    page = post(client, "/en/join/passphrase/", new=PASSPHRASE)
    assert "Somebody has joined with this address already. Give another." in page
    assert not Delegation.objects.exists()


def test_what_does_not_come_from_a_page_of_ours_is_refused(
    secretary: Actor, counted: Callable[[str], None]
) -> None:
    link = path_of(send(secretary))
    proving = Client(enforce_csrf_checks=True)
    addresses = [
        link,
        *(
            f"/en/join/{step}"
            for step in ("", "passphrase/", "passkey/", "second-factor/", "recovery-codes/")
        ),
    ]
    for address in addresses:
        assert proving.post(address, {"name": "x", "new": PASSPHRASE}).status_code == 403
    counted(f"{len(addresses)} steps without a proof: all refused")
    assert not User.objects.filter(joined_at__isnull=False).exists()
