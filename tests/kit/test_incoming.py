"""Files in: text files and their heads, what is read and what is refused, each with its sentence."""

import codecs
from datetime import date

import pytest

from palermo.kit.incoming.limits import LARGEST
from palermo.kit.incoming.tables import read
from palermo.kit.tabular import to_csv, to_xlsx
from tests.assurance.hostile import books
from tests.kit.fruit import COLUMNS, GOOD, HEAD, book_of, csv_of, found


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
