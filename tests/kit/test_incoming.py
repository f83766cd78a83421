"""Files in: what is read, what is refused, each with its sentence in its place, and a process that ends."""

import codecs
import re
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st

from palermo.core.language import LANGUAGES
from palermo.kit.incoming import process
from palermo.kit.incoming.choices import Choices
from palermo.kit.incoming.columns import Column
from palermo.kit.incoming.faults import Fault, letter_of
from palermo.kit.incoming.limits import LARGEST, Limits
from palermo.kit.incoming.sentences import SENTENCES
from palermo.kit.incoming.tables import Table, read
from palermo.kit.tabular import to_csv, to_xlsx
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
SOURCE = Path(process.__file__).parent


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


def test_it_works() -> None:
    for data in (csv_of(HEAD, *GOOD), book_of(HEAD, *GOOD)):
        table = read(data, COLUMNS)
        assert table.problems == ()
        assert [row.line for row in table.rows] == [2, 3]
        assert table.rows[0].values == {
            "fruit": "apple",
            "on": date(2012, 10, 15),
            "code": "NA",
            "note": "a, b",
        }
        assert table.rows[1].values["note"] is None
        assert len(table.digest) == 64


# ── text files ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("between", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_text_is_read_whoever_wrote_it(encoding: str, between: str, end: str) -> None:
    rows = csv_of(["Obst", "تاريخ", "Code"], ["苹果", "2012-10-15", "NA"], between=between).decode()
    data = (rows.replace("\n", end) + end * 3).encode(encoding)
    table = read(data, COLUMNS)
    assert table.problems == ()
    assert [row.values["fruit"] for row in table.rows] == ["apple"]


def test_what_is_exported_can_be_read_again() -> None:
    rows = [["Apple", "2012-10-15", "NA", "x"]]
    assert read(to_csv(HEAD, rows), COLUMNS).problems == ()
    days = [["Apple", date(2012, 10, 15), "NA", "x"]]
    table = read(to_xlsx("x", HEAD, days, right_to_left=True), COLUMNS)
    assert table.problems == ()
    assert table.rows[0].values["on"] == date(2012, 10, 15)


def test_a_line_in_the_middle_of_a_text_that_is_another_encoding_is_named() -> None:
    table = read(csv_of(HEAD, GOOD[0]) + "\nApple,2012-10-15,é".encode("latin-1"), COLUMNS)
    assert found(table) == [("text.encoding", None, "")]
    assert "line 3, column 18" in table.problems[0].sentence


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "file.empty"),
        (b"\n \t\r\n", "file.empty"),
        (codecs.BOM_UTF8, "file.no_rows"),
        (b"Fruit,Date,Code\n", "file.no_rows"),
        (csv_of(HEAD).decode().encode("utf-16-le"), "text.utf16_unmarked"),
        (csv_of(HEAD).decode().encode("utf-16-be"), "text.utf16_unmarked"),
        (csv_of(HEAD, *GOOD).decode().encode("utf-32"), "text.utf32"),
        (codecs.BOM_UTF16_LE + b"a\x00b", "text.utf16"),
        (b"Fruit,Date,Code\nApple,2012-10-15,\0", "text.binary"),
        (b'Fruit,Date,Code\n"Apple,2012-10-15,A', "text.quotes"),
        (b'Fruit,Date,Code\n"Ap"ple,2012-10-15,A', "text.quotes"),
        (b"Fruit,Date;Code\nApple,2012-10-15;A", "text.delimiter"),
        (b"%PDF-1.7", "kind.other"),
        (b"<html><table>", "kind.other"),
        (b'<?xml version="1.0"?><Workbook>', "kind.other"),
        (b'[{"a": 1}]', "kind.other"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"W\0o\0r\0k\0b\0o\0o\0k\0", "kind.old_workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "kind.encrypted"),
        (b"x" * (LARGEST + 1), "file.large"),
    ],
)
def test_a_file_that_is_no_table_is_refused_with_its_sentence(data: bytes, code: str) -> None:
    table = read(data, COLUMNS)
    assert [each.code for each in table.problems] == [code]
    assert table.rows == ()
    assert table.problems[0].sentence


def test_the_name_of_the_kind_is_told() -> None:
    assert "PDF" in read(b"%PDF-1.7", COLUMNS).problems[0].sentence


def test_a_head_whose_names_are_not_known_does_not_decide_what_stands_between_cells() -> None:
    table = read(b"Eins;Zwei\n1;2", COLUMNS)
    assert [each.head for each in table.problems if each.code == "head.unknown"] == ["Eins", "Zwei"]


# ── the head ──────────────────────────────────────────────────────────────────────────────────────


def test_what_is_wrong_with_the_head_is_told_at_once() -> None:
    table = read(
        csv_of(["Fruit", "obst", "Dote", "", "x"], ["Apple", "Apple", "2012-10-15", "y", "z"]), COLUMNS
    )
    assert found(table) == [
        ("head.missing", 1, ""),
        ("head.missing", 1, ""),
        ("head.twice", 1, "B"),
        ("head.unknown", 1, "C"),
        ("head.unnamed", 1, "D"),
        ("head.unknown", 1, "E"),
    ]
    assert "Date" in table.problems[3].sentence


def test_a_column_without_name_or_cells_is_no_problem() -> None:
    assert (
        read(
            csv_of(["Fruit", "", "Date", "Code", ""], ["Apple", "", "2012-10-15", "A", ""]), COLUMNS
        ).problems
        == ()
    )


def test_a_head_may_stand_below_empty_rows_and_its_columns_in_any_order() -> None:
    table = read(csv_of(["", "", ""], ["CODE", "Date", "fruit"], ["A", "2012-10-15", "apple"]), COLUMNS)
    assert table.problems == ()
    assert table.rows[0].line == 3


def test_a_name_that_is_a_number_is_none() -> None:
    table = read(book_of([*HEAD, books.number("5")], [*GOOD[0], "x"]), COLUMNS)
    assert found(table) == [("head.unnamed", 1, "E")]


# ── rows ──────────────────────────────────────────────────────────────────────────────────────────


def test_every_problem_is_told_with_its_row_and_column() -> None:
    rows = [
        ["Aple", "03/04/2012", "A B", "x" * 41],
        ["", "2012-02-30", "A", "=1+1"],
        GOOD[0],
        ["", "", "", ""],
        ["Apple", "soon", "A", "x", "y"],
    ]
    table = read(csv_of(HEAD, *rows), COLUMNS)
    assert found(table) == [
        ("choice.unknown", 2, "A"),
        ("day.ambiguous", 2, "B"),
        ("code.invalid", 2, "C"),
        ("cell.long", 2, "D"),
        ("cell.missing", 3, "A"),
        ("day.impossible", 3, "B"),
        ("cell.formula", 3, "D"),
        ("row.empty", 5, ""),
        ("day.invalid", 6, "B"),
        ("row.beyond", 6, "E"),
    ]
    assert [row.line for row in table.rows] == [4]
    assert table.problems[0].place == "Row 2, column A (Fruit)"
    assert "Apple" in table.problems[0].sentence
    assert table.problems[7].place == "Row 5"


def in_rows(values: Sequence[str], column: int) -> tuple[Table, Table]:
    """The same good row again and again but for one cell, as CSV and as a workbook."""
    good = ["Apple", "2012-10-15", "NA", "x"]
    rows = [HEAD, *[[*good[:column], value, *good[column + 1 :]] for value in values]]
    return read(csv_of(*rows), COLUMNS), read(book_of(*rows), COLUMNS)


AMBIGUOUS = [
    "03/04/2012",
    "3.4.12",
    "3-4-12",
    "12/31/2012",
    "2012/10/15",
    "15.10.2012",
    "٠٣/٠٤/٢٠١٢",
    "2012年10月15日",
]
NO_DATES = ["20121015", "15 October 2012", "2012-10-15T00:00:00", "41197", "NA", "2012-W42-1", "2012-289"]


def test_a_date_that_can_be_read_in_two_ways_is_refused_with_how_to_write_it() -> None:
    for table in in_rows(AMBIGUOUS, 1):
        assert found(table) == [("day.ambiguous", row, "B") for row in range(2, len(AMBIGUOUS) + 2)]
        assert all("2012-10-15" in each.sentence for each in table.problems)


def test_nothing_else_is_taken_for_a_date() -> None:
    for table in in_rows(NO_DATES, 1):
        assert found(table) == [("day.invalid", row, "B") for row in range(2, len(NO_DATES) + 2)]


PLAIN = [
    "NA",
    "N/A",
    "null",
    "None",
    "nan",
    "-",
    "0",
    "-5",
    "+33 1 23",
    "'=1",
    "x\u200ey",
    "TRUE",
    "#1",
    "1E5",
]


def test_a_text_that_looks_like_nothing_is_a_text() -> None:
    for table in in_rows(PLAIN, 3):
        assert table.problems == ()
        assert [row.values["note"] for row in table.rows] == PLAIN


FORMULAS = [
    "=1+1",
    "@SUM(A1)",
    "+cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
    "＝1+1",
    "=HYPERLINK(1)",
    " =1",
]
ERRORS = ["#N/A", "#REF!", "#DIV/0!", "#NAME?", "#VALUE!", "#NULL!", "#NUM!", "######"]


def test_a_formula_is_told_in_its_place() -> None:
    for table in in_rows(FORMULAS, 3):
        assert found(table) == [("cell.formula", row, "D") for row in range(2, len(FORMULAS) + 2)]


def test_an_error_is_told_in_its_place() -> None:
    for table in in_rows(ERRORS, 3):
        assert found(table) == [("cell.error", row, "D") for row in range(2, len(ERRORS) + 2)]
        assert all(value in each.sentence for value, each in zip(ERRORS, table.problems, strict=True))


ODD = {
    "a\x7fb": "cell.control",
    "a\x9fb": "cell.control",
    "a\u202eb": "cell.direction",
    "a\u2066b": "cell.direction",
    "a\u200bb": "cell.unseen",
    "a\ufeffb": "cell.unseen",
    "a\U000e0041b": "cell.unseen",
    "a\ufffdb": "cell.lost",
    "a\nb": "cell.lines",
    "a\u2028b": "cell.lines",
}


def test_a_character_that_no_cell_may_hold_is_named_with_its_place() -> None:
    for table in in_rows(list(ODD), 3):
        assert found(table) == [(code, row, "D") for row, code in enumerate(ODD.values(), 2)]
        for value, problem in zip(ODD, table.problems, strict=True):
            assert f"U+{ord(value[1]):04X}, character 2" in problem.sentence
    assert found(note("a\x07b")) == [("cell.control", 2, "D")]


def test_blanks_around_a_cell_go() -> None:
    assert note("  x \u00a0").rows[0].values["note"] == "x"
    assert cell("  x \u00a0").rows[0].values["note"] == "x"


def test_no_more_than_two_hundred_problems_are_listed_and_the_rest_is_counted() -> None:
    table = read(csv_of(HEAD, *[["x", "=1", "A", "=1"]] * 300), COLUMNS)
    assert (len(table.problems), table.more) == (200, 700)
    assert [each.row for each in table.problems[:3]] == [2, 2, 2]


def test_problems_are_told_in_the_language_of_the_reader() -> None:
    with override("fr"):
        problem = note("=1").problems[0]
        assert problem.message == SENTENCES["cell.formula"]
        assert problem.sentence
        assert Fault("x", "%(count)s", {"count": 12345}).sentence == "12\u202f345"


def test_letters_go_as_far_as_a_sheet_does() -> None:
    assert [letter_of(column) for column in (1, 26, 27, 702, 703, 16384)] == [
        "A",
        "Z",
        "AA",
        "ZZ",
        "AAA",
        "XFD",
    ]


def test_names_that_two_values_share_are_not_guessed() -> None:
    shared = Choices({"COG": ["Congo"], "COD": ["Congo"]}, {"COG": "Congo (COG)", "COD": "DR Congo (COD)"})
    table = read(csv_of(["who"], ["Congo"], ["COG"]), [Column("who", kind="choice", choices=shared)])
    assert found(table) == [("choice.ambiguous", 2, "A")]
    assert "Congo (COG), DR Congo (COD)" in table.problems[0].sentence


# ── workbooks ─────────────────────────────────────────────────────────────────────────────────────


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


# ── the process ───────────────────────────────────────────────────────────────────────────────────


def test_the_process_imports_nothing_of_django_nor_of_the_rooms() -> None:
    program = (
        "import sys, palermo.kit.incoming.child, palermo.kit.incoming.workbooks; print(*sorted(sys.modules))"
    )
    run = subprocess.run([sys.executable, "-I", "-c", program], capture_output=True, text=True, check=True)
    there = run.stdout.split()
    assert "palermo.kit.incoming.child" in there
    assert [name for name in there if name.partition(".")[0] in ("django", "lxml", "openpyxl")] == []
    ours = {name for name in there if name.startswith("palermo.") and "incoming" not in name}
    assert ours == {"palermo.core", "palermo.core.language", "palermo.kit"}


ENDS = {
    "import time; time.sleep(60)": "file.slow",
    "while True: pass": "file.slow",
    "import os, signal; os.kill(os.getpid(), signal.SIGXCPU)": "file.slow",
    "import os; os.abort()": "file.memory",
    "import os, signal; os.kill(os.getpid(), signal.SIGKILL)": "file.memory",
    "import os, signal; os.kill(os.getpid(), signal.SIGSEGV)": "file.memory",
    "raise SystemExit(3)": "file.unreadable",
    "raise ValueError": "file.unreadable",
    "pass": "file.unreadable",
    "print('no answer')": "file.unreadable",
    "print('[1, 2]')": "file.unreadable",
    'print(\'{"rows": 5, "faults": [], "more": 0, "peak": 0}\')': "file.unreadable",
    'print(\'{"rows": [[1, [{"a": 1}]]], "faults": [], "more": 0, "peak": 0}\')': "file.unreadable",
    "print('x' * 9_000_000)": "file.unreadable",
}


@pytest.mark.parametrize(("program", "code"), ENDS.items())
def test_every_way_in_which_the_process_can_end_has_its_sentence(
    monkeypatch: pytest.MonkeyPatch, program: str, code: str
) -> None:
    monkeypatch.setattr(process, "PROGRAM", (sys.executable, "-I", "-c", program))
    table = read(b"a,b", COLUMNS, Limits(patience=0.4))
    assert [each.code for each in table.problems] == [code]
    assert table.problems[0].sentence


def limited(data: bytes, **limits: int) -> list[str]:
    return [each.code for each in read(data, COLUMNS, Limits(**limits)).problems]


def test_each_limit_stops_what_passes_it() -> None:
    text, book = csv_of(HEAD, *GOOD * 50), book_of(HEAD, *GOOD * 50)
    assert limited(text) == limited(book) == []
    assert limited(book, memory=40_000_000) == ["file.memory"]
    assert limited(text, rows=99) == limited(book, rows=99) == ["file.rows"]
    assert limited(text, rows=100) == limited(book, rows=100) == []
    assert limited(text, columns=3) == limited(book, columns=3) == ["file.columns"]
    assert limited(text, produced=900) == limited(book, produced=900) == ["file.produced"]
    assert limited(book, unpacked=3000) == ["book.unpacked"]
    assert limited(book, members=6) == ["book.members"]
    assert limited(book, elements=100) == ["book.elements"]
    assert limited(book, depth=4) == ["book.depth"]
    assert limited(csv_of(HEAD, *[["Apple", "2012-10-15", "A", "x"]] * 400_000)[:LARGEST], processor=1) in (
        ["file.slow"],
        ["file.rows"],
    )


def test_the_process_cannot_lift_its_limits_nor_start_another() -> None:
    program = (
        "import resource, os\n"
        "from palermo.kit.incoming.child import limit_itself\n"
        "from palermo.kit.incoming.limits import Limits\n"
        "limit_itself(Limits())\n"
        "for kind in (resource.RLIMIT_AS, resource.RLIMIT_CPU, resource.RLIMIT_FSIZE):\n"
        "    assert resource.getrlimit(kind)[0] == resource.getrlimit(kind)[1] < 300_000_000\n"
        "assert resource.getrlimit(resource.RLIMIT_NPROC) == (0, 0)\n"
        "print('limited')"
    )
    run = subprocess.run([sys.executable, "-I", "-c", program], capture_output=True, text=True)
    assert run.stdout == "limited\n", run.stderr


def test_nothing_of_ours_goes_along(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://a:secret@b/c")
    program = (
        "import os, json; print(json.dumps({'refused': ['x', None, None, dict(os.environ)], 'peak': 0}))"
    )
    monkeypatch.setattr(process, "PROGRAM", (sys.executable, "-I", "-c", program))
    table = read(b"a,b", COLUMNS)
    assert set(table.problems[0].values) == {"LC_ALL", "OPENPYXL_LXML"}


def test_every_code_of_the_process_has_a_sentence_in_every_language() -> None:
    pattern = re.compile(r'"((?:file|kind|text|book|sheet|row|cell)\.[a-z_0-9]+)"')
    apart = {"columns", "choices", "tables", "faults", "staging", "door", "sentences", "rewriting"}
    sources = [path.read_text("utf-8") for path in SOURCE.glob("*.py") if path.stem not in apart]
    told = {code for text in sources for code in pattern.findall(text)} | {"file.large"}
    assert told == set(SENTENCES)
    for language in LANGUAGES:
        with override(language):
            assert all(Fault(code, SENTENCES[code], AnyValue()).sentence for code in told)


class AnyValue(dict[str, Any]):
    """Has every value that a sentence may ask for."""

    def items(self) -> Any:
        return [(name, 1) for name in NAMES]


NAMES = [
    "size",
    "most",
    "kind",
    "line",
    "column",
    "name",
    "count",
    "names",
    "cells",
    "length",
    "longest",
    "code",
    "place",
    "value",
]


def test_a_good_file_takes_little_memory(counted: Any) -> None:
    peaks = [read(data, COLUMNS).peak for data in (csv_of(HEAD, *GOOD * 500), book_of(HEAD, *GOOD * 500))]
    assert 0 < max(peaks) < 60_000_000
    counted(f"1,000 rows: {peaks[0] / 1e6:.0f} MB as CSV, {peaks[1] / 1e6:.0f} MB as XLSX")
