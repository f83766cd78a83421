"""Workbooks in: what a sheet holds, and what nobody may see in it."""

import zipfile
from collections.abc import Sequence
from datetime import date
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from palermo.kit.incoming.tables import Table, read
from tests.assurance.hostile import books
from tests.kit.fruit import COLUMNS, GOOD, HEAD, cell, found


def on(value: books.Cell, date1904: bool = False) -> Table:
    """A good workbook but for its date."""
    parts = books.parts([books.sheet([HEAD, ["Apple", value, "NA"]])])
    if date1904:
        parts[books.BOOK] = books.names([("Sheet1", "visible")], '<workbookPr date1904="1"/>')
    return read(books.packed(parts), COLUMNS)


@pytest.mark.parametrize("style", [books.DAY, books.ISO_DAY, books.EASTERN])
def test_a_real_date_is_taken_however_it_is_shown(style: int) -> None:
    table = on(books.number("41197", style))
    assert [row.values["on"] for row in table.rows] == [date(2012, 10, 15)]


def test_days_are_counted_from_where_the_workbook_counts_them() -> None:
    table = on(books.number("39735", books.DAY), date1904=True)
    assert [row.values["on"] for row in table.rows] == [date(2012, 10, 15)]


@pytest.mark.parametrize(
    ("value", "code"),
    [
        (books.number("41197"), "day.invalid"),
        (books.number("41197.5", books.MOMENT), "day.moment"),
        (books.number("0.5", books.TIME), "day.invalid"),
        (books.number("59", books.DAY), "cell.early"),
        (books.number("1e9", books.DAY), "cell.error"),
        (books.xml('<c r="PLACE" t="b"><v>1</v></c>'), "day.invalid"),
        (books.xml('<c r="PLACE" t="e"><v>#N/A</v></c>'), "cell.error"),
        (books.xml('<c r="PLACE" s="1"><f>TODAY()</f><v>41197</v></c>'), "cell.formula"),
        ("15.10.2012", "day.ambiguous"),
    ],
)
def test_what_is_no_date_is_told_in_its_place(value: books.Cell, code: str) -> None:
    assert found(on(value)) == [(code, 2, "B")]


@pytest.mark.parametrize(
    "value",
    [
        books.number("5"),
        books.number("5.5"),
        books.number("41197", books.DAY),
        books.number("41197.5", books.MOMENT),
        books.xml('<c r="PLACE" t="b"><v>0</v></c>'),
    ],
)
def test_a_number_a_date_or_a_yes_where_text_is_due_is_told(value: books.Cell) -> None:
    assert found(cell(value)) == [("cell.not_text", 2, "D")]


@pytest.mark.parametrize(
    "formula",
    ["<f>1+1</f>", '<f t="shared" si="0"/>', '<f t="array" ref="D2">1</f>', '<f t="dataTable" ref="D2"/>'],
)
def test_any_kind_of_formula_is_told_and_its_last_value_never_taken(formula: str) -> None:
    assert found(cell(books.xml(f'<c r="PLACE">{formula}<v>7</v></c>'))) == [("cell.formula", 2, "D")]


def test_texts_are_read_from_wherever_they_stand() -> None:
    rich = "<r><rPr><b/></rPr><t>Ja</t></r><r><t>pan</t></r>"
    for made in (
        '<c r="PLACE" t="s"><v>0</v></c>',
        f'<c r="PLACE" t="inlineStr"><is>{rich}</is></c>',
        '<c r="PLACE" t="str"><v>Japan</v></c>',
        '<c t="s"><v>0</v></c>',
    ):
        table = cell(books.xml(made))
        assert [row.values["note"] for row in table.rows] == ["Japan"], made


def with_sheet(rows: str, before: str = "", after: str = "") -> Table:
    sheet = books.sheet([], before, after).replace("<sheetData>", f"<sheetData>{rows}")
    return read(books.packed(books.parts([sheet])), COLUMNS)


def test_what_nobody_may_see_is_told() -> None:
    hidden = [
        books.row(1, HEAD),
        books.row(2, GOOD[0], ' hidden="1"'),
        books.row(3, GOOD[1], ' hidden="true"'),
    ]
    columns = '<cols><col min="2" max="3" hidden="1"/><col min="7" max="16384" hidden="1"/></cols>'
    merged = '<mergeCells><mergeCell ref="A2:A3"/><mergeCell ref="A90:B91"/></mergeCells>'
    table = with_sheet("".join(hidden) + books.row(9, [None], ' hidden="1"'), columns, merged)
    assert found(table) == [
        ("sheet.hidden_column", None, "B"),
        ("sheet.hidden_row", 2, ""),
        ("sheet.merged", 2, "A"),
    ]


def two_sheets(states: Sequence[str], *sheets: str) -> Table:
    return read(books.packed(books.parts(sheets, states)), COLUMNS)


def test_the_one_sheet_that_holds_something_is_read_wherever_it_stands() -> None:
    full, empty = books.sheet([HEAD, *GOOD]), books.sheet([])
    assert two_sheets(["hidden", "visible"], empty, full).problems == ()
    assert found(two_sheets([], full, full)) == [("book.sheets", None, "")]
    assert found(two_sheets(["visible", "hidden"], full, full)) == [("book.hidden_sheet", None, "")]
    assert found(two_sheets(["veryHidden"], full)) == [("book.hidden_sheet", None, "")]
    assert found(two_sheets([], empty, empty)) == [("file.no_rows", None, "")]


@pytest.mark.parametrize(
    "rows",
    [
        books.row(1, HEAD) + books.row(3, GOOD[0]) + books.row(2, GOOD[1]),
        books.row(1, HEAD) + books.row(2, GOOD[0]) + books.row(2, GOOD[1]),
        books.row(1, HEAD) + books.row(2, [*GOOD[0][:3], books.xml('<c r="A2" t="str"><v>pear</v></c>')]),
        books.row(1, HEAD) + books.row(2, [*GOOD[0][:3], books.xml('<c r="D7" t="str"><v>x</v></c>')]),
    ],
)
def test_rows_and_cells_that_a_reader_would_pass_over_are_refused(rows: str) -> None:
    assert [code for code, *_ in found(with_sheet(rows))] == ["sheet.order"]


def test_how_far_a_sheet_says_it_goes_is_not_believed() -> None:
    rows = books.row(1, HEAD) + books.row(2, GOOD[0])
    for reference in ("A1:XFD1048576", "A1:B2000000", "A1"):
        table = with_sheet(rows, f'<dimension ref="{reference}"/>')
        assert (len(table.rows), table.problems) == (1, ())


def test_a_link_that_a_reader_may_click_is_no_problem() -> None:
    parts = books.parts([books.sheet([HEAD, GOOD[0]])])
    link = f'Type="{books.TIES}/hyperlink" Target="https://example.org/" TargetMode="External"'
    ties = books.ties([], f'<Relationship Id="x" {link}/>')
    parts["xl/worksheets/_rels/sheet1.xml.rels"] = ties
    assert read(books.packed(parts), COLUMNS).problems == ()


class Pipe(BytesIO):
    """Takes bytes and cannot go back, as a program that writes to a network."""

    def seekable(self) -> bool:
        return False


def test_a_workbook_that_was_written_in_one_go_is_read() -> None:
    out = Pipe()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/", "")  # a folder, as some programs write it
        for name, content in books.parts([books.sheet([HEAD, *GOOD])]).items():
            archive.writestr(name, content)
    table = read(out.getvalue(), COLUMNS)
    assert (len(table.rows), table.problems) == (2, ())


texts = st.text(
    st.characters(categories=["L", "N", "P", "Zs"], exclude_characters="=@+-＝＠＋－#"), max_size=30
)


@settings(max_examples=15)
@given(st.lists(st.tuples(texts, st.dates(date(1900, 3, 1), date(2100, 1, 1))), min_size=1, max_size=6))
def test_what_a_spreadsheet_program_wrote_is_read_as_it_reads_it(rows: list[tuple[str, date]]) -> None:
    book, out = openpyxl.Workbook(), BytesIO()
    sheet: Any = book.active
    sheet.append(HEAD)
    for text, day in rows:
        sheet.append(["Apple", day, "A", text.strip() or "x"])
    book.save(out)
    table = read(out.getvalue(), COLUMNS)
    assert table.problems == ()
    values = [(row.values["note"], row.values["on"]) for row in table.rows]
    assert values == [(text.strip() or "x", day) for text, day in rows]
