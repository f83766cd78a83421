"""The matrix State × paragraph: what each cell says, filters, pages, and files that are equal to it."""

import csv
import io
import re
from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from palermo.actors.models import State
from palermo.core.actor import Actor
from palermo.texts.models import Instrument
from tests import factories
from tests.mandates.followed import NOW, asked, claim, said, say_changed
from tests.register.reading import plain

pytestmark = pytest.mark.usefixtures("facts")
Page = Callable[..., str]
MATRIX = "/en/mandates/matrix/"
OF_X = "?year=2010&on=2026-03-01"
PAST, TO_COME = date(2026, 2, 19), date(2027, 1, 1)


@pytest.fixture
def several(xa: State, xb: State, secretary: Actor) -> None:
    a = asked("a", due=PAST)
    asked("b", due=TO_COME)
    asked("c", due=PAST, addressee="secretariat")
    named = asked("d", due=PAST)
    named.mandate.addressees.update(kind="state", state=xa)
    said(a, secretary, claim("XAA", "partly"))
    say_changed()


def cells_of(page: str) -> tuple[list[str], dict[str, list[str]]]:
    """The heads of the matrix, and the words of each row by its State."""
    [shown] = re.findall(r'<table class="table matrix".*?</table>', page, re.DOTALL)
    heads = [plain(each) for each in re.findall(r'<th scope="col">(.*?)</th>', shown)]
    rows = {}
    for row in re.findall(r"<tr><th scope=\"row\">.*?</tr>", shown):
        name = plain(re.findall(r'<th scope="row">(.*?)</th>', row)[0])
        rows[name] = [
            plain("".join(re.findall(r"<b>(.*?)</b>", each))) for each in re.findall(r"<td.*?</td>", row)
        ]
    return heads, rows


def test_it_works(page: Page, several: None) -> None:
    shown = page(MATRIX + OF_X)
    heads, rows = cells_of(shown)
    assert heads == ["State", "Decision X/1 (a)", "Decision X/1 (b)", "Decision X/1 (d)"]
    assert rows["State XA (en)"] == ["partly done", "asked", "requested, not received"]
    assert rows["State XB (en)"] == ["requested, not received", "asked", ""]
    assert len(rows) > 190
    assert 'href="/en/decisions/x-1/paragraphs/a/"' in shown
    names = list(rows)
    assert (
        names.index("Albania") < names.index("Japan") < names.index("State XA (en)") < names.index("Zambia")
    )


def test_a_cell_is_as_it_stood_on_the_day(page: Page, several: None) -> None:
    _heads, rows = cells_of(page(MATRIX + OF_X.replace("2026-03-01", "2026-01-31")))
    assert rows["State XA (en)"] == ["asked", "asked", "asked"]


def test_the_newest_claim_counts_and_a_withdrawn_one_does_not(
    page: Page, several: None, secretary: Actor
) -> None:
    row = asked("e", due=PAST)
    first = said(row, secretary, claim("XAA", "done", as_at=date(2026, 1, 1)))
    second = said(row, secretary, claim("XAA", "unknown", as_at=date(2026, 2, 1)))
    assert cells_of(page(MATRIX + OF_X))[1]["State XA (en)"][3] == "cannot say yet"
    for claimed, left in ((second, "done"), (first, "requested, not received")):
        claimed.withdrawn_at = NOW
        claimed.save()
        say_changed()
        assert cells_of(page(MATRIX + OF_X))[1]["State XA (en)"][3] == left


@pytest.mark.parametrize(
    ("kind", "xa_is_asked", "japan_is_asked"),
    [
        ("states", True, True),
        ("member_states", True, True),
        ("states_parties", False, True),
        ("states_not_party", True, False),
    ],
)
def test_who_is_asked_follows_from_the_kind_and_the_register(
    page: Page, xa: State, kind: str, xa_is_asked: bool, japan_is_asked: bool
) -> None:
    factories.deliberation(
        "x-1", symbol="Decision X/1", year=2010, instrument=Instrument.objects.get(pk="untoc")
    )
    asked("a", addressee=kind)
    _heads, rows = cells_of(page(MATRIX + OF_X))
    assert (rows["State XA (en)"] == ["asked"]) is xa_is_asked
    assert (rows["Japan"] == ["asked"]) is japan_is_asked


def test_filters_leave_rows_and_columns(page: Page, several: None) -> None:
    asked("a", "x-2", act="urges")
    for query, heads, count in (
        (f"{OF_X}&decision=x-2", ["Decision X/2 (a)"], None),
        (f"{OF_X}&act=urges", ["Decision X/2 (a)"], None),
        (f"{OF_X}&addressee=member_states", None, 0),
        (f"{OF_X}&status=partly", ["Decision X/1 (a)"], 1),
        (f"{OF_X}&status=not_received&decision=x-1", ["Decision X/1 (a)", "Decision X/1 (d)"], None),
        (f"{OF_X}&region=902&decision=x-1", ["Decision X/1 (a)", "Decision X/1 (b)", "Decision X/1 (d)"], 2),
    ):
        text = page(MATRIX + query)
        if heads is None:
            assert "No row fits these filters" in plain(text), query
            continue
        shown, rows = cells_of(text)
        assert shown[1:] == heads, query
        assert count in (None, len(rows)), query


def test_what_cannot_be_read_in_the_address_is_refused(page: Page) -> None:
    for query in (
        "status=no",
        "columns=501",
        "region=zz",
        "on=2999-01-01",
        "page=99",
        "decision=zz",
        "act=zz",
    ):
        page(f"{MATRIX}?{query}", 400)


def test_a_long_matrix_has_pages_and_its_file_is_the_page(client: Client, page: Page, xa: State) -> None:
    for number in range(60):
        asked(f"n{number}")
    first, second = (cells_of(page(f"{MATRIX}{OF_X}&columns=50{more}")) for more in ("", "&page=2"))
    assert (len(first[0]), len(second[0])) == (51, 11)
    assert "Page 1 of 2" in plain(page(f"{MATRIX}{OF_X}&columns=50"))
    content = client.get(f"/en/mandates/matrix/export.csv{OF_X}&columns=50&page=2").content.decode(
        "utf-8-sig"
    )
    head, *lines = csv.reader(io.StringIO(content))
    assert [head[0], *head[2:]] == second[0]
    assert [line[0] for line in lines] == list(second[1])


@pytest.mark.parametrize("form", ["csv", "xlsx", "json"])
def test_a_file_says_what_the_screen_says(client: Client, page: Page, several: None, form: str) -> None:
    answer = client.get(f"/en/mandates/matrix/export.{form}{OF_X}")
    assert answer.status_code == 200
    _heads, rows = cells_of(page(MATRIX + OF_X))
    if form == "json":
        found = {row["name"]: [row["x_1.a"], row["x_1.b"], row["x_1.d"]] for row in answer.json()}
        assert found == rows
    if form == "csv":
        _head, *lines = csv.reader(io.StringIO(answer.content.decode("utf-8-sig")))
        assert {line[0]: line[2:] for line in lines} == rows


def test_without_a_paragraph_that_asks_states_it_says_so(page: Page, xa: State) -> None:
    asked("a", addressee="secretariat")
    assert "No row fits these filters" in plain(page(MATRIX + OF_X))


def test_the_number_of_queries_does_not_grow_with_columns(
    page: Page, several: None, django_assert_max_num_queries: Callable[..., object]
) -> None:
    for number in range(40):
        asked(f"n{number}")
    page(MATRIX + OF_X)
    with django_assert_max_num_queries(14):  # type: ignore[attr-defined]
        page(MATRIX + OF_X)
