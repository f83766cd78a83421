"""What must be erased of an entry can be, and the chain still verifies."""

from typing import Any

import pytest
from django.db import connection

from palermo.core import ledger
from palermo.core.actor import Actor
from palermo.core.errors import Conflict, Denied, Invalid, Missing
from palermo.journal.models import Entry
from palermo.journal.services import erase, erase_person
from tests import factories
from tests.journal.moments import AT, faults

pytestmark = pytest.mark.usefixtures("facts")


@pytest.fixture
def person() -> Actor:
    return Actor(key="user/700", name="Somebody Unmistakable")


def everywhere() -> str:
    """All that all tables hold, as words."""
    with connection.cursor() as cursor:
        found = []
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')
            found.append(repr(cursor.fetchall()))
    return "\n".join(found)


def test_a_name_that_is_erased_is_in_no_table_and_the_chain_verifies(
    person: Actor, administrator: Actor, auditor: Actor
) -> None:
    mine = [factories.entry(person).number for _ in range(3)]
    about = factories.entry(administrator, subject="actors.user/700", values={"name": person.name}).number
    assert faults(auditor) == []
    assert person.name in everywhere()
    hashes = dict(Entry.objects.values_list("number", "hash"))
    done = erase_person(person.key or "", about=["actors.user/700"], by=administrator, at=AT, why="Asked.")
    assert person.name not in everywhere()
    assert faults(auditor) == []
    assert hashes.items() <= dict(Entry.objects.values_list("number", "hash")).items()
    assert [sorted(Entry.objects.get(pk=number).erased) for number in [*mine, about]] == [
        *[["name"]] * 3,
        ["values"],
    ]
    assert (done.act, done.why, done.key) == ("journal.part_erased", "Asked.", "administrator")
    assert done.values == {"parts": {**{str(number): ["name"] for number in mine}, str(about): ["values"]}}


def test_one_part_of_one_entry_is_erased(administrator: Actor, auditor: Actor) -> None:
    number = factories.entry(why="Told in confidence.").number
    done = erase([(number, "why"), (number, "values")], by=administrator, at=AT, why="A mistake.")
    held = Entry.objects.get(pk=number)
    assert (held.why, held.values) == ("", {})
    assert held.erased == {"why", "values"}
    assert held.salts.keys() == set(ledger.PARTS) - {"why", "values"}
    assert done.subject == f"journal.entry/{number}"
    assert faults(auditor) == []


@pytest.mark.parametrize(
    ("part", "why", "raised", "words"),
    [
        ("name", " ", Invalid, "Give the reason"),
        ("at", "Asked.", Invalid, "“at” of an entry cannot be erased"),
        ("act", "Asked.", Invalid, "“act” of an entry cannot be erased"),
        ("nonsense", "Asked.", Invalid, "“nonsense” of an entry cannot be erased"),
    ],
)
def test_what_cannot_be_erased_is_refused(
    part: str, why: str, raised: Any, words: str, administrator: Actor
) -> None:
    number = factories.entry().number
    with pytest.raises(raised) as refused:
        erase([(number, part)], by=administrator, at=AT, why=why)
    assert words in str(refused.value)
    assert not Entry.objects.get(pk=number).erased


def test_what_was_erased_is_not_erased_again(administrator: Actor) -> None:
    number = factories.entry().number
    erase([(number, "name")], by=administrator, at=AT, why="Asked.")
    with pytest.raises(Conflict):
        erase([(number, "name")], by=administrator, at=AT, why="Asked.")
    with pytest.raises(Conflict):
        erase_person("user/unknown", by=administrator, at=AT, why="Asked.")


def test_an_entry_that_is_not_there_is_missing_and_nothing_else_is_erased(administrator: Actor) -> None:
    number = factories.entry().number
    with pytest.raises(Missing):
        erase([(number, "name"), (10**9, "name")], by=administrator, at=AT, why="Asked.")
    assert not Entry.objects.get(pk=number).erased


def test_what_says_that_something_was_erased_stays(administrator: Actor) -> None:
    done = erase([(factories.entry().number, "name")], by=administrator, at=AT, why="Asked.")
    with pytest.raises(Invalid, match=r"must stay\.$"):
        erase([(done.number, "values")], by=administrator, at=AT, why="Asked.")
    erase([(done.number, "name")], by=administrator, at=AT, why="Asked.")


@pytest.mark.parametrize("who", ["stranger", "secretary", "focal_point", "auditor"])
def test_only_an_administrator_erases(who: str, request: pytest.FixtureRequest) -> None:
    number, actor = factories.entry().number, request.getfixturevalue(who)
    with pytest.raises(Denied):
        erase([(number, "name")], by=actor, at=AT, why="Asked.")
    with pytest.raises(Denied):
        erase_person("administrator", by=actor, at=AT, why="Asked.")
    assert not Entry.objects.get(pk=number).erased
