"""What is owed, by whom, since when, how late; and of which State nothing was received."""

import csv
import io
import re
from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from palermo.actors.models import State
from palermo.core.actor import Actor
from palermo.mandates.models import FollowUp, Succession
from palermo.mandates.queries.asked import party
from palermo.mandates.queries.owed import LATE, Asked, Status, owed, told
from palermo.mandates.services.successions import link_paragraphs
from tests import factories
from tests.mandates.followed import NOW, asked, claim, said, say_changed
from tests.register.reading import plain, table

pytestmark = pytest.mark.usefixtures("facts")
Page = Callable[..., str]
ON = date(2026, 3, 1)
OWED = "mandates/owed/?year=2010&on=2026-03-01"
PAST, TO_COME = date(2026, 2, 19), date(2027, 1, 1)


@pytest.fixture
def several(xa: State, xb: State) -> None:
    """What is asked of all, of States, of the Secretariat; past its day, before it, without one."""
    asked("a", due=PAST)
    asked("b", due=TO_COME)
    asked("c")
    asked("d", due=PAST, addressee="secretariat")
    asked("e", due=PAST, addressee="none")
    asked("f", due=PAST, act="notes")


def rows(page: str) -> dict[str, list[str]]:
    return {cells[0].removeprefix("Decision X/1 "): cells[1:] for cells in table(page, "table")}


def test_it_works(page: Page, several: None) -> None:
    found = rows(page(f"/en/{OWED}"))
    assert list(found) == ["(a)", "(d)", "(b)", "(c)"]
    by, since, due, late, status, claims, newest = found["(a)"]
    assert [by, since, due, late] == ["States", "8 Jan 2010", "19 Feb 2026", "10"]
    assert [status, newest] == ["requested, not received", "–"]
    assert re.fullmatch(r"0 ?0 of \d+ States", claims)
    assert found["(d)"][4:6] == ["requested, not received", "0"]
    assert found["(b)"][3:5] == ["–", "not due yet"]
    assert found["(c)"][3:5] == ["–", "no day on record"]


def test_what_was_received_stands_beside_it_by_the_day(page: Page, several: None, secretary: Actor) -> None:
    a, d = asked("g", due=PAST), asked("h", due=PAST, addressee="secretariat")
    said(a, secretary)
    said(d, secretary, claim("", "under_way"))
    found = rows(page(f"/en/{OWED}"))
    assert found["(g)"][3:5] == ["10", "received from some"]
    assert re.fullmatch(r"1 ?1 of \d+ States", found["(g)"][5])
    assert found["(g)"][6].split() == ["done", "1", "Feb", "2026"]
    assert found["(h)"][3:5] == ["–", "received"]
    before = rows(page(f"/en/{OWED.replace('2026-03-01', '2026-01-31')}"))
    assert before["(g)"][4] == before["(h)"][4] == "not due yet"
    FollowUp.objects.update(withdrawn_at=NOW)
    say_changed()
    assert rows(page(f"/en/{OWED}"))["(h)"][4] == "requested, not received"


def test_what_asks_several_is_received_once_each_has_answered(
    stranger: Actor, secretary: Actor, xa: State, xb: State
) -> None:
    factories.deliberation("x-1", symbol="Decision X/1", year=2010, imported=True)
    row, every = asked("a", due=PAST), Asked(ON, year="2010")
    for order, state in enumerate((xa, xb), 1):
        factories.addressee(mandate=row.mandate, order=order, kind="state", state=state)
    for party_, status in (("", Status.IN_PART), ("XAA", Status.IN_PART), ("XBB", Status.RECEIVED)):
        said(row, secretary, claim(party_))
        [one] = told(stranger, owed(stranger, every), every)
        assert one.status is status, party_
        kept = Asked(ON, year="2010", status=status.value)
        assert [each.pk for each in owed(stranger, kept)] == [row.pk]


def test_of_one_state_its_own_word_counts_alone(
    stranger: Actor, secretary: Actor, xa: State, xb: State
) -> None:
    said(asked("a", due=PAST), secretary)
    parties = party(stranger, "XBB")
    of_it = Asked(ON, parties, year="2010")
    [other] = told(stranger, owed(stranger, of_it), of_it)
    assert other.status is Status.NOT_RECEIVED


@pytest.mark.parametrize("status", [*Status.values, LATE])
def test_a_status_leaves_just_the_rows_that_say_so(
    stranger: Actor, secretary: Actor, several: None, status: str
) -> None:
    for label, given in (("g", claim()), ("h", claim("", "done"))):
        said(asked(label, due=PAST, addressee="states" if label == "g" else "secretariat"), secretary, given)
    for of in (None, party(stranger, "XAA"), party(stranger, "secretariat")):
        every = Asked(ON, of, "2010")
        whole = told(stranger, owed(stranger, every), every)
        narrowed = Asked(ON, of, "2010", status)
        left = told(stranger, owed(stranger, narrowed), narrowed)
        fits = [each for each in whole if (each.late if status == LATE else each.status == status)]
        assert {each.mandate.pk for each in left} == {each.mandate.pk for each in fits}, of


def test_what_is_superseded_is_owed_where_it_was_taken_to(
    page: Page, several: None, secretary: Actor
) -> None:
    asked("a", "x-2", due=PAST)
    link_paragraphs("x-2/a", "x-1/a", "supersedes", by=secretary, at=NOW)
    found = rows(page(f"/en/{OWED}"))
    assert "(a)" not in found
    assert "Decision X/2 (a)" in found
    Succession.objects.update(kind="repeats")


def test_a_file_has_what_the_screen_has(client: Client, several: None) -> None:
    query = "?year=2010&on=2026-03-01&status=not_received&sort=-decision"
    content = client.get(f"/en/mandates/owed/export.csv{query}").content.decode("utf-8-sig")
    head, *lines = csv.reader(io.StringIO(content))
    page = client.get(f"/en/mandates/owed/{query}").content.decode()
    assert [each[0] for each in lines] == [each[0] for each in table(page, "table")]
    assert [each[head.index("Key")] for each in lines] == ["x-1/a", "x-1/d"]
    assert {each[head.index("Code of the status")] for each in lines} == {"not_received"}


def test_what_cannot_be_read_in_the_address_is_refused(page: Page) -> None:
    for query, status in (("party=zzz", 404), ("status=no", 400), ("on=2999-01-01", 400), ("year=1", 400)):
        page(f"/en/mandates/owed/?{query}", status)


def test_the_number_of_queries_does_not_grow(
    several: None, page: Page, django_assert_max_num_queries: Callable[..., object]
) -> None:
    for label in "ghijklmnop":
        asked(label, due=PAST)
    page(f"/en/{OWED}")
    with django_assert_max_num_queries(16):  # type: ignore[attr-defined]
        page(f"/en/{OWED}")


# ── silence ───────────────────────────────────────────────────────────────────────────────────────


def test_silence_is_listed_for_each_state_in_the_order_of_names(
    page: Page, several: None, secretary: Actor, xa: State
) -> None:
    said(asked("g", due=date(2026, 2, 1)), secretary)
    shown = page("/en/mandates/silence/?year=2010&on=2026-03-01")
    found = {cells[0]: cells[1:] for cells in table(shown, "table")}
    assert found["State XA (en)"][1:] == ["2", "1", "1", "19 Feb 2026"]
    assert found["State XB (en)"][1:] == ["2", "0", "2", "1 Feb 2026"]
    names = list(found)
    assert names.index("State XA (en)") < names.index("State XB (en)")
    assert "party=XBB&amp;status=not_received" in shown
    listed = rows(page("/en/mandates/owed/?party=XBB&status=not_received&on=2026-03-01&year=2010"))
    assert set(listed) == {"(a)", "(g)"}


def test_nobody_is_silent_of_what_had_no_day(page: Page, xa: State) -> None:
    asked("a")
    assert "Nothing was due from a State" in plain(page("/en/mandates/silence/?year=2010&on=2026-03-01"))


def test_a_state_that_is_not_asked_is_not_silent(page: Page, xa: State, xb: State) -> None:
    row = asked("a", due=PAST)
    row.mandate.addressees.update(kind="state", state=xa)
    say_changed()
    [only] = table(page("/en/mandates/silence/?year=2010&on=2026-03-01"), "table")
    assert only[0] == "State XA (en)"
