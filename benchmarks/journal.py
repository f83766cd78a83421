"""The journal: entries written in a transaction, all of 100,000 verified, and what that holds in memory."""

import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from secrets import token_hex

from django.db import transaction

from benchmarks.figures import Figure, of
from palermo.core import ledger
from palermo.core.actor import Actor, Role
from palermo.journal import queries
from palermo.journal.models import Entry, Head
from palermo.journal.services import enter, keep_check

ROOT = Path(__file__).parents[1]
AT = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
WRITER = Actor(key="user/7", name="A. Person", roles=frozenset({Role.SECRETARIAT}))
AUDITOR = Actor(key="user/8", name="An auditor", roles=frozenset({Role.AUDITOR}))
VALUES = {"kind": "ratification", "date": "2004-03-09", "source": "C.N.212.2004", "confidence": "sourced"}
WRITES, ENTRIES, BATCH, LOOKS = 500, 100_000, 2000, 20
# Verifies in a process of its own; prints seconds, and the most memory that it held before and after (kB).
VERIFY = """
import django, time
django.setup()
from benchmarks.journal import AUDITOR, queries
def most():
    with open("/proc/self/status") as told:
        return next(int(line.split()[1]) for line in told if line.startswith("VmHWM"))
before, started, end = most(), time.perf_counter(), queries.ending(AUDITOR)
assert end.number >= 100_000 and list(queries.faults(AUDITOR, end)) == []
print(time.perf_counter() - started, before, most())
"""


def run() -> Iterator[Figure]:
    yield of("journal: an entry, in a transaction of its own", list(one_by_one()), "ms", 20, "p95")
    yield of("journal: an entry, of many in a transaction", list(together()), "ms", 2)
    grow()
    seconds, before, most = verified()
    yield of("journal: 100,000 entries verified", [seconds], "s", 60)
    yield of("journal: 100,000 entries verified, memory for it", [(most - before) / 1e3], "MB", 50)
    yield of("journal: state of the chain on its page", list(states()), "ms", 250, "p95")
    yield of("journal: newest entries on its page", list(pages()), "ms", 50, "p95")


def write(number: int) -> float:
    """How many milliseconds an entry takes."""
    started = time.perf_counter()
    with transaction.atomic():
        enter(WRITER, "register.act_recorded", f"register.act/{number}", at=AT, values=VALUES)
    return (time.perf_counter() - started) * 1e3


def one_by_one() -> Iterator[float]:
    yield from map(write, range(WRITES))


def together() -> Iterator[float]:
    with transaction.atomic():
        yield from map(write, range(WRITES))


def grow() -> None:
    """As if all these had been entered."""
    end = queries.ending(AUDITOR)
    previous, rows = end.hash, list[Entry]()
    for number in range(end.number + 1, ENTRIES + 1):
        row = Entry(number=number, at=AT, act="register.act_recorded", key="user/7", name="A. Person")
        row.capacity, row.subject, row.values = "secretariat", f"register.act/{number}", VALUES
        row.salts = {name: token_hex(ledger.SALT) for name in ledger.PARTS}
        row.commitments = ledger.commitments(row.parts, row.salts)
        row.hash = previous = ledger.chained(previous, number, row.commitments)
        rows.append(row)
    with transaction.atomic():
        Entry.objects.bulk_create(rows, batch_size=BATCH)
        Head.objects.update_or_create(pk=1, defaults={"number": ENTRIES, "hash": previous})


def verified() -> list[float]:
    run = subprocess.run([sys.executable, "-c", VERIFY], cwd=ROOT, check=True, capture_output=True, text=True)
    return [float(each) for each in run.stdout.split()]


def states() -> Iterator[float]:
    """As long as a page verifies by itself at the most."""
    number = ENTRIES - queries.TAIL
    found = Entry.objects.get(number=number).hash
    keep_check(ledger.Head(number, found), at=AT, seconds=0, faults=0)
    for _ in range(LOOKS):
        started = time.perf_counter()
        state = queries.state(AUDITOR)
        yield (time.perf_counter() - started) * 1e3
        assert (state.looked_from, state.faults) == (number + 1, ())


def pages() -> Iterator[float]:
    for _ in range(LOOKS):
        started = time.perf_counter()
        found = queries.entries(AUDITOR)
        assert (found.count(), len(found[:50])) == (ENTRIES, 50)
        yield (time.perf_counter() - started) * 1e3
