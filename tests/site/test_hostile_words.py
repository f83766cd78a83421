"""Files that cannot harm their reader: no cell of any list is a formula."""

import io
import re
from collections.abc import Callable

import pytest
from django.test import Client
from openpyxl import load_workbook

from palermo.core.language import LANGUAGES, Text
from palermo.kit.models import changed, record_change
from palermo.texts.models import Instrument
from tests import factories
from tests.assurance.lists import address, routes, rows_of

pytestmark = pytest.mark.usefixtures("facts", "data")


HOSTILE = [
    '=HYPERLINK("http://evil.example","x")',
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "\t=1",
    "＝1+1",
    "\u200b=1",
    "a;=1+1;b",
    "=cmd|' /C calc'!A0",
    "<b>&\u202e",
]


@pytest.fixture
def hostile(facts: None) -> None:
    """Records whose every word would be a formula."""
    for number, words in enumerate(HOSTILE):
        said = Text(dict.fromkeys(LANGUAGES, words))
        letters = f"X{chr(65 + number)}"
        state = factories.state(
            key=f"{letters}X", iso2=letters, m49=f"9{number:02}", names=said, source=words
        )
        factories.declaration(state=state, summaries=said, key=f"x:{number}", source=words)
        factories.act(state=state, instrument=Instrument.objects.get(key="tip-protocol"), source=words)
        factories.outcome(f"x-{number}", titles=said, symbol=words[:40], notes=said, source=words)
        session = factories.session(f"x-{number}", number=number + 1, notes=said, source=words)
        factories.topic(session=session, key=f"x-{number}", themes=said, notes=said, source=words)
        record_change("x/table.csv", [words])
    for room in ("actors", "register", "meetings"):
        changed(f"palermo.{room}")


def is_formula(cell: str) -> bool:
    """Whether it is one once what may be dropped before it is dropped."""
    return cell.lstrip(' \t\r\n"\u200b\ufeff\u00a0').startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))


@pytest.mark.usefixtures("hostile")
def test_no_file_of_any_list_holds_a_formula(client: Client, counted: Callable[[str], None]) -> None:
    seen = formulas = 0
    for route, part in routes():
        where = address(route, part, "csv")
        found = client.get(where).content
        cells = [cell for row in rows_of(found) for cell in row]
        [sheet] = load_workbook(io.BytesIO(client.get(address(route, part, "xlsx")).content)).worksheets
        as_xlsx = [cell for row in sheet.iter_rows() for cell in row]
        assert {cell.data_type for cell in as_xlsx} <= {"s", "n", "d"}, where
        assert not [cell for cell in as_xlsx if cell.hyperlink], where
        words = [str(cell.value) for cell in as_xlsx if cell.data_type == "s"]
        numbers = re.compile(r"-?\d+")
        for cell in [*(each for each in cells if not numbers.fullmatch(each)), *words]:
            seen += 1
            parts = [cell, *cell.split(";")]
            formulas += any(map(is_formula, parts))
    counted(
        f"{len(routes())} lists as CSV and XLSX: {seen} cells with words, {formulas} that a program would run"
    )
    assert formulas == 0
    assert seen > 10_000


@pytest.mark.usefixtures("hostile")
def test_json_holds_the_words_as_they_are(client: Client) -> None:
    outcomes = client.get("/en/outcomes/export.json").json()
    assert set(HOSTILE) <= {each["title"] for each in outcomes}
    states = client.get("/en/states/export.json").json()
    assert set(HOSTILE) <= {each["name_en"] for each in states}
