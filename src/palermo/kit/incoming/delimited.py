"""Rows of a text file: UTF-8, or UTF-16 that says so; commas, semicolons or tabs between cells."""

import codecs
import csv
import io

from palermo.core.language import fold
from palermo.kit.incoming.grid import Grid, Refused, numbered

DELIMITERS = (",", ";", "\t")


def read_delimited(data: bytes, heads: frozenset[str], grid: Grid) -> None:
    """Put every row of the file into the grid. `heads` are the names of columns that are known, folded."""
    text = decoded(data)
    csv.field_size_limit(len(text) + 1)  # a cell that is too long is told in its place
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text, heads), strict=True)
    number = 0
    try:
        for number, record in enumerate(reader, 1):
            if any(record):
                grid.add(number, numbered(trimmed(record, number, grid), grid, number))
    except csv.Error:
        raise Refused("text.quotes", number + 1, line=reader.line_num) from None


def trimmed(cells: list[str], number: int, grid: Grid) -> list[str]:
    """The cells of a row, no more than there may be. Raises Refused where any beyond holds something."""
    most = grid.limits.columns
    if any(cell.strip() for cell in cells[most:]):
        raise Refused("file.columns", number, most + 1, most=most)
    return cells[:most]


def decoded(data: bytes) -> str:
    """The text without its byte order mark. Raises Refused, with the place, for another encoding."""
    if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        raise Refused("text.utf32")
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            text = data.decode("utf-16")
        except UnicodeDecodeError:
            raise Refused("text.utf16") from None
    else:
        refuse_unmarked(data)
        try:
            text = data.removeprefix(codecs.BOM_UTF8).decode("utf-8")
        except UnicodeDecodeError as error:
            line, column = place(error.object[: error.start].decode("utf-8"))
            raise Refused("text.encoding", line=line, column=column) from None
    if "\0" in text:
        line, column = place(text[: text.index("\0")])
        raise Refused("text.binary", line=line, column=column)
    return text


def refuse_unmarked(data: bytes) -> None:
    """UTF-16 that does not say so: each second byte of what it has of Latin letters and marks is null."""
    start = data[:2000]
    for offset in (0, 1):
        nulls = start[offset::2].count(0)
        if nulls * 4 > len(start) and not start[1 - offset :: 2].count(0):
            raise Refused("text.utf16_unmarked")


def place(before: str) -> tuple[int, int]:
    """Line and column, from 1, of what stands behind a text."""
    lines = before.replace("\r\n", "\n").replace("\r", "\n")
    return lines.count("\n") + 1, len(lines) - lines.rfind("\n")


def delimiter_of(text: str, heads: frozenset[str]) -> str:
    """What stands between the cells: whichever finds most of the known names in the head.

    Raises Refused where two find as many, and read the head differently.
    """
    found = {mark: head_of(text, mark) for mark in DELIMITERS}
    known = {mark: len(heads & {fold(cell) for cell in cells}) for mark, cells in found.items()}
    best = [mark for mark in DELIMITERS if known[mark] == max(known.values())]
    if not any(known.values()):  # no name is known: what stands in the head at all
        best = [mark for mark in DELIMITERS if len(found[mark]) > 1] or [","]
    if len({found[mark] for mark in best}) > 1:
        raise Refused("text.delimiter", 1)
    return best[0]


def head_of(text: str, delimiter: str) -> tuple[str, ...]:
    """The first row that is not empty, as it is with this delimiter; () where it cannot be read."""
    try:
        for record in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True):
            cells = [cell.strip()[:200] for cell in record[:200]]
            if any(cells):
                return tuple(cells)
    except csv.Error:
        pass
    return ()
