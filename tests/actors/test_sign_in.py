"""Signing in and out: who gets in, by what, from where, and for how long."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import DatabaseError
from django.test import Client, override_settings

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


# ── pauses ────────────────────────────────────────────────────────────────────────────────────────


def test_after_five_wrong_tries_the_right_one_is_not_even_looked_at(client: Client) -> None:
    user = person()
    for _ in range(4):
        sign_in(client, passphrase="wrong")
    assert "Wait 10 minutes, then try again." in visible(sign_in(client, passphrase="wrong"))
    with comparing() as done:
        answer = sign_in(client)
    assert (answer.status_code, done) == (429, [])
    assert 540 < int(answer["Retry-After"]) <= 601
    assert "Wait 10 minutes" in visible(answer)
    assert [each.act for each in entries()] == ["actors.tries_paused"]  # once, however many come after it
    [entry] = entries()
    assert (entry.subject, entry.key) == (f"user/{user.pk}", "")
    assert entry.values == {"of": "passphrase", "address": "127.0.0.1"}


def test_nobody_is_named_by_a_pause_of_an_address_that_nobody_has(client: Client) -> None:
    for _ in range(5):
        sign_in(client, "nobody@example.org", "wrong")
    [entry] = entries()
    assert (entry.act, entry.subject) == ("actors.tries_paused", "")
    assert "nobody" not in str(entry.parts)


def test_the_right_passphrase_gives_the_tries_back(client: Client) -> None:
    person()
    for _ in range(4):
        sign_in(client, passphrase="wrong")
    assert sign_in(client).status_code == 303
    assert "4 tries are left" in visible(sign_in(Client(), passphrase="wrong"))


def test_a_known_browser_gets_in_while_somebody_else_tries_at_the_same_address(client: Client) -> None:
    person()
    sign_in(client)
    client.post("/en/sign-out/")
    attacker = Client()
    for _ in range(6):
        answer = sign_in(attacker, passphrase="wrong")
    assert answer.status_code == 429
    assert sign_in(Client()).status_code == 429  # an unknown browser there has to wait
    assert sign_in(client).status_code == 303


def test_a_known_browser_has_five_tries_too(client: Client) -> None:
    person()
    sign_in(client)
    client.post("/en/sign-out/")
    for _ in range(5):
        sign_in(client, passphrase="wrong")
    assert sign_in(client).status_code == 429
    assert sign_in(Client()).status_code == 303  # which shuts out no other


@override_settings(SESSION_COOKIE_SECURE=True)
def test_the_mark_of_a_browser_is_for_one_person_and_cannot_be_made_up(client: Client) -> None:
    person()
    person("other@example.org")
    sign_in(client)
    client.post("/en/sign-out/")
    [(name, mark)] = [
        (name, each) for name, each in client.cookies.items() if name.startswith("palermo_device")
    ]
    assert mark["httponly"]
    assert mark["samesite"] == "Lax"
    assert mark["secure"]
    assert "someone" not in f"{name}={mark.value}"
    for _ in range(6):
        sign_in(Client(), passphrase="wrong")
        sign_in(Client(), "other@example.org", "wrong")
    forger = Client()
    forger.cookies[name] = mark.value[:-1] + ("A" if mark.value[-1] != "A" else "B")
    assert sign_in(forger).status_code == 429
    assert sign_in(client, "other@example.org").status_code == 429
    assert sign_in(client).status_code == 303


def test_from_another_address_the_person_gets_in(client: Client) -> None:
    person()
    for _ in range(6):
        sign_in(client, passphrase="wrong", REMOTE_ADDR="192.0.2.1")
    assert sign_in(client, REMOTE_ADDR="192.0.2.2").status_code == 303


def test_from_one_address_fifty_tries_are_all_whoever_they_are_for(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    person()
    monkeypatch.setattr("palermo.actors.models.User.check_password", lambda *_: False)
    statuses = [sign_in(client, f"a{number}@example.org", "wrong").status_code for number in range(52)]
    assert statuses == [422] * 50 + [429] * 2
    monkeypatch.undo()
    assert sign_in(client).status_code == 429
    assert "Wait 10 minutes" in visible(sign_in(client))


TWINS = [
    "SOMEONE@example.org",
    " someone@example.org ",
    "ｓomeone@example.org",
    "someone＠example.org",
    "someone@ｅxample.org",
]


@pytest.mark.parametrize("twin", TWINS)
def test_however_the_address_is_written_it_is_one_account_with_one_counter(client: Client, twin: str) -> None:
    person()
    for _ in range(5):
        assert sign_in(client, twin, "wrong").status_code == 422
    with comparing() as done:
        assert {sign_in(client, each).status_code for each in ["someone@example.org", *TWINS]} == {429}
    assert done == []


SPOOFS = ["HTTP_X_FORWARDED_FOR", "HTTP_X_REAL_IP", "HTTP_FORWARDED", "HTTP_CLIENT_IP", "HTTP_TRUE_CLIENT_IP"]


@pytest.mark.parametrize("header", SPOOFS)
def test_nobody_comes_from_elsewhere_by_saying_so(client: Client, header: str) -> None:
    person()
    for number in range(5):
        sign_in(client, passphrase="wrong", **{header: f"192.0.2.{number}"})
    assert sign_in(client, **{header: "198.51.100.7"}).status_code == 429


def test_behind_a_proxy_what_it_wrote_last_counts(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "BEHIND_PROXY", True)
    person()
    for number in range(5):
        sign_in(client, passphrase="wrong", HTTP_X_FORWARDED_FOR=f"10.0.0.{number}, 192.0.2.1")
    assert sign_in(client, HTTP_X_FORWARDED_FOR="10.1.1.1, 192.0.2.1").status_code == 429
    assert sign_in(client, HTTP_X_FORWARDED_FOR="192.0.2.1, 192.0.2.2").status_code == 303


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),  # one network of one holder
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("::ffff:192.0.2.1", "192.0.2.1", True),
        ("192.0.2.1", "192.0.2.2", False),
    ],
)
def test_tries_are_counted_by_holder_of_an_address(client: Client, one: str, other: str, alike: bool) -> None:
    person()
    for _ in range(5):
        sign_in(client, passphrase="wrong", REMOTE_ADDR=one)
    assert sign_in(client, REMOTE_ADDR=other).status_code == (429 if alike else 303)


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


# ── the session ───────────────────────────────────────────────────────────────────────────────────


def test_a_session_that_somebody_else_began_does_not_become_mine(client: Client) -> None:
    person(app=True)
    client.get("/en/sign-in/passkey/")  # leaves a session
    planted = client.cookies[settings.SESSION_COOKIE_NAME].value
    sign_in(client)
    halfway = client.cookies[settings.SESSION_COOKIE_NAME].value
    client.post(SECOND, {"code": code()})
    assert is_in(client)
    inside = client.cookies[settings.SESSION_COOKIE_NAME].value
    assert len({planted, halfway, inside}) == 3
    assert not Session.objects.filter(session_key__in=[planted, halfway]).exists()
    for old in (planted, halfway):
        thief = Client()
        thief.cookies[settings.SESSION_COOKIE_NAME] = old
        assert not is_in(thief)


@override_settings(SESSION_COOKIE_SECURE=True)
def test_the_cookie_of_the_session_is_for_this_site_and_this_browser(client: Client) -> None:
    person()
    cookie = sign_in(client).cookies[settings.SESSION_COOKIE_NAME]
    assert cookie["httponly"]
    assert cookie["secure"]
    assert (cookie["samesite"], cookie["max-age"], cookie["expires"]) == ("Lax", "", "")


@pytest.mark.parametrize(
    ("opened", "seen", "lasts"),
    [
        (timedelta(hours=11), timedelta(minutes=5), True),
        (timedelta(hours=12), timedelta(minutes=5), False),
        (timedelta(hours=3), timedelta(hours=1, minutes=59), True),
        (timedelta(hours=3), timedelta(hours=2), False),
    ],
)
def test_a_session_is_over_in_time(client: Client, opened: timedelta, seen: timedelta, lasts: bool) -> None:
    person()
    sign_in(client)
    session = client.session
    [proof] = session["account_authentication_methods"]
    session["account_authentication_methods"] = [{**proof, "at": proof["at"] - opened.total_seconds()}]
    session["seen"] -= seen.total_seconds()
    session.save()
    assert is_in(client) is lasts
    assert is_in(client) is lasts  # and the use of it was noted, or it is gone for good
    assert Session.objects.filter(session_key=session.session_key).exists() is lasts


def test_a_session_that_was_not_opened_at_the_door_is_none(client: Client) -> None:
    client.force_login(person())
    assert not is_in(client)


def test_what_a_person_sees_no_cache_keeps(client: Client) -> None:
    person()
    sign_in(client)
    assert client.get("/en/")["Cache-Control"] == "private, no-store"


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
