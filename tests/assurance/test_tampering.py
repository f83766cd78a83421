"""Somebody with full rights over the database changes the journal; a head kept elsewhere shows it."""

import random
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from secrets import token_hex
from typing import Any

import pytest
from django.db import transaction

from palermo.core import ledger
from palermo.core.actor import Actor, Role
from palermo.core.ledger import STEP, Fault, Head, Kind
from palermo.journal import queries
from palermo.journal.models import Entry
from palermo.journal.models import Head as Ending
from palermo.journal.services import erase
from tests import factories

AUDITOR = Actor(key="auditor", name="An auditor", roles=frozenset({Role.AUDITOR}))
LENGTH, SHORT, LONG = 260, 40, 1000
Kept = dict[int, tuple[str, str]]
Tamper = Callable[["Journal", int], int]


class Journal:
    """The entries in memory, changed at will and put back so that all fits: as well as full rights allow.

    `kept` is what was erased, which somebody copied before: part and salt, by the number of the entry.
    """

    def __init__(self, chance: random.Random, kept: Kept) -> None:
        self.chance, self.kept = chance, kept
        self.rows = list(Entry.objects.order_by("number"))

    def put_back(self) -> None:
        """Say what was erased where it is now, commit and chain anew, and give the database that end."""
        self.say_what_was_erased()
        previous = ledger.START
        for number, row in enumerate(self.rows, 1):
            row.number = number
            present = {name: value for name, value in row.parts.items() if name in row.salts}
            row.commitments = row.commitments | ledger.commitments(present, row.salts)
            row.hash = previous = ledger.chained(previous, number, row.commitments)
        Entry.objects.all().delete()
        Entry.objects.bulk_create(self.rows)
        Ending.objects.update(number=len(self.rows), hash=previous)

    def say_what_was_erased(self) -> None:
        """Each name that is gone is told by the next entry that tells of any, or is put in again."""
        gone: dict[str, list[str]] = {}
        for number, row in enumerate(self.rows, 1):
            if row.act == ledger.ERASURE:
                row.values, gone = {"parts": gone}, {}
            if "name" not in row.salts:
                gone[str(number)] = ["name"]
        for told in gone:
            row = self.rows[int(told) - 1]
            row.name, row.salts["name"] = self.kept.get(row.number, ("Anybody", "0" * 32))

    def another(self) -> Entry:
        """An entry that nobody made."""
        salts = {name: token_hex(ledger.SALT) for name in ledger.PARTS}
        given = {"act": "facts.loaded", "key": "user/9", "name": "Nobody", "subject": "x"}
        return Entry(at=factories.MOMENT, salts=salts, commitments={}, **given)


# ── eight kinds: each answers the first entry that is another than it was ──────────────────────────


def edit(journal: Journal, number: int) -> int:
    row = journal.rows[number - 1]
    name = journal.chance.choice(
        [each for each in ledger.PARTS if row.act != ledger.ERASURE or each == "why"]
    )
    changed = {"at": row.at + timedelta(seconds=1), "values": {"n": "other"}, "act": "facts.undone"}
    setattr(row, name, changed.get(name, f"another {name}"))
    if name not in row.salts or journal.chance.random() < 0.5:
        row.salts[name] = token_hex(ledger.SALT)
    return number


def delete(journal: Journal, number: int) -> int:
    del journal.rows[number - 1 : number - 1 + journal.chance.randint(1, 5)]
    return number


def cut_the_tail(journal: Journal, number: int) -> int:
    del journal.rows[number - 1 :]
    return number


def insert(journal: Journal, number: int) -> int:
    journal.rows.insert(number - 1, journal.another())
    return number


def reorder(journal: Journal, number: int) -> int:
    """Move an entry to another place."""
    row = journal.rows.pop(number - 1)
    place = journal.chance.choice([each for each in range(len(journal.rows) + 1) if each != number - 1])
    journal.rows.insert(place, row)
    return min(number, place + 1)


def swap(journal: Journal, number: int) -> int:
    """Let two entries have each other's name, account and subject."""
    one = journal.rows[number - 1]
    other = journal.chance.choice([row for row in journal.rows if row.subject != one.subject])
    for part in ("name", "key", "subject"):
        mine, theirs = getattr(one, part), getattr(other, part)
        setattr(one, part, theirs)
        setattr(other, part, mine)
        for held in (one.salts, other.salts):
            held.setdefault(part, token_hex(ledger.SALT))
        one.salts[part], other.salts[part] = other.salts[part], one.salts[part]
    return min(number, other.number)


def roll_back(journal: Journal, number: int) -> int:
    """As a backup of that time would: not a byte of what is left is changed."""
    return cut_the_tail(journal, number)


def fork(journal: Journal, number: int) -> int:
    """Go on from that entry as if it had been the last, until the journal is as long as it was, or longer."""
    length = len(journal.rows) + journal.chance.randint(0, 20)
    del journal.rows[number - 1 :]
    journal.rows += [journal.another() for _ in range(length - number + 1)]
    return number


KINDS: tuple[Tamper, ...] = (edit, delete, cut_the_tail, insert, reorder, swap, roll_back, fork)


# ── what is found ─────────────────────────────────────────────────────────────────────────────────


@contextmanager
def undone() -> Iterator[None]:
    """Within it the journal is changed, and afterwards it is as it was."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture
def kept(facts: None) -> Kept:
    """A journal in which several people did several things; the two names that were erased in it."""
    people = [Actor(key=f"user/{number}", name=f"Person {number}") for number in range(7)]
    administrator = Actor(key="user/1", name="Person 1", roles=frozenset({Role.ADMINISTRATOR}))
    kept: Kept = {}
    while (made := factories.entry(people[Entry.objects.count() % 7], **told())).number < LENGTH:
        if made.number in (60, 160):
            kept[made.number] = (made.name, made.salts["name"])
            erase([(made.number, "name")], by=administrator, at=factories.MOMENT, why="Asked.")
    return kept


def told() -> dict[str, Any]:
    number = Entry.objects.count()
    return {"subject": f"x.row/{number}", "values": {"n": number}, "at": factories.MOMENT + timedelta(number)}


def faults(outside: Head | None = None) -> list[Fault]:
    return list(queries.faults(AUDITOR, queries.ending(AUDITOR), outside=outside))


def located(found: list[Fault], number: int) -> bool:
    """Whether a fault says where it begins: within a hundred entries, or by the entries that are gone."""
    return any(
        fault.first <= number <= fault.last and (fault.last - fault.first < STEP or fault.kind is Kind.CUT)
        for fault in found
    )


def head_at(number: int) -> Head:
    """The head as it was exported when the journal had so many entries."""
    hashes = dict(Entry.objects.filter(number__lte=number).values_list("number", "hash"))
    checkpoints = tuple(hashes[each] for each in range(STEP, number + 1, STEP))
    return Head(number, hashes[number], checkpoints)


def tampered(kind: Tamper, chance: random.Random, kept: Kept) -> tuple[bool, bool, bool]:
    """Change the journal in that way; whether it is found with a head, where it is, and without a head."""
    outside = head_at(chance.randint(1, LENGTH))
    number = chance.randint(1, outside.number)
    with undone():
        changed = Journal(chance, kept)
        first = kind(changed, number)
        changed.put_back()
        found = faults(outside)
        return bool(found), located(found, first), bool(faults())


def try_all(tries: int, kept: Kept, counted: Callable[[str], None]) -> None:
    chance, seen = random.Random(44), dict[str, Counter[str]]()
    assert faults(head_at(LENGTH)) == []
    for turn in range(tries):
        kind = KINDS[turn % len(KINDS)]
        found, where, alone = tampered(kind, chance, kept)
        of_kind = seen.setdefault(kind.__name__.replace("_", " "), Counter())
        of_kind.update(tried=1, found=found, located=where, alone=alone)
    assert faults(head_at(LENGTH)) == []
    whole = sum(seen.values(), Counter[str]())
    counted(
        f"{whole['tried']} tampers of {LENGTH} entries, all hashes made anew: {whole['found']} found "
        f"against a head kept outside, {whole['located']} located within {STEP} entries; "
        f"without a head {whole['alone']}. "
        + ", ".join(f"{name} {each['located']}/{each['tried']}" for name, each in seen.items())
    )
    assert (whole["tried"], whole["found"], whole["located"]) == (tries, tries, tries)


def test_it_works(kept: Kept) -> None:
    outside = head_at(LENGTH)
    assert faults(outside) == []
    with undone():
        changed = Journal(random.Random(1), kept)
        changed.rows[149].name = "Somebody else"
        changed.put_back()
        assert faults() == []  # nothing in the database tells
        assert faults(outside) == [Fault(Kind.REWRITTEN, 101, 200)]
    assert faults(outside) == []


def test_whatever_is_changed_up_to_a_head_is_found(kept: Kept, counted: Callable[[str], None]) -> None:
    try_all(SHORT, kept, counted)


@pytest.mark.full
def test_a_thousand_changes_up_to_a_head_are_found(kept: Kept, counted: Callable[[str], None]) -> None:
    try_all(LONG, kept, counted)


def test_a_name_that_is_put_back_or_taken_out_by_hand_is_found(kept: Kept) -> None:
    """The chain still verifies then: what is missing is the entry that says so, or what it says."""
    outside = head_at(LENGTH)
    with undone():
        row = Entry.objects.get(number=120)
        del row.salts["name"]
        Entry.objects.filter(number=120).update(name="", salts=row.salts)
        assert faults(outside) == [Fault(Kind.VANISHED, 120, 120, "name")]
    with undone():
        erased = next(row for row in Entry.objects.all() if row.erased)
        Entry.objects.filter(number=erased.number).update(name="Person 3")
        number = erased.number
        assert faults(outside) == [
            Fault(Kind.PART, number, number, "name"),
            Fault(Kind.RETURNED, number, number, "name"),
        ]
