"""Cells of a workbook, by openpyxl, once all that it is given was looked through."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import TYPE_CHECKING, Any

from palermo.kit.incoming.books import Book
from palermo.kit.incoming.grid import BAD, Cell, Grid, Refused
from palermo.kit.incoming.markup import Look
from palermo.kit.incoming.packages import unpacked
from palermo.kit.incoming.rewriting import rewritten
from palermo.kit.incoming.sheets import Survey

if TYPE_CHECKING:
    from openpyxl.cell.read_only import ReadOnlyCell

FIRST_DAY = date(1900, 3, 1)  # before it spreadsheets count a day that never was
# Formats of dates that only a spreadsheet in Chinese, Japanese or Korean has; openpyxl has none of them.
EASTERN_DAYS = frozenset([*range(27, 32), 36, *range(50, 55), 57, 58])


def read_workbook(data: bytes, grid: Grid) -> None:
    """Put every row of the one sheet into the grid."""
    book = Book(unpacked(data, grid.limits), Look(grid.limits))
    part, survey = book.one_sheet(grid)
    strings = book.parts.get(book.part_of_type("spreadsheetml.sharedstrings+xml"), b"")
    again = rewritten(book.parts[part], strings, book.styles, from_1904=book.from_1904)
    book.parts.clear()
    try:
        for number, cells in rows(again, survey):
            grid.add(number, [value(cell, number, column, grid) for column, cell in enumerate(cells, 1)])
    except (Refused, MemoryError):
        raise
    except Exception:  # openpyxl has no error of its own for what no workbook should hold
        raise Refused("book.damaged") from None


def rows(archive: Any, survey: Survey) -> Iterator[tuple[int, tuple[Any, ...]]]:
    """The rows with cells up to the last that holds anything; how far the sheet says it goes is not asked."""
    import openpyxl  # here, because most of what is wrong with files is found before
    from openpyxl.cell.read_only import EMPTY_CELL

    book = openpyxl.load_workbook(archive, read_only=True, keep_links=False)
    [sheet] = book.worksheets
    sheet.reset_dimensions()
    found: Iterator[tuple[Any, ...]] = sheet.iter_rows(max_row=survey.last_row, max_col=survey.last_column)
    for number, cells in enumerate(islice(found, survey.last_row), 1):  # nothing behind them is read at all
        if any(cell is not EMPTY_CELL for cell in cells):  # a million rows between two may have none
            yield number, cells


def value(cell: "ReadOnlyCell", row: int, column: int, grid: Grid) -> Cell:
    """What a cell holds. A formula, or what one came to when it failed, is told in its place."""
    found, kind = cell.value, cell.data_type
    if found is None or found == "":
        return None
    if kind in ("f", "e"):
        return told(grid, "cell.formula" if kind == "f" else "cell.error", row, column, str(found))
    if isinstance(found, str):
        return grid.text(found, row, column)
    if isinstance(found, bool):
        return "yes_no", str(found).upper()
    if isinstance(found, int | float) and cell.style_array.numFmtId in EASTERN_DAYS:
        found = from_number(found, cell)
    if isinstance(found, date):
        return moment(found, row, column, grid)
    if isinstance(found, time | timedelta):
        return "time", str(found)
    return "number", repr(found)


def told(grid: Grid, code: str, row: int, column: int, written: str) -> Cell:
    grid.tell(code, row, column, value=written[:20])
    return BAD


def from_number(number: float, cell: "ReadOnlyCell") -> Any:
    from openpyxl.utils.datetime import from_excel

    book: Any = cell.parent.parent
    return from_excel(number, book.epoch)


def moment(found: date, row: int, column: int, grid: Grid) -> Cell:
    day = found.date() if isinstance(found, datetime) else found
    if day < FIRST_DAY:
        return told(grid, "cell.early", row, column, day.isoformat())
    if isinstance(found, datetime) and found.time() != time(0):
        return "moment", found.isoformat(sep=" ", timespec="seconds")
    return "day", day.isoformat()
