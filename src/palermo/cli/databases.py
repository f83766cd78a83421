"""Either database as a file, as at one moment, and back: SQLite by itself, PostgreSQL by its own programs."""

import errno
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import psycopg
from psycopg.conninfo import conninfo_to_dict

from palermo.cli.terminal import Tell
from palermo.core.errors import Conflict, Invalid

STEP = 2000  # instructions of SQLite between two looks at how far it is
SCHEMES = {"postgres", "postgresql"}
# What a setting of a connection is called in the environment of PostgreSQL's programs; a password is never
# given on a command line, which everybody on the machine may read.
VARIABLES = {
    "host": "PGHOST",
    "port": "PGPORT",
    "user": "PGUSER",
    "password": "PGPASSWORD",
    "passfile": "PGPASSFILE",
    "service": "PGSERVICE",
    "sslmode": "PGSSLMODE",
    "sslrootcert": "PGSSLROOTCERT",
    "sslcert": "PGSSLCERT",
    "sslkey": "PGSSLKEY",
    "options": "PGOPTIONS",
    "connect_timeout": "PGCONNECT_TIMEOUT",
}
NO_SESSIONS = (
    "--exclude-table-data=*.django_session"  # who was signed out since does not come back with a copy
)
OURS = ("--no-owner", "--no-privileges")  # the owner is whoever restores
MIGRATIONS = "SELECT app, name FROM django_migrations ORDER BY app, name"
HEAD = "SELECT number, hash FROM journal_head"
END_SESSIONS = "DELETE FROM django_session"
FILLED = """
SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
AND c.relkind IN ('r', 'p', 'v', 'm', 'S', 'f')
AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
"""

Ask = Callable[[str], list[tuple[Any, ...]]]


class State(NamedTuple):
    """What the copy of a database holds."""

    migrations: list[str]
    journal: dict[str, Any] | None


def kind_of(url: str) -> str:
    """Which database a DATABASE_URL names; none is SQLite."""
    if not url:
        return "sqlite"
    if url.partition(":")[0].lower() in SCHEMES:
        return "postgresql"
    raise Invalid(
        "database.unknown", "DATABASE_URL names a database that cannot be copied. Give postgres://…"
    )


def state_of(ask: Ask) -> State:
    """Which migrations were applied, and the head of the journal, where there is one."""
    head = ask(HEAD) if ("journal", "0001_initial") in (applied := ask(MIGRATIONS)) else []
    return State(
        [f"{app}.{name}" for app, name in applied],
        {"number": head[0][0], "hash": head[0][1]} if head else None,
    )


# ── SQLite ────────────────────────────────────────────────────────────────────────────────────────


def copy_sqlite(database: Path, to: Path, tell: Tell) -> State:
    """Copy as at one moment while others write, and look whether all of the copy can be read.

    A reader of a database that is written ahead keeps nobody waiting. The copy holds no page that was freed,
    and so nothing that was erased.
    """
    with refused_by_sqlite(database, to), closing(sqlite3.connect(database, timeout=20)) as source:
        source.isolation_level = None
        [(pages, size)] = source.execute("SELECT * FROM pragma_page_count, pragma_page_size")

        def look() -> int:
            tell("Copying the database", to.stat().st_size if to.exists() else 0, pages * size)
            return 0

        source.set_progress_handler(look, STEP)
        source.execute("VACUUM INTO ?", [str(to)])
    to.chmod(0o600)
    return check_sqlite(to)


def check_sqlite(path: Path) -> State:
    """What a copy holds; raises Invalid where its pages, or the rows that others name, are not whole."""
    with refused_by_sqlite(path), closing(sqlite3.connect(path)) as database:
        whole = database.execute("PRAGMA integrity_check(1)").fetchall() == [("ok",)]
        if not whole or database.execute("PRAGMA foreign_key_check").fetchone():
            raise damaged(path)
        return state_of(lambda sql: database.execute(sql).fetchall())


def end_sessions_sqlite(path: Path) -> None:
    """Sign everybody out: who signed out, or was shut out, after the copy does not come back with it."""
    with refused_by_sqlite(path), closing(sqlite3.connect(path)) as database, database:
        if database.execute("SELECT 1 FROM sqlite_master WHERE name = 'django_session'").fetchone():
            database.execute(END_SESSIONS)


def damaged(path: Path) -> Invalid:
    return Invalid(
        "database.damaged",
        "The database “%(name)s” is damaged: its own check does not pass. Use an earlier backup.",
        name=path.name,
    )


@contextmanager
def refused_by_sqlite(path: Path, to: Path | None = None) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL:
            if to and shutil.disk_usage(to.parent).free < path.stat().st_size:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)) from None
            raise damaged(path) from None  # a page that tells a size without end
        raise Invalid(
            "database.unusable",
            "The database “%(name)s” cannot be used: %(reason)s.",
            name=path.name,
            reason=error,
        ) from None


# ── PostgreSQL ────────────────────────────────────────────────────────────────────────────────────


def copy_postgres(url: str, to: Path, tell: Tell) -> State:
    """Dump as at one moment while others write: what is read here and what pg_dump reads is one snapshot."""
    tell("Copying the database", 0, 1)
    with connected(url) as connection:
        connection.isolation_level, connection.read_only = psycopg.IsolationLevel.REPEATABLE_READ, True
        row = connection.execute("SELECT pg_export_snapshot()").fetchone()
        assert row is not None, "a function answers a row"
        state = state_of(lambda sql: connection.execute(sql.encode()).fetchall())
        snapshot = f"--snapshot={row[0]}"
        run(url, "pg_dump", *OURS, NO_SESSIONS, "--format=custom", snapshot, f"--file={to}")
    to.chmod(0o600)
    tell("Copying the database", 1, 1)
    return state


def refuse_filled_postgres(url: str) -> None:
    with connected(url) as connection:
        row = connection.execute(FILLED).fetchone()
    if row and row[0]:
        raise Conflict(
            "database.filled",
            "The database that DATABASE_URL names is not empty. Give an empty one; nothing was changed.",
        )


def check_dump(dump: Path) -> None:
    """Raise Invalid where pg_restore cannot read all that a dump holds."""
    run("", "pg_restore", f"--file={os.devnull}", str(dump))


def put_postgres(url: str, dump: Path, tell: Tell) -> None:
    """Fill an empty database, all or nothing."""
    tell("Filling the database", 0, 1)
    name = conninfo_to_dict(url).get("dbname", "")
    run(
        url,
        *("pg_restore", *OURS, "--single-transaction", "--exit-on-error", f"--dbname={name}", str(dump)),
    )
    tell("Filling the database", 1, 1)


@contextmanager
def connected(url: str) -> Iterator["psycopg.Connection[tuple[Any, ...]]"]:
    try:
        with psycopg.connect(url) as connection:
            yield connection
    except psycopg.Error as error:
        raise Invalid(
            "database.unusable_server",
            "The database that DATABASE_URL names cannot be used: %(reason)s",
            reason=" ".join(str(error).split()),
        ) from None


def program(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise Invalid(
            "program.missing",
            "%(name)s was not found on the PATH. Install PostgreSQL's programs (Debian: apt install "
            "postgresql-client), of the server's version or newer.",
            name=name,
        )
    return found


def run(url: str, name: str, *arguments: str) -> None:
    """Run one of PostgreSQL's programs; what it complains of is the reason of a refusal."""
    given = {key: str(value) for key, value in conninfo_to_dict(url).items()}
    ours = {variable: given[key] for key, variable in VARIABLES.items() if key in given}
    if "dbname" in given:
        ours["PGDATABASE"] = given["dbname"]
    done = subprocess.run(  # noqa: S603 (a program of PostgreSQL, no shell)
        [program(name), *arguments], env=os.environ | ours, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise Invalid(
            "program.failed",
            "%(name)s did not succeed. It says: %(reason)s",
            name=name,
            reason=" ".join(done.stderr.split()),
        )
