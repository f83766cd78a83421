"""A backup or a restore that cannot be finished: nothing half is left, and a sentence says why."""

import errno
import os
from pathlib import Path

import pytest
from django.db import connection

from palermo.cli import archives, databases
from palermo.cli.terminal import silence
from tests.cli.conftest import Give, Vacant
from tests.cli.kept import KEPT, Kept, small_disk

FULL = "No space left on device. Nothing was changed.\n"


def test_it_works_on_a_disk_of_its_own(
    kept: Kept, backed_up: Path, vacant: Vacant, give: Give, tmp_path: Path
) -> None:
    """Whose folder cannot be put in place at once."""
    with small_disk(tmp_path / "disk", "64m") as disk:
        there = Kept(disk, vacant().url)
        assert give(there, "restore", backed_up)[0] == 0
        assert there.dump() == kept.dump()
        assert {path.name for path in disk.iterdir()} - {"palermo.sqlite3"} == {
            name.split("/")[0] for name in KEPT
        }


@pytest.mark.parametrize("both", [False, True], ids=["the database", "both that and the file"])
def test_a_disk_that_is_full_gets_no_half_copy(
    both: bool, kept: Kept, backed_up: Path, give: Give, tmp_path: Path
) -> None:
    """It is too small for the database, or for both that and the file."""
    with archives.opened(backed_up, silence) as (_, manifest):
        size = manifest.size + backed_up.stat().st_size // 2 if both else manifest.size // 3
    with small_disk(tmp_path / "disk", str(size)) as disk:
        code, said, sentence = give(kept, "backup", disk / "palermo.backup")
        assert (code, said) == (1, "")
        assert "No space left on device" in sentence
        assert list(disk.iterdir()) == []


def test_a_disk_that_is_full_gets_no_half_folder(
    backed_up: Path, vacant: Vacant, give: Give, tmp_path: Path
) -> None:
    with small_disk(tmp_path / "disk", "400k") as disk:
        there = Kept(disk, vacant().url)
        assert give(there, "restore", backed_up) == (1, "", FULL)
        assert list(disk.iterdir()) == []
        if there.url:
            assert there.ask(databases.FILLED) == [(0,)]


def test_what_fails_at_the_last_leaves_nothing(
    kept: Kept, backed_up: Path, vacant: Vacant, give: Give, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = vacant()
    monkeypatch.setattr("palermo.cli.archives.os.fsync", fails)
    assert give(kept, "backup", tmp_path / "palermo.backup") == (1, "", FULL)
    assert give(there, "restore", backed_up) == (1, "", FULL)
    assert list(tmp_path.rglob("*")) == [there.folder.parent]


def fails(*_: object, **__: object) -> None:
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


@pytest.mark.skipif(connection.vendor != "postgresql", reason="on PostgreSQL only")
def test_a_database_that_cannot_be_filled_leaves_no_folder(
    backed_up: Path, vacant: Vacant, give: Give, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = vacant()
    monkeypatch.setattr(databases, "put_postgres", fails)
    assert give(there, "restore", backed_up)[0] == 1
    assert list(there.folder.parent.iterdir()) == []


@pytest.mark.skipif(connection.vendor != "postgresql", reason="on PostgreSQL only")
def test_a_program_that_is_missing_is_named(
    kept: Kept, give: Give, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    code, _, sentence = give(kept, "backup", tmp_path / "palermo.backup")
    assert code == 1
    assert sentence.startswith("pg_dump was not found on the PATH. Install PostgreSQL's programs (Debian: ")
    assert list(tmp_path.iterdir()) == []
