"""What the process answers: rows of cells as they stand in the file, and what is wrong with them.

A cell is a text, None, or a pair that says what else it is: ("day", "2012-10-15"), ("number", "5").
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from palermo.kit.incoming.characters import fault_of
from palermo.kit.incoming.limits import Limits

Cell = str | tuple[str, str] | None
BAD: Cell = ("bad", "")  # told already


class Refused(Exception):  # noqa: N818 (it is what the file meets, not a fault of ours)
    """No row of the file can be taken: a code, the place where there is one, and values for the sentence."""

    def __init__(
        self, code: str, row: int | None = None, column: int | None = None, /, **values: Any
    ) -> None:
        super().__init__(code)
        self.told = (code, row, column, values)


@dataclass(slots=True)
class Grid:
    """Rows that are not empty, each with its number; the first is the head."""

    limits: Limits
    rows: list[tuple[int, list[Cell]]] = field(default_factory=list)
    faults: list[tuple[str, int | None, int | None, dict[str, Any]]] = field(default_factory=list)
    more: int = 0  # faults beyond those that are listed
    size: int = 0  # characters so far

    def tell(self, code: str, row: int | None, column: int | None, /, **values: Any) -> None:
        if len(self.faults) < self.limits.told:
            self.faults.append((code, row, column, values))
        else:
            self.more += 1

    def text(self, written: str, row: int, column: int) -> Cell:
        """A text as a cell, blanks trimmed; what no cell may hold is told."""
        trimmed = written.strip()
        if found := fault_of(trimmed, self.limits.cell):
            code, values = found
            self.tell(code, row, column, **values)
            return BAD
        return trimmed or None

    def add(self, number: int, cells: Sequence[Cell]) -> None:
        """Take a row; an empty one is told only where another follows it."""
        width = next((place for place in range(len(cells), 0, -1) if cells[place - 1] is not None), 0)
        if not width:
            return
        if width > self.limits.columns:
            raise Refused("file.columns", number, self.limits.columns + 1, most=self.limits.columns)
        if len(self.rows) > self.limits.rows:  # the head is one more
            raise Refused("file.rows", number, most=self.limits.rows)
        if self.rows and (empty := number - self.rows[-1][0] - 1):
            self.tell("row.empty", self.rows[-1][0] + 1, None, count=empty)
        self.rows.append((number, list(cells[:width])))
        self.size += width + sum(size_of(cell) for cell in cells[:width])
        if self.size > self.limits.produced:
            raise Refused("file.produced", most=self.limits.produced)

    def answer(self) -> dict[str, Any]:
        return {"rows": self.rows, "faults": self.faults, "more": self.more}


def size_of(cell: Cell) -> int:
    return len(cell) if isinstance(cell, str) else 0


def numbered(cells: Iterable[str], grid: Grid, row: int) -> list[Cell]:
    """The texts of a row as cells."""
    return [grid.text(cell, row, column) for column, cell in enumerate(cells, 1)]
