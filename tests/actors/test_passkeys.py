"""Passkeys: two factors by themselves, kept, used, renamed and removed."""

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from palermo.actors.models import User
from tests import factories
from tests.actors.door import (
    SECOND,
    Passkey,
    entries,
    is_in,
    options_of,
    person,
    sign_in,
    visible,
)
from tests.actors.factors import CODES, PASSKEYS, add, at_the_door_again, use

pytestmark = pytest.mark.usefixtures("facts")


def test_a_passkey_signs_in_by_itself_with_both_factors(local: Client) -> None:
    user, key = person(), Passkey()
    factories.delegation(user=user, role="auditor")
    sign_in(local)
    answer = add(local, key)
    assert (answer.status_code, answer["Location"]) == (303, CODES)
    assert local.get("/en/journal/").status_code == 200
    local.post("/en/sign-out/")
    assert use(local, key).status_code == 303
    assert local.get("/en/journal/").status_code == 200
    assert entries()[-1].values["methods"] == ["webauthn"]


def test_a_passkey_is_a_second_factor_too(local: Client) -> None:
    key = Passkey()
    person()
    sign_in(local)
    add(local, key)
    at_the_door_again(local)
    page = local.get(SECOND)
    assert "Use a passkey" in visible(page)
    assert local.post(SECOND, {"credential": key.get(options_of(page))}).status_code == 303
    assert is_in(local)


def test_an_answer_of_a_passkey_is_taken_once(local: Client) -> None:
    key = Passkey()
    person()
    sign_in(local)
    add(local, key)
    local.post("/en/sign-out/")
    told = key.get(local.get("/en/sign-in/passkey/").content.decode())
    assert local.post("/en/sign-in/passkey/", {"credential": told}).status_code == 303
    local.post("/en/sign-out/")
    answer = local.post("/en/sign-in/passkey/", {"credential": told})
    assert answer.status_code == 422
    assert "This passkey was not taken." in visible(answer)
    assert not is_in(local)


def test_a_passkey_that_does_not_know_its_person_signs_nobody_in(local: Client) -> None:
    key = Passkey()
    person()
    sign_in(local)
    assert add(local, key, verified=False).status_code == 422
    add(local, key)
    local.post("/en/sign-out/")
    assert use(local, key, verified=False).status_code == 422


def test_a_passkey_of_another_site_is_not_taken(local: Client) -> None:
    key = Passkey()
    person()
    sign_in(local)
    add(local, key)
    local.post("/en/sign-out/")
    key.origin = "http://example.com"
    assert use(local, key).status_code == 422


def test_passkeys_are_never_paused_by_tries_at_a_passphrase(local: Client) -> None:
    key = Passkey()
    person()
    sign_in(local)
    add(local, key)
    stranger = Client(SERVER_NAME="localhost")
    for _ in range(6):
        sign_in(stranger, passphrase="wrong")
    assert use(stranger, key).status_code == 303


def test_a_deactivated_person_gets_in_by_no_passkey(local: Client) -> None:
    key = Passkey()
    person()
    sign_in(local)
    add(local, key)
    local.post("/en/sign-out/")
    User.objects.update(is_active=False)
    assert use(local, key).status_code == 422


@pytest.mark.parametrize(
    "answer",
    [
        *(
            "",
            "x",
            "[]",
            "null",
            "1",
            '"x"',
            "{}",
            '{"response": 1}',
            '{"id": "a", "rawId": "a", "response": {}}',
        ),
        *(
            '{"response": {"userHandle": "enp6enp6enp6enp6eg"}}',
            '{"response": {"userHandle": null}}',
            "[" * 5000,
        ),
    ],
)
def test_what_is_no_answer_of_a_passkey_is_refused(local: Client, answer: str) -> None:
    person()
    local.get("/en/sign-in/passkey/")
    assert local.post("/en/sign-in/passkey/", {"credential": answer}).status_code == 422
    sign_in(local)
    local.get(f"{PASSKEYS}add/")
    assert local.post(f"{PASSKEYS}add/", {"name": "x", "credential": answer}).status_code == 422
    assert not Authenticator.objects.exists()


def test_passkeys_are_renamed_and_removed(local: Client) -> None:
    person()
    sign_in(local)
    add(local, Passkey(), "Office <laptop>")
    page = local.get(PASSKEYS).content.decode()
    assert "Office &lt;laptop&gt;" in page
    pk = Authenticator.objects.get(type="webauthn").pk
    local.post(f"{PASSKEYS}{pk}/", {"name": "Telephone"})
    assert "Telephone" in visible(local.get(PASSKEYS))
    assert "Remove the passkey “Telephone”" in visible(local.get(f"{PASSKEYS}{pk}/remove/"))
    local.post(f"{PASSKEYS}{pk}/remove/")
    assert not Authenticator.objects.exists()
    acts = [each.act for each in entries()]
    assert acts[-2:] == ["actors.passkey_renamed", "actors.second_factor_removed"]


def test_nobody_touches_the_passkeys_of_another(local: Client) -> None:
    person()
    sign_in(local)
    add(local, Passkey())
    pk = Authenticator.objects.get(type="webauthn").pk
    person("other@example.org")
    other = Client(SERVER_NAME="localhost")
    sign_in(other, "other@example.org")
    for address in (f"{PASSKEYS}{pk}/", f"{PASSKEYS}{pk}/remove/"):
        assert other.get(address).status_code == 404
        assert other.post(address, {"name": "mine"}).status_code == 404
    assert Authenticator.objects.get(pk=pk).wrap().name == "Office laptop"


def test_at_a_numeric_address_the_page_says_why_there_is_no_button(client: Client) -> None:
    answer = client.get("/en/sign-in/", SERVER_NAME="127.0.0.1")
    assert "Passkeys do not work at a numeric address." in visible(answer)
    assert b"data-passkey" not in answer.content
