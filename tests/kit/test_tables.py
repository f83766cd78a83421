"""A list table: sorted by its address, escaped, and the same on the screen and in a file."""

import csv
import io
import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
from html.parser import HTMLParser
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django.utils.translation import gettext_lazy, override
from openpyxl import load_workbook

from palermo.core.errors import Invalid
from palermo.kit.csvw import datatype_of, key_of
from palermo.kit.files import DESCRIPTION, FORMATS, TYPES, file_of
from palermo.kit.tables import Column, Table


@dataclass(frozen=True)
class Fruit:
    name: str
    picked: date | None = None
    weight: int | None = None


ROWS = [
    Fruit("Zwetschge", date(2020, 5, 1), 5),
    Fruit("Épine", None, None),
    Fruit("apple <b>", date(1999, 12, 31), 0),
    Fruit("=cherry", date(2010, 1, 2), 40),
]
COLUMNS = [
    Column[Fruit]("name", "Name & kind", lambda row: row.name, heads=True),
    Column[Fruit]("picked", gettext_lazy("Date"), lambda row: row.picked),
    Column[Fruit]("weight", "Weight", lambda row: row.weight, lambda row: f"<i>{row.weight}</i>", css="n"),
    Column[Fruit]("note", "Note", lambda row: f"note of {row.name}", exported_only=True),
]


class Cells(HTMLParser):
    """What a reader sees in a table, row by row, and the attributes of its heads and links."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.caption = ""
        self.heads: list[dict[str, str | None]] = []
        self.links: list[str] = []
        self.inside = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        if tag == "tr":
            self.rows.append([])
        elif tag in {"td", "th"}:
            self.rows[-1].append("")
            if found.get("scope") == "col":
                self.heads.append(found)
        elif tag == "a":
            self.links.append(found["href"] or "")
        self.inside = tag if tag in {"td", "th", "caption"} else self.inside

    def handle_endtag(self, tag: str) -> None:
        self.inside = "" if tag == self.inside else self.inside

    def handle_data(self, data: str) -> None:
        if self.inside == "caption":
            self.caption += data
        elif self.inside:
            self.rows[-1][-1] += data


def table(query: str = "", default: str = "name") -> Table[Fruit]:
    return Table(COLUMNS, RequestFactory().get(f"/fruit.csv?{query}"), default)


def names(query: str, rows: list[Fruit] = ROWS) -> list[str]:
    return [row.name for row in table(query).ordered(rows)]


def seen(query: str = "", language: str = "en") -> Cells:
    with override(language):
        made = table(query)
        return Cells(made.html(made.ordered(ROWS), "All <fruit>", "fruit"))


def test_it_works() -> None:
    found = seen()
    assert found.rows[0] == ["Name & kind ↑", "Date", "Weight"]
    assert [row[0] for row in found.rows[1:]] == ["=cherry", "apple <b>", "Épine", "Zwetschge"]
    assert found.rows[2] == ["apple <b>", "31 Dec 1999", "0"]
    assert found.caption == "All <fruit>"


# ── order ─────────────────────────────────────────────────────────────────────────────────────────


def test_accents_and_case_do_not_count_in_the_order() -> None:
    rows = [Fruit(name) for name in ("Zebra", "éclair", "apple", "Earth", "Fig", "Ämter")]
    assert names("sort=name", rows) == ["Ämter", "apple", "Earth", "éclair", "Fig", "Zebra"]


def test_the_arabic_article_does_not_count_on_an_arabic_page() -> None:
    rows = [Fruit(name) for name in ("الجزائر", "تونس", "أوغندا")]
    with override("ar"):
        assert names("sort=name", rows) == ["أوغندا", "تونس", "الجزائر"]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("sort=picked", ["apple <b>", "=cherry", "Zwetschge", "Épine"]),
        ("sort=-picked", ["Zwetschge", "=cherry", "apple <b>", "Épine"]),
        ("sort=weight", ["apple <b>", "Zwetschge", "=cherry", "Épine"]),
        ("sort=-weight", ["=cherry", "Zwetschge", "apple <b>", "Épine"]),
    ],
)
def test_what_has_nothing_there_comes_last_either_way(query: str, expected: list[str]) -> None:
    assert names(query) == expected


def test_numbers_are_ordered_as_numbers() -> None:
    rows = [Fruit("b", weight=100), Fruit("c", weight=20), Fruit("a", weight=3)]
    assert names("sort=weight", rows) == ["a", "c", "b"]


def test_rows_that_are_equal_keep_their_order() -> None:
    rows = [Fruit("b", weight=1), Fruit("a", weight=1)]
    assert names("sort=weight", rows) == names("sort=-weight", rows) == ["b", "a"]


@pytest.mark.parametrize("sort", ["colour", "-colour", "--name", "name,picked", "note", "NAME", "name;drop"])
def test_an_order_that_is_not_there_is_refused_with_those_that_are(sort: str) -> None:
    with pytest.raises(Invalid) as told:
        table(f"sort={sort}")
    assert str(told.value).endswith("Choose one of: -name, -picked, -weight, name, picked, weight.")


def test_the_head_says_the_order_and_leads_to_the_other() -> None:
    up, down = seen("sort=picked"), seen("sort=-picked")
    assert [head.get("aria-sort") for head in up.heads] == [None, "ascending", None]
    assert [head.get("aria-sort") for head in down.heads] == [None, "descending", None]
    assert (up.rows[0][1], down.rows[0][1]) == ("Date ↑", "Date ↓")
    assert (up.links[1], down.links[1]) == ("?sort=-picked", "?sort=picked")


def test_a_new_order_keeps_the_filters_and_begins_on_the_first_page() -> None:
    assert seen("q=a%26b&on=2012-10-15&page=7&sort=name").links == [
        "?q=a%26b&on=2012-10-15&sort=-name",
        "?q=a%26b&on=2012-10-15&sort=picked",
        "?q=a%26b&on=2012-10-15&sort=weight",
    ]


# ── cells ─────────────────────────────────────────────────────────────────────────────────────────


def test_what_rows_hold_is_text_and_never_markup() -> None:
    html = table().html(ROWS, "All <fruit>", 'x"><script>')
    assert "<b>" not in html
    assert "<script>" not in html
    assert "apple &lt;b&gt;" in html
    assert "<i>40</i>" in html  # a cell that its column made


def test_dates_are_in_the_readers_words_and_nothing_is_a_dash() -> None:
    assert [row[1] for row in seen("", "fr").rows[1:]] == [
        "2 janv. 2010",
        "31 déc. 1999",
        "–",
        "1er mai 2020",
    ]


def test_the_first_cell_names_its_row() -> None:
    assert '<th scope="row">Zwetschge</th>' in table().html(ROWS)


def test_no_rows_make_a_head_and_no_row() -> None:
    assert len(Cells(table().html([])).rows) == 1


# ── files ─────────────────────────────────────────────────────────────────────────────────────────


def fetch(form: str, query: str = "sort=-weight", language: str = "en") -> HttpResponse:
    with override(language):
        made = table(query)
        return file_of(made, made.ordered(ROWS), form, "fruit-2020")


def workbook(answer: HttpResponse) -> Any:
    return load_workbook(io.BytesIO(answer.content)).active


@pytest.mark.parametrize("form", FORMATS)
def test_a_file_says_what_it_is(form: str) -> None:
    answer = fetch(form)
    assert answer["Content-Type"] == TYPES[form]
    assert answer["Content-Disposition"] == f"attachment; filename*=UTF-8''fruit-2020.{form}"


def test_every_file_holds_the_rows_of_the_screen_in_its_order() -> None:
    shown = [row[0] for row in seen("sort=-weight").rows[1:]]
    as_csv = list(csv.reader(io.StringIO(fetch("csv").content.decode("utf-8-sig"))))[1:]
    as_xlsx = list(workbook(fetch("xlsx")).iter_rows(min_row=2, values_only=True))
    as_json = json.loads(fetch("json").content)
    assert [row[0].removeprefix("'") for row in as_csv] == shown
    assert [row[0].removeprefix("'") for row in as_xlsx] == shown
    assert [row["name"] for row in as_json] == shown
    assert as_json[0] == {"name": "=cherry", "picked": "2010-01-02", "weight": 40, "note": "note of =cherry"}
    assert as_csv[0] == ["'=cherry", "2010-01-02", "40", "note of =cherry"]
    assert [as_xlsx[0][2], as_xlsx[-1][2]] == [40, None]


def test_the_heads_of_a_file_are_those_of_the_screen_and_of_what_only_files_have() -> None:
    [head, *_rows] = workbook(fetch("xlsx")).iter_rows(values_only=True)
    assert head == ("Name & kind", "Date", "Weight", "Note")


def test_a_workbook_in_arabic_runs_right_to_left() -> None:
    assert workbook(fetch("xlsx", language="ar")).sheet_view.rightToLeft
    assert not workbook(fetch("xlsx", language="fr")).sheet_view.rightToLeft


# ── the description of a CSV file ─────────────────────────────────────────────────────────────────


def described(query: str = "sort=-weight", language: str = "en") -> Any:
    return json.loads(fetch(DESCRIPTION, query, language).content)


def test_a_description_names_its_file_and_its_columns_in_their_order() -> None:
    said = described("q=a%26b&sort=name")
    assert said["@context"] == ["http://www.w3.org/ns/csvw", {"@language": "en"}]
    assert said["url"] == "fruit.csv?q=a%26b&sort=name"
    assert [column["name"] for column in said["tableSchema"]["columns"]] == [each.key for each in COLUMNS]
    [head, *_] = csv.reader(io.StringIO(fetch("csv").content.decode("utf-8-sig")))
    assert [column["titles"] for column in said["tableSchema"]["columns"]] == head


def test_a_description_says_what_every_filled_cell_is() -> None:
    kinds = [column["datatype"] for column in described()["tableSchema"]["columns"]]
    assert kinds == ["string", "date", "integer", "string"]


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        ([1, None, ""], "integer"),
        ([date(2020, 1, 1), None], "date"),
        ([1, "1"], "string"),
        ([True], "string"),
        ([datetime(2020, 1, 1, tzinfo=UTC)], "string"),
        ([date(2020, 1, 1), "about 2020"], "string"),
        ([None, ""], "string"),
        ([], "string"),
    ],
)
def test_a_kind_is_said_only_where_every_filled_cell_has_it(cells: list[Any], kind: str) -> None:
    assert datatype_of(cells) == kind


def test_a_key_is_said_only_where_no_two_rows_share_it() -> None:
    keyed = Table(
        [Column[Fruit]("key", "Key", lambda row: row.name)], RequestFactory().get("/fruit.csv"), "key"
    )
    assert key_of(keyed, ROWS) is keyed.columns[0]
    assert key_of(keyed, [*ROWS, ROWS[0]]) is None
    assert key_of(table(), ROWS) is None


def test_a_csv_file_leads_to_its_description_whatever_its_filters_hold() -> None:
    request = RequestFactory().get("/en/fruit/export.csv", {"q": 'a> b"<é', "sort": "name"})
    made = Table(COLUMNS, request, "name")
    link = file_of(made, ROWS, "csv", "fruit")["Link"]
    assert link.startswith("</en/fruit/export.csv-metadata.json?q=a%3E+b%22%3C%C3%A9&sort=name>; rel=")
    assert link.count("<") == link.count(">") == 1
    assert "Link" not in file_of(made, ROWS, "json", "fruit")
