"""A backup: taken while others write, whole or refused, and served again as if nothing had happened."""

import stat
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any
from urllib.request import urlopen

import pytest
from django.db import connection

from palermo.cli import archives, backup, databases
from palermo.cli.terminal import silence
from tests.cli.conftest import Give, Vacant
from tests.cli.kept import KEPT, Kept, Remade, Writer
from tests.cli.served import Served


def files(folder: Path) -> dict[str, str]:
    """What lies in a folder, but for the database."""
    found = (path for path in folder.rglob("*") if path.is_file() and "sqlite3" not in path.name)
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in found}


def mode(path: Path) -> str:
    return stat.filemode(path.stat().st_mode)


def test_it_works(kept: Kept, vacant: Vacant, give: Give, tmp_path: Path) -> None:
    file, before, there = tmp_path / "palermo.backup", kept.dump(), vacant()
    code, said, _ = give(kept, "backup", file)
    assert code == 0
    assert f"{archives.NAMES[connection.vendor]}, " in said
    assert f"Files        {len(KEPT)}: journal.key, secret.key, mail/2026/1.eml" in said
    assert "personal data and secrets" in said
    assert mode(file) == "-rw-------"
    assert list(tmp_path.iterdir()) == [file]
    assert give(kept, "backup", "--check", file)[0] == 0
    code, said, _ = give(there, "restore", file)
    assert code == 0
    assert f"./palermo serve --data {there.folder}" in said
    assert there.dump() == before == kept.dump()
    assert len(before["actors_state"]) > 190
    assert files(there.folder) == KEPT
    assert mode(there.folder) == "drwx------"
    assert {mode(path) for path in there.folder.rglob("*") if path.is_file()} == {"-rw-------"}
    assert list(there.folder.parent.iterdir()) == [there.folder]


def test_what_is_restored_is_served_as_if_nothing_had_happened(
    kept: Kept, backed_up: Path, vacant: Vacant, give: Give
) -> None:
    there = vacant()
    assert give(there, "restore", backed_up)[0] == 0
    served = Served(there.folder.parent, there.url or None)
    try:
        served.wait_until_it_says("Ctrl+C)\n")
        assert served.said.startswith("Palermo is ready")  # nothing was to be prepared or loaded
        with urlopen(f"{served.address}/en/register/tip-protocol/", timeout=60) as answer:
            assert answer.status == 200
        assert {name: (there.folder / name).read_text("utf-8") for name in KEPT} == KEPT
    finally:
        served.remove()


def test_nobody_is_signed_in_after_a_restore(kept: Kept, vacant: Vacant, give: Give, tmp_path: Path) -> None:
    """Whoever signed out after the copy, or was shut out, does not come back with it."""
    there, file, begun = vacant(), tmp_path / "palermo.backup", "SELECT session_key FROM django_session"
    with kept.signed_in("a" * 32):
        assert give(kept, "backup", file)[0] == 0
        assert ("a" * 32,) in kept.ask(begun)  # whose sessions go on: a copy ends none
    code, said, _ = give(there, "restore", file)
    assert code == 0
    assert "signs in anew" in said
    assert there.ask(begun) == []
    assert (there.folder / "secret.key").read_text() == KEPT["secret.key"]


def test_a_copy_says_which_moment_it_is_of(kept: Kept, tmp_path: Path) -> None:
    file = tmp_path / "now.backup"
    backup.taken(file, kept.folder, kept.url, replace=False)
    with archives.opened(file, silence) as (_, manifest):
        assert kept.ask("SELECT number, hash FROM journal_head") == [(*(manifest.journal or {}).values(),)]
        applied = kept.ask("SELECT app, name FROM django_migrations")
        assert sorted(manifest.migrations) == sorted(f"{app}.{name}" for app, name in applied)
        assert manifest.database == connection.vendor


# ── while others write ────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("times", [2, pytest.param(10, marks=pytest.mark.full)])
def test_a_copy_that_is_taken_while_others_write_holds_all_that_was_acknowledged(
    times: int, kept: Kept, vacant: Vacant, give: Give, tmp_path: Path, counted: Callable[[str], None]
) -> None:
    """Everything that was acknowledged before, nothing half, and nobody is kept waiting."""
    taken, during = list[tuple[Path, int, int]](), list[float]()
    started, writer = len(kept.written()[0]), Writer(kept)
    try:
        writer.wait_for(20)
        for turn in range(times):
            file, before = tmp_path / f"{turn}.backup", writer.acknowledged
            assert give(kept, "backup", file)[0] == 0
            taken.append((file, before, writer.acknowledged))
            during += writer.took[before : writer.acknowledged]
            writer.wait_for(20)
    finally:
        writer.stop()
    for file, before, after in taken:
        there = vacant()
        assert give(there, "restore", file)[0] == 0
        changes, entries = there.written()
        found = changes[started:]
        assert changes == entries
        assert found == list(range(1, len(found) + 1))
        assert before <= len(found) <= after + 1  # one may be committed and not yet told
        with archives.opened(file, silence) as (_, manifest):
            assert there.ask("SELECT number, hash FROM journal_head") == [
                (*(manifest.journal or {}).values(),)
            ]
    quiet = [took for turn, took in enumerate(writer.took) if took not in during]
    counted(
        f"{times} copies while {writer.acknowledged} writes were acknowledged: 0 lost, 0 half in any. "
        f"A write took {ms(median(during))} while one was taken (at most {ms(max(during))}), "
        f"else {ms(median(quiet))} (at most {ms(max(quiet))})"
    )


def ms(seconds: float) -> str:
    return f"{seconds * 1000:.1f} ms"


# ── refused ───────────────────────────────────────────────────────────────────────────────────────


def test_a_file_that_is_there_is_written_over_only_when_that_is_said(
    kept: Kept, give: Give, tmp_path: Path
) -> None:
    file = tmp_path / "palermo.backup"
    file.write_text("something else")
    code, said, sentence = give(kept, "backup", file)
    assert (code, said) == (1, "")
    assert sentence == "“palermo.backup” is there already; --replace writes over it. Nothing was changed.\n"
    assert file.read_text() == "something else"
    assert give(kept, "backup", file, "--replace")[0] == 0
    assert give(kept, "backup", file, "--check")[0] == 0
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        ("data/palermo.backup", "lies in the folder that is to be copied, and would be lost with it"),
        ("no/where/palermo.backup", "there is no folder “{folder}/no/where”. Make it first."),
        ("", "is there already"),
    ],
)
def test_where_a_copy_cannot_lie_is_said(
    file: str, sentence: str, kept: Kept, give: Give, tmp_path: Path
) -> None:
    here = Kept(tmp_path / "data", kept.url)
    here.folder.mkdir()
    code, said, told = give(here, "backup", tmp_path / file)
    assert (code, said) == (1, "")
    assert sentence.format(folder=tmp_path) in told
    assert list(tmp_path.rglob("*")) == [here.folder]


def test_where_nothing_is_there_is_nothing_to_copy(give: Give, vacant: Vacant, tmp_path: Path) -> None:
    there = vacant()
    code, said, sentence = give(there, "backup", tmp_path / "palermo.backup")
    assert (code, said) == (1, "")
    assert sentence.startswith(
        "The database that DATABASE_URL names cannot be used: " if there.url else "There is nothing to copy: "
    )
    assert list(tmp_path.iterdir()) == [there.folder.parent]


def test_what_is_filled_is_not_filled_again(
    kept: Kept, backed_up: Path, vacant: Vacant, give: Give, tmp_path: Path
) -> None:
    there, before = vacant(), kept.dump()
    code, _, sentence = give(kept, "restore", backed_up)
    assert code == 1
    assert sentence.endswith("Give an empty one, or one that is not there. Nothing was changed.\n")
    if kept.url:  # an empty folder, and the database that is filled
        code, _, sentence = give(Kept(there.folder, kept.url), "restore", backed_up)
        assert code == 1
        assert sentence.startswith("The database that DATABASE_URL names is not empty.")
        assert list(there.folder.parent.iterdir()) == []
    assert kept.dump() == before
    assert files(kept.folder).items() >= KEPT.items()


def test_an_empty_folder_is_filled(backed_up: Path, vacant: Vacant, give: Give) -> None:
    there = vacant()
    there.folder.mkdir(parents=True)
    assert give(there, "restore", backed_up)[0] == 0
    assert files(there.folder) == KEPT


def test_a_copy_of_one_kind_of_database_goes_into_that_kind_alone(
    kept: Kept, backed_up: Path, vacant: Vacant, give: Give, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = vacant()
    monkeypatch.setattr(databases, "refuse_filled_postgres", lambda _: None)
    other = Kept(there.folder, "" if kept.url else "postgres://nobody@nowhere.invalid/none")
    code, _, sentence = give(other, "restore", backed_up)
    ours, theirs = (archives.NAMES[databases.kind_of(each.url)] for each in (kept, other))
    assert (code, sentence) == (
        1,
        f"“palermo.backup” was taken from {ours} and goes into {ours} alone; what is set here is {theirs} "
        "(DATABASE_URL). Nothing was changed.\n",
    )
    assert list(there.folder.parent.iterdir()) == []


def test_a_database_of_another_make_is_not_copied(kept: Kept, give: Give, tmp_path: Path) -> None:
    code, _, sentence = give(Kept(kept.folder, "mysql://a:secret@b/c"), "backup", tmp_path / "x")
    assert (code, list(tmp_path.iterdir())) == (1, [])
    assert "cannot be copied" in sentence
    assert "secret" not in sentence


@pytest.mark.parametrize(
    ("alter", "sentence"),
    [
        ({"format": 2}, "is of a newer Palermo (its format is 2, this one reads 1)."),
        ({"migrations": ["actors.9999_later"]}, "this one does not know its migration actors.9999_later."),
    ],
    ids=["format", "migration"],
)
def test_a_copy_of_a_newer_program_is_refused(
    alter: dict[str, Any], sentence: str, backed_up: Path, vacant: Vacant, give: Give, tmp_path: Path
) -> None:
    there, file, newer = vacant(), tmp_path / "newer.backup", Remade(backed_up)
    newer.manifest |= alter
    newer.write(file)
    code, _, told = give(there, "restore", file)
    assert code == 1
    assert sentence in told
    assert told.endswith("Restore it with that one.\n")
    assert give(there, "backup", "--check", file)[2] == told
    assert list(there.folder.parent.iterdir()) == []


def test_a_copy_of_an_older_program_is_brought_up_to_date(
    kept: Kept, vacant: Vacant, give: Give, tmp_path: Path
) -> None:
    """Here one that had no room but kit."""
    older, there, file = vacant(), vacant(), tmp_path / "older.backup"
    assert older.run("manage", "migrate", "kit").returncode == 0
    assert give(older, "backup", file)[0] == 0
    assert give(there, "restore", file)[0] == 0
    assert "actors_state" not in there.dump()
    assert there.run("facts").returncode == 0
    assert there.ask("SELECT count(*) FROM actors_state") == kept.ask("SELECT count(*) FROM actors_state")
