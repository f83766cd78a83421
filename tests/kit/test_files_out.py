"""Files out, which a spreadsheet opens without harm."""

import csv
import io
import json
from collections.abc import Iterable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.utils.escape import unescape
from openpyxl.worksheet.worksheet import Worksheet

from palermo.core.errors import Invalid
from palermo.core.language import LANGUAGES, Text
from palermo.kit import tabular
from palermo.kit.tabular import (
    FORMULA_STARTS,
    safe_cell,
    to_csv,
    to_json,
    to_xlsx,
)

FORMULAS = ['=HYPERLINK("https://example.org","x")', "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "＝1+1"]


def sheet_of(rows: Iterable[Iterable[object]], head: list[str] | None = None, title: str = "x") -> Worksheet:
    made = to_xlsx(title, head or ["a", "b"], [list(row) for row in rows], right_to_left=False)
    sheet = load_workbook(io.BytesIO(made)).active
    assert isinstance(sheet, Worksheet)
    return sheet


def rows_of(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


# ── CSV out ───────────────────────────────────────────────────────────────────────────────────────


def test_csv_reads_back() -> None:
    rows: list[list[object]] = [["a,b", 'say "x"'], ["two\nlines", None]]
    rows += [[date(2020, 5, 1), 1036], ["العربية", "中文"]]
    made = to_csv(["Name", "Nombre d’États"], rows)
    assert made.startswith(b"\xef\xbb\xbf")
    assert rows_of(made) == [
        ["Name", "Nombre d’États"],
        ["a,b", 'say "x"'],
        ["two\nlines", ""],
        ["2020-05-01", "1036"],
        ["العربية", "中文"],
    ]


@pytest.mark.parametrize("formula", FORMULAS)
def test_csv_holds_no_formula(formula: str) -> None:
    for row in rows_of(to_csv([formula], [[formula]])):
        assert row[0].startswith("'")
        assert row[0].replace("'", "") == formula


def test_numbers_and_words_are_left_alone() -> None:
    assert [safe_cell(cell) for cell in (-5, 0, True, "A-1", "a=b", "", None)] == [
        *("-5", "0", "True", "A-1", "a=b", "", ""),
    ]


@pytest.mark.parametrize(
    "hidden",
    [
        *(" =1+1", "\u00a0=1+1", "\u200b=1+1", "\ufeff=1+1", "\u200f@x", '"=1+1"', "\x00=1+1"),
        *("\u2060 \u3000＝1+1", "﹦1+1", "﹢1", "⁼1+1", "-1", "+33 1 23", "=cmd|' /C calc'!A0"),
    ],
)
def test_a_formula_behind_what_a_program_may_drop_is_one(hidden: str) -> None:
    assert safe_cell(hidden) == f"'{hidden}"


@pytest.mark.parametrize("separator", [";", "\t", "\n", "\r\n", "; ", ";\u200b"])
def test_a_spreadsheet_that_splits_cells_elsewhere_finds_no_formula_either(separator: str) -> None:
    made = to_csv(["a"], [[f"x{separator}=1+1;y", "z"]]).decode("utf-8-sig")
    for delimiter in (",", ";", "\t"):
        for row in csv.reader(io.StringIO(made, newline=""), delimiter=delimiter, quoting=csv.QUOTE_NONE):
            assert not [cell for cell in row if cell.strip(' "\u200b').startswith("=")]


@pytest.mark.parametrize(
    "words",
    ["DDE|x", "a - b", "a; b", "“=”", "– none –", "'=1+1", "a;b\nc", "§ 1", "(−1)", "mailto:x@y", "/"],
)
def test_what_is_no_formula_is_left_alone(words: str) -> None:
    assert safe_cell(words) == words


def test_a_number_is_left_alone_and_one_that_is_typed_as_words_is_not() -> None:
    assert [safe_cell(cell) for cell in (-5, -1.5, "-5", "-1.5")] == ["-5", "-1.5", "'-5", "'-1.5"]


@given(st.text())
def test_no_cell_begins_like_a_formula(text: str) -> None:
    cell = safe_cell(text)
    assert not cell.startswith(FORMULA_STARTS)
    assert cell.replace("'", "") == text.replace("'", "")


# ── XLSX out, opened with another library ─────────────────────────────────────────────────────────


def test_xlsx_reads_back() -> None:
    sheet = sheet_of([["Côte", 1036], [date(2020, 5, 1), None], ["العربية", ""]], ["Nom", "中文"])
    assert [cell.value for cell in sheet[1]] == ["Nom", "中文"]
    assert [cell.value for cell in sheet[2]] == ["Côte", 1036]
    assert sheet["A3"].is_date
    assert sheet["A3"].value.date() == date(2020, 5, 1)
    assert sheet["A3"].number_format == "yyyy-mm-dd"
    assert [sheet["B3"].value, sheet["B4"].value] == [None, None]
    assert sheet.freeze_panes == "A2"


@pytest.mark.parametrize("words", [*FORMULAS, "{=1}", "1036", "2020-05-01", "https://example.org/", "TRUE"])
def test_words_stay_words_in_xlsx(words: str) -> None:
    sheet = sheet_of([[words, words]], [words, words])
    for cell in (*sheet[1], *sheet[2]):
        assert cell.data_type == "s"
        assert cell.hyperlink is None
        assert unescape(str(cell.value)).replace("'", "") == words


def test_numbers_are_numbers_in_xlsx() -> None:
    sheet = sheet_of([[-5, 1036], [True, 0]])
    assert [(cell.data_type, cell.value) for cell in sheet[2]] == [("n", -5), ("n", 1036)]
    assert sheet["A3"].data_type == "s"


def test_what_a_sheet_cannot_hold_as_a_number_or_a_date_is_written_out() -> None:
    early = date(1875, 6, 1)
    cells: list[object] = [early, date(1900, 1, 1), 10**15, -(10**18), 10**15 - 1, 0.5, float("inf"), True]
    [row] = list(sheet_of([cells], list("abcdefgh")).iter_rows(min_row=2))
    assert [cell.data_type for cell in row] == ["s", "d", "s", "s", "n", "n", "s", "s"]
    assert [row[0].value, row[2].value, row[6].value] == ["1875-06-01", "1000000000000000", "inf"]


@pytest.mark.parametrize("letter", ["a", "é", "文", "𝕁"])
def test_a_cell_that_is_too_long_ends_in_a_mark_and_the_book_opens(letter: str) -> None:
    sheet = sheet_of([[letter * 40_000, letter * 16_000]])
    said = str(sheet["A2"].value)
    assert len(said.encode("utf-16-le")) // 2 <= 32_767
    assert said.rstrip("…").strip(letter) == ""
    assert said.endswith("…")
    assert sheet["B2"].value == letter * 16_000


@pytest.mark.parametrize(
    "words", ["a\x00b", "a\x0bb", "a\x1fb", "a\ufffeb", "a\uffffb", "a\ud800b", "a\x7fb"]
)
def test_what_no_xml_may_hold_leaves_a_file_that_opens(words: str) -> None:
    said = unescape(str(sheet_of([[words]], [words])["A2"].value))
    assert (said[0], said[-1], len(said)) == ("a", "b", 3)
    [_head, [cell]] = rows_of(to_csv(["x"], [[words]]))
    assert (cell[0], cell[-1]) == ("a", "b")
    assert json.loads(to_json([words])) == [words]


def test_a_list_that_no_sheet_can_hold_is_refused_and_never_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    assert tabular.MOST_ROWS == 2**20
    monkeypatch.setattr(tabular, "MOST_ROWS", 4)
    assert sheet_of([["x"]] * 3).max_row == 4
    with pytest.raises(Invalid, match="A sheet holds 3 rows"):
        sheet_of([["x"]] * 4)


@pytest.mark.parametrize(
    "title", ["a/b:c*d?[e]", "x" * 80, "", "'quoted'", "中文", "𝕁" * 40, "History", "a\x01"]
)
def test_any_title_makes_a_sheet(title: str) -> None:
    made = sheet_of([], title=title).title
    assert 1 <= len(made.encode("utf-16-le")) // 2 <= 31
    assert made.lower() != "history"


@pytest.mark.parametrize("right_to_left", [True, False])
def test_the_sheet_runs_as_the_language_does(right_to_left: bool) -> None:
    made = to_xlsx("x", ["a"], [], right_to_left=right_to_left)
    [sheet] = load_workbook(io.BytesIO(made)).worksheets
    assert bool(sheet.sheet_view.rightToLeft) is right_to_left


# ── JSON out ──────────────────────────────────────────────────────────────────────────────────────


def test_json_reads_back_and_keeps_its_letters() -> None:
    made = to_json([{"name": "Türkiye", "on": date(2020, 5, 1), "parties": 3, "none": None}])
    assert "Türkiye" in made.decode()
    assert made.endswith(b"\n")
    assert json.loads(made) == [{"name": "Türkiye", "on": "2020-05-01", "parties": 3, "none": None}]


def test_every_language_is_a_column_of_a_shipped_text() -> None:
    row = {f"name_{code}": code for code in LANGUAGES} | {"name_zh": ""}
    assert tabular.text_of(row, "name") == Text({code: code for code in LANGUAGES if code != "zh"})
