"""Files equal the screen: random settings of each list's own controls, compared cell for cell."""

import io
import json
import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode

import pytest
from django.test import Client
from django.utils.translation import override
from lxml import html as parser
from openpyxl import load_workbook
from pytest_django import Settings

from palermo.core.language import LANGUAGES
from palermo.kit.tables import Table
from palermo.kit.tabular import safe_cell
from tests.assurance.lists import address, routes, rows_of

NOTHING = "–"
# Columns whose cell on the screen leads to the words in the file, or draws them: a number of a note, a mark.
OTHERWISE = {"source", "weight", "formats", "keys"}
SAYS_NOTHING = {"provision"}  # where nothing stands in the file, the screen says what that means
# Lists that their page shows, and not as a table of these columns: the words of that column must stand there
# (with @, a link must lead to its key), and where an XPath is given, as many things as it finds.
ELSEWHERE = {
    ("states_export", ""): ("@iso3", "//ul[@class='names']/li[span[@class='fine']]"),
    ("meetings:bodies_export", ""): ("@key", ""),
    ("meetings:sessions_export", ""): ("@key", ""),
    ("meetings:topics_export", ""): ("theme", ""),
    ("meetings:recurring_export", ""): ("theme", "//table[contains(@class, 'years-table')]/tbody/tr"),
    ("meetings:session_topics", ""): ("theme", ""),
    ("oversight:evidence_export", ""): ("heading", "//article[contains(@class, 'para')]"),
    ("mandates:asked_export", ""): ("decision", ""),
    ("register:part_export", "counts"): ("published", ""),
    ("register:part_export", "declarations"): ("summary", ""),
    ("texts:article_export", ""): ("heading", ""),
    ("texts:index_export", "instruments"): ("@key", "//section[@aria-labelledby='instruments']//li"),
    ("texts:index_export", "themes"): ("@key", "//section[@aria-labelledby='themes']//li"),
    ("texts:index_export", "official"): ("@key", "//section[@aria-labelledby='official']//li"),
    ("organizations_export", ""): ("name", "//section[@aria-labelledby='organizations']//li"),
    ("meetings:effects_export", ""): ("title", "//section[@aria-labelledby='effects']//ol/li"),
}
# A page that shows the first of each kind, and leads to the rest: all that it links to must be in the file.
FIRST_OF = {("search_export", ""): ("url", "//main//ul[@class='list']/li/a[1]/@href")}
MANY = (0, 0, 1, 1, 1, 2, 2, 3)  # of the controls are set at once: most rows are gone with three
FEWEST = 4  # columns by which a table is known, where the file has more
pytestmark = pytest.mark.usefixtures("facts")


@pytest.fixture(autouse=True)
def data(settings: Settings, tmp_path: Path) -> None:
    settings.DATA = tmp_path


@dataclass
class Told:
    """What was compared, and how often."""

    settings: int = 0
    refused: int = 0
    rows: int = 0
    cells: int = 0


def words(element: Any) -> str:
    """What a reader sees of a cell; a date as it is written for machines."""
    for day in element.xpath(".//time[@datetime]"):
        for child in day:
            day.remove(child)
        day.text = day.get("datetime")
    return " ".join(element.text_content().split())


def head_of(table: Any) -> list[str]:
    return [" ".join(each.text_content().split()).rstrip(" ↑↓") for each in table.xpath("./thead/tr/th")]


def tables_of(page: Any, heads: list[str]) -> list[Any]:
    """Those that show these columns, or the first of them."""
    found = [(head_of(each), each) for each in page.xpath("//table")]
    return [each for head, each in found if head == heads or heads[: max(len(head), FEWEST)] == head]


def shown_on(client: Client, url: str, page: Any, heads: list[str]) -> list[list[str]]:
    """The rows of the table that has these heads, on all pages of the list."""
    found = list[list[str]]()
    before: list[list[str]] | None = None
    while page is not None and (tables := tables_of(page, heads)):
        rows = [[words(cell) for cell in row.xpath("./td|./th")] for row in tables[0].xpath("./tbody/tr")]
        if rows == before:  # the same beside every page of another list
            break
        found += rows
        following = page.xpath("//nav[contains(@class, 'pager')]//a[@rel='next']/@href")
        more = [each for each in following if each.startswith("?")]  # not to the next article
        before, page = rows, read(client, url + more[0]) if more else None
    return found


def read(client: Client, url: str) -> Any:
    answer = client.get(url)
    assert answer.status_code == 200, url
    return parser.fromstring(answer.content.decode())


def orders_of(table: Any) -> list[tuple[str, str]]:
    """What the heads of a table lead to: the name and value of its order in the address, both ways."""
    found = []
    for number, link in enumerate(table.xpath("./thead/tr/th/a/@href")):
        other = table.xpath("./thead/tr/th/a/@href")[number - 1]
        asked, elsewhere = dict(parse_qsl(link.partition("?")[2])), dict(parse_qsl(other.partition("?")[2]))
        for name, value in asked.items():
            if elsewhere.get(name) != value:
                found += [(name, value.removeprefix("-")), (name, f"-{value.removeprefix('-')}")]
    return found


def controls_of(page: Any) -> list[tuple[str, list[str]]]:
    """The names of the filters on a page, each with values that a reader may give it."""
    found = []
    for form in page.xpath("//main//form[contains(@class, 'filter') or contains(@class, 'search')]"):
        for control in form.xpath(".//select[@name] | .//input[@name and not(@type='hidden')]"):
            found.append((control.get("name"), values_of(control, page)))
    return [(name, values) for name, values in found if values]


def values_of(control: Any, page: Any) -> list[str]:
    if control.tag == "select":
        return [each.get("value", "") for each in control.xpath(".//option")]
    kind = control.get("type", "text")
    if kind == "date":
        return [f"{year}-{month:02}-15" for year in range(2000, 2026, 3) for month in (1, 6, 11)]
    if kind in {"checkbox", "radio"}:
        return [control.get("value", "on")]
    if kind == "number":
        return [str(year) for year in range(2000, 2026)]
    seen = page.xpath("string(//main)").split()
    if int(control.get("maxlength", 200)) < 20:
        return [word for word in seen if len(word) == 3 and word.isascii() and word.isupper()] or ["JPN"]
    return [word.strip(".,;:()") for word in seen if word.isalpha()][:400] or ["zzz"]


def drawn(chance: random.Random, page: Any, heads: list[str]) -> str:
    """A setting: some of the controls, and an order."""
    controls = controls_of(page)
    some = chance.sample(controls, min(len(controls), chance.choice(MANY)))
    query = {name: chance.choice(values) for name, values in some}
    orders = [order for table in tables_of(page, heads)[:1] for order in orders_of(table)]
    if chance.random() < 0.6 and orders:
        name, value = chance.choice(orders)
        query[name] = value
    return urlencode(query)


def plain(value: Any) -> str:
    """A value as the JSON has it, as words."""
    return "" if value is None else str(value)


def of_sheet(value: Any) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat()
    return "" if value is None else str(value)


def files_agree(client: Client, files: dict[str, str]) -> list[dict[str, Any]]:
    """The rows of the JSON, once CSV and XLSX were seen to have the same in the same order."""
    as_csv = rows_of(client.get(files["csv"]).content)
    as_json: list[dict[str, Any]] = json.loads(client.get(files["json"]).content)
    [sheet] = load_workbook(io.BytesIO(client.get(files["xlsx"]).content)).worksheets
    as_xlsx = [[of_sheet(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
    assert as_csv[1:] == [[safe_cell(cell) for cell in row.values()] for row in as_json], files["csv"]
    width = len(as_csv[0])
    assert [(row + [""] * width)[:width] for row in as_xlsx] == as_csv, files["xlsx"]
    return as_json


def cell_agrees(key: str, value: Any, seen: str, *, exact: bool) -> bool:
    """Whether the screen says what the file does; where it has its own way, the words must be there."""
    said = " ".join(plain(value).split())
    if exact:
        return seen == (said or NOTHING)
    if not said:
        return seen in {NOTHING, ""} or key in SAYS_NOTHING | OTHERWISE
    if isinstance(value, int) and squeezed(seen).isdigit():
        return squeezed(said) == squeezed(seen)
    return key in OTHERWISE or squeezed(said) in squeezed(seen)


def squeezed(said: str) -> str:
    """Letters and figures alone: a list may stand in lines, or with marks between."""
    return "".join(letter for letter in said if letter.isalnum())


def heads_of(table: Table[Any], language: str) -> list[str]:
    with override(language):
        return [" ".join(str(column.label).split()) for column in table.shown]


def compare(client: Client, route: tuple[str, str], language: str, chance: random.Random, told: Told) -> None:
    """One list with one setting: page against files."""
    with override(language):
        bare = address(*route, "csv")
    where = bare.rpartition("/")[0] + "/"
    table = client.get(bare).table  # type: ignore[attr-defined]
    query = drawn(chance, read(client, where), heads_of(table, language))
    told.settings += 1
    files = {form: f"{bare.removesuffix('csv')}{form}?{query}" for form in ("csv", "json", "xlsx")}
    screen = client.get(f"{where}?{query}")
    statuses = {client.get(each).status_code for each in files.values()}
    if screen.status_code == 400:
        assert statuses == {400}, f"{where}?{query}"
        told.refused += 1
        return
    assert (screen.status_code, statuses) == (200, {200}), f"{where}?{query}: {statuses}"
    rows = files_agree(client, files)
    told.rows += len(rows)
    page: Any = parser.fromstring(screen.content.decode())
    if route in FIRST_OF:
        told.cells += first_agree(page, rows, *FIRST_OF[route], f"{where}?{query}")
    elif route in ELSEWHERE:
        told.cells += words_agree(page, rows, *ELSEWHERE[route], f"{where}?{query}")
    else:
        table = client.get(files["csv"]).table  # type: ignore[attr-defined]
        shown = shown_on(client, where, page, heads_of(table, language))
        told.cells += tables_agree(table, rows, shown, f"{where}?{query}")


def first_agree(page: Any, rows: list[dict[str, Any]], key: str, things: str, asked: str) -> int:
    """What a page shows of a longer list is in the file; answers how many links were held against it."""
    links = page.xpath(things)
    assert set(links) <= {row[key] for row in rows}, asked
    assert bool(links) == bool(rows), asked
    return len(links)


def words_agree(page: Any, rows: list[dict[str, Any]], key: str, things: str, asked: str) -> int:
    """What the file has stands somewhere on the page; answers how many rows did."""
    links = {part for each in page.xpath("//main//a/@href") for part in each.split("/")}
    said = squeezed(page.xpath("string(//main)"))
    for row in rows:
        value = plain(row[key.removeprefix("@")])
        assert value in links if key.startswith("@") else squeezed(value) in said, (asked, row)
    assert not things or len(page.xpath(things)) == len(rows), asked
    return len(rows)


def tables_agree(table: Table[Any], rows: list[dict[str, Any]], shown: list[list[str]], asked: str) -> int:
    """Row for row and cell for cell; answers how many cells were equal."""
    assert len(shown) == len(rows), f"{asked}: {len(shown)} rows on the screen, {len(rows)} in the file"
    cells = 0
    for row, seen in zip(rows, shown, strict=True):
        for column, cell in zip(table.shown, seen, strict=False):  # the screen may have the first of them
            exact = column.cell is None and len(seen) == len(table.shown)
            agrees = cell_agrees(column.key, row[column.key], cell, exact=exact)
            assert agrees, (asked, column.key, row, cell)
            cells += 1
    return cells


def tried(client: Client, route: tuple[str, str], times: int, counted: Callable[[str], None]) -> None:
    seed = random.randrange(10**9)
    chance, told = random.Random(seed), Told()
    try:
        while told.settings - told.refused < times:
            assert told.settings < 4 * times  # a list that refuses nearly all is not compared
            compare(client, route, chance.choice(LANGUAGES) if times > 5 else "en", chance, told)
    finally:
        counted(
            f"{told.settings} settings (seed {seed}), {told.refused} refused by page and files alike, "
            f"{told.rows} rows in three files, {told.cells} cells equal to the screen"
        )


@pytest.mark.parametrize("route", routes(), ids=" ".join)
def test_files_equal_the_screen(
    client: Client, route: tuple[str, str], counted: Callable[[str], None]
) -> None:
    tried(client, route, 5, counted)


@pytest.mark.full
@pytest.mark.parametrize("route", routes(), ids=" ".join)
def test_fifty_settings_of_each_list(
    client: Client, route: tuple[str, str], counted: Callable[[str], None]
) -> None:
    tried(client, route, 50, counted)


def test_what_stands_elsewhere_is_a_list() -> None:
    assert set(ELSEWHERE) <= set(routes())
