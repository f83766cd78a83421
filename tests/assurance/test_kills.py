"""Killed at any moment, Palermo starts again with everything there: on SQLite, which it writes itself."""

import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from http.client import HTTPException
from pathlib import Path
from threading import Event, Thread
from typing import Any
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from django.db import connection

from tests.cli.served import Served

FACTS = [sys.executable, "-m", "palermo.cli", "facts"]
FRESH, UPGRADES, LIVES = 12, 12, 3
READ = (
    "/en/",
    "/fr/register/tip-protocol/",
    "/ar/decisions/4-4/",
    "/en/outcomes/",
    "/api/v1/decisions/4-4/evidence",
)
# What differs from one undisturbed load to the next, and what rises when a row is corrected.
DIFFERS = {"id", "token", "loaded_at", "applied", "version"}
# What an earlier edition may have held: wrong dates, an act that is shipped no longer, one not yet shipped.
EARLIER = """
UPDATE register_act SET date = '1999-09-09', version = 1 WHERE id % 3 = 0;
DELETE FROM register_act WHERE id % 7 = 1;
UPDATE register_act SET key = key || ':x' WHERE id % 11 = 2;
UPDATE kit_shippedtable SET digest = 'of an earlier edition',
    keys = CASE name WHEN 'palermo.register/acts.csv' THEN NULL ELSE keys END;
"""

pytestmark = [
    pytest.mark.full,
    pytest.mark.skipif(connection.vendor != "sqlite", reason="on SQLite only"),
]


def environment(folder: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return kept | {"PALERMO_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "palermo.settings"}


def load(folder: Path) -> None:
    subprocess.run(FACTS, env=environment(folder), check=True, capture_output=True)


def content(folder: Path) -> dict[str, Any]:
    """Every table with its rows, but for what differs each time; fails where the file is damaged."""
    with closing(sqlite3.connect(folder / "palermo.sqlite3")) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        tables = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: rows(database, name) for name in tables if name != "sqlite_sequence"}


def rows(database: sqlite3.Connection, table: str) -> Any:
    columns = [each[1] for each in database.execute(f"PRAGMA table_info({table})")]
    if table.startswith(("django_", "auth_")):
        return database.execute(f"SELECT count(*) FROM {table}").fetchone()
    if table.startswith("journal_"):  # each load has entries of its own; no number is left out
        held = "SELECT (SELECT count(*) FROM journal_entry), (SELECT max(number) FROM journal_entry), number"
        return [len(set(numbers)) for numbers in database.execute(f"{held} FROM journal_head")]
    if table == "kit_shippedtable":  # which keys it shipped; the version of each rises with a correction
        shipped = database.execute(f"SELECT name, digest, keys FROM {table}").fetchall()
        return sorted((name, digest, sorted(json.loads(keys or "{}"))) for name, digest, keys in shipped)
    if table == "kit_change":  # each table was loaded for the first time once; what came later may differ
        return sorted(
            database.execute(f"SELECT subject, first FROM {table} WHERE first IS NOT NULL").fetchall()
        )
    kept = ", ".join(f'"{name}"' for name in columns if name not in DIFFERS)
    return sorted(database.execute(f"SELECT {kept} FROM {table}").fetchall(), key=repr)


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, float]:
    """A folder that was loaded in peace, and how long that took from the first byte of its database on."""
    folder = tmp_path_factory.mktemp("undisturbed")
    process = subprocess.Popen(FACTS, env=environment(folder), stdout=subprocess.DEVNULL)
    began = wait_for_database(folder, process)
    assert process.wait(60) == 0
    return folder, time.monotonic() - began


@pytest.fixture(scope="module")
def earlier(undisturbed: tuple[Path, float], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as an earlier edition left it."""
    folder = tmp_path_factory.mktemp("earlier") / "data"
    shutil.copytree(undisturbed[0], folder)
    with closing(sqlite3.connect(folder / "palermo.sqlite3")) as database:
        database.executescript(EARLIER)
    return folder


def moments(tries: int, first: float, last: float) -> Iterator[float]:
    """Random moments, one in each of as many parts of the time."""
    chance = random.Random(44)
    for number in range(tries):
        yield first + (last - first) * (number + chance.random()) / tries


def wait_for_database(folder: Path, process: "subprocess.Popen[bytes]") -> float:
    while process.poll() is None and not (folder / "palermo.sqlite3").exists():
        time.sleep(0.001)  # for another process to make its first file
    return time.monotonic()


def kill_while_loading(folder: Path, seconds: float) -> bool:
    """Kill a load some time after its database is there; whether it was still at work."""
    process = subprocess.Popen(FACTS, env=environment(folder), stdout=subprocess.DEVNULL)
    wait_for_database(folder, process)
    with suppress(subprocess.TimeoutExpired):
        process.wait(seconds)
    process.kill()
    return process.wait(20) == -signal.SIGKILL


def test_a_load_that_is_killed_is_made_good_by_the_next(
    undisturbed: tuple[Path, float], tmp_path: Path, counted: Callable[[str], None]
) -> None:
    folder, duration = undisturbed
    wanted, killed, lost = content(folder), 0, 0
    for number, moment in enumerate(moments(FRESH, 0, duration)):
        fresh = tmp_path / str(number)
        fresh.mkdir()
        killed += kill_while_loading(fresh, moment)
        load(fresh)
        lost += content(fresh) != wanted
    counted(f"{FRESH} tries, {killed} killed at work, {lost} not whole after the next start")
    assert killed > FRESH // 2
    assert lost == 0


def test_an_upgrade_that_is_killed_leaves_the_old_edition_or_the_new(
    undisturbed: tuple[Path, float], earlier: Path, tmp_path: Path, counted: Callable[[str], None]
) -> None:
    old, new, killed, torn, lost = content(earlier), content(undisturbed[0]), 0, 0, 0
    peace = shutil.copytree(earlier, tmp_path / "peace")
    began = time.monotonic()
    load(peace)
    duration = time.monotonic() - began
    for number, moment in enumerate(moments(UPGRADES, duration / 2, duration)):
        begun = tmp_path / str(number)
        shutil.copytree(earlier, begun)
        killed += kill_while_loading(begun, moment)
        torn += content(begun) not in (old, new)
        load(begun)
        lost += content(begun) != new
    counted(
        f"{UPGRADES} tries, {killed} killed at work, {torn} between two editions, "
        f"{lost} not whole after the next start"
    )
    assert killed > UPGRADES // 2
    assert (torn, lost) == (0, 0)


def read_until(stop: Event, served: Served, told: list[int]) -> None:
    while not stop.is_set():
        for path in READ:
            try:
                with urlopen(served.address + path, timeout=5) as answer:
                    answer.read()
                    told.append(answer.status)
            except HTTPError as refused:  # an answer, and not a good one; anything else is the kill itself
                told.append(refused.code)
            except (OSError, HTTPException):
                pass


@pytest.fixture
def lives(tmp_path: Path) -> Iterator[list[Served]]:
    begun: list[Served] = []
    yield begun
    for each in begun:
        each.remove()


def test_a_server_that_is_killed_while_people_read_starts_again_with_everything(
    undisturbed: tuple[Path, float], tmp_path: Path, lives: list[Served], counted: Callable[[str], None]
) -> None:
    wanted, told, stayed, lost = content(undisturbed[0]), list[int](), list[str](), 0
    del wanted["actors_invitation"]
    for after in moments(LIVES, 0, 1):
        lives.append(Served(tmp_path, None))
        stop = Event()
        readers = [Thread(target=read_until, args=(stop, lives[-1], told)) for _ in range(3)]
        for reader in readers:
            reader.start()
        enough = len(told) + len(READ)
        while len(told) < enough and lives[-1].process.poll() is None:
            time.sleep(0.01)  # for the readers to be at it
        time.sleep(after)  # so long do they read
        stayed += lives[-1].stop(signal.SIGKILL)[1]
        stop.set()
        for reader in readers:
            reader.join(20)
        found = content(lives[-1].data)
        links = found.pop("actors_invitation")
        assert len(links) <= len(lives)  # each start makes one, for the first administrator
        lost += found != wanted
    lives.append(Served(tmp_path, None))
    assert urlopen(lives[-1].address + READ[2], timeout=10).status == 200
    counted(
        f"{LIVES} kills among {len(told)} answers, {len(told) - told.count(200)} of them refused, "
        f"{len(stayed)} processes left, {lost} databases changed"
    )
    assert (set(told), stayed, lost) == ({200}, [], 0)
