"""The one command: what it lists, what it refuses, and what each command says of itself."""

import os
import subprocess
import sys
from contextlib import ExitStack, nullcontext
from importlib import import_module
from pathlib import Path
from types import ModuleType

import psycopg
import pytest

from palermo.cli import __main__ as front
from palermo.cli import bench, check, facts, machine, serve
from palermo.cli import test as tests
from tests import factories

SCRIPT = Path(__file__).parents[2] / "palermo"
NAMES = [name for commands in front.COMMANDS.values() for name in commands]


def test_it_works(capsys: pytest.CaptureFixture[str]) -> None:
    assert front.main([]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0] == "Usage: ./palermo COMMAND [--help]"
    for group, commands in front.COMMANDS.items():
        begin = said.index(group) + 1
        listed = [line.split(maxsplit=1) for line in said[begin : begin + len(commands)]]
        assert listed == [[name, line] for name, line in commands.items()]


@pytest.mark.parametrize("word", ["help", "--help", "-h"])
def test_help_is_the_same_list(word: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert front.main([word]) == 0
    assert capsys.readouterr().out.strip() == front.listing().strip()


def test_a_command_that_is_not_there_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert front.main(["serv", "--port", "1"]) == 2
    said = capsys.readouterr()
    assert said.err.startswith("There is no command “serv”.\n")
    assert "  serve " in said.err
    assert said.out == ""


def test_the_shell_sees_the_same() -> None:
    run = subprocess.run([sys.executable, "-m", "palermo.cli", "serv"], capture_output=True, text=True)
    assert (run.returncode, run.stdout) == (2, "")
    assert "There is no command “serv”." in run.stderr


@pytest.mark.parametrize(
    ("data", "kept_in"), [(None, SCRIPT.parent / "var"), ("here", Path("here"))], ids=["default", "given"]
)
def test_it_may_be_called_from_anywhere(data: str | None, kept_in: Path, tmp_path: Path) -> None:
    """By a link too; a folder given is one of the place where one stands, and nothing in it is run."""
    (tmp_path / "link").symlink_to(SCRIPT)
    (tmp_path / "django.py").write_text("raise SystemExit('taken for a module')")
    environment = {name: value for name, value in os.environ.items() if name != "PALERMO_DATA"}
    run = subprocess.run(
        [tmp_path / "link", "manage", "diffsettings"],
        env=environment | ({"PALERMO_DATA": data} if data else {}),
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )
    assert f"\nDATA = {tmp_path / kept_in!r}  ###" in run.stdout, run.stderr


@pytest.mark.parametrize("name", sorted({*NAMES} - {"manage"}))
def test_every_command_says_what_it_does(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        import_module(f"palermo.cli.{name}").main(["--help"])
    assert ended.value.code == 0
    assert f"usage: ./palermo {name}" in capsys.readouterr().out


def test_djangos_own_commands_are_behind_manage(capsys: pytest.CaptureFixture[str]) -> None:
    assert import_module("palermo.cli.manage").main(["help", "--commands"]) == 0
    assert {"migrate", "shell", "check"} <= set(capsys.readouterr().out.split())


# ── what a command refuses ────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("port", ["0", "-1", "65536", "99999999999", "http", "80.5", "²", ""])
def test_what_is_no_port_is_refused(port: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        serve.main([f"--port={port}"])
    assert ended.value.code == 2
    assert f"“{port}” is not a port: give a number from 1 to 65535" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("command", "names"), [(check, check.CHECKS), (bench, bench.SCRIPTS)], ids=["check", "bench"]
)
def test_a_name_that_is_not_there_is_refused_with_those_that_are(
    command: ModuleType, names: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        command.main(["nonsense"])
    assert ended.value.code == 2
    assert f"nonsense; there are {', '.join(names)}" in capsys.readouterr().err


def test_check_says_what_failed_and_why(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = "print('the reason'); raise SystemExit(1)"
    monkeypatch.setattr(
        check, "CHECKS", {"good": [sys.executable, "-c", ""], "bad": [sys.executable, "-c", bad]}
    )
    assert check.main(["good"]) == 0
    assert "All 1 checks passed." in capsys.readouterr().out
    assert check.main([]) == 1
    said = capsys.readouterr().out
    assert [line.split()[:2] for line in said.splitlines()[:2]] == [["ok", "good"], ["FAIL", "bad"]]
    assert "the reason" in said
    assert said.endswith("Failed: bad\n")


# ── what the tests' own command answers ───────────────────────────────────────────────────────────


class Pytest:
    """Stands in for pytest: answers one exit code and one count a run."""

    def __init__(self, *answers: tuple[int, int]) -> None:
        self.answers, self.commands = list(answers), list[list[str]]()

    def __call__(self, command: list[str], **_kept: object) -> object:
        code, passed = self.answers[len(self.commands)]
        self.commands.append(command)
        [report] = [Path(part.partition("=")[2]) for part in command if part.startswith("--junitxml=")]
        report.write_text(
            f'<x><s tests="{passed + 3}" failures="1" errors="1" skipped="1"/></x>', encoding="utf-8"
        )
        return subprocess.CompletedProcess(command, code)


def ran(
    monkeypatch: pytest.MonkeyPatch, arguments: list[str], *answers: tuple[int, int]
) -> tuple[int, Pytest]:
    stand_in = Pytest(*answers)
    plan = [tests.Run(str(turn), {}, []) for turn, _ in enumerate(answers)]
    monkeypatch.setattr(tests, "planned", lambda *_: (plan, []))
    monkeypatch.setattr("palermo.cli.test.subprocess.run", stand_in)
    return tests.main(arguments), stand_in


@pytest.mark.parametrize(
    ("arguments", "answers", "code"),
    [
        ([], [(0, 3), (0, 2)], 0),
        ([], [(0, 3), (1, 2)], 1),
        ([], [(0, 3), (5, 0)], 1),  # without a selection every run has tests
        (["-k", "chart"], [(0, 3), (5, 0)], 0),  # nothing of it in the browser
        (["-k", "chrat"], [(5, 0), (5, 0)], 1),  # nothing anywhere: a slip
        (["tests/none"], [(4, 0), (4, 0)], 1),
    ],
)
def test_a_selection_may_be_empty_somewhere_and_not_everywhere(
    arguments: list[str],
    answers: list[tuple[int, int]],
    code: int,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert ran(monkeypatch, arguments, *answers)[0] == code
    total = sum(passed for _, passed in answers)
    said = capsys.readouterr().out
    assert f"\n{total} passed in 2 runs" in said
    assert ("Nothing was tested." in said) == (total == 0 and answers[0][0] == 5)


def test_a_path_is_one_of_the_place_where_one_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "test_x.py").touch()
    monkeypatch.chdir(tmp_path)
    _, stand_in = ran(monkeypatch, ["test_x.py::test_it", "-k", "chart"], (0, 1))
    assert stand_in.commands[0][-3:] == [f"{tmp_path}/test_x.py::test_it", "-k", "chart"]


def test_the_long_runs_are_done_on_both_databases(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(machine, "install", lambda *_, **__: None)
    monkeypatch.setattr(machine, "postgres", lambda: nullcontext("postgres://x"))
    with ExitStack() as stack:
        runs, left_out = tests.planned(stack, tmp_path, full=True)
    assert left_out == []
    assert [(run.selection[-1], run.environment.get("DATABASE_URL")) for run in runs] == [
        (f"{browser} and {mark}", url)
        for mark in ("not full", "full")
        for browser, url in [("not browser", None), ("not browser", "postgres://x"), ("browser", None)]
    ]


# ── what a command does ───────────────────────────────────────────────────────────────────────────


def test_facts_that_are_loaded_are_not_loaded_again(
    facts_are_there: None, capsys: pytest.CaptureFixture[str]
) -> None:
    assert facts.main([]) == 0
    assert capsys.readouterr().out == "Every shipped table is up to date.\n"


@pytest.fixture
def facts_are_there(facts: None) -> None:
    """The shipped facts; by another name, because the command has theirs here."""


def test_what_a_machine_lacks_is_said_and_not_forced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("palermo.cli.machine.os.geteuid", lambda: 1000)
    assert machine.install("no-such-package", "its-fonts", program="no-such-program") == (
        "no-such-program is not installed (Debian: apt install no-such-package its-fonts)"
    )
    assert machine.install("dash", program="sh") is None


def test_what_apt_cannot_install_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(command: list[str], **_kept: object) -> object:
        return subprocess.CompletedProcess(command, 100, "", "E: first\nE: Unable to locate package x\n")

    monkeypatch.setattr("palermo.cli.machine.os.geteuid", lambda: 0)
    monkeypatch.setattr(machine, "has", lambda _: False)
    monkeypatch.setattr("palermo.cli.machine.shutil.which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr("palermo.cli.machine.subprocess.run", fails)
    assert "Unable to locate package x" in str(machine.install("x"))


def test_a_server_is_made_whatever_the_language_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    if not machine.has(machine.POSTGRES):
        pytest.skip("postgresql is not installed")
    for name in ("LANG", "LC_ALL"):
        monkeypatch.setenv(name, "xx_YY.UTF-8")
    with machine.postgres() as url, psycopg.connect(url) as connection:
        row = connection.execute(
            "SELECT pg_encoding_to_char(encoding), upper('é') FROM pg_database"
        ).fetchone()
    assert row == ("UTF8", "É")


def test_where_a_release_differs_from_what_was_corrected_that_is_said(
    facts_are_there: None, capsys: pytest.CaptureFixture[str]
) -> None:
    assert facts.main([]) == 0
    assert "Corrections stay" not in capsys.readouterr().out
    factories.disagreement()
    assert facts.main([]) == 0
    assert "differs from 1 row that was corrected here. Corrections stay" in capsys.readouterr().out
