"""What auditors read of the journal, and every fault of its chain."""

import json
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.models import F, JSONField, Value

from palermo.core import ledger
from palermo.core.actor import Actor
from palermo.core.errors import Conflict, Denied, Missing
from palermo.core.ledger import Fault, Head, Kind
from palermo.journal import queries
from palermo.journal.models import Entry
from palermo.journal.models import Head as Ending
from palermo.journal.services import erase
from tests import factories
from tests.journal.long import grown

AT = datetime(2026, 3, 1, 23, 59, 59, tzinfo=UTC)

pytestmark = pytest.mark.usefixtures("facts")


@pytest.fixture
def chain(secretary: Actor) -> int:
    """A journal of 130 entries; answers how many were there before."""
    begun = Entry.objects.count()
    grown(130, secretary)
    return begun


def faults(auditor: Actor, **given: Any) -> list[Fault]:
    return list(queries.faults(auditor, queries.ending(auditor), **given))


def numbers(found: Any) -> list[int]:
    return [each.number for each in found]


def test_it_works(chain: int, auditor: Actor) -> None:
    assert numbers(queries.entries(auditor)) == list(range(130, 0, -1))
    assert queries.entry(auditor, 130).number == 130
    head = queries.head(auditor)
    assert head == Head(130, Entry.objects.get(pk=130).hash, (Entry.objects.get(pk=100).hash,))
    assert faults(auditor, outside=head) == []


def test_entries_are_found_by_who_what_subject_and_day(auditor: Actor) -> None:
    jane = Actor(key="user/41", name="Jane Ölund")
    one = factories.entry(jane, act="texts.text_kept", subject="texts.text/a", at=AT).number
    two = factories.entry(jane, act="texts.text_removed", subject="texts.text/b", at=AT + timedelta(1)).number
    for given, wanted in (
        ({"who": "jane"}, [two, one]),
        ({"who": "user/41"}, [two, one]),
        ({"who": "user/4"}, []),
        ({"who": "jane", "act": "texts.text_kept"}, [one]),
        ({"subject": "text/b"}, [two]),
        ({"subject": "texts.text/", "since": AT.date()}, [two, one]),
        ({"subject": "texts.text/", "until": AT.date()}, [one]),
        ({"subject": "texts.text/", "since": date(2026, 3, 2)}, [two]),
        ({"subject": "texts.text/", "since": date(2026, 3, 3)}, []),
    ):
        assert numbers(queries.entries(auditor, **given)) == wanted, given


def test_an_entry_that_is_not_there_is_missing(auditor: Actor) -> None:
    with pytest.raises(Missing, match=r"^The journal has no entry 1000\.$"):
        queries.entry(auditor, 1000)


def test_an_entry_follows_from_the_one_before_and_the_first_from_nothing(chain: int, auditor: Actor) -> None:
    assert queries.previous_hash(auditor, 1) == ledger.START
    assert queries.previous_hash(auditor, 130) == Entry.objects.get(pk=129).hash


@pytest.mark.parametrize("who", ["stranger", "secretary", "focal_point"])
def test_nobody_else_reads_it(who: str, request: pytest.FixtureRequest) -> None:
    actor, head = request.getfixturevalue(who), Head()
    for ask in (
        lambda: queries.entries(actor),
        lambda: queries.entry(actor, 1),
        lambda: queries.previous_hash(actor, 1),
        lambda: queries.head(actor),
        lambda: queries.ending(actor),
        lambda: queries.faults(actor, head),
        lambda: queries.state(actor),
    ):
        with pytest.raises(Denied):
            ask()


def test_an_administrator_reads_it_too(administrator: Actor) -> None:
    assert queries.entry(administrator, 1).number == 1


# ── faults ────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("part", "value"),
    [
        *(("act", "facts.undone"), ("key", "x"), ("name", "x"), ("capacity", ""), ("subject", "x")),
        *(("values", {"more": 1}), ("why", "x"), ("at", AT)),
    ],
)
def test_a_part_that_was_changed_is_named(part: str, value: Any, chain: int, auditor: Actor) -> None:
    Entry.objects.filter(number=77).update(**{part: value})
    assert faults(auditor) == [Fault(Kind.PART, 77, 77, part)]


def test_a_batch_that_ends_within_the_chain_hides_nothing(
    chain: int, auditor: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    Entry.objects.filter(number__in=(7, 8, 14)).update(why="x")
    head = queries.head(auditor)
    for size in (1, 7, 8, 129, 130, 131):
        monkeypatch.setattr(queries, "BATCH", size)
        assert faults(auditor, outside=head) == [Fault(Kind.PART, n, n, "why") for n in (7, 8, 14)], size


def test_entries_that_were_taken_out_are_missing(chain: int, auditor: Actor) -> None:
    Entry.objects.filter(number__range=(40, 42)).delete()
    assert faults(auditor) == [Fault(Kind.MISSING, 40, 42)]


def test_an_end_that_is_not_the_last_entry_is_a_fault(chain: int, auditor: Actor) -> None:
    last = Entry.objects.get(number=130)
    Ending.objects.update(number=129, hash=Entry.objects.get(number=129).hash)
    assert faults(auditor) == [Fault(Kind.END, 130, 130)]
    Ending.objects.update(number=130, hash="f" * 64)
    assert faults(auditor) == [Fault(Kind.END, 130, 130)]
    Ending.objects.update(number=131, hash=last.hash)
    assert faults(auditor) == [Fault(Kind.END, 130, 131)]
    Ending.objects.all().delete()
    assert faults(auditor) == [Fault(Kind.END, 1, 130)]


def test_what_others_write_meanwhile_is_no_fault(chain: int, auditor: Actor, secretary: Actor) -> None:
    end = queries.ending(auditor)
    found = queries.faults(auditor, end)
    factories.entry(secretary)
    assert list(found) == []


def test_nothing_at_all_has_no_fault(auditor: Actor) -> None:
    Entry.objects.all().delete()
    Ending.objects.all().delete()
    assert faults(auditor) == []
    assert queries.head(auditor) == Head()


def test_a_chain_that_is_broken_has_no_head(chain: int, auditor: Actor) -> None:
    Entry.objects.filter(number=100).delete()
    with pytest.raises(Conflict, match="Verify it first"):
        queries.head(auditor)


@pytest.mark.parametrize("column", ["salts", "commitments", "values"])
@pytest.mark.parametrize("value", ["[]", "null", '"x"', "7", '{"name": 1}'])
def test_what_no_entry_holds_is_a_fault_and_stops_nothing(
    column: str, value: str, chain: int, auditor: Actor
) -> None:
    Entry.objects.filter(number=77).update(**{column: Value(json.loads(value), JSONField())})
    Entry.objects.filter(number=79).update(why="x")
    found = faults(auditor)
    assert {fault.first for fault in found} == {77, 79}
    assert {fault.kind for fault in found} <= {Kind.PART, Kind.UNREADABLE, Kind.HASH, Kind.VANISHED}


@pytest.mark.skipif(connection.vendor != "sqlite", reason="no other database keeps it")
@pytest.mark.parametrize(
    ("column", "value"), [("at", "soon"), ("at", ""), ("values", "{"), ("salts", "x"), ("hash", 7)]
)
def test_what_sqlite_keeps_and_cannot_be_read_is_a_fault(
    column: str, value: Any, chain: int, auditor: Actor
) -> None:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA ignore_check_constraints = ON")
        cursor.execute(f'UPDATE journal_entry SET "{column}" = %s WHERE number = 77', [value])
        cursor.execute("PRAGMA ignore_check_constraints = OFF")
    found = faults(auditor)
    assert {fault.first for fault in found} <= {77, 78}
    assert found[0].first == 77


def test_how_far_it_is_is_told(chain: int, auditor: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "BATCH", 50)
    told: list[tuple[int, int]] = []
    assert faults(auditor, tell=lambda done, of: told.append((done, of))) == []
    assert told == [(50, 130), (100, 130), (130, 130)]


# ── the state of the chain ────────────────────────────────────────────────────────────────────────


def test_a_short_journal_is_verified_for_its_page(chain: int, auditor: Actor) -> None:
    state = queries.state(auditor)
    assert (state.end, state.check, state.looked_from, state.unseen, state.faults) == (130, None, 1, 0, ())
    Entry.objects.filter(number=77).update(why="x")
    assert queries.state(auditor).faults == (Fault(Kind.PART, 77, 77, "why"),)


def test_only_what_came_since_the_last_look_at_all_of_it_is(chain: int, auditor: Actor) -> None:
    factories.check(number=130, hash=Entry.objects.get(number=130).hash)
    factories.entry()
    state = queries.state(auditor)
    assert (state.end, state.looked_from, state.unseen, state.faults) == (131, 131, 0, ())
    Entry.objects.filter(number=77).update(why="x")
    assert queries.state(auditor).faults == ()
    Entry.objects.filter(number=131).update(why="x")
    assert queries.state(auditor).faults == (Fault(Kind.PART, 131, 131, "why"),)


def test_too_many_are_not_verified_for_a_page(
    chain: int, auditor: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "TAIL", 100)
    assert queries.state(auditor).unseen == 130
    factories.check(number=29, hash=Entry.objects.get(number=29).hash)
    assert queries.state(auditor).unseen == 101
    factories.check(number=30, hash=Entry.objects.get(number=30).hash)
    assert queries.state(auditor).looked_from == 31


def test_another_chain_below_what_was_verified_is_found(chain: int, auditor: Actor) -> None:
    factories.check(number=130, hash="e" * 64)
    assert Fault(Kind.HASH, 130, 130) in queries.state(auditor).faults
    factories.check(number=200, hash="e" * 64)
    assert {fault.kind for fault in queries.state(auditor).faults} == {Kind.HASH, Kind.END}


def test_what_was_erased_before_the_last_look_is_no_fault(
    chain: int, auditor: Actor, administrator: Actor
) -> None:
    erase([(77, "name")], by=administrator, at=AT, why="Asked.")
    factories.check(number=130, hash=Entry.objects.get(number=130).hash)
    assert queries.state(auditor).faults == ()
    assert faults(auditor) == []


def test_numbers_that_were_moved_are_found(chain: int, auditor: Actor) -> None:
    Entry.objects.filter(number__gt=120).update(number=F("number") + 1000)
    assert faults(auditor)[:1] == [Fault(Kind.END, 120, 130)]
