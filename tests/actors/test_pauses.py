"""After too many tries a pause: for whoever tries, and not for whom they try to be."""

import pytest
from django.conf import settings
from django.test import Client, override_settings

from tests.actors.door import (
    comparing,
    entries,
    person,
    sign_in,
    visible,
)

pytestmark = pytest.mark.usefixtures("facts")


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
