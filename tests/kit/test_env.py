"""Settings from the environment: read, or the start stops with the name of what is wrong."""

import os
import secrets
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest

from palermo.kit.env import Environment


def test_it_works() -> None:
    env = Environment({"NAME": "words", "YES": "on"})
    assert (env.text("NAME"), env.text("OTHER", "else")) == ("words", "else")
    assert (env.flag("YES"), env.flag("OTHER"), env.flag("OTHER", default=True)) == (True, False, True)


def test_what_is_missing_stops_the_start_with_its_name() -> None:
    with pytest.raises(SystemExit, match="NAME is missing"):
        Environment({}).text("NAME")


@pytest.mark.parametrize(
    ("value", "meaning"),
    [
        *((v, True) for v in ("1", "yes", " True ", "ON")),
        *((v, False) for v in ("0", "no", "False", "off", "")),
    ],
)
def test_yes_and_no_in_many_words(value: str, meaning: bool) -> None:
    assert Environment({"FLAG": value}).flag("FLAG", default=not meaning) is meaning


def test_neither_yes_nor_no_stops_the_start() -> None:
    with pytest.raises(SystemExit, match="FLAG must be yes or no, not 'maybe'"):
        Environment({"FLAG": "maybe"}).flag("FLAG")


# ── secrets ───────────────────────────────────────────────────────────────────────────────────────


def test_a_secret_comes_from_the_environment_first(tmp_path: Path) -> None:
    named, kept = tmp_path / "named", tmp_path / "kept"
    named.write_text("of the file\n")
    both = {"KEY": "of the environment", "KEY_FILE": str(named)}
    assert Environment(both).secret("KEY", kept) == "of the environment"
    assert Environment({"KEY_FILE": str(named)}).secret("KEY", kept) == "of the file"
    assert not kept.exists()


def test_a_file_that_cannot_be_read_stops_the_start_with_its_name(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match=r"KEY_FILE names cannot be read.*nowhere"):
        Environment({"KEY_FILE": str(tmp_path / "nowhere")}).secret("KEY", tmp_path / "kept")


def test_a_secret_is_made_once_and_kept_for_its_owner_alone(tmp_path: Path) -> None:
    kept = tmp_path / "data" / "secret.key"
    made = Environment({}).secret("KEY", kept)
    assert len(made) >= 64
    assert Environment({}).secret("KEY", kept) == made
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert list(kept.parent.iterdir()) == [kept]
    assert Environment({}).secret("KEY", tmp_path / "other") != made


def test_two_that_start_at_once_agree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept, others = tmp_path / "secret.key", []
    make: Callable[[int], str] = secrets.token_urlsafe

    def make_while_another_starts(size: int) -> str:
        monkeypatch.setattr(secrets, "token_urlsafe", make)
        others.append(Environment({}).secret("KEY", kept))
        return make(size)

    monkeypatch.setattr(secrets, "token_urlsafe", make_while_another_starts)
    assert [Environment({}).secret("KEY", kept)] == others
    assert len(others[0]) >= 64


WHERE = """
import django
django.setup()
from django.db import connection
connection.cursor().execute("CREATE TABLE seen (it)")
"""


@pytest.mark.parametrize("name", ["a#b", "a?b=c", "a%20b", "ü &;"])
def test_all_is_stored_under_its_folder_whatever_that_is_called(tmp_path: Path, name: str) -> None:
    environment = {key: value for key, value in os.environ.items() if key != "DATABASE_URL"}
    told = {"PALERMO_DATA": str(tmp_path / name), "DJANGO_SETTINGS_MODULE": "palermo.settings"}
    subprocess.run([sys.executable, "-c", WHERE], env=environment | told, check=True)
    assert [path.name for path in tmp_path.iterdir()] == [name]
    with sqlite3.connect(
        f"file:{quote(str(tmp_path / name / 'palermo.sqlite3'))}?mode=ro", uri=True
    ) as found:
        assert found.execute("SELECT name FROM sqlite_master").fetchall() == [("seen",)]
        assert found.execute("PRAGMA journal_mode").fetchone() == ("wal",)
