"""How many files are read at once: one in each process of the server; others are told to try again."""

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from palermo.core.errors import Invalid
from palermo.kit.incoming import process
from palermo.kit.incoming.columns import Column
from palermo.kit.incoming.tables import read
from palermo.texts.importers.apart import read_apart

FILE = b"name\nOne\n"
COLUMNS = [Column("name")]


@contextmanager
def another_is_read(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Within it, a process reads a file in another thread; it is let go at the end."""
    begun, may_end = threading.Event(), threading.Event()
    waits = process.has_ended

    def held(pid: int, patience: float) -> bool:
        begun.set()
        may_end.wait(30)
        return waits(pid, patience)

    monkeypatch.setattr(process, "has_ended", held)
    reading = threading.Thread(target=read, args=(FILE, COLUMNS))
    reading.start()
    assert begun.wait(30)
    monkeypatch.setattr(process, "has_ended", waits)
    try:
        yield
    finally:
        may_end.set()
        reading.join(30)


def test_it_works() -> None:
    assert [row.values for row in read(FILE, COLUMNS).rows] == [{"name": "One"}]


def test_while_a_file_is_read_another_is_not_begun_and_that_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    with another_is_read(monkeypatch):
        table = read(FILE, COLUMNS)
        with pytest.raises(Invalid) as refused:
            read_apart(b"Article 1\nWords.\n", "en")
    assert (list(table.rows), [each.code for each in table.problems]) == ([], ["file.busy"])
    assert "Try again" in table.problems[0].sentence
    assert refused.value.code == "file.busy"
    assert "Try again" in str(refused.value)


def test_afterwards_files_are_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """Also after one that ended badly."""
    with another_is_read(monkeypatch):
        assert read(FILE, COLUMNS).problems
    assert read(FILE, COLUMNS).rows
    with monkeypatch.context() as broken:
        broken.setattr(process, "PROGRAM", (sys.executable + "-is-not-there",))
        with pytest.raises(FileNotFoundError):
            read(FILE, COLUMNS)
    assert read(FILE, COLUMNS).rows
