"""./palermo texts: look at a file, keep it, list, export, remove."""

import io
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from palermo.cli import texts
from palermo.core.actor import PUBLIC
from palermo.core.treaty_text import read
from palermo.texts import queries
from palermo.texts.importers.akoma_ntoso import read_akoma_ntoso
from tests.core.lanterns import ENGLISH

WHICH = ["--instrument", "uncac", "--language", "en"]
Run = Callable[..., int]


class Terminal(io.StringIO):
    """Where somebody sits and types."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def file(tmp_path: Path) -> str:
    path = tmp_path / "lanterns.txt"
    path.write_text(ENGLISH, encoding="utf-8")
    return str(path)


@pytest.fixture
def run(facts: None, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the command with nobody at the terminal, or with what somebody types."""

    def runs(*arguments: str, typed: str | None = None) -> int:
        monkeypatch.setattr(sys, "stdin", io.StringIO() if typed is None else Terminal(typed))
        return texts.main(list(arguments))

    return runs


def held() -> str:
    return "".join(queries.wordings(PUBLIC, "uncac", "en").values_list("raw", flat=True))


def test_it_works(run: Run, file: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("import", file, *WHICH, "--yes") == 0
    said = capsys.readouterr().out
    assert "Articles     3 of 71 have words here" in said
    assert "    31  3            6  Duties of keepers\n" in said
    assert "the file: The file has no article 4." in said
    assert said.endswith("Kept: uncac, English.\n")
    assert held() == ENGLISH
    assert run("list") == 0
    assert "uncac" in capsys.readouterr().out
    assert run("remove", *WHICH, "--yes") == 0
    assert held() == ""


@pytest.mark.parametrize(("typed", "kept"), [(None, ""), ("\n", ""), ("n\n", ""), ("", ""), ("y\n", ENGLISH)])
def test_nothing_is_saved_until_somebody_says_so(
    run: Run, file: str, capsys: pytest.CaptureFixture[str], typed: str | None, kept: str
) -> None:
    assert run("import", file, *WHICH, typed=typed) == 0
    assert held() == kept
    assert ("Nothing was changed." in capsys.readouterr().out) is (kept == "")


def test_a_text_that_is_held_stays_unless_one_says_replace(
    run: Run, file: str, capsys: pytest.CaptureFixture[str]
) -> None:
    run("import", file, *WHICH, "--yes")
    Path(file).write_text(ENGLISH.replace("fog", "mist"), encoding="utf-8")
    capsys.readouterr()
    assert run("import", file, *WHICH, "--yes") == 1
    said = capsys.readouterr()
    assert "--replace puts this in its place" in said.out
    assert said.err.startswith("This text is held already")
    assert held() == ENGLISH
    assert run("import", file, *WHICH, "--yes", "--replace") == 0
    assert "mist" in held()


def test_what_is_exported_reads_back_the_same(run: Run, file: str, tmp_path: Path) -> None:
    run("import", file, *WHICH, "--yes")
    out = tmp_path / "out.xml"
    assert run("export", *WHICH, "--output", str(out)) == 0
    told = [
        (each.kind, each.number, each.words) for each in read_akoma_ntoso(out.read_text(encoding="utf-8"))
    ]
    assert told == [(each.kind, each.number, each.words) for each in read(ENGLISH)]
    assert run("import", str(out), *WHICH, "--yes", "--replace") == 0
    assert held() == out.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "arguments",
    [
        ["import", "nowhere.txt", *WHICH],
        ["import", ".", *WHICH],
        ["import", "pyproject.toml", *WHICH],
        ["import", "pyproject.toml", "--instrument", "nothing", "--language", "en"],
        ["export", *WHICH],
        ["remove", *WHICH, "--yes"],
    ],
)
def test_what_is_refused_says_why(run: Run, capsys: pytest.CaptureFixture[str], arguments: list[str]) -> None:
    assert run(*arguments) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.strip().endswith((".", "”."))
    assert "Traceback" not in said.err
