"""Lists of sessions and outcomes as files: equal to the screen, over all its pages."""

import csv
import io
import json
import re
from datetime import date, datetime
from html import unescape

import openpyxl
import pytest
from django.test import Client

from palermo.core.language import Text
from palermo.kit.models import changed
from palermo.meetings.models import Outcome, Session, Topic
from tests import factories

pytestmark = pytest.mark.usefixtures("facts")
ROW = re.compile(r'<th scope="row"><a href="/en/outcomes/([-\w]+)/">')


def rows_of(client: Client, address: str) -> list[dict[str, str]]:
    answer = client.get(address)
    assert answer.status_code == 200
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


def on_screen(client: Client, query: str) -> list[str]:
    """The keys of the outcomes on all pages of the list."""
    found: list[str] = []
    for page in range(1, 9):
        answer = client.get(f"/en/outcomes/?{query}&page={page}")
        if answer.status_code != 200:
            break
        found += ROW.findall(answer.content.decode())
    return found


def test_it_works(client: Client) -> None:
    rows = rows_of(client, "/en/meetings/wg-tip/export.csv")
    assert [row["Key"] for row in rows][-3:] == ["wg-tip-3", "wg-tip-2", "wg-tip-1"]
    assert rows[-1]["Report"] == "CTOC/COP/WG.4/2009/2"
    assert rows[-1]["Title"] == "Working group on trafficking in persons, meeting 1"


@pytest.mark.parametrize(
    "query", ["", "body=cop&sort=title", "subject=trafficking&sort=-symbol", "q=coordination", "year=2008"]
)
def test_a_file_has_the_rows_and_the_order_of_the_screen(client: Client, query: str) -> None:
    screen = on_screen(client, query)
    assert [row["Key"] for row in rows_of(client, f"/en/outcomes/export.csv?{query}")] == screen
    listed = json.loads(client.get(f"/en/outcomes/export.json?{query}").content)
    assert [row["key"] for row in listed] == screen
    assert len(screen) == len(set(screen)) > 1


def test_without_filters_everything_is_in_the_file(client: Client) -> None:
    assert len(rows_of(client, "/en/outcomes/export.csv")) == Outcome.objects.count() > 50


def test_the_page_links_to_files_of_the_same_query(client: Client) -> None:
    text = unescape(client.get("/en/outcomes/?body=ga&sort=title").content.decode())
    for form in ("csv", "xlsx", "json"):
        assert f'href="/en/outcomes/export.{form}?body=ga&sort=title"' in text


def test_a_spreadsheet_has_dates_numbers_and_every_row(client: Client) -> None:
    answer = client.get("/en/meetings/cop/export.xlsx?sort=number")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).worksheets[0]
    head, first, *rest = sheet.iter_rows(values_only=True)
    opened = first[head.index("First day")]
    assert isinstance(opened, datetime)
    assert opened.date() == date(2004, 6, 28)
    assert first[head.index("Session")] == 1
    assert len(rest) + 1 == Session.objects.filter(body="cop").count()


def test_a_spreadsheet_in_arabic_reads_from_the_right(client: Client) -> None:
    answer = client.get("/ar/meetings/cop/export.xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).worksheets[0]
    assert sheet.sheet_view.rightToLeft


def test_doubt_and_source_travel_with_the_row(client: Client) -> None:
    rows = {row["Key"]: row for row in rows_of(client, "/en/meetings/wg-tip/export.csv")}
    assert rows["wg-tip-11"]["Not certain"] == "number, days"
    assert rows["wg-tip-11"]["Confidence"] == "from memory, not verified"
    assert all(row["Source"] for row in rows.values())


def test_topics_of_a_body_travel_with_source_and_confidence(client: Client) -> None:
    rows = rows_of(client, "/en/meetings/wg-tip/topics.csv")
    assert len(rows) == Topic.objects.filter(session__body="wg-tip").count()
    assert all(row["Source"] and row["Confidence"] and row["Basis"] for row in rows)
    years = [int(row["Year"]) for row in rows]
    assert years == sorted(years, reverse=True)
    listed = json.loads(client.get("/en/meetings/wg-tip/topics.json").content)
    assert [row["key"] for row in listed] == [row["Key"] for row in rows]


def test_the_files_of_topics_do_not_take_the_order_of_sessions(client: Client) -> None:
    text = unescape(client.get("/en/meetings/wg-tip/?sort=-number").content.decode())
    address = re.findall(r'href="(/en/meetings/wg-tip/topics\.xlsx[^"]*)"', text)
    assert address == ["/en/meetings/wg-tip/topics.xlsx"]
    assert client.get(address[0]).status_code == 200


def test_days_in_json_are_iso_dates(client: Client) -> None:
    listed = json.loads(client.get("/en/meetings/cop/export.json?sort=year").content)
    assert date.fromisoformat(listed[3]["start"]) == date(2008, 10, 8)


def test_a_title_cannot_become_a_formula(client: Client) -> None:
    factories.outcome("x-formula", titles=Text({"en": "=HYPERLINK(1)"}), folded="=hyperlink(1)")
    changed("palermo.meetings")
    rows = rows_of(client, "/en/outcomes/export.csv?q=hyperlink")
    assert rows[0]["Title"] == "'=HYPERLINK(1)"


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("meetings/nowhere/export.csv", 404),
        ("meetings/cop/export.pdf", 404),
        ("meetings/nowhere/topics.csv", 404),
        ("meetings/cop/export.csv?sort=colour", 400),
        ("outcomes/export.csv?body=nowhere", 400),
        ("outcomes/export.json?year=1066", 400),
    ],
)
def test_a_wrong_address_is_refused(client: Client, address: str, status: int) -> None:
    assert client.get(f"/en/{address}").status_code == status


# ── every other list of the room ──


def test_bodies_travel_with_what_is_on_record_of_each(client: Client) -> None:
    rows = rows_of(client, "/en/meetings/export.csv")
    page = client.get("/en/meetings/").content.decode()
    shown = re.findall(r'<span class="when"><bdi>.*?</bdi></span><a href="/en/meetings/([-\w]+)/">', page)
    assert [row["Key"] for row in rows] == shown
    by_key = {row["Key"]: row for row in rows}
    assert by_key["wg-tip"]["Set up by"] == "Decision 4/4"
    assert int(by_key["wg-tip"]["Sessions"]) == Session.objects.filter(body="wg-tip").count()
    assert int(by_key["ga"]["Outcomes"]) == Outcome.objects.filter(body="ga").count()
    assert rows_of(client, "/en/meetings/export.csv?sort=-outcomes")[0]["Key"] == "cop"


@pytest.mark.parametrize(
    ("query", "fitting"), [("", {}), ("body=wg-som", {"body": "wg-som"}), ("year=2012", {"year": 2012})]
)
def test_every_session_travels(client: Client, query: str, fitting: dict[str, object]) -> None:
    rows = rows_of(client, f"/en/meetings/sessions.csv?{query}")
    wanted = Session.objects.filter(**fitting).values_list("key", flat=True)
    assert sorted(row["Key"] for row in rows) == sorted(wanted)
    years = [int(row["Year"]) for row in rows]
    assert years == sorted(years, reverse=True)
    assert all(row["Body"] and row["Source"] for row in rows)


def test_themes_that_recur_travel_as_they_stand(client: Client) -> None:
    page = unescape(client.get("/en/meetings/wg-tip/").content.decode())
    table = page[page.index('id="recurring">') :]
    shown = re.findall(r'<tr><th scope="row">(.*?)</th>(.*?)</tr>', table[: table.index("</table>")])
    rows = rows_of(client, "/en/meetings/wg-tip/recurring.csv")
    assert [row["Theme"] for row in rows] == [theme for theme, _cells in shown]
    assert [int(row["Meetings"]) for row in rows] == [cells.count("<a ") for _theme, cells in shown]
    for row in rows:
        assert (
            len(row["Taken up by"].split(", "))
            == len(row["Keys of the sessions"].split())
            == int(row["Meetings"])
        )
    assert rows_of(client, "/en/meetings/cop/recurring.csv") == []


def test_topics_of_a_session_travel(client: Client) -> None:
    rows = rows_of(client, "/en/meetings/wg-tip/wg-tip-1/topics.csv")
    wanted = Topic.objects.filter(session="wg-tip-1").values_list("key", flat=True)
    assert sorted(row["Key"] for row in rows) == sorted(wanted)
    assert (
        'href="/en/meetings/wg-tip/wg-tip-1/topics.csv"'
        in client.get("/en/meetings/wg-tip/wg-tip-1/").content.decode()
    )


@pytest.mark.parametrize(
    ("page", "query", "fitting"),
    [
        ("meetings/cop/cop-4/", "session=cop-4", {"session": "cop-4"}),
        ("meetings/ga/", "body=ga", {"body": "ga"}),
    ],
)
def test_outcomes_of_a_session_and_of_a_body_travel(
    client: Client, page: str, query: str, fitting: dict[str, str]
) -> None:
    text = client.get(f"/en/{page}").content.decode()
    assert f'href="/en/outcomes/export.csv?{query}"' in text
    rows = rows_of(client, f"/en/outcomes/export.csv?{query}")
    wanted = Outcome.objects.filter(**fitting).values_list("key", flat=True)
    assert sorted(row["Key"] for row in rows) == sorted(wanted)
    assert sorted(on_screen(client, query)) == sorted(wanted)


def test_a_session_that_adopted_nothing_can_be_asked_for(client: Client) -> None:
    text = client.get("/en/outcomes/?session=wg-tip-1").content.decode()
    assert "0 outcomes" in text
    assert '<option value="wg-tip-1" selected>' in text


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("meetings/export.pdf", 404),
        ("meetings/sessions.csv?body=nowhere", 400),
        ("meetings/sessions.csv?year=1066", 400),
        ("meetings/nowhere/recurring.csv", 404),
        ("meetings/wg-tip/cop-4/topics.csv", 404),
        ("outcomes/export.csv?session=nowhere", 400),
    ],
)
def test_a_wrong_address_of_these_is_refused(client: Client, address: str, status: int) -> None:
    assert client.get(f"/en/{address}").status_code == status
