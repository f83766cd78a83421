"""One's own page: what one is here, how one signs in, what one can change; and a forgotten passphrase."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.core import mail
from django.test import Client
from django_tasks_db.models import DBTaskResult

from palermo.actors import tasks
from palermo.actors.models import Delegation, User
from palermo.core.actor import Role
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
from tests.actors.letters import delivered

pytestmark = pytest.mark.usefixtures("facts")
SignedIn = Callable[..., Client]
FORGOTTEN, NEW = f"{SIGN_IN}forgotten/", "quite another passphrase"


@pytest.fixture(autouse=True)
def kept_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "EMAIL_BACKEND", "django.core.mail.backends.locmem.EmailBackend")


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


# ── name and language ─────────────────────────────────────────────────────────────────────────────


def profile(client: Client, **given: Any) -> Any:
    version = User.objects.get(email="someone@example.org").version
    return client.post(ACCOUNT, {"name": "Some One", "language": "en", "seen": version, **given})


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


# ── forgotten ─────────────────────────────────────────────────────────────────────────────────────


def asked(client: Client, email: str = "someone@example.org", **extra: Any) -> Any:
    return client.post(FORGOTTEN, {"email": email}, **extra)


def run_tasks() -> None:
    """What the worker does."""
    for each in DBTaskResult.objects.filter(task_path="palermo.actors.tasks.mail_reset"):
        tasks.mail_reset.func(**each.args_kwargs["kwargs"])
    DBTaskResult.objects.all().delete()


def link() -> str:
    run_tasks()
    [letter] = mail.outbox
    mail.outbox.clear()
    assert letter.to == ["someone@example.org"]
    found = re.search(r"http://testserver(/\S+)", str(letter.body))
    assert found
    return found[1]


def test_a_link_by_mail_leads_to_a_new_passphrase_once(client: Client) -> None:
    user, inside = person(), Client()
    sign_in(inside)
    assert asked(client)["Location"] == f"{FORGOTTEN}sent/"
    address = link()
    form = client.get(address)["Location"]
    assert form.endswith("/new/")  # no key in an address that is passed on
    assert client.get(form).status_code == 200
    assert client.post(form, {"new": NEW})["Location"] == f"{FORGOTTEN}done/"
    assert not is_in(client)
    assert not is_in(inside)
    assert sign_in(client, passphrase=NEW).status_code == 303
    assert Client().get(address).status_code == 404
    assert client.post(form, {"new": "a third passphrase"}).status_code == 404
    entry = next(each for each in entries() if each.act == "actors.passphrase_changed")
    assert (entry.subject, entry.why) == (f"user/{user.pk}", "by a link that was mailed")


def test_the_second_factor_is_asked_for_as_before(client: Client) -> None:
    person(app=True)
    asked(client)
    form = client.get(link())["Location"]
    client.post(form, {"new": NEW})
    assert sign_in(client, passphrase=NEW)["Location"] == SECOND


@pytest.mark.parametrize("state", ["unknown", "inactive", "not joined"])
def test_nobody_learns_which_addresses_are_known(client: Client, state: str) -> None:
    if state != "unknown":
        person(is_active=state != "inactive")
    if state == "not joined":
        User.objects.update(joined_at=None)
    answer = asked(client)
    assert (answer.status_code, answer["Location"]) == (303, f"{FORGOTTEN}sent/")
    [task] = DBTaskResult.objects.all()  # as much is done as for one that is known
    assert task.args_kwargs["kwargs"]["person"] == 0
    run_tasks()
    assert mail.outbox == []


def test_a_link_is_gone_after_an_hour_and_when_one_has_signed_in(client: Client) -> None:
    person()
    asked(client)
    address = link()
    assert client.get(address).status_code == 303
    sign_in(client)
    assert Client().get(address).status_code == 404
    assert settings.PASSWORD_RESET_TIMEOUT == 3600


@pytest.mark.parametrize("path", ["1/abc/", "zzzzzzzzzzzzz/abc-def/", "0/new/", "1/new/", "-/x/"])
def test_a_link_that_was_never_sent_leads_nowhere(client: Client, path: str) -> None:
    person()
    answer = client.get(f"{FORGOTTEN}{path}")
    assert answer.status_code == 404
    assert client.post(f"{FORGOTTEN}{path}", {"new": NEW}).status_code == 404


def test_the_letter_is_in_the_language_of_its_reader(client: Client) -> None:
    person(language="es")
    asked(client)
    assert link().startswith("/es/")


def test_to_one_address_three_letters_an_hour_are_sent_and_the_page_is_the_same(client: Client) -> None:
    person()
    for number in range(5):
        assert asked(client, REMOTE_ADDR=f"192.0.2.{number}")["Location"] == f"{FORGOTTEN}sent/"
    run_tasks()
    assert len(mail.outbox) == 3


def test_from_one_place_twenty_links_an_hour_can_be_asked_for(client: Client) -> None:
    statuses = [asked(client, f"a{number}@example.org").status_code for number in range(21)]
    assert statuses == [303] * 20 + [429]


def test_no_passphrase_is_worked_on_to_send_a_link(client: Client) -> None:
    person()
    with comparing() as done:
        asked(client)
    assert done == []


# ── the pages ─────────────────────────────────────────────────────────────────────────────────────

UNSAFE = [
    *(SIGN_IN, "/en/sign-out/", SECOND, "/en/sign-in/passkey/", FORGOTTEN, ACCOUNT),
    *("/en/sign-in/again/", "/en/sign-in/again/code/", "/en/sign-in/again/passkey/"),
    *(
        f"{ACCOUNT}{path}"
        for path in ("passphrase/", "elsewhere/", "second-factor/code/", "second-factor/code/off/")
    ),
    *(f"{ACCOUNT}second-factor/{path}" for path in ("passkeys/add/", "recovery-codes/anew/")),
]


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
