"""Files of fruit, as a text or a workbook, and the problems that are found in them."""

from collections.abc import Sequence

from palermo.kit.incoming.choices import Choices
from palermo.kit.incoming.columns import Column
from palermo.kit.incoming.tables import Table, read
from tests.assurance.hostile import books

FRUIT = Choices({"apple": ["Apple", "Pomme", "苹果"], "pear": ["Pear"]}, {"apple": "Apple"})
COLUMNS = [
    Column("fruit", ["Fruit", "Obst"], "choice", choices=FRUIT),
    Column("on", ["Date", "تاريخ"], "day"),
    Column("code", ["Code"], "code", longest=8),
    Column("note", ["Note"], obligatory=False, longest=40),
]
HEAD = ["Fruit", "Date", "Code", "Note"]
GOOD = [["Apple", "2012-10-15", "NA", "a, b"], ["pear", "2020-02-29", "A-1", ""]]


def csv_of(*rows: Sequence[str], between: str = ",") -> bytes:
    quoted = [[f'"{cell}"' if {between, "\n"} & set(cell) else cell for cell in row] for row in rows]
    return "\n".join(between.join(row) for row in quoted).encode()


def book_of(*rows: Sequence[books.Cell]) -> bytes:
    return books.packed(books.parts([books.sheet(rows)]))


def found(table: Table) -> list[tuple[str, int | None, str]]:
    """Each problem by code, row and the letter of its column."""
    return [(each.code, each.row, each.letter) for each in table.problems]


def cell(value: books.Cell) -> Table:
    """A good workbook but for one cell, that of the note in row 2."""
    return read(book_of(HEAD, ["Apple", "2012-10-15", "NA", value]), COLUMNS)


def note(value: str) -> Table:
    """A good CSV but for the same cell."""
    return read(csv_of(HEAD, ["Apple", "2012-10-15", "NA", value]), COLUMNS)
