"""Whoever changes how they sign in shows first that they are still the same person."""

import pytest
from django.test import Client

from tests.actors.door import (
    ACCOUNT,
    FACTOR,
    Passkey,
    code,
    options_of,
    person,
    recovery_codes,
    sign_in,
    visible,
)
from tests.actors.factors import CODE, CODES, PASSKEYS, add, shown

pytestmark = pytest.mark.usefixtures("facts")
GUARDED = [CODE, f"{PASSKEYS}add/", f"{ACCOUNT}passphrase/"]


def grown_old(client: Client, minutes: int = 16) -> Client:
    session = client.session
    proofs = session["account_authentication_methods"]
    session["account_authentication_methods"] = [{**each, "at": each["at"] - 60 * minutes} for each in proofs]
    session.save()
    return client


@pytest.mark.parametrize("address", GUARDED)
def test_after_a_quarter_of_an_hour_one_shows_again_who_one_is(client: Client, address: str) -> None:
    user = person()
    sign_in(client)
    assert client.get(address).status_code == 200
    grown_old(client)
    where = f"/en/sign-in/again/?next={address.replace('/', '%2F')}"
    assert client.get(address)["Location"] == where
    assert client.post(address, {"new": "another long passphrase"})["Location"] == where
    assert client.post(where, {"passphrase": "wrong"}).status_code == 422
    key = client.session.session_key
    answer = client.post(where, {"passphrase": "correct horse battery staple", "next": address})
    assert (answer.status_code, answer["Location"]) == (303, address)
    assert client.session.session_key != key
    assert client.get(address).status_code == 200
    user.refresh_from_db()
    assert user.check_password("correct horse battery staple")


def test_it_can_be_shown_by_code_or_by_passkey(local: Client) -> None:
    user, key = person(app=True), Passkey()
    sign_in(local), shown(local, code())
    add(local, key)
    grown_old(local)
    page = visible(local.get("/en/sign-in/again/"))
    assert "By code" in page
    assert "By passkey" in page
    given = {"code": recovery_codes(user)[0], "next": CODES}
    assert local.post("/en/sign-in/again/code/", given)["Location"] == CODES
    grown_old(local)
    asked = local.get("/en/sign-in/again/passkey/")
    given = {"credential": key.get(options_of(asked)), "next": CODES}
    assert local.post("/en/sign-in/again/passkey/", given)["Location"] == CODES
    assert local.get(CODES).status_code == 200


def test_a_way_that_one_does_not_have_leads_to_one_that_one_has(client: Client) -> None:
    person()
    sign_in(client)
    for way in ("code", "passkey"):
        assert client.get(f"/en/sign-in/again/{way}/")["Location"] == "/en/sign-in/again/"
        assert client.post(f"/en/sign-in/again/{way}/", {"code": "1", "credential": "1"}).status_code in {
            303,
            422,
        }


def test_tries_at_it_are_counted_with_those_at_the_door(client: Client) -> None:
    person()
    sign_in(client)
    for _ in range(5):
        client.post("/en/sign-in/again/", {"passphrase": "wrong"})
    assert client.post("/en/sign-in/again/", {"passphrase": "wrong"}).status_code == 429
    client.post("/en/sign-out/")
    assert sign_in(client).status_code == 429


@pytest.mark.parametrize("address", [FACTOR, CODE, f"{CODE}off/", PASSKEYS, CODES, "/en/sign-in/again/"])
def test_to_a_stranger_it_is_as_absent_as_any_page(client: Client, address: str) -> None:
    absent = visible(client.get("/en/nothing/"))
    answer = client.get(address)
    assert (answer.status_code, visible(answer)) == (404, absent)
