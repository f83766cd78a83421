"""The second factor: given, taken away, and shown at the door, each code once."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.test import Client

from palermo.actors.models import User
from palermo.core.actor import Role
from tests import factories
from tests.actors.door import (
    ACCOUNT,
    FACTOR,
    SECOND,
    Passkey,
    code,
    entries,
    is_in,
    options_of,
    person,
    recovery_codes,
    sign_in,
    visible,
)
from tests.actors.letters import delivered

pytestmark = pytest.mark.usefixtures("facts")
SignedIn = Callable[..., Client]
CODE, PASSKEYS, CODES = f"{FACTOR}code/", f"{FACTOR}passkeys/", f"{FACTOR}recovery-codes/"


@pytest.fixture
def browser(client: Client) -> Client:
    """Somebody with an authenticator who has given the right passphrase."""
    person(app=True)
    assert sign_in(client)["Location"] == SECOND
    return client


@pytest.fixture
def local() -> Client:
    """A browser at http://localhost, where passkeys work."""
    return Client(SERVER_NAME="localhost")


def shown(client: Client, given: str, **extra: Any) -> Any:
    return client.post(SECOND, {"code": given}, **extra)


def at_the_door_again(client: Client) -> Client:
    client.post("/en/sign-out/")
    sign_in(client)
    return client


def secret_of(client: Client) -> str:
    return str(client.get(CODE).context["secret"].replace(" ", ""))


# ── at the door ───────────────────────────────────────────────────────────────────────────────────


def test_it_works(browser: Client) -> None:
    assert not is_in(browser)
    answer = shown(browser, code())
    assert (answer.status_code, answer["Location"]) == (303, "/en/")
    assert is_in(browser)
    assert entries()[-1].values["methods"] == ["password", "totp"]


def test_without_the_passphrase_there_is_nothing_to_show_it_at(client: Client) -> None:
    person(app=True)
    assert client.get(SECOND)["Location"] == "/en/sign-in/"
    assert shown(client, code())["Location"] == "/en/sign-in/"
    assert not is_in(client)


@pytest.mark.parametrize(("steps", "taken"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_a_clock_may_be_half_a_minute_off(browser: Client, steps: int, taken: bool) -> None:
    shown(browser, code(steps=steps))
    assert is_in(browser) is taken


@pytest.mark.parametrize(
    "write",
    [lambda it: f"{it[:3]} {it[3:]}", lambda it: it.translate({48 + n: 0x660 + n for n in range(10)})],
)
def test_a_code_may_be_typed_as_people_type(browser: Client, write: Callable[[str], str]) -> None:
    shown(browser, write(code()))
    assert is_in(browser)


def test_a_code_is_taken_once_even_after_the_library_forgot_it(browser: Client) -> None:
    given = code()
    shown(browser, given)
    cache.clear()
    answer = shown(at_the_door_again(browser), given)
    assert answer.status_code == 422
    assert "This is not the code, or it was used before." in visible(answer)
    assert not is_in(browser)


def test_the_code_that_set_the_authenticator_up_was_used_by_that(signed_in: SignedIn) -> None:
    browser = signed_in()
    user = User.objects.get()
    secret = secret_of(browser)
    given = code(secret)
    assert browser.post(CODE, {"code": given})["Location"] == CODES
    browser.post("/en/sign-out/")
    person(user.email)
    sign_in(browser, user.email)
    assert shown(browser, given).status_code == 422
    assert shown(browser, code(secret, steps=1)).status_code == 303


def test_a_recovery_code_stands_in_once(browser: Client) -> None:
    user = User.objects.get()
    first, *rest = recovery_codes(user)
    assert shown(browser, f"{first[:4]} {first[4:]}").status_code == 303
    assert entries()[-1].values["methods"] == ["password", "recovery_codes"]
    assert recovery_codes(user) == rest
    assert shown(at_the_door_again(browser), first).status_code == 422
    assert shown(browser, rest[0]).status_code == 303


def test_after_five_wrong_codes_there_is_a_pause_on_record(browser: Client) -> None:
    said = [visible(shown(browser, "000000")) for _ in range(5)]
    assert "4 tries are left before a pause of ten minutes." in said[0]
    assert "1 try is left before a pause of ten minutes." in said[3]
    assert "Wait 10 minutes" in said[4]
    answer = shown(browser, code())
    assert answer.status_code == 429
    assert "Retry-After" in answer
    assert not is_in(browser)
    assert [each.values.get("of") for each in entries()] == ["second_factor"]


def test_from_wherever_they_come_twenty_codes_an_hour_are_all(browser: Client) -> None:
    user = User.objects.get()
    for number in range(20):
        assert shown(browser, "000000", REMOTE_ADDR=f"192.0.2.{number}").status_code == 422
    assert shown(browser, code(), REMOTE_ADDR="192.0.2.99").status_code == 429
    assert entries()[-1].subject == f"user/{user.pk}"


def test_a_known_browser_has_its_own_count_of_codes(browser: Client) -> None:
    shown(browser, code())
    at_the_door_again(browser)
    attacker = Client()
    sign_in(attacker)
    for number in range(21):
        shown(attacker, "000000", REMOTE_ADDR=f"192.0.2.{number}")
    assert shown(attacker, code(steps=1), REMOTE_ADDR="127.0.0.1").status_code == 429
    assert shown(browser, code(steps=1)).status_code == 303


def test_what_changed_since_the_passphrase_was_given_ends_the_way_in(browser: Client) -> None:
    user = User.objects.get()
    user.sessions_token = "another"
    user.save()
    assert shown(browser, code())["Location"] == "/en/sign-in/"
    assert not is_in(browser)


def test_whoever_was_deactivated_on_the_way_does_not_get_in(browser: Client) -> None:
    User.objects.update(is_active=False)
    assert shown(browser, code())["Location"] == "/en/sign-in/"


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


# ── passkeys ──────────────────────────────────────────────────────────────────────────────────────


def add(client: Client, key: Passkey, name: str = "Office laptop", **how: Any) -> Any:
    options = options_of(client.get(f"{PASSKEYS}add/"))
    return client.post(f"{PASSKEYS}add/", {"name": name, "credential": key.create(options, **how)})


def use(client: Client, key: Passkey, **how: Any) -> Any:
    options = client.get("/en/sign-in/passkey/").content.decode()
    return client.post("/en/sign-in/passkey/", {"credential": key.get(options, **how)})


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


# ── still the same person ─────────────────────────────────────────────────────────────────────────

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
