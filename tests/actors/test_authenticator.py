"""Setting an authenticator up, taking it away, and the recovery codes that stand in for it."""

import json

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from palermo.actors.models import User
from palermo.core.actor import Role
from tests import factories
from tests.actors.door import (
    Passkey,
    code,
    entries,
    is_in,
    person,
    recovery_codes,
    sign_in,
    visible,
)
from tests.actors.factors import CODE, CODES, SignedIn, add, at_the_door_again, secret_of, shown
from tests.actors.letters import delivered

pytestmark = pytest.mark.usefixtures("facts")


# ── an authenticator ──────────────────────────────────────────────────────────────────────────────


def test_an_authenticator_gives_the_session_its_second_factor_and_the_role_counts(
    signed_in: SignedIn,
) -> None:
    browser = signed_in(Role.AUDITOR, second_factor=False)
    assert browser.get("/en/journal/").status_code == 404
    answer = browser.post(CODE, {"code": code(secret_of(browser))})
    assert (answer.status_code, answer["Location"]) == (303, CODES)
    assert browser.get("/en/journal/").status_code == 200
    page = visible(browser.get(CODES))
    assert all(f"{each[:4]} {each[4:]}" in page for each in recovery_codes(User.objects.get()))
    assert [each.act for each in entries()] == ["actors.second_factor_added", "actors.recovery_codes_made"]


def test_the_secret_stands_in_a_picture_at_its_own_address_and_in_letters(signed_in: SignedIn) -> None:
    browser = signed_in()
    page = browser.get(CODE).content.decode()
    assert "data:" not in page
    assert f'src="{CODE}picture.svg"' in page
    picture = browser.get(f"{CODE}picture.svg")
    assert picture["Content-Type"] == "image/svg+xml"
    assert picture["Cache-Control"] == "private, no-store"
    assert picture.content.startswith(b"<?xml")
    assert secret_of(browser) == secret_of(browser)  # the one that the telephone has read stays


def test_a_wrong_first_code_sets_nothing_up(signed_in: SignedIn) -> None:
    browser = signed_in()
    secret = secret_of(browser)
    answer = browser.post(CODE, {"code": "000000"})
    assert answer.status_code == 422
    assert secret_of(browser) == secret
    assert not Authenticator.objects.exists()


def test_no_picture_is_left_once_it_is_set_up(signed_in: SignedIn) -> None:
    browser = signed_in()
    assert browser.get(f"{CODE}picture.svg").status_code == 404
    browser.post(CODE, {"code": code(secret_of(browser))})
    assert browser.get(f"{CODE}picture.svg").status_code == 404
    assert browser.get(CODE)["Location"] == f"{CODE}off/"


def test_the_secret_is_not_kept_in_the_clear(signed_in: SignedIn) -> None:
    browser = signed_in()
    secret = secret_of(browser)
    browser.post(CODE, {"code": code(secret)})
    kept = json.dumps(list(Authenticator.objects.values_list("data", flat=True)))
    assert secret not in kept
    assert not any(each in kept for each in recovery_codes(User.objects.get()))


def test_the_last_second_factor_takes_the_role_with_it_and_says_so_before(client: Client) -> None:
    user = person(app=True)
    factories.delegation(user=user, role="auditor")
    sign_in(client), shown(client, code())
    assert client.get("/en/journal/").status_code == 200
    page = visible(client.get(f"{CODE}off/"))
    assert "It is your last second factor." in page
    assert "Auditor" in page
    assert client.get("/en/journal/").status_code == 200  # it was only asked
    assert client.post(f"{CODE}off/").status_code == 303
    assert client.get("/en/journal/").status_code == 404
    assert is_in(client)
    assert not Authenticator.objects.exists()  # the recovery codes went with it
    assert entries()[-1].act == "actors.second_factor_removed"


def test_removing_one_of_two_leaves_the_role(local: Client) -> None:
    user, key = person(app=True), Passkey()
    factories.delegation(user=user, role="auditor")
    sign_in(local), shown(local, code())
    add(local, key)
    assert "another second factor" in visible(local.get(f"{CODE}off/"))
    local.post(f"{CODE}off/")
    assert local.get("/en/journal/").status_code == 200
    assert recovery_codes(user)


@pytest.mark.parametrize("change", ["code", "off", "anew"])
def test_every_change_ends_the_other_sessions_and_keeps_this_one_under_a_new_key(
    client: Client, change: str
) -> None:
    person(app=change != "code")
    other = Client()
    sign_in(client), sign_in(other)
    if change != "code":
        shown(client, code()), shown(other, code(steps=1))
    assert is_in(other)
    key = client.session.session_key
    address = {"code": CODE, "off": f"{CODE}off/", "anew": f"{CODES}anew/"}[change]
    given = {"code": code(secret_of(client))} if change == "code" else {}
    assert client.post(address, given).status_code == 303
    assert not is_in(other)
    assert is_in(client)
    assert client.session.session_key != key


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ("code", "An authenticator or a passkey was added to your account"),
        ("off", "An authenticator or a passkey was removed from your account"),
        ("anew", "New recovery codes were made for your account"),
    ],
)
def test_every_change_is_told_in_a_letter(client: Client, change: str, sentence: str) -> None:
    person(app=change != "code")
    sign_in(client)
    if change != "code":
        shown(client, code())
    address = {"code": CODE, "off": f"{CODE}off/", "anew": f"{CODES}anew/"}[change]
    given = {"code": code(secret_of(client))} if change == "code" else {}
    assert delivered() == []
    assert client.post(address, given).status_code == 303
    [letter] = delivered()
    assert letter.to == ["someone@example.org"]
    assert letter.subject == "Palermo: your second factor was changed"
    assert sentence in str(letter.body)
    assert "tell the administrator at once" in str(letter.body)


# ── recovery codes ────────────────────────────────────────────────────────────────────────────────


def test_new_recovery_codes_make_the_old_ones_void(browser: Client) -> None:
    shown(browser, code())
    user = User.objects.get()
    old = recovery_codes(user)
    assert browser.get(f"{CODES}anew/").status_code == 200
    assert recovery_codes(user) == old
    browser.post(f"{CODES}anew/")
    assert not set(old) & set(recovery_codes(user))
    assert shown(at_the_door_again(browser), old[0]).status_code == 422
    assert "actors.recovery_codes_made" in [each.act for each in entries()]


def test_recovery_codes_can_be_kept_as_a_file(browser: Client) -> None:
    shown(browser, code())
    answer = browser.get(f"{CODES}palermo-recovery-codes.txt")
    assert answer["Content-Disposition"].startswith("attachment")
    lines = answer.content.decode().split("\r\n")
    assert [line.replace(" ", "") for line in lines[3:13]] == recovery_codes(User.objects.get())


def test_without_a_second_factor_there_are_no_recovery_codes(signed_in: SignedIn) -> None:
    browser = signed_in()
    for address in (CODES, f"{CODES}anew/", f"{CODES}palermo-recovery-codes.txt"):
        assert browser.get(address).status_code == 404
    assert browser.post(f"{CODES}anew/").status_code == 404
