"""Bodies, sessions, outcomes and topics, for programs."""

import pytest
from django.test import Client

from tests.kit.walks import answer, exported, walk

pytestmark = pytest.mark.usefixtures("facts")


def test_it_works(client: Client) -> None:
    [met] = [row for row in walk(client, "sessions", {"body": "wg-tip"}) if row["key"] == "wg-tip-1"]
    assert (met["number"], met["year"], met["kind"]) == (1, 2009, "intersessional")
    assert met["title"] == "Working group on trafficking in persons, meeting 1"
    assert met["url"] == "/en/meetings/wg-tip/wg-tip-1/"
    assert met["source"]
    french = walk(client, "sessions", {"body": "wg-tip", "lang": "fr"})[0]
    assert french["title"].startswith("Groupe")
    assert french["url"].startswith("/fr/")


def test_bodies_are_those_of_the_page(client: Client) -> None:
    page = exported(client, "meetings/export.json")
    assert sorted(row["key"] for row in walk(client, "bodies", limit=2)) == sorted(row["key"] for row in page)


@pytest.mark.parametrize("query", [{}, {"body": "cop"}, {"year": "2010"}, {"body": "wg-tip", "year": "2010"}])
def test_sessions_are_those_of_the_page(client: Client, query: dict[str, str]) -> None:
    page = exported(client, "meetings/sessions.json", query)
    rows = walk(client, "sessions", query)
    assert sorted(row["key"] for row in rows) == sorted(row["key"] for row in page)
    years = [row["year"] for row in rows]
    assert years == sorted(years)


def test_a_period_leaves_the_sessions_of_which_a_day_lies_in_it(client: Client) -> None:
    [cop] = [row for row in walk(client, "sessions", {"body": "cop"}) if row["key"] == "cop-4"]
    for query in ({"from": cop["end"]}, {"to": cop["start"]}, {"from": cop["start"], "to": cop["start"]}):
        assert cop in walk(client, "sessions", query | {"body": "cop"})
    assert cop not in walk(client, "sessions", {"body": "cop", "to": "2008-10-07"})
    assert cop not in walk(client, "sessions", {"body": "cop", "from": "2008-10-18"})
    assert all(row["start"] for row in walk(client, "sessions", {"from": "1990-01-01"}))


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"body": "cop", "subject": "trafficking"},
        {"year": "2008"},
        {"session": "cop-4"},
        {"confidence": "sourced"},
        {"q": "decision 4/4"},
        {"q": "zzz"},
    ],
)
def test_outcomes_are_those_of_the_page(client: Client, query: dict[str, str]) -> None:
    page = exported(client, "outcomes/export.json", query)
    rows = walk(client, "outcomes", query)
    assert sorted(row["key"] for row in rows) == sorted(row["key"] for row in page)
    years = [row["year"] for row in rows]
    assert years == sorted(years, reverse=True)


def test_topics_are_those_of_the_page(client: Client) -> None:
    page = exported(client, "meetings/wg-tip/topics.json")
    rows = walk(client, "topics", {"body": "wg-tip"}, limit=10)
    assert sorted(row["key"] for row in rows) == sorted(row["key"] for row in page)
    [first, *_rest] = rows
    of_session = walk(client, "topics", {"session": first["session"]})
    assert of_session == [row for row in rows if row["session"] == first["session"]]


@pytest.mark.parametrize(
    ("address", "query"),
    [
        ("sessions", {"body": "nobody"}),
        ("sessions", {"from": "soon"}),
        ("outcomes", {"year": "1066"}),
        ("outcomes", {"subject": "cheese"}),
        ("topics", {"session": "nothing"}),
    ],
)
def test_what_cannot_be_read_is_a_problem(client: Client, address: str, query: dict[str, str]) -> None:
    assert answer(client, address, query, 400)["title"]
