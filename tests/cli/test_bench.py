"""Figures: each is judged by what its row says, and a missed one fails the command."""

import json
from importlib import import_module
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest
from benchmarks.figures import HEAD, Figure, Judged, of

from palermo.cli import bench

TIMES = [*([10.0] * 90), *([30.0] * 9), 90.0]


@pytest.mark.parametrize(
    ("judged", "value"),
    [("median", 10.0), ("p95", 30.0), ("highest", 90.0)],
    ids=["median", "p95", "highest"],
)
def test_a_figure_is_judged_by_what_its_row_says(judged: Judged, value: float) -> None:
    assert of("a page", TIMES, "ms", value, judged).met == "yes"
    assert of("a page", TIMES, "ms", value - 0.1, judged).met == "NO"
    row = of("a page", TIMES, "ms", value, judged).row()
    assert f"{judged} {value}" in row
    assert row.split()[2:5] == ["10.0", "10.0–90.0", "ms"]
    assert row.split()[-1] == "n=100"


def test_where_nothing_is_wanted_the_row_says_so() -> None:
    figure = of("answers a second", [5.0], "1/s")
    assert figure.met == "–"
    assert "no goal" in figure.row()
    assert HEAD.split() == ["figure", "median", "spread", "unit", "judged", "goal", "met"]


def test_the_scripts_are_those_that_are_cited() -> None:
    cited = [
        *("archive", "backup", "decisions", "incoming", "journal", "load", "mandates", "matrix", "memory"),
        *("pages", "reading", "similarity", "start"),
    ]
    assert cited == bench.SCRIPTS


@pytest.mark.parametrize(("goal", "code"), [(5.0, 0), (4.0, 1)])
def test_a_figure_that_misses_its_goal_is_named_and_written(
    goal: float,
    code: int,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    found = of("a start", [5.0], "s", goal)
    stand_in(monkeypatch, found)
    monkeypatch.chdir(tmp_path)
    assert bench.main(["start", "--json", "figures.json"]) == code
    assert ("missed: a start" in capsys.readouterr().out) == bool(code)
    [row] = json.loads((tmp_path / "figures.json").read_text(encoding="utf-8"))
    assert (row["name"], row["value"], row["judged"], row["met"]) == ("a start", 5.0, "median", found.met)


def stand_in(monkeypatch: pytest.MonkeyPatch, figure: Figure) -> None:
    """One figure instead of what takes minutes."""
    real = import_module

    def imported(name: str) -> ModuleType | SimpleNamespace:
        return SimpleNamespace(run=lambda: [figure]) if name == "benchmarks.start" else real(name)

    monkeypatch.setattr("palermo.cli.bench.import_module", imported)
    monkeypatch.setattr(bench, "prepare", lambda _: None)
