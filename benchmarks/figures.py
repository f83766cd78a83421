"""A figure as a row: name, median, spread, unit, goal, met."""

import json
import statistics
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(frozen=True)
class Figure:
    """What was measured. `goal` is the most that is wanted, or the least where `more` is better, or None."""

    name: str
    median: float
    low: float
    high: float
    unit: str
    tries: int
    goal: float | None = None
    more: bool = False

    @property
    def met(self) -> str:
        if self.goal is None:
            return "–"
        return "yes" if (self.median >= self.goal if self.more else self.median <= self.goal) else "NO"

    def row(self) -> str:
        goal = "–" if self.goal is None else f"{'≥' if self.more else '≤'} {self.goal:g}"
        spread = f"{self.low:.1f}–{self.high:.1f}"
        measured = f"{self.name:<58} {self.median:>9.1f}  {spread:>17}  {self.unit:<8}"
        return f"{measured} {goal:>8}  {self.met:<4} n={self.tries}"


def of(
    name: str, values: Sequence[float], unit: str, goal: float | None = None, *, more: bool = False
) -> Figure:
    """The median of several tries, with the lowest and the highest."""
    return Figure(name, statistics.median(values), min(values), max(values), unit, len(values), goal, more)


def percentile(values: Sequence[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


HEAD = f"{'figure':<58} {'median':>9}  {'spread':>17}  {'unit':<8} {'goal':>8}  met"


def write(figures: Iterable[Figure], path: Path) -> None:
    rows = [asdict(figure) | {"met": figure.met} for figure in figures]
    path.write_text(json.dumps(rows, indent=2, ensure_ascii=False) + "\n")
