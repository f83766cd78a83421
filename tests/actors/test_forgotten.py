"""A forgotten passphrase: a link by mail, once, within the hour."""

import re
from typing import Any

import pytest
from django.conf import settings
from django.core import mail
from django.test import Client
from django_tasks_db.models import DBTaskResult

from palermo.actors import tasks
from palermo.actors.models import User
from tests.actors.door import (
    SECOND,
    SIGN_IN,
    comparing,
    entries,
    is_in,
    person,
    sign_in,
)

pytestmark = pytest.mark.usefixtures("facts")
FORGOTTEN, NEW = f"{SIGN_IN}forgotten/", "quite another passphrase"


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
