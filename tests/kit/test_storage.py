"""No room left to write: known for what it is, whoever says so."""

import errno
import sqlite3

import psycopg
import pytest
from django.db import DatabaseError

from palermo.kit.storage import no_room


def test_it_works() -> None:
    with sqlite3.connect(":memory:") as small:
        small.execute("CREATE TABLE t (x)")
        small.execute("PRAGMA max_page_count = 2")
        with pytest.raises(sqlite3.OperationalError) as full:
            small.execute("INSERT INTO t VALUES (zeroblob(10000))")
    behind = DatabaseError("database or disk is full")
    behind.__cause__ = full.value
    refusal = no_room(behind)
    assert refusal
    assert (refusal.code, refusal.status) == ("storage.full", 507)
    assert str(refusal).startswith("Nothing was saved: ")


@pytest.mark.parametrize(
    "error", [OSError(errno.ENOSPC, "full"), psycopg.errors.DiskFull("full")], ids=["file", "postgresql"]
)
def test_files_and_the_other_database_say_it_too(error: Exception) -> None:
    assert no_room(error)


@pytest.mark.parametrize(
    "error",
    [OSError(errno.EACCES, "no"), DatabaseError("full"), psycopg.errors.UniqueViolation("x"), KeyError("x")],
)
def test_what_is_something_else_stays_our_mistake(error: Exception) -> None:
    assert no_room(error) is None
