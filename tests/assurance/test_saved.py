"""What was acknowledged is saved: whenever the server is killed, and when the disk is full."""

import json
import os
import random
import time
from collections import Counter, deque
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from urllib.request import urlopen

import pytest
from django.db import connection

from tests.assurance.lives import RECORD, SOURCE, Life, Pair, Secretary, pairs, send, signed_in
from tests.cli.kept import Kept, empty_database, small_disk

SECRETARIES = 3
KILLS = 200 if connection.vendor == "sqlite" else 100


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Kept]:
    with empty_database() as url:
        made = Kept(tmp_path / "data", url)
        loaded = made.run("facts")
        assert loaded.returncode == 0, loaded.stderr
        yield made


class Records:
    """What is on record of what was recorded here: acts, changes and the journal, each by its keys."""

    def __init__(self, kept: Kept) -> None:
        acts = kept.ask(
            f"SELECT a.key, b.key, a.known_until IS NULL FROM register_act a "
            f"LEFT JOIN register_act b ON a.replaced_by_id = b.id WHERE a.source LIKE '{SOURCE}%'"
        )
        self.acts = {key for key, _, _ in acts}
        self.replaced = {key: by for key, by, stands in acts if by or not stands}
        entries = kept.ask("SELECT act, subject FROM journal_entry ORDER BY number")
        subjects = [(act, subject.removeprefix("register.act/")) for act, subject in entries]
        self.recorded = [key for act, key in subjects if act == "register.act_recorded"]
        self.corrected = [key for act, key in subjects if act == "register.act_corrected"]
        told = kept.ask("SELECT added, removed FROM kit_change WHERE subject = 'palermo.register/acts.csv'")
        self.added, self.removed = ([key for row in told for key in listed(row[side])] for side in (0, 1))
        self.head = kept.ask("SELECT (SELECT count(*) FROM journal_entry), number FROM journal_head")

    @property
    def halves(self) -> set[str]:
        """Keys of which something is there and something is not."""
        made_anew = set(self.replaced.values())
        whole = (
            self.acts ^ {*self.added},
            self.acts ^ {*self.recorded, *made_anew},
            {*self.replaced} ^ {*self.corrected},
            {*self.replaced} ^ {*self.removed},
        )
        twice = len(self.recorded) + len(self.corrected) - len(self.acts)
        return set().union(*whole) | ({f"{twice} entries too many"} if twice else set())


def listed(value: str | list[str]) -> list[str]:
    """A list that is kept as JSON, which one database gives back as words and the other as a list."""
    return list(json.loads(value)) if isinstance(value, str) else value


@pytest.mark.parametrize("kills", [2, pytest.param(KILLS, marks=pytest.mark.full)])
def test_nothing_that_was_acknowledged_is_lost_whenever_the_server_is_killed(
    kills: int, kept: Kept, counted: Callable[[str], None]
) -> None:
    session, work, done = signed_in(kept), pairs(kept), dict[Pair, int]()
    acknowledged, open_at_the_end, at_work = list[str](), set[str](), 0
    chance = random.Random(44)
    for _ in range(kills):
        life = Life(kept)
        try:
            look(kept, acknowledged, open_at_the_end)
            secretaries = [Secretary(life, session, work, done) for _ in range(SECRETARIES)]
            wait_until_they_are_at_it(secretaries)
            time.sleep(chance.uniform(0, 0.3))  # so long do they write
        finally:
            life.kill()
        for each in secretaries:
            each.thread.join(80)
            assert each.refused == []
            acknowledged += each.acknowledged
        begun = {each.begun for each in secretaries} - {""}
        at_work += bool(begun)
        open_at_the_end |= begun
        go_on_from(kept, work, done, begun)
    life = Life(kept)
    try:
        extra = look(kept, acknowledged, open_at_the_end)
        with urlopen(f"{life.address}/en/register/acts/", timeout=60) as answer:
            assert answer.status == 200
    finally:
        life.kill()
    verified = kept.run("journal", "verify")
    assert verified.returncode == 0, verified.stderr
    counted(
        f"{kills} kills, {at_work} of them with writes under way; {len(acknowledged)} writes acknowledged, "
        f"0 lost; {len(open_at_the_end)} not answered, {extra} of which are there; 0 half; journal verified"
    )
    assert at_work > kills // 2
    assert len(set(acknowledged)) == len(acknowledged) >= kills


def wait_until_they_are_at_it(secretaries: list[Secretary], seconds: float = 120) -> None:
    end = time.monotonic() + seconds
    while not all(each.acknowledged or each.refused for each in secretaries):
        assert time.monotonic() < end, "nothing was acknowledged"
        time.sleep(0.005)  # for the server to be warm


def look(kept: Kept, acknowledged: list[str], not_answered: set[str]) -> int:
    """Hold what is on record against what was acknowledged; answers how much of what was not is there too."""
    found = Records(kept)
    assert {*acknowledged} - found.acts == set(), "lost"
    assert found.halves == set(), "half"
    assert found.acts - {*acknowledged} - not_answered == set(), "never sent"
    assert [(count, count) for count, _ in found.head] == found.head
    if not kept.url:
        assert kept.ask("PRAGMA integrity_check") == [("ok",)]
        assert kept.ask("PRAGMA foreign_key_check") == []
    return len(found.acts & not_answered)


def go_on_from(kept: Kept, work: deque[Pair], done: dict[Pair, int], begun: set[str]) -> None:
    """What was not answered and is there is not sent again."""
    there = Records(kept).acts & begun
    for pair in work:
        if pair.turns > done.get(pair, 0) and pair.key(done.get(pair, 0)) in there:
            done[pair] = done.get(pair, 0) + 1


# ── a disk that is full ───────────────────────────────────────────────────────────────────────────

PAGE = 4096
READ = ("/en/", "/fr/register/tip-protocol/", "/healthz")


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    with small_disk(tmp_path / "disk", "48m") as mounted:
        yield mounted


def fill(disk: Path, left: int) -> Path:
    """Leave so many pages of room."""
    filler = disk / "filler"
    with filler.open("wb", buffering=0) as written, suppress(OSError):
        while True:
            written.write(bytes(PAGE))
    os.truncate(filler, max(0, filler.stat().st_size - left * PAGE))
    return filler


@pytest.mark.skipif(connection.vendor != "sqlite", reason="on SQLite only: PostgreSQL has a disk of its own")
@pytest.mark.parametrize("step", [5, pytest.param(1, marks=pytest.mark.full)])
def test_where_the_disk_is_full_a_write_is_refused_with_a_sentence_and_reads_go_on(
    step: int, disk: Path, counted: Callable[[str], None]
) -> None:
    """From no room at all to enough: a write is there if it was acknowledged, and only then."""
    kept = Kept(disk / "data", "")
    assert kept.run("facts").returncode == 0
    session, life, answers = signed_in(kept), Life(kept), Counter[int]()
    acts = [(pair.key(turn), pair.act(turn)) for pair in pairs(kept) for turn in range(pair.turns)]
    saved, read = list[str](), 0
    try:
        for left in [1000, *range(0, 40, step), 1000]:
            filler, (key, act) = fill(disk, left), acts[len(saved)]
            status, _, told = send(life, "POST", RECORD, session, act | {"save": "yes"})
            answers[status] += 1
            saved += [key] if status == 303 else []
            assert status == 303 or "othing was saved" in told
            assert Records(kept).acts == {*saved}
            for path in READ:  # as somebody who was told what was done, and as a stranger
                assert [send(life, "GET", path, who)[0] for who in (session, "")] == [200, 200]
                read += 2
            filler.unlink()
    finally:
        life.kill()
    assert look(kept, saved, set()) == 0
    assert kept.run("journal", "verify").returncode == 0
    refused = answers[503] + answers[507]
    counted(f"{answers.total()} writes, {refused} refused, 0 half; {read} reads meanwhile, all answered")
    assert answers.total() == refused + answers[303]
    assert refused >= 2
