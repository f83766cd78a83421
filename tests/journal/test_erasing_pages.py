"""Erasing a part of an entry, as an administrator does."""

import pytest
from django.test import Client

from palermo.core.actor import Actor, Role
from palermo.journal.models import Entry
from palermo.journal.services import erase
from tests import factories
from tests.journal.reading import Read, SignedIn, words

pytestmark = pytest.mark.usefixtures("facts")


@pytest.fixture
def administering(signed_in: SignedIn) -> Client:
    return signed_in(Role.ADMINISTRATOR)


def test_an_administrator_erases_a_part_with_a_reason(administering: Client, secretary: Actor) -> None:
    made = factories.entry(secretary, why="Told in confidence.")
    page, there = f"/en/journal/{made.number}/erase/", f"/en/journal/{made.number}/"
    assert page in administering.get(there).content.decode()
    assert "cannot be brought back" in administering.get(page).content.decode()
    answer = administering.post(page, {"part": "why", "why": "They asked."})
    assert (answer.status_code, answer["Location"]) == (303, there)
    text = words(administering.get(there).content.decode())
    assert "Erased. The journal says that it was, and why." in text
    assert "Told in confidence." not in text
    done = Entry.objects.order_by("-number")[0]
    assert (done.why, done.values) == ("They asked.", {"parts": {str(made.number): ["why"]}})


def test_a_name_is_erased_in_every_entry_of_an_account(administering: Client, secretary: Actor) -> None:
    numbers = [factories.entry(secretary).number for _ in range(3)]
    page = f"/en/journal/{numbers[1]}/erase/"
    assert administering.post(page, {"part": "everywhere", "why": "They asked."}).status_code == 303
    assert all("name" in Entry.objects.get(number=number).erased for number in numbers)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({}, "Choose the part. Give the reason why this must be erased."),
        ({"part": "act", "why": "They asked."}, "Choose one of these parts."),
        ({"part": "name", "why": "  "}, "Give the reason why this must be erased."),
    ],
)
def test_what_is_not_said_is_asked_for_again(
    administering: Client, given: dict[str, str], said: str, secretary: Actor
) -> None:
    made = factories.entry(secretary)
    answer = administering.post(f"/en/journal/{made.number}/erase/", given)
    assert answer.status_code == 422
    text = words(answer.content.decode())
    assert "Nothing was erased. Look at this again." in text
    assert all(sentence in text for sentence in said.split(". "))
    assert not Entry.objects.get(number=made.number).erased


def test_where_nothing_is_left_to_erase_the_entry_is_shown(
    administering: Client, administrator: Actor
) -> None:
    made = factories.entry()
    every = [(made.number, part) for part in made.erasable]
    erase(every, by=administrator, at=made.at, why="Asked.")
    there = f"/en/journal/{made.number}/"
    answer = administering.get(f"{there}erase/")
    assert (answer.status_code, answer["Location"]) == (302, there)
    assert "erase/" not in administering.get(there).content.decode()


def test_an_auditor_erases_nothing(browser: Client, read: Read, secretary: Actor) -> None:
    made = factories.entry(secretary)
    assert "erase/" not in read(f"journal/{made.number}/")
    page = f"/en/journal/{made.number}/erase/"
    assert browser.get(page).status_code == 404
    assert browser.post(page, {"part": "name", "why": "x"}).status_code == 404
    assert not Entry.objects.get(number=made.number).erased
