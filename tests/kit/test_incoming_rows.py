"""What is wrong with a row of a file, told with its row and column."""

from collections.abc import Sequence

from django.utils.translation import override

from palermo.kit.incoming.choices import Choices
from palermo.kit.incoming.columns import Column
from palermo.kit.incoming.faults import Fault, letter_of
from palermo.kit.incoming.sentences import SENTENCES
from palermo.kit.incoming.tables import Table, read
from tests.kit.fruit import COLUMNS, GOOD, HEAD, book_of, cell, csv_of, found, note


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
