"""A sheet, surveyed before it is read: how far it reaches, and what in it a person may not see."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from palermo.kit.incoming.grid import Grid, Refused
from palermo.kit.incoming.markup import Attributes, is_true, main

PLACE = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})", re.ASCII)
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384  # of any sheet
DEPTHS = {"row": 3, "c": 4, "v": 5, "f": 5, "is": 5}  # worksheet, sheetData, row, cell, what is in it
WHOLE = re.compile(r"\d{1,7}", re.ASCII)


@dataclass(slots=True)
class Survey:
    """What a sheet holds. Rows and cells must come in their order, each once: a reader passes over others."""

    row: int = 0
    column: int = 0
    rows: int = 0  # how many hold anything
    last_row: int = 0  # of them
    last_column: int = 0
    hidden: bool = False  # the row that it is at
    hidden_rows: list[int] = field(default_factory=list)  # that hold anything
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)
    merged: list[str] = field(default_factory=list)

    def start(self, tag: str, attributes: Attributes, depth: int) -> None:
        name = main(tag)
        if name in DEPTHS and depth != DEPTHS[name]:
            raise Refused("book.damaged")
        if name == "row":
            self.at_row(attributes)
        elif name == "c":
            self.at_cell(attributes.get("r", ""))
        elif name in ("v", "f", "is"):
            self.at_value()
        elif name == "col" and is_true(attributes, "hidden"):
            self.hidden_columns.append((whole(attributes.get("min", "")), whole(attributes.get("max", ""))))
        elif name == "mergeCell":
            self.merged.append(attributes.get("ref", ""))
        elif depth == 1 and name != "worksheet":
            raise Refused("book.damaged")

    def at_row(self, attributes: Attributes) -> None:
        number = whole(attributes["r"]) if "r" in attributes else self.row + 1
        if not self.row < number <= LAST_ROW:
            raise Refused("sheet.order", self.row or None)
        self.row, self.column, self.hidden = number, 0, is_true(attributes, "hidden")

    def at_cell(self, reference: str) -> None:
        row, column = place_of(reference) if reference else (self.row, self.column + 1)
        if column > LAST_COLUMN:
            raise Refused("sheet.columns", self.row, most=LAST_COLUMN)
        if row != self.row or column <= self.column:
            raise Refused("sheet.order", self.row)
        self.column = column

    def at_value(self) -> None:
        if self.row != self.last_row:
            self.rows, self.last_row = self.rows + 1, self.row
        self.last_column = max(self.last_column, self.column)
        if self.hidden and self.hidden_rows[-1:] != [self.row]:
            self.hidden_rows.append(self.row)

    def tell(self, grid: Grid) -> None:
        """What nobody may see, and what stands in several cells at once."""
        for first, last in runs(self.hidden_rows):
            grid.tell("sheet.hidden_row", first, None, count=last - first + 1)
        for first, last in self.hidden_columns:
            if first <= self.last_column:
                grid.tell("sheet.hidden_column", None, first, count=min(last, self.last_column) - first + 1)
        for reference in self.merged:
            row, column = place_of(reference.partition(":")[0])
            if row <= self.last_row and column <= self.last_column:
                grid.tell("sheet.merged", row, column, cells=reference[:20])


def whole(written: str) -> int:
    if not WHOLE.fullmatch(written):
        raise Refused("book.damaged")
    return int(written)


def place_of(reference: str) -> tuple[int, int]:
    """Row and column of a cell such as C7."""
    found = PLACE.fullmatch(reference.replace("$", ""))
    if not found:
        raise Refused("book.damaged")
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return int(found[2]), column


def runs(numbers: list[int]) -> Iterator[tuple[int, int]]:
    """Ascending numbers as the first and last of each unbroken run."""
    first = last = 0
    for number in numbers:
        if number != last + 1:
            if last:
                yield first, last
            first = number
        last = number
    if last:
        yield first, last
