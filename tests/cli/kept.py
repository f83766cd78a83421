"""An installation for tests of what is kept: made, dumped row by row, written to by another process."""

import json
import os
import secrets
import sqlite3
import subprocess
import sys
import time
import warnings
from collections.abc import Iterator
from contextlib import closing, contextmanager
from hashlib import sha256
from pathlib import Path
from threading import Condition, Thread
from typing import Any, NamedTuple
from urllib.parse import urlsplit
from zipfile import ZIP_DEFLATED, ZipFile

import psycopg
import pytest

from palermo.cli import archives

COMMAND = [sys.executable, "-m", "palermo.cli"]
Dump = dict[str, list[tuple[Any, ...]]]

# What lies in the folder, beside the database and what is made anew.
KEPT = {"secret.key": "of an installation", "journal.key": "of its journal", "mail/2026/1.eml": "Dear A,\n"}
DERIVED = ("static/site.css", "archive/palermo-en.zip", "archive.lock", "secret.key.0123456789abcdef")

# Each write is an entry of the journal and a change, in one transaction; it is acknowledged by its line.
WRITER = """
import django, itertools, time
from datetime import UTC, datetime
django.setup()
from django.db import transaction
from palermo.core.actor import Actor, Role
from palermo.journal.services import enter
from palermo.kit.models import record_change
WRITER = Actor(key="writer", name="A writer", roles=frozenset({Role.SECRETARIAT}))
for number in itertools.count(1):
    began = time.perf_counter()
    with transaction.atomic():
        record_change("writer", added=[str(number)])
        enter(WRITER, "facts.loaded", f"writer/{number}", at=datetime.now(UTC))
    print(number, time.perf_counter() - began, flush=True)
"""


class Kept(NamedTuple):
    """A folder, and the database of it: the URL of PostgreSQL, or nothing for SQLite in the folder."""

    folder: Path
    url: str

    @property
    def environment(self) -> dict[str, str]:
        kept = {
            name: value
            for name, value in os.environ.items()
            if name != "DATABASE_URL" and not name.startswith("PALERMO_")
        }
        ours = {"PALERMO_DATA": str(self.folder), "DJANGO_SETTINGS_MODULE": "palermo.settings"}
        return kept | ours | ({"DATABASE_URL": self.url} if self.url else {})

    def run(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run([*COMMAND, *arguments], env=self.environment, capture_output=True, text=True)

    def ask(self, sql: str) -> list[tuple[Any, ...]]:
        if self.url:
            with psycopg.connect(self.url) as server:
                return server.execute(sql.encode()).fetchall()
        with closing(sqlite3.connect(self.folder / "palermo.sqlite3")) as database:
            return database.execute(sql).fetchall()

    def do(self, sql: str) -> None:
        """On SQLite, as somebody who has the file, with no key of another row looked at."""
        with closing(sqlite3.connect(self.folder / "palermo.sqlite3")) as database, database:
            database.execute(sql)

    @contextmanager
    def signed_in(self, key: str) -> Iterator[None]:
        """Within it, somebody has a session."""
        values = f"('{key}', 'none', '2999-01-01 00:00:00')"
        self.write(f"INSERT INTO django_session (session_key, session_data, expire_date) VALUES {values}")
        try:
            yield
        finally:
            self.write(f"DELETE FROM django_session WHERE session_key = '{key}'")

    def write(self, sql: str) -> None:
        if self.url:
            with psycopg.connect(self.url) as server:
                server.execute(sql.encode())
        else:
            self.do(sql)

    def dump(self) -> Dump:
        """Every row of every table, by primary key, and where each sequence stands."""
        if not self.url:
            tables = [(name, self.keys(name)) for (name,) in self.ask(SQLITE_TABLES)]
            return {name: self.ask(f'SELECT * FROM "{name}" ORDER BY {keys}') for name, keys in tables}
        found = {name: self.ask(f'SELECT * FROM "{name}" ORDER BY {keys}') for name, keys in self.ask(TABLES)}
        return found | {"sequences": self.ask("SELECT sequencename, last_value FROM pg_sequences ORDER BY 1")}

    def keys(self, table: str) -> str:
        columns = self.ask(f'SELECT name FROM pragma_table_info("{table}") WHERE pk ORDER BY pk')
        return ", ".join(f'"{name}"' for (name,) in columns) or "1"

    def written(self) -> tuple[list[int], list[int]]:
        """What the writer wrote, by the changes and by the journal."""
        changes = self.ask("SELECT added FROM kit_change WHERE subject = 'writer' ORDER BY id")
        entries = self.ask("SELECT subject FROM journal_entry WHERE key = 'writer' ORDER BY number")
        return (
            [int("".join(filter(str.isdigit, str(added)))) for (added,) in changes],
            [int(subject.partition("/")[2]) for (subject,) in entries],
        )


SQLITE_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
TABLES = """
SELECT table_name, string_agg(format('%I', column_name), ', ' ORDER BY ordinal_position)
FROM information_schema.table_constraints JOIN information_schema.key_column_usage
USING (constraint_name, table_name, table_schema)
WHERE constraint_type = 'PRIMARY KEY' AND table_schema = 'public' GROUP BY 1 ORDER BY 1
"""


@contextmanager
def empty_database() -> Iterator[str]:
    """An empty database beside that of the tests, while it is needed; nothing on SQLite."""
    if not os.environ.get("DATABASE_URL"):
        yield ""
        return
    url, name = urlsplit(os.environ["DATABASE_URL"]), f"palermo_{secrets.token_hex(6)}"
    with psycopg.connect(url.geturl(), autocommit=True) as beside:
        beside.execute(f"CREATE DATABASE {name}")
        try:
            yield url._replace(path=f"/{name}").geturl()
        finally:
            beside.execute(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def small_disk(folder: Path, size: str) -> Iterator[Path]:
    """A disk of its own, in memory; a test is skipped, saying so, where none can be had."""
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", folder], capture_output=True
    )
    if mounted.returncode:
        pytest.skip("this machine mounts no disk for a test")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)


class Writer:
    """Another process that writes all the time; what it acknowledged, and how long each write took."""

    def __init__(self, kept: Kept) -> None:
        self.took: list[float] = []
        self.more = Condition()
        self.process = subprocess.Popen(
            [sys.executable, "-c", WRITER], env=kept.environment, stdout=subprocess.PIPE, text=True
        )
        self.reader = Thread(target=self.read, daemon=True)
        self.reader.start()

    def read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            with self.more:
                self.took.append(float(line.split()[1]))
                self.more.notify_all()

    @property
    def acknowledged(self) -> int:
        return len(self.took)

    def wait_for(self, more: int, seconds: float = 30) -> None:
        """Until so many more are acknowledged."""
        wanted, end = self.acknowledged + more, time.monotonic() + seconds
        with self.more:
            assert self.more.wait_for(
                lambda: self.acknowledged >= wanted or self.process.poll() is not None,
                end - time.monotonic(),
            )
        assert self.process.poll() is None, "the writer ended"

    def stop(self) -> None:
        self.process.kill()
        self.process.wait(20)
        self.reader.join(20)


class Remade:
    """A backup that somebody took apart and may put together again, with a digest that fits."""

    def __init__(self, file: Path) -> None:
        with ZipFile(file) as archive:
            told, *members = [(name, archive.read(name)) for name in archive.namelist()]
        self.manifest: dict[str, Any] = json.loads(told[1])
        self.members: list[tuple[str, bytes]] = members

    @property
    def first(self) -> dict[str, Any]:
        found: dict[str, Any] = self.manifest["members"][0]
        return found

    def hold(self, number: int, content: bytes) -> None:
        self.members[number] = (self.members[number][0], content)

    def name_last(self, name: str) -> None:
        self.manifest["members"][-1]["name"] = name
        self.members[-1] = (name, self.members[-1][1])

    def forget(self, number: int) -> None:
        del self.members[number], self.manifest["members"][number]

    def write(self, file: Path) -> None:
        with ZipFile(file, "w", ZIP_DEFLATED) as archive, warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a name that is there twice
            archive.comment = b"0" * archives.DIGEST
            for name, content in [("manifest.json", json.dumps(self.manifest).encode()), *self.members]:
                archive.writestr(name, content)
        content = file.read_bytes()[: -archives.DIGEST]
        file.write_bytes(content + sha256(content).hexdigest().encode())
