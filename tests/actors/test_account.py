"""One's own page: what one is here, how one signs in, what one can change."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from palermo.actors.models import Delegation, User
from palermo.core.actor import Role
from tests.actors.door import (
    ACCOUNT,
    PASSPHRASE,
    SECOND,
    SIGN_IN,
    code,
    entries,
    is_in,
    person,
    sign_in,
    visible,
)
from tests.actors.letters import delivered

pytestmark = pytest.mark.usefixtures("facts")
SignedIn = Callable[..., Client]
FORGOTTEN, NEW = f"{SIGN_IN}forgotten/", "quite another passphrase"


def test_it_works(signed_in: SignedIn) -> None:
    browser = signed_in(Role.FOCAL_POINT)
    page = visible(browser.get(ACCOUNT))
    assert "focal_point@example.org" in page
    assert "Focal point · State XA (en), since 2 January 2026" in page
    assert "You have no role" not in page


def test_a_reader_is_told_that_they_have_no_role(signed_in: SignedIn) -> None:
    assert "You have no role: you read what everyone reads." in visible(signed_in().get(ACCOUNT))


def test_a_role_that_ended_is_not_on_the_page(signed_in: SignedIn) -> None:
    browser = signed_in(Role.FOCAL_POINT)
    held = Delegation.objects.get()
    held.until = held.since + timedelta(days=1)
    held.save()
    assert "Focal point" not in visible(browser.get(ACCOUNT))


def test_the_page_names_what_one_signs_in_with_and_the_last_sign_ins(client: Client) -> None:
    person(app=True)
    sign_in(client, REMOTE_ADDR="192.0.2.7")
    client.post(SECOND, {"code": code()}, REMOTE_ADDR="192.0.2.7")
    page = visible(client.get(ACCOUNT))
    assert "10 left." in page
    assert "passphrase · authenticator 192.0.2.7" in page


def test_of_the_sign_ins_only_ones_own_are_shown(client: Client) -> None:
    person()
    person("other@example.org")
    sign_in(Client(), "other@example.org", REMOTE_ADDR="198.51.100.9")
    sign_in(client)
    assert "198.51.100.9" not in visible(client.get(ACCOUNT))


def test_to_a_stranger_it_is_as_absent_as_any_page(client: Client) -> None:
    answer, absent = client.get(ACCOUNT), client.get("/en/nothing/")
    assert (answer.status_code, visible(answer)) == (404, visible(absent))


def profile(client: Client, **given: Any) -> Any:
    version = User.objects.get(email="someone@example.org").version
    return client.post(ACCOUNT, {"name": "Some One", "language": "en", "seen": version, **given})


# ── name and language ─────────────────────────────────────────────────────────────────────────────


def test_name_and_language_are_changed_and_on_record(client: Client) -> None:
    user = person()
    sign_in(client)
    answer = profile(client, name="Another Name", language="fr")
    assert (answer.status_code, answer["Location"]) == (303, "/fr/account/")
    assert "Another Name" in visible(client.get("/fr/"))
    entry = entries()[-1]
    assert (entry.act, entry.subject) == ("actors.profile_changed", f"user/{user.pk}")
    assert entry.values["before"] == {"name": "Some One", "language": "en"}
    assert entry.values["after"] == {"name": "Another Name", "language": "fr"}


@pytest.mark.parametrize(
    "given",
    [
        {"name": ""},
        {"name": "x" * 201},
        {"language": "tlh"},
        {"seen": "x"},
        {"seen": "9" * 40},
        {"name": "a\0"},
    ],
)
def test_what_cannot_be_taken_changes_nothing(client: Client, given: dict[str, str]) -> None:
    person()
    sign_in(client)
    assert profile(client, **given).status_code == 422
    user = User.objects.get()
    assert (user.name, user.language) == ("Some One", "en")


def test_what_somebody_saved_first_is_not_overwritten(client: Client) -> None:
    person()
    sign_in(client)
    profile(client, name="First")
    assert profile(client, name="Second", seen=1).status_code == 409
    assert User.objects.get().name == "First"


# ── passphrase ────────────────────────────────────────────────────────────────────────────────────


def test_another_passphrase_ends_every_other_session(client: Client) -> None:
    user, other = person(), Client()
    sign_in(client), sign_in(other)
    key = client.session.session_key
    assert client.post(f"{ACCOUNT}passphrase/", {"new": NEW})["Location"] == ACCOUNT
    assert "You are signed out everywhere else." in visible(client.get(ACCOUNT))
    assert "signed out everywhere else." not in visible(client.get(ACCOUNT))  # said once
    assert client.session.session_key != key
    assert not is_in(other)
    assert sign_in(Client()).status_code == 422
    assert sign_in(Client(), passphrase=NEW).status_code == 303
    entry = next(each for each in entries() if each.act == "actors.passphrase_changed")
    assert entry.subject == f"user/{user.pk}"
    assert NEW not in str(entry.parts)


def test_a_changed_passphrase_is_told_in_a_letter_in_which_it_is_not(client: Client) -> None:
    person(language="fr")
    sign_in(client)
    client.post(f"{ACCOUNT}passphrase/", {"new": "short"})
    assert delivered() == []
    client.post(f"{ACCOUNT}passphrase/", {"new": NEW})
    [letter] = delivered()
    assert letter.to == ["someone@example.org"]
    assert letter.extra_headers["Content-Language"] == "fr"
    assert NEW not in str(letter.message())


@pytest.mark.parametrize(
    ("new", "reason"),
    [
        ("", "Give the passphrase."),
        ("short", "This is too short."),
        ("someone@example.org", "too much like your name or your address"),
        ("736452910482", "These are digits alone."),
        ("qwerty123456", "whoever attacks tries it first"),
        ("x" * 1001, "at most 1000 letters"),
    ],
)
def test_a_weak_passphrase_is_refused_with_a_reason(client: Client, new: str, reason: str) -> None:
    user = person()
    sign_in(client)
    answer = client.post(f"{ACCOUNT}passphrase/", {"new": new})
    assert answer.status_code == 422
    assert reason in visible(answer)
    user.refresh_from_db()
    assert user.check_password(PASSPHRASE)


def test_signing_out_everywhere_else_asks_first(client: Client) -> None:
    person()
    other = Client()
    sign_in(client), sign_in(other)
    assert client.get(f"{ACCOUNT}elsewhere/").status_code == 200
    assert is_in(other)
    assert client.post(f"{ACCOUNT}elsewhere/").status_code == 303
    assert not is_in(other)
    assert is_in(client)
    assert entries()[-1].act == "actors.signed_out_elsewhere"


UNSAFE = [
    *(SIGN_IN, "/en/sign-out/", SECOND, "/en/sign-in/passkey/", FORGOTTEN, ACCOUNT),
    *("/en/sign-in/again/", "/en/sign-in/again/code/", "/en/sign-in/again/passkey/"),
    *(
        f"{ACCOUNT}{path}"
        for path in ("passphrase/", "elsewhere/", "second-factor/code/", "second-factor/code/off/")
    ),
    *(f"{ACCOUNT}second-factor/{path}" for path in ("passkeys/add/", "recovery-codes/anew/")),
]


# ── the pages ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("address", UNSAFE)
def test_what_comes_from_no_page_of_ours_changes_nothing(address: str, snapshot: Callable[[], Any]) -> None:
    person(app=True)
    browser = Client(enforce_csrf_checks=True)
    inside = Client()
    sign_in(inside)
    inside.post(SECOND, {"code": code()})
    browser.cookies["palermo_session"] = inside.cookies["palermo_session"].value
    before = snapshot()
    given = {"email": "someone@example.org", "passphrase": PASSPHRASE, "new": NEW, "code": code(steps=1)}
    answer = browser.post(address, {**given, "name": "x", "language": "fr", "seen": "1", "credential": "{}"})
    assert answer.status_code == 403
    assert snapshot() == before


@pytest.fixture
def snapshot() -> Callable[[], Any]:
    """Every row of every table."""
    from django.apps import apps

    def rows() -> Any:
        return {
            model._meta.label: list(model._base_manager.order_by("pk").values())
            for model in apps.get_models()
            if model._meta.app_label
            in {"actors", "journal", "kit", "mfa", "account", "sessions", "django_tasks_db"}
        }

    return rows


def test_no_page_runs_a_script_of_its_own(page: Callable[..., str]) -> None:
    text = page(SIGN_IN)
    assert re.findall(r"<script(?![^>]*\bsrc=)", text) == []
    assert "passkeys.js" in text


def test_a_page_that_is_absent_tells_a_stranger_that_signing_in_may_help(page: Callable[..., str]) -> None:
    assert "Some pages are for people who have signed in." in page("/en/nothing/", 404)
