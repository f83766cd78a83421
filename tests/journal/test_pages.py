"""The journal as an auditor meets it; to everybody else nothing is there."""

import json
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from palermo.core.actor import PUBLIC, Actor, Role
from palermo.core.language import LANGUAGES
from palermo.journal import queries
from palermo.journal.importers import read_head
from palermo.journal.models import Entry
from palermo.journal.models import Head as Ending
from palermo.journal.services import erase
from tests import factories
from tests.journal.long import grown
from tests.journal.reading import Read, SignedIn, numbers, words

ADDRESSES = ("journal/", "journal/1/", "journal/export.csv", "journal/head.json")
OTHERS = sorted(set(Role) - {Role.AUDITOR, Role.ADMINISTRATOR})
pytestmark = pytest.mark.usefixtures("facts")


@pytest.mark.parametrize("address", ["journal/", "journal/1/"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_it_works(browser: Client, language: str, address: str) -> None:
    answer = browser.get(f"/{language}/{address}")
    assert answer.status_code == 200
    text = answer.content.decode()
    assert text.count("<h1") == 1
    assert "<title> ·" not in text


def test_the_list_says_who_did_what_to_what_when_and_why(read: Read, secretary: Actor) -> None:
    made = factories.entry(secretary, act="texts.text_kept", subject="texts.text/<x>", why="It <came>.")
    row = read().split("<tbody>")[1].split("</tr>")[0]
    assert words(row) == (
        f"{made.number} 2 Jan 2026 03:04 UTC Official text kept A secretary secretariat "
        "texts.text/<x> It <came>."
    )


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_administrator_sees_it_too(signed_in: SignedIn, address: str) -> None:
    assert signed_in(Role.ADMINISTRATOR).get(f"/en/{address}").status_code == 200


@pytest.mark.parametrize("role", [None, *OTHERS])
def test_to_everybody_else_it_is_as_absent_as_any_page(signed_in: SignedIn, role: Role | None) -> None:
    client = signed_in(role)
    for address in ADDRESSES:
        answer = client.get(f"/en/{address}")
        assert answer.status_code == 404
        assert "There is nothing at this address." in answer.content.decode()


def test_a_stranger_and_an_auditor_without_a_second_factor_see_nothing(
    client: Client, signed_in: SignedIn
) -> None:
    for each in (client, signed_in(Role.AUDITOR, second_factor=False)):
        assert {each.get(f"/en/{address}").status_code for address in ADDRESSES} == {404}


@pytest.fixture
def many(secretary: Actor) -> int:
    grown(130, secretary)
    return 130


# ── the list ──────────────────────────────────────────────────────────────────────────────────────


def test_the_newest_stand_first_fifty_a_page(read: Read, many: int) -> None:
    assert "130 entries" in read()
    pages = [numbers(read(f"journal/?page={page}")) for page in (1, 2, 3)]
    assert [len(page) for page in pages] == [50, 50, 30]
    assert [number for page in pages for number in page] == list(range(130, 0, -1))
    read("journal/?page=4", 400)


@pytest.mark.parametrize("sort", ["number", "at", "act", "who", "capacity", "subject", "why"])
def test_it_is_sorted_as_the_address_asks(read: Read, many: int, sort: str) -> None:
    up, down = numbers(read(f"journal/?sort={sort}")), numbers(read(f"journal/?sort=-{sort}"))
    assert len(up) == len(down) == 50
    if sort in ("number", "at"):
        assert up[0] < down[0]


def test_filters_narrow_it_and_say_so_where_nothing_fits(read: Read, many: int) -> None:
    assert "5 entries" in read("journal/?who=Palermo")
    assert "130 entries" in read("journal/?act=facts.loaded")
    assert "125 entries" in read("journal/?from=2026-01-02&subject=x.row")
    for query in ("who=zzz", "subject=zzz", "to=2001-01-01", "act=texts.text_removed"):
        assert "No entry fits these filters" in read(f"journal/?{query}")
    for query in ("act=zzz", "from=soon", "from=2026-01-02&to=2026-01-01", "to=9999-01-01", "sort=zzz"):
        read(f"journal/?{query}", 400)


def test_an_empty_journal_says_so(read: Read) -> None:
    Entry.objects.all().delete()
    Ending.objects.all().delete()
    assert "Nothing was written yet" in read()


def test_a_page_asks_the_database_little_however_long_the_journal_is(browser: Client, many: int) -> None:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        browser.get("/en/journal/")
    assert len(asked) < 25


# ── one entry ─────────────────────────────────────────────────────────────────────────────────────


def test_an_entry_has_all_its_parts_and_what_binds_them(read: Read, secretary: Actor) -> None:
    before = Entry.objects.order_by("-number")[0]
    made = factories.entry(secretary, values={"a": "<b>"}, why="It came.")
    text = read(f"journal/{made.number}/")
    for shown in (
        *made.commitments.values(),
        made.hash,
        before.hash,
        '{"a":"<b>"}',
        "It came.",
        "secretariat",
    ):
        assert shown in words(text)
    for salt in made.salts.values():  # it would tell what was erased, to whoever kept the page
        assert salt not in text
    assert 'rel="prev"' in text
    assert 'rel="next"' not in text


def test_the_first_entry_says_that_it_is_the_first(read: Read) -> None:
    text = read("journal/1/")
    assert "This is the first entry." in text
    assert 'rel="prev"' not in text
    assert 'rel="next"' in text


@pytest.mark.parametrize("number", [0, 999, 10**30])
def test_an_entry_that_is_not_there_is_not_found(read: Read, number: int) -> None:
    read(f"journal/{number}/", 404)


def test_what_was_erased_is_shown_as_erased(
    read: Read, browser: Client, secretary: Actor, administrator: Actor
) -> None:
    made = factories.entry(secretary)
    erase([(made.number, "name"), (made.number, "values")], by=administrator, at=made.at, why="Asked.")
    row = read("journal/?act=facts.loaded").split("<tbody>")[1].split("</tr>")[0]
    assert "erased" in words(row)
    assert "A secretary" not in read(f"journal/{made.number}/")
    assert read(f"journal/{made.number}/").count(">erased<") == 2
    listed = json.loads(browser.get("/en/journal/export.json?act=facts.loaded").content)
    assert (listed[0]["who"], listed[0]["values"]) == ("erased", "erased")


def test_an_entry_that_somebody_changed_is_shown_all_the_same(read: Read, many: int) -> None:
    Entry.objects.filter(number=77).update(salts=[], commitments=7, values="x", act="gone")
    assert "erased" in words(read("journal/77/"))
    assert 77 in numbers(read("journal/?page=2"))


# ── the state of the chain ────────────────────────────────────────────────────────────────────────


def test_a_short_journal_is_verified_while_one_looks(read: Read, many: int) -> None:
    text = words(read())
    assert "Last look at all of it none yet" in text
    assert re.search(r"entries 1 to 130, in 0\.\d\d s: 0 faults", text)
    assert "The chain has faults" not in text


def test_a_fault_is_told_in_words(read: Read, many: int) -> None:
    Entry.objects.filter(number=77).update(why="x")
    Entry.objects.filter(number=78).delete()
    text = words(read())
    assert "The chain has faults. List them: ./palermo journal verify" in text
    assert "Entry 77: “Why” is not what was written." in text
    assert "Entry 78 is missing." in text


def test_the_last_look_at_all_of_it_is_told(read: Read, many: int) -> None:
    last = Entry.objects.get(number=130)
    factories.check(number=130, hash=last.hash, seconds=12.34)
    text = words(read())
    assert "2 Jan 2026 03:04 UTC entries 1 to 130, in 12.3 s: 0 faults" in text
    assert "Verified for this page nothing came since" in text
    factories.check(number=130, hash=last.hash, faults=3)
    assert "entries 1 to 130, in 0.1 s: 3 faults" in words(read())
    assert "The chain has faults." in words(read())


def test_what_a_page_does_not_verify_it_says(read: Read, many: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "TAIL", 100)
    assert "130 entries came since and were not verified." in words(read())
    assert "./palermo journal verify" in read()


def test_the_head_is_a_signed_file_to_keep(browser: Client, many: int) -> None:
    answer = browser.get("/en/journal/head.json")
    assert "attachment" in answer["Content-Disposition"]
    kept = read_head(answer.content)
    assert kept.head.number == 130
    assert kept.head.checkpoints == (Entry.objects.get(number=100).hash,)


def test_the_public_has_no_name_in_the_list(read: Read) -> None:
    factories.entry(PUBLIC)
    assert "Shipped facts loaded – –" in words(read())
