"""Tables in and out: shipped facts line by line, and files that a spreadsheet opens without harm."""

import csv
import io
import json
import shutil
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.utils.escape import unescape
from openpyxl.worksheet.worksheet import Worksheet

from palermo.actors.models import Region
from palermo.cli import facts
from palermo.core.errors import Invalid
from palermo.core.language import LANGUAGES, Text
from palermo.kit import tabular
from palermo.kit.models import Change, Revision, ShippedTable
from palermo.kit.tabular import (
    FORMULA_STARTS,
    Shipped,
    load_rooms,
    load_shipped,
    safe_cell,
    to_csv,
    to_json,
    to_xlsx,
)
from palermo.mandates import services as mandates
from palermo.meetings import services as meetings
from palermo.register import services as register
from palermo.register.models import Act
from palermo.texts import services as texts
from tests import factories

AT = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)
HEAD = "key,name_en,name_fr,as_of,parts,source,confidence"
GOOD = f"{HEAD}\n901,One,Un,2020-05-01,3,invented,sourced\n902, Two ,,,,invented,partly\n"
FORMULAS = ['=HYPERLINK("https://example.org","x")', "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "＝1+1"]


def region(row: dict[str, str]) -> dict[str, object]:
    tabular.number_of(row["parts"])
    names = tabular.text_of(row, "name")
    return {"key": row["key"], "names": names, **tabular.provenance_of(row)}


Load = Callable[..., list[str]]
APPLES = Shipped("apples.csv", Region, lambda rows: map(region, rows))


@pytest.fixture
def load(db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Load:
    """Loads the invented table of an invented room."""
    monkeypatch.setattr(tabular, "files", tmp_path.joinpath)

    def loads(content: str, services: str = "") -> list[str]:
        facts = tmp_path / "orchard" / "facts"
        facts.mkdir(parents=True, exist_ok=True)
        (facts / "apples.csv").write_text(content, encoding="utf-8")
        facts.with_name("services.py").write_text(services, encoding="utf-8")
        return load_shipped("orchard", [APPLES])

    return loads


def loaded() -> dict[str, str]:
    found = Region.objects.filter(key__startswith="90").order_by("key")
    return {each.key: str(each.names) for each in found}


def sheet_of(rows: Iterable[Iterable[object]], head: list[str] | None = None, title: str = "x") -> Worksheet:
    made = to_xlsx(title, head or ["a", "b"], [list(row) for row in rows], right_to_left=False)
    sheet = load_workbook(io.BytesIO(made)).active
    assert isinstance(sheet, Worksheet)
    return sheet


def rows_of(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


# ── shipped tables in ─────────────────────────────────────────────────────────────────────────────


def test_it_works(load: Load) -> None:
    assert load(GOOD) == ["orchard/apples.csv"]
    assert loaded() == {"901": "One", "902": "Two"}
    one, two = Region.objects.filter(key__in=["901", "902"]).order_by("key")
    assert (one.as_of, one.confidence, one.names.in_("fr")) == (date(2020, 5, 1), "sourced", "Un")
    assert (two.as_of, two.names) == (None, Text({"en": "Two"}))


def test_a_table_that_did_not_change_is_not_loaded_again(load: Load) -> None:
    load(GOOD)
    Region.objects.filter(key="901").update(source="edited here")
    assert load(GOOD) == []
    assert Region.objects.get(key="901").source == "edited here"


def test_a_table_that_changed_is_loaded_and_readers_are_told(load: Load) -> None:
    load(GOOD)
    token = Revision.objects.get(name="orchard").token
    assert load(GOOD.replace("One", "First")) == ["orchard/apples.csv"]
    assert loaded()["901"] == "First"
    assert Revision.objects.get(name="orchard").token != token


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("903,Three,,2020-13-01,,invented,sourced", "line 3: month must be"),
        ("903,Three,,,some,invented,sourced", "line 3: .*some"),
        ("903,Three,,,,invented,sorced", "line 3: 'sorced' is not a valid Confidence"),
        ("903,Three,,,,invented", "line 3: the row has more or fewer cells than the head"),
        ("903,Three,,,,invented,sourced,more", "line 3: the row has more or fewer cells than the head"),
        ('903,"Three,,,,invented,sourced', "line 3: the row has more or fewer cells than the head"),
        ("901,Once more,,,,invented,sourced", "line 3: more than one row has the key 901"),
        ("9033,Three,,,,invented,sourced", "line 3: key: Ensure this value has at most 3 characters"),
        (",Three,,,,invented,sourced", "line 3: key: This field cannot be blank"),
    ],
    ids=lambda value: str(value)[:30],
)
def test_a_bad_row_is_named_and_nothing_is_loaded(load: Load, line: str, said: str) -> None:
    before, shipped, revisions = (
        Region.objects.count(),
        ShippedTable.objects.count(),
        Revision.objects.count(),
    )
    good = f"{HEAD}\n901,One,,,,invented,sourced\n"
    with pytest.raises(ValueError, match=rf"orchard/apples\.csv, .*({said})") as told:
        load(good + line)
    assert str(told.value).endswith("Nothing of this table was loaded.")
    assert (Region.objects.count(), loaded()) == (before, {})
    assert (ShippedTable.objects.count(), Revision.objects.count()) == (shipped, revisions)
    assert load(good) == ["orchard/apples.csv"]


def test_a_column_that_is_missing_is_named(load: Load) -> None:
    with pytest.raises(ValueError, match=r"orchard/apples\.csv, line 2: there is no 'source'"):
        load("key,name_en,as_of,parts,confidence\n901,One,,,sourced\n")


def test_a_line_is_counted_as_an_editor_counts_it(load: Load) -> None:
    with pytest.raises(ValueError, match="line 4"):
        load(f'{HEAD}\n901,"One\nand more",,,,invented,sourced\n902,Two,,x,,invented,sourced\n')


def test_an_edition_that_is_refused_leaves_the_one_before(load: Load) -> None:
    load(GOOD)
    with pytest.raises(ValueError, match="line 3"):
        load(GOOD.replace("One", "First").replace("partly", "perhaps"))
    assert loaded() == {"901": "One", "902": "Two"}


TYPING_ERRORS = [
    (register, "acts.csv", "ratification", "ratificaton"),
    (register, "acts.csv", "derived", "derive"),
    (meetings, "sessions.csv", "CTOC/COP/2008/19", "CTOC/COP/2008/I9"),
    (meetings, "outcomes.csv", "A/RES/61/144", "A/RES/61-144"),
    (meetings, "outcomes.csv", "Decision 4/4", "Decison 4/4"),
    (meetings, "topics.csv", "agenda", "agenda,"),
    (mandates, "deliberations.csv", "CTOC/COP/2008/19", "CTOC.COP/2008/19"),
    (mandates, "paragraphs.csv", "states_parties", "state_parties"),
    (texts, "instruments.csv", "A/RES/55/25", "Assembly"),
    (texts, "provisions.csv", "consider", "considers"),
]


@pytest.mark.parametrize(("room", "name", "right", "wrong"), TYPING_ERRORS, ids=str)
def test_a_typing_error_in_a_shipped_table_is_named_with_its_line(
    db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, room: Any, name: str, right: str, wrong: str
) -> None:
    package = room.__name__.removesuffix(".services")
    with resources.as_file(resources.files(package)) as source:
        shutil.copytree(source / "facts", tmp_path / "facts")
        for code in source.glob("services*"):
            (shutil.copytree if code.is_dir() else shutil.copy)(code, tmp_path / code.name)
    table = tmp_path / "facts" / name
    before, after = table.read_text(encoding="utf-8").split(f",{right},", 1)
    table.write_text(f"{before},{wrong},{after}", encoding="utf-8")
    monkeypatch.setattr(tabular, "files", lambda _: tmp_path)
    with pytest.raises(ValueError, match=rf"{package}/{name}, line {before.count(chr(10)) + 1}: .+"):
        room.load_facts(by=facts.INSTALLATION, at=AT)


# ── what is shipped no longer ─────────────────────────────────────────────────────────────────────


def without(key: str) -> str:
    return "".join(line for line in GOOD.splitlines(keepends=True) if not line.startswith(key))


def test_a_row_that_is_shipped_no_longer_goes_and_what_people_recorded_stays(load: Load) -> None:
    load(GOOD)
    factories.region("909", names=Text({"en": "Recorded"}))
    load(without("901"))
    assert loaded() == {"902": "Two", "909": "Recorded"}
    load(HEAD)
    assert loaded() == {"909": "Recorded"}
    load(GOOD)
    assert loaded() == {"901": "One", "902": "Two", "909": "Recorded"}


@pytest.mark.parametrize(("keys", "stays"), [(None, False), ({"a-wrong-date": 1}, False), ({}, True)])
def test_an_act_of_an_earlier_edition_goes_and_one_that_people_recorded_stays(
    db: None, keys: dict[str, int] | None, stays: bool
) -> None:
    """A database that kept no list of keys held shipped rows alone."""
    table = ShippedTable.objects.get(name="palermo.register/acts.csv")
    shipped = set(Act.objects.values_list("key", flat=True))
    token = Revision.objects.get(name="palermo.register").token
    factories.act(key="a-wrong-date")
    table.keys = keys if keys is None else {**(table.keys or {}), **keys}
    table.digest = "of an earlier edition"
    table.save()
    assert facts.load(at=AT) == [table.name]
    assert Act.objects.filter(key="a-wrong-date").exists() is stays
    assert shipped == set(Act.objects.exclude(key="a-wrong-date").values_list("key", flat=True))
    assert token != Revision.objects.get(name="palermo.register").token
    assert facts.load(at=AT) == []


def test_a_row_that_something_points_to_is_named_and_all_stays(load: Load) -> None:
    load(GOOD)
    factories.region("909", parent=Region.objects.get(key="901"))
    with pytest.raises(ValueError, match=r"901.*Nothing was loaded\.$"):
        load_rooms([lambda: load(without("901").replace("Two", "Second"))])
    assert loaded() == {"901": "One", "902": "Two", "909": "Region (en)"}
    assert load(GOOD) == []


def test_what_points_to_it_may_go_in_a_room_loaded_later(load: Load) -> None:
    load(GOOD)
    factories.region("909", parent=Region.objects.get(key="901"))

    def upper_room() -> list[str]:
        Region.objects.filter(key="909").delete()
        return ["upper"]

    assert load_rooms([lambda: load(without("901")), upper_room]) == ["orchard/apples.csv", "upper"]
    assert loaded() == {"902": "Two"}


def test_a_row_that_leads_nowhere_is_named(load: Load, monkeypatch: pytest.MonkeyPatch) -> None:
    stray = Shipped("apples.csv", Region, lambda rows: ({**region(row), "parent_id": "99X"} for row in rows))
    monkeypatch.setitem(globals(), "APPLES", stray)
    with pytest.raises(ValueError, match=r"99X.*Nothing was loaded\.$"):
        load_rooms([lambda: load(GOOD)])
    assert loaded() == {}


# ── what changed ──────────────────────────────────────────────────────────────────────────────────


def told() -> list[tuple[int | None, list[str], list[str], list[str]]]:
    found = Change.objects.filter(subject="orchard/apples.csv").order_by("pk")
    return [(each.first, each.added, each.changed, each.removed) for each in found]


def test_each_load_that_changes_rows_is_on_record_and_the_first_is_a_number(load: Load) -> None:
    load(GOOD)
    load(GOOD, services="# makes the same rows")
    load(without("901").replace("Two", "Second") + "903,Three,,,,invented,sourced\n")
    assert told() == [(2, [], [], []), (None, ["903"], ["902"], ["901"])]


def test_what_was_not_loaded_changed_nothing(load: Load) -> None:
    load(GOOD)
    with pytest.raises(ValueError, match="Nothing of this table was loaded"):
        load(GOOD.replace("2020-05-01", "soon").replace("Two", "Second"))
    assert told() == [(2, [], [], [])]


# ── what is derived ───────────────────────────────────────────────────────────────────────────────


def test_rows_are_made_anew_when_what_makes_them_changed(
    load: Load, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(GOOD)
    assert load(GOOD, services="# folds more") == ["orchard/apples.csv"]
    assert load(GOOD, services="# folds more") == []
    (tmp_path / "language.py").write_text("# folds otherwise")
    monkeypatch.setattr(tabular, "LOADER", (*tabular.LOADER[:-1], tmp_path / "language.py"))
    assert load(GOOD, services="# folds more") == ["orchard/apples.csv"]


def test_the_code_that_folds_belongs_to_the_edition() -> None:
    assert {path.name for path in tabular.LOADER} == {"tabular.py", "language.py"}
    assert "def fold(" in tabular.LOADER[-1].read_text(encoding="utf-8")


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
