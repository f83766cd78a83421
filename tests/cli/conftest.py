"""An installation that is kept, a backup of it, and places to restore one into."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import count
from pathlib import Path

import pytest

from palermo.cli import backup, restore
from tests.cli.kept import DERIVED, KEPT, Kept, empty_database

Give = Callable[..., tuple[int, str, str]]
Vacant = Callable[[], Kept]


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Kept]:
    """An installation with the shipped facts, keys, mail, and what is made anew."""
    with empty_database() as url:
        made = Kept(tmp_path_factory.mktemp("kept") / "data", url)
        for name in (*KEPT, *DERIVED):
            path = made.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(KEPT.get(name, "made anew"), encoding="utf-8")
        loaded = made.run("facts")
        assert loaded.returncode == 0, loaded.stderr
        yield made


@pytest.fixture(scope="module")
def backed_up(kept: Kept, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup of it."""
    file = tmp_path_factory.mktemp("copy") / "palermo.backup"
    backup.taken(file, kept.folder, kept.url, replace=False)
    return file


@pytest.fixture
def vacant(tmp_path: Path) -> Iterator[Vacant]:
    """A place to restore into: a folder that is not there, and an empty database."""
    turns = count()
    with ExitStack() as stack:
        yield lambda: Kept(tmp_path / f"there{next(turns)}" / "data", stack.enter_context(empty_database()))


@pytest.fixture
def give(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Give:
    """Give a command, where the database is the one named; answers its code and what it said."""

    def runs(kept: Kept, command: str, *arguments: str | Path) -> tuple[int, str, str]:
        monkeypatch.setenv("DATABASE_URL", kept.url)
        monkeypatch.setenv("PALERMO_DATA", str(kept.folder))
        kept.folder.parent.mkdir(exist_ok=True)
        code = {"backup": backup, "restore": restore}[command].main([str(each) for each in arguments])
        return code, *capsys.readouterr()

    return runs
