"""What a user starts and stops: ready, quick the second time, all under one folder, gone when told."""

import os
import re
import secrets
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import urlsplit
from urllib.request import urlopen

import psycopg
import pytest
from django.db import connection

from palermo.cli import serve
from tests.cli.served import Served

TASK = """
import django, time
django.setup()
from palermo.kit.tasks import optimize_database
result, end = optimize_database.enqueue(), time.monotonic() + 30
while not result.is_finished and time.monotonic() < end:
    time.sleep(0.05)  # for the worker to finish it
    result.refresh()
print(result.status)
"""


class Lives(NamedTuple):
    """Three lives on the same data: told to stop, killed, one that goes on; what the first two left."""

    stopped: tuple[int, list[str]]
    killed: tuple[int, list[str]]
    first_said: str
    now: Served


@pytest.fixture(scope="module")
def database() -> Iterator[str | None]:
    """An empty database: a file of its own on SQLite, else one beside that of the tests."""
    if connection.vendor == "sqlite":
        yield None
        return
    url, name = urlsplit(os.environ["DATABASE_URL"]), f"palermo_{secrets.token_hex(6)}"
    with psycopg.connect(url.geturl(), autocommit=True) as beside:
        beside.execute(f"CREATE DATABASE {name}")
        yield url._replace(path=f"/{name}").geturl()
        beside.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(scope="module")
def lives(tmp_path_factory: pytest.TempPathFactory, database: str | None) -> Iterator[Lives]:
    folder = tmp_path_factory.mktemp("served")
    begun: list[Served] = []

    def begin() -> Served:
        begun.append(Served(folder, database))
        return begun[-1]

    try:
        first = begin()
        stopped, said = first.stop(signal.SIGTERM), first.said
        killed = begin().stop(signal.SIGKILL)
        yield Lives(stopped, killed, said, begin())
    finally:
        for each in begun:
            each.remove()


@pytest.fixture
def served(lives: Lives) -> Served:
    return lives.now


def fetch(served: Served, address: str) -> str:
    with urlopen(served.address + address, timeout=10) as answer:
        assert answer.status == 200
        return str(answer.read().decode())


def test_it_works(served: Served) -> None:
    assert fetch(served, "/healthz") == '{"status": "ok"}'
    page = fetch(served, "/en/decisions/4-4/")
    assert "<h1" in page
    [style] = re.findall(r'<link rel="stylesheet" href="([^"]+)"', page)
    assert "--" in fetch(served, style)


# ── started ───────────────────────────────────────────────────────────────────────────────────────


def test_the_first_start_prepares_all(lives: Lives) -> None:
    # What follows depends on how far it was when it was told to stop.
    preparing, loaded, *_ending = lives.first_said.splitlines()
    assert preparing == "Preparing the database …"
    assert re.fullmatch(r"Loaded \d+ tables of shipped facts\.", loaded)


def test_a_later_start_is_quick_loads_nothing_and_says_where(served: Served) -> None:
    served.wait_until_it_says("once)\n")
    ready, _first_link = served.said.splitlines()
    assert ready == f"Palermo is ready: {served.address}/   (stop: Ctrl+C)"
    assert served.ready_after < 10  # 2 s where nothing else runs: `./palermo bench start` measures


def test_it_is_open_to_this_machine_alone(served: Served) -> None:
    heard = [
        each.laddr for process in served.family for each in process.net_connections("inet") if not each.raddr
    ]
    assert {each.port for each in heard} == {served.port}
    assert {each.ip for each in heard} == {"127.0.0.1"}


def test_the_worker_does_what_is_asked_behind_the_page(served: Served) -> None:
    environment = served.environment | {
        "PALERMO_DATA": str(served.data),
        "DJANGO_SETTINGS_MODULE": "palermo.settings",
    }
    run = subprocess.run(
        [sys.executable, "-c", TASK], env=environment, cwd=served.elsewhere, capture_output=True, text=True
    )
    assert run.stdout.strip() == "SUCCESSFUL", run.stderr


# ── stored ────────────────────────────────────────────────────────────────────────────────────────


def test_all_that_is_stored_lies_under_its_folder(served: Served) -> None:
    written = {
        path for path in served.written if "/dev" not in map(str, path.parents) and ".mo" not in path.suffixes
    }
    kept = {path for path in written if served.data in (path, *path.parents)}
    assert written - kept == set()
    assert list(served.elsewhere.iterdir()) == []
    expected = {"secret.key", "static", *({"palermo.sqlite3"} if connection.vendor == "sqlite" else ())}
    assert {path.name.split(".sqlite3-")[0] for path in served.data.iterdir()} - {"palermo"} == expected
    assert {path.relative_to(served.data).parts[0] for path in kept if path != served.data} >= expected - {
        "secret.key"
    }


def test_its_database_is_written_ahead(served: Served) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("of SQLite only")
    with sqlite3.connect(served.data / "palermo.sqlite3") as database:
        assert database.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)


# ── stopped ───────────────────────────────────────────────────────────────────────────────────────


def test_it_ends_cleanly_even_when_told_as_soon_as_it_answers(lives: Lives) -> None:
    assert lives.stopped == (0, [])


def test_when_it_is_killed_nothing_of_it_stays(lives: Lives) -> None:
    assert lives.killed == (-signal.SIGKILL, [])


def test_a_child_that_fails_ends_all_and_is_told() -> None:
    children = [serve.start(["sleep", "60"]), serve.start([sys.executable, "-c", "raise SystemExit(3)"])]
    assert serve.watch(children) == 1
    assert all(child.poll() is not None for child in children)


def test_it_is_not_called_ready_when_a_child_ended() -> None:
    child = serve.start([sys.executable, "-c", ""])
    child.wait(20)
    assert serve.wait_until_ready("http://127.0.0.1:1/healthz", [child]) is False


# ── refused ───────────────────────────────────────────────────────────────────────────────────────


def test_a_port_that_is_taken_is_said_and_nothing_is_begun(served: Served) -> None:
    data = served.elsewhere.parent / "other"
    command = [sys.executable, "-m", "palermo.cli", "serve", "--port", str(served.port), "--data", str(data)]
    run = subprocess.run(command, env=served.environment, capture_output=True, text=True)
    assert run.returncode == 1
    assert run.stderr == (
        f"Port {served.port} on 127.0.0.1 cannot be used: Address already in use. Give another with --port.\n"
    )
    assert not data.exists()
    assert fetch(served, "/healthz")


@pytest.mark.parametrize("host", ["no.such.host.invalid", "192.0.2.1"])
def test_an_address_that_is_not_of_this_machine_is_said(host: str) -> None:
    with pytest.raises(SystemExit, match=f"on {re.escape(host)} cannot be used: .+ Give another"):
        serve.refuse_taken_port(host, 8000)
