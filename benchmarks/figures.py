"""A figure as a row: name, median, spread, unit, what is judged, goal, met."""

import json
import statistics
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

Judged = Literal["median", "p95", "highest"]


@dataclass(frozen=True)
class Figure:
    """What was measured; `goal` is the most that is wanted of what is judged, or None: nothing is wanted."""

    name: str
    median: float
    p95: float
    low: float
    highest: float
    unit: str
    tries: int
    goal: float | None = None
    judged: Judged = "median"

    @property
    def value(self) -> float:
        """What is held against the goal."""
        return {"median": self.median, "p95": self.p95, "highest": self.highest}[self.judged]

    @property
    def met(self) -> str:
        if self.goal is None:
            return "–"
        return "yes" if self.value <= self.goal else "NO"

    def row(self) -> str:
        spread = f"{self.low:.1f}–{self.highest:.1f}"
        measured = f"{self.name:<62} {self.median:>9.1f}  {spread:>17}  {self.unit:<8}"
        judged = f"{self.judged} {self.value:.1f}"
        goal = "no goal" if self.goal is None else f"≤ {self.goal:g}"
        return f"{measured} {judged:<18} {goal:>8}  {self.met:<4} n={self.tries}"


HEAD = f"{'figure':<62} {'median':>9}  {'spread':>17}  {'unit':<8} {'judged':<18} {'goal':>8}  met"


def of(
    name: str, values: Sequence[float], unit: str, goal: float | None = None, judged: Judged = "median"
) -> Figure:
    """Several tries as one figure."""
    middle, tail = statistics.median(values), percentile(values, 0.95)
    return Figure(name, middle, tail, min(values), max(values), unit, len(values), goal, judged)


def percentile(values: Sequence[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


def write(figures: Iterable[Figure], path: Path) -> None:
    rows = [asdict(figure) | {"value": figure.value, "met": figure.met} for figure in figures]
    path.write_text(json.dumps(rows, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
