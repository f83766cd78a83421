"""What a command that takes a while says: a bar where somebody looks, and a refusal in one sentence."""

import io
import sys
from pathlib import Path

import pytest

from palermo.cli.terminal import Bar, said_at_the_door
from palermo.core.errors import Invalid


class Screen(io.StringIO):
    """Where somebody looks."""

    def isatty(self) -> bool:
        return True


def test_it_works(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", screen := Screen())
    bar = Bar()
    for done in (0, 1, 1, 2):
        bar("Copying", done, 2)
    shown = [line.strip() for line in screen.getvalue().split("\r") if line]
    assert [line.split()[-1] for line in shown] == ["0%", "50%", "100%"]
    assert [line.count("█") for line in shown] == [0, 15, 30]
    bar.clear()
    assert screen.getvalue().rsplit("\r", 2)[1].strip() == ""


def test_where_nobody_looks_nothing_is_drawn(capsys: pytest.CaptureFixture[str]) -> None:
    bar = Bar()
    bar("Copying", 1, 2)
    bar.clear()
    assert capsys.readouterr() == ("", "")


def test_a_step_of_no_size_is_done() -> None:
    Bar()("Copying", 0, 0)


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (Invalid("x", "“%(name)s” is broken.", name="a"), "“a” is broken."),
        (
            FileNotFoundError(2, "No such file or directory", "/x"),
            "“/x” cannot be used: No such file or directory.",
        ),
        (KeyboardInterrupt(), "Stopped. Nothing was changed."),
    ],
    ids=["refusal", "file", "key"],
)
def test_what_stops_a_command_is_one_sentence(
    error: BaseException, sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with said_at_the_door(Bar()) as refused:
        stops(error)
    assert len(refused) == 1
    assert capsys.readouterr().err.startswith(sentence)


def stops(error: BaseException) -> None:
    raise error


def test_our_own_mistake_is_not_caught(tmp_path: Path) -> None:
    with pytest.raises(KeyError), said_at_the_door(Bar()):
        raise KeyError(tmp_path)
