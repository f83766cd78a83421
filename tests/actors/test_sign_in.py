"""Signing in and out: who gets in, by what, from where, and where to."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.db import DatabaseError
from django.test import Client

from palermo.core.actor import Role
from palermo.journal import services
from palermo.kit.models import Tries
from tests import factories
from tests.actors.door import (
    ACCOUNT,
    PASSPHRASE,
    SECOND,
    SIGN_IN,
    code,
    comparing,
    entries,
    is_in,
    person,
    sign_in,
    visible,
)

pytestmark = pytest.mark.usefixtures("facts")
SignedIn = Callable[..., Client]


def test_it_works(client: Client) -> None:
    user = person()
    answer = sign_in(client)
    assert (answer.status_code, answer["Location"]) == (303, "/en/")
    page = client.get("/en/").content.decode()
    assert "Some One" in page
    assert "Sign in</a>" not in page
    [entry] = entries()
    assert (entry.act, entry.subject, entry.key) == ("actors.signed_in", f"user/{user.pk}", f"user/{user.pk}")
    assert entry.values == {"methods": ["password"], "address": "127.0.0.1"}


def test_the_door_is_open_to_all_and_says_that_reading_needs_no_account(page: Callable[..., str]) -> None:
    text = page(SIGN_IN)
    assert "Reading needs no account." in text
    assert "I forgot my passphrase" in text
    assert f'href="{SIGN_IN}"' in page("/en/")


def test_a_signed_in_person_needs_no_door(client: Client) -> None:
    person()
    sign_in(client)
    assert client.get(SIGN_IN)["Location"] == "/en/"
    assert client.get(f"{SIGN_IN}?next={ACCOUNT}")["Location"] == ACCOUNT


# ── who does not get in ───────────────────────────────────────────────────────────────────────────


def test_a_wrong_passphrase_is_refused_with_the_tries_that_are_left(client: Client) -> None:
    person()
    answer = sign_in(client, passphrase="wrong")
    assert answer.status_code == 422
    assert "Address and passphrase do not match. 4 tries are left before a pause of ten minutes." in visible(
        answer
    )
    assert "wrong" not in answer.content.decode()  # it is never shown again
    assert not is_in(client)


def test_an_address_that_nobody_has_is_answered_alike_and_as_slowly(client: Client) -> None:
    person()
    for left in range(4, -1, -1):
        with comparing() as known:
            one = sign_in(client, passphrase="wrong", REMOTE_ADDR="192.0.2.1")
        with comparing() as unknown:
            other = sign_in(client, email="nobody@example.org", passphrase="wrong", REMOTE_ADDR="192.0.2.2")
        assert visible(one) == visible(other), left
        assert (len(known), len(unknown)) == (1, 1)
    one, other = (
        sign_in(client, REMOTE_ADDR="192.0.2.1"),
        sign_in(client, "nobody@example.org", REMOTE_ADDR="192.0.2.2"),
    )
    assert (one.status_code, visible(one)) == (other.status_code, visible(other))


@pytest.mark.parametrize("values", [{"password": "!"}, {"joined_at": None, "password": "!"}])
def test_whoever_has_no_passphrase_is_answered_as_slowly(client: Client, values: dict[str, Any]) -> None:
    factories.user(**values)
    with comparing() as done:
        assert sign_in(client).status_code == 422
    assert done == ["spent"]


def test_whoever_was_deactivated_is_told_the_same_and_their_session_is_over(client: Client) -> None:
    user = person()
    sign_in(client)
    user.is_active = False
    user.save()
    assert not is_in(client)
    assert "do not match" in visible(sign_in(Client(REMOTE_ADDR="192.0.2.9")))


@pytest.mark.parametrize("verb", ["put", "patch", "delete"])
def test_only_a_form_signs_in(client: Client, verb: str) -> None:
    person()
    with comparing() as done:
        answer = getattr(client, verb)(SIGN_IN, f"email=someone@example.org&passphrase={PASSPHRASE}")
        client.get(SIGN_IN, {"email": "someone@example.org", "passphrase": PASSPHRASE})
    assert (answer.status_code, done, Tries.objects.count()) == (405, [], 0)
    assert not is_in(client)


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"email": "someone@example.org"},
        {"email": "someone", "passphrase": "x"},
        {"email": "someone\0@example.org", "passphrase": "x"},
        {"email": f"{'x' * 250}@example.org", "passphrase": "x"},
        {"email": "someone@example.org", "passphrase": "x\0"},
        {"email": "someone@example.org", "passphrase": "x" * 1001},
        {"email": "some\u200bone@example.org", "passphrase": PASSPHRASE},
        {"email": "someone@example.org.", "passphrase": PASSPHRASE},
    ],
)
def test_what_cannot_be_read_costs_no_try(client: Client, given: dict[str, str]) -> None:
    person()
    with comparing() as done:
        assert client.post(SIGN_IN, given).status_code == 422
    assert (done, Tries.objects.count()) == ([], 0)


def test_what_the_journal_cannot_keep_did_not_happen(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    person()

    def full(*_args: Any) -> None:
        raise DatabaseError("the disk is full")

    monkeypatch.setattr(services, "append", full)
    assert sign_in(client).status_code == 503
    assert not is_in(client)


# ── where to ──────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("wanted", ["/en/account/", "/fr/states/"])
def test_whoever_was_on_the_way_somewhere_gets_there(client: Client, wanted: str) -> None:
    person()
    assert f'value="{wanted}"' in client.get(SIGN_IN, {"next": wanted}).content.decode()
    answer = client.post(SIGN_IN, {"email": "someone@example.org", "passphrase": PASSPHRASE, "next": wanted})
    assert answer["Location"] == wanted


def test_with_a_second_factor_too(client: Client) -> None:
    person(app=True)
    given = {"email": "someone@example.org", "passphrase": PASSPHRASE, "next": "/fr/states/"}
    client.post(SIGN_IN, given)
    assert client.post(SECOND, {"code": code()})["Location"] == "/fr/states/"


@pytest.mark.parametrize(
    "wanted", ["https://example.com/", "//example.com", "javascript:alert(1)", "/\\example.com"]
)
def test_nobody_is_led_elsewhere(client: Client, wanted: str) -> None:
    person()
    given = {"email": "someone@example.org", "passphrase": PASSPHRASE, "next": wanted}
    assert client.post(SIGN_IN, given)["Location"] == "/en/"
    assert client.get(SIGN_IN, {"next": wanted})["Location"] == "/en/"


# ── out ───────────────────────────────────────────────────────────────────────────────────────────


def test_signing_out_asks_first_and_then_ends_the_session(client: Client) -> None:
    person()
    sign_in(client)
    assert "Sign out?" in client.get("/en/sign-out/").content.decode()
    assert is_in(client)
    key = client.session.session_key
    answer = client.post("/en/sign-out/")
    assert (answer.status_code, answer["Location"]) == (303, "/en/sign-out/")
    assert "You are signed out" in client.get("/en/sign-out/").content.decode()
    assert not is_in(client)
    assert not Session.objects.filter(session_key=key).exists()
    assert [each.act for each in entries()] == ["actors.signed_in", "actors.signed_out"]


# ── roles ─────────────────────────────────────────────────────────────────────────────────────────


def test_a_role_without_a_second_factor_is_led_to_one_and_counts_for_nothing(client: Client) -> None:
    factories.delegation(user=person(), role="auditor")
    given = {"email": "someone@example.org", "passphrase": PASSPHRASE, "next": "/en/states/"}
    assert client.post(SIGN_IN, given)["Location"] == "/en/account/second-factor/"
    page = client.get("/en/").content.decode()
    assert "Your role does not count yet." in page
    assert "/en/journal/" not in page
    assert client.get("/en/journal/").status_code == 404


def test_a_reader_is_asked_for_no_second_factor(client: Client) -> None:
    person()
    assert sign_in(client)["Location"] == "/en/"
    assert "does not count" not in client.get("/en/").content.decode()


def test_the_bar_has_what_a_role_may_open(signed_in: SignedIn) -> None:
    page = signed_in(Role.AUDITOR).get("/en/").content.decode()
    assert 'href="/en/journal/"' in page
    assert "A auditor" in page
    assert 'href="/en/journal/"' not in signed_in(Role.EXPERT).get("/en/").content.decode()


def test_a_role_that_is_given_or_taken_ends_the_session_at_once(client: Client) -> None:
    from palermo.actors.services.accounts import end_sessions

    user = person()
    sign_in(client)
    end_sessions(user)
    assert not is_in(client)
