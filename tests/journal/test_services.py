"""Entries are written with their write or not at all, one after the other."""

import subprocess
import sys
from datetime import timedelta, timezone
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from palermo.core import ledger
from palermo.core.actor import PUBLIC, Actor
from palermo.core.treaty_text import read
from palermo.journal import queries, services
from palermo.journal.models import Entry, Head
from palermo.journal.services import Unwritten, enter
from palermo.texts.models import OfficialText
from palermo.texts.services import Plan, keep_text, remove_text
from tests import factories
from tests.cli.kept import Kept, empty_database
from tests.journal.moments import AT, faults

WRITERS, EACH = 8, 25
PLAN = Plan("uncac", "en", "plain", "lamps.txt", "1" * 64, read("Article 1\n\nLamps\n"), (1, 71), (0, 0), ())
pytestmark = pytest.mark.usefixtures("facts")


def test_it_works(secretary: Actor, auditor: Actor) -> None:
    before = queries.ending(auditor)
    made = enter(secretary, "texts.text_kept", "texts.text/x", at=AT, values={"a": 1}, why="It came.")
    held = Entry.objects.get(number=before.number + 1)
    assert (held.act, held.key, held.name) == ("texts.text_kept", "secretary", "A secretary")
    assert (held.capacity, held.subject, held.why) == ("secretariat", "texts.text/x", "It came.")
    assert (held.at, held.values, held.hash) == (AT, {"a": 1}, made.hash)
    assert held.hash == ledger.chained(before.hash, held.number, held.commitments)
    assert queries.ending(auditor).number == held.number
    assert faults(auditor) == []


def test_whoever_acts_for_a_state_is_entered_so(focal_point: Actor) -> None:
    assert factories.entry(focal_point).capacity == "focal_point for XAA"


def test_a_stranger_has_no_name() -> None:
    made = factories.entry(PUBLIC)
    assert (made.key, made.name, made.capacity) == ("", "", "")


def test_every_part_has_a_salt_of_its_own_and_no_two_are_alike() -> None:
    salts = [salt for _ in range(20) for salt in factories.entry().salts.values()]
    assert len(set(salts)) == 20 * len(ledger.PARTS)
    assert {len(salt) for salt in salts} == {2 * ledger.SALT}


@pytest.mark.parametrize(
    "values",
    [
        {"day": AT.date(), "share": 0.1, "many": 10**30, "none": None, "yes": True, 3: (1, 2)},
        {"words": "“a”\0b\ud800 \u202e عربي 中文 🙂", "deep": [[[{"b": 1, "a": {"z": [], "y": ""}}]]]},
    ],
)
def test_whatever_is_put_in_verifies_as_the_database_gives_it_back(values: Any, auditor: Actor) -> None:
    factories.entry(Actor(key="x\0", name="\ud800 A"), values=values, why="a\0b\r\n\tc")
    assert faults(auditor) == []


def test_the_moment_is_entered_in_utc(auditor: Actor) -> None:
    made = factories.entry(at=AT.astimezone(timezone(timedelta(hours=5))))
    assert made.parts["at"] == "2026-01-02T03:04:05.678901+00:00"
    assert faults(auditor) == []


def test_a_code_that_stands_in_no_table_cannot_be_entered() -> None:
    with pytest.raises(ValueError, match=r"x\.made_up"):
        factories.entry(act="x.made_up")


@pytest.mark.parametrize("given", [{"subject": "x" * 201}, {"by": Actor(key="x" * 201, name="A")}])
def test_what_is_no_name_of_a_row_cannot_be_entered(given: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="short"):
        factories.entry(**given)


def test_an_entry_without_the_transaction_of_its_write_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    before = Entry.objects.count()
    monkeypatch.setattr(services, "connection", SimpleNamespace(in_atomic_block=False))
    with pytest.raises(RuntimeError, match="transaction"):
        factories.entry()
    monkeypatch.undo()
    assert Entry.objects.count() == before


# ── what cannot be written ────────────────────────────────────────────────────────────────────────


def test_an_act_that_cannot_be_entered_is_not_done(
    administrator: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_entry: Entry) -> None:
        raise DatabaseError("the disk is full")

    before = Entry.objects.count()
    monkeypatch.setattr(services, "append", broken)
    with pytest.raises(Unwritten) as refused:
        keep_text(PLAN, by=administrator, at=AT)
    assert refused.value.status == 503
    assert str(refused.value) == "The journal cannot be written, so nothing was saved. Try again in a while."
    assert not OfficialText.objects.exists()
    assert Entry.objects.count() == before


@pytest.mark.parametrize("table", [Entry, Head])
def test_where_the_journal_is_gone_nothing_is_written(table: Any, administrator: Actor) -> None:
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(f"ALTER TABLE {table._meta.db_table} RENAME TO gone")
        with pytest.raises(Unwritten):
            keep_text(PLAN, by=administrator, at=AT)
        assert not OfficialText.objects.exists()
        transaction.set_rollback(True)


def test_where_an_entry_stands_in_the_place_of_the_next_nothing_is_written(administrator: Actor) -> None:
    made = factories.entry()
    Head.objects.update(number=made.number - 1)
    with pytest.raises(Unwritten):
        keep_text(PLAN, by=administrator, at=AT)
    assert not OfficialText.objects.exists()


def test_a_write_that_fails_after_its_entry_leaves_none(secretary: Actor, auditor: Actor) -> None:
    before = queries.ending(auditor)
    with transaction.atomic():
        factories.entry(secretary)
        transaction.set_rollback(True)
    assert queries.ending(auditor) == before
    assert faults(auditor) == []


# In a process of its own, which has a database of its own.
WRITE = f"""
import django
django.setup()
from datetime import UTC, datetime
from threading import Thread
from django.core.management import call_command
from django.db import connection, transaction
from palermo.core.actor import Actor
from palermo.journal.services import enter

def write(who):
    for number in range({EACH}):
        with transaction.atomic():
            enter(Actor(who, who), "facts.loaded", f"{{who}}/{{number}}", at=datetime.now(UTC))
    connection.close()

call_command("migrate", "journal", verbosity=0)
writers = [Thread(target=write, args=(str(who),)) for who in range({WRITERS})]
for writer in writers: writer.start()
for writer in writers: writer.join()
"""


# ── writers at once ───────────────────────────────────────────────────────────────────────────────


def test_many_who_write_at_once_make_one_chain(tmp_path: Path) -> None:
    with empty_database() as url:
        kept = Kept(tmp_path, url)
        run = subprocess.run([sys.executable, "-c", WRITE], env=kept.environment, capture_output=True)
        assert run.stderr == b""
        wanted = [(number,) for number in range(1, WRITERS * EACH + 1)]
        assert kept.ask("SELECT number FROM journal_entry ORDER BY number") == wanted
        assert kept.ask("SELECT count(DISTINCT subject) FROM journal_entry") == [(WRITERS * EACH,)]
        assert kept.run("journal", "verify").stdout.startswith(f"Entries 1 to {WRITERS * EACH} in ")


# ── who writes ────────────────────────────────────────────────────────────────────────────────────


def test_a_text_that_is_kept_replaced_and_removed_is_entered_without_its_words(administrator: Actor) -> None:
    begun = Entry.objects.count()
    keep_text(PLAN, by=administrator, at=AT)
    keep_text(PLAN, by=administrator, at=AT, replace=True)
    remove_text("uncac", "en", by=administrator, at=AT, why="The holder asked.")
    kept, replaced, removed = Entry.objects.order_by("number")[begun:]
    told = {"file": "lamps.txt", "sha256": "1" * 64, "characters": len("Article 1\n\nLamps\n")}
    assert (kept.act, kept.subject, kept.values) == ("texts.text_kept", "texts.official_text/uncac/en", told)
    assert replaced.values == {"before": told, "after": told}
    assert (removed.act, removed.values, removed.why) == ("texts.text_removed", told, "The holder asked.")


def test_the_load_of_each_room_is_one_entry_with_its_tables() -> None:
    loads = Entry.objects.filter(act="facts.loaded").order_by("number")
    assert [each.subject for each in loads][:5] == [
        f"palermo.{room}" for room in ("actors", "texts", "register", "meetings", "mandates")
    ]
    assert all(name.startswith(each.subject) for each in loads for name in each.values["tables"])
    assert {(each.key, each.capacity) for each in loads} == {("installation", "administrator")}
