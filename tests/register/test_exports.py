"""The status table as a file: equal to the screen, whatever the filters, and strings stay strings."""

import csv
import io
import json
import re
from datetime import date, datetime
from html import unescape
from urllib.parse import urlencode

import openpyxl
import pytest
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.register.reading import get, plain, table

pytestmark = pytest.mark.usefixtures("facts")
ROW = re.compile(r'<tr><th scope="row"><a href="[^"]*">([^<]*)</a></th>(.*?)</tr>', re.DOTALL)
CELL = re.compile(r"<td[^>]*>(.*?)</td>", re.DOTALL)
TAG = re.compile(r"<[^>]+>")
TABLE = "/en/register/{}/"
INSTRUMENTS = ["untoc", "tip-protocol", "smuggling-protocol", "firearms-protocol"]
FILTERS = st.fixed_dictionaries(
    {},
    optional={
        "on": st.dates(min_value=date(2000, 1, 1), max_value=date(2026, 1, 1)),
        "region": st.sampled_from(["002", "009", "019", "142", "150"]),
        "group": st.sampled_from(["african", "asia_pacific", "eastern_european"]),
        "act": st.sampled_from(["ratification", "accession", "signed", "signed_unknown", "none", "unknown"]),
        "confidence": st.sampled_from(["sourced", "derived", "partly", "unverified"]),
        "q": st.sampled_from(["a", "an", "Island", "JPN", "zzz"]),
        "sort": st.sampled_from(["name", "-name", "deposited", "-deposited", "act", "code", "-confidence"]),
    },
)


def on_screen(client: Client, address: str) -> list[tuple[str, str]]:
    """Name and code of each row of the table on the page, in its order."""
    answer = client.get(address)
    assert answer.status_code == 200, address
    table = answer.content.decode().partition('id="table-title"')[2]
    return [(unescape(name), TAG.sub("", CELL.findall(rest)[0])) for name, rest in ROW.findall(table)]


def in_file(client: Client, address: str) -> list[dict[str, str]]:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


@settings(max_examples=30)
@given(instrument=st.sampled_from(INSTRUMENTS), filters=FILTERS)
def test_a_file_has_the_rows_and_the_order_of_the_screen(
    client: Client, instrument: str, filters: dict[str, object]
) -> None:
    page, query = TABLE.format(instrument), urlencode(filters)
    screen = on_screen(client, f"{page}?{query}")
    rows = in_file(client, f"{page}export.csv?{query}")
    assert [(row["State"], row["Code"]) for row in rows] == screen
    listed = json.loads(client.get(f"{page}export.json?{query}").content)
    assert [(row["name"], row["code"]) for row in listed] == screen


def test_without_filters_every_state_is_there(client: Client) -> None:
    rows = in_file(client, "/en/register/tip-protocol/export.csv?on=2024-04-20")
    assert sum(bool(row["Deposited"]) for row in rows) == 182
    assert {"South Sudan", "European Union"} <= {row["State"] for row in rows}


def test_a_spreadsheet_holds_days_as_days_and_names_as_text(client: Client) -> None:
    answer = client.get("/en/register/untoc/export.xlsx?on=2014-01-27&q=JPN")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).worksheets[0]
    head, row = ([cell.value for cell in line] for line in sheet.iter_rows(min_row=1, max_row=2))
    found = dict(zip(head, row, strict=True))
    assert found["Code"] == "JPN"
    assert found["Signed"] == datetime(2000, 12, 12)  # noqa: DTZ001 (a cell knows no zone)


def test_a_file_speaks_the_readers_language_and_says_its_day(client: Client) -> None:
    answer = client.get("/es/register/untoc/export.csv?on=2012-10-15&q=ITA")
    assert "untoc-2012-10-15" in answer["Content-Disposition"]
    assert "Italia" in answer.content.decode("utf-8-sig")


def test_every_row_of_the_file_has_a_source(client: Client) -> None:
    rows = in_file(client, "/en/register/firearms-protocol/export.csv?act=ratification")
    assert rows
    assert all(row["Source"] for row in rows)


def test_a_file_says_since_when_each_act_is_known(client: Client) -> None:
    rows = {row["Code"]: row for row in in_file(client, "/en/register/tip-protocol/export.csv?on=2024-04-20")}
    assert (rows["ITA"]["Known from"], rows["SSD"]["Known from"]) == ("2014-01-27", "2024-04-20")
    assert rows["IRN"]["Known from"] == ""  # no act
    listed = json.loads(client.get("/en/register/tip-protocol/export.json?on=2024-04-20&q=SSD").content)
    assert listed[0]["as_of"] == "2024-04-20"


# ── the rest of the pages of the register ─────────────────────────────────────────────────────────


def cells(html: str) -> list[list[str]]:
    """Rows of a table that a template made, without its head."""
    body = html.partition("<tbody>")[2].partition("</tbody>")[0]
    found = re.compile(r"<t[hd][^>]*>(.*?)</t[hd]>", re.DOTALL)
    return [[plain(cell) for cell in found.findall(row)] for row in body.split("<tr>")[1:]]


def test_the_first_page_and_its_file_say_the_same(client: Client) -> None:
    text = get(client, "/en/register/?on=2014-07-10")
    rows = in_file(client, "/en/register/export.csv?on=2014-07-10")
    assert [row[0] for row in table(text, "instruments")] == [row["Instrument"] for row in rows]
    assert [row[1] for row in table(text, "instruments")] == [row["Parties on record"] for row in rows]
    assert 'href="/en/register/export.csv?on=2014-07-10"' in text


@pytest.mark.parametrize("instrument", INSTRUMENTS)
def test_the_chart_as_a_table_is_a_file_too(client: Client, instrument: str) -> None:
    page = TABLE.format(instrument)
    query = "?on=2012-10-15&sort=-code"
    text = get(client, page + query)
    assert f'href="{page}years.csv?on=2012-10-15&amp;sort=-code"' in text
    shown = cells(text.partition("The chart as a table")[2])
    assert shown == [list(row.values()) for row in in_file(client, f"{page}years.csv{query}")]


@pytest.mark.parametrize("instrument", INSTRUMENTS)
def test_published_counts_are_a_file_too_in_the_words_of_the_page(client: Client, instrument: str) -> None:
    page = TABLE.format(instrument)
    shown = cells(get(client, f"{page}?known=2018-12-31").partition('id="counts-title"')[2])
    rows = in_file(client, f"{page}counts.csv?known=2018-12-31")
    assert [row[1] for row in shown] == [row["Published"] for row in rows]
    assert all(row[4].startswith(each["Comparison"]) for row, each in zip(shown, rows, strict=True))
    assert all(each["Comparison"] for each in rows)
    assert json.loads(client.get(f"{page}counts.json").content)


def test_the_pages_of_the_register_lead_to_each_other(client: Client) -> None:
    for address in ("", "compare/", "pipeline/"):
        text = get(client, f"/en/register/tip-protocol/{address}")
        for other in ("", "compare/", "pipeline/"):
            assert f'href="/en/register/tip-protocol/{other}"' in text
        assert 'href="/en/register/acts/?instrument=tip-protocol"' in text
        assert 'href="/en/register/declarations/?instrument=tip-protocol"' in text
    assert 'href="/en/register/acts/"' in get(client, "/en/register/")
