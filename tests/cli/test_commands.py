"""The one command: what it lists, what it refuses, and what each command says of itself."""

import subprocess
import sys
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

from palermo.cli import __main__ as front
from palermo.cli import bench, check, facts, machine, serve

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
    monkeypatch.setattr(machine.os, "geteuid", lambda: 1000)
    assert machine.install("no-such-package", "its-fonts", program="no-such-program") == (
        "no-such-program is not installed (Debian: apt install no-such-package its-fonts)"
    )
    assert machine.install("python3", program=Path(sys.executable).name) is None


def test_what_apt_cannot_install_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(command: list[str], **_kept: object) -> object:
        return subprocess.CompletedProcess(command, 100, "", "E: first\nE: Unable to locate package x\n")

    monkeypatch.setattr(machine.os, "geteuid", lambda: 0)
    monkeypatch.setattr(machine, "has", lambda _: False)
    monkeypatch.setattr(machine.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(machine.subprocess, "run", fails)
    assert "Unable to locate package x" in str(machine.install("x"))
