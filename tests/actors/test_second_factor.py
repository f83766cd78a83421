"""The second factor at the door: a code of an authenticator, each taken once."""

from collections.abc import Callable

import pytest
from django.core.cache import cache
from django.test import Client

from palermo.actors.models import User
from tests.actors.door import (
    SECOND,
    code,
    entries,
    is_in,
    person,
    recovery_codes,
    sign_in,
    visible,
)
from tests.actors.factors import CODE, CODES, SignedIn, at_the_door_again, secret_of, shown

pytestmark = pytest.mark.usefixtures("facts")


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
