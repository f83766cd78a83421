"""Who is bound by what, for programs."""

from collections import Counter
from typing import Any

import pytest
from django.test import Client

from palermo.kit.models import changed
from tests import factories
from tests.kit.walks import answer, exported, walk

pytestmark = pytest.mark.usefixtures("facts")
TIP = {"instrument": "tip-protocol"}


def test_it_works(client: Client) -> None:
    [japan] = walk(client, "standings", TIP | {"q": "japan"})
    assert (japan["participant"], japan["status"], japan["act"]) == ("JPN", "party", "acceptance")
    assert (japan["deposited"], japan["in_force"]) == ("2017-07-11", "2017-08-10")
    assert (japan["names"]["fr"], japan["region"], japan["url"]) == ("Japon", "142", "/en/states/JPN/")
    assert japan["source"]
    [before] = walk(client, "standings", TIP | {"q": "japan", "on": "2012-10-15"})
    assert (before["status"], before["signed"], before["act"]) == ("signatory", "2002-12-09", None)


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"on": "2012-10-15"},
        {"on": "2012-10-15", "known": "2014-07-10"},
        {"region": "009", "on": "2010-01-01"},
        {"group": "eastern_european", "act": "accession"},
        {"act": "inferred"},
        {"confidence": "recollection"},
        {"q": "korea"},
    ],
)
@pytest.mark.parametrize("instrument", ["untoc", "tip-protocol"])
def test_the_standings_are_the_status_table(client: Client, instrument: str, query: dict[str, str]) -> None:
    page = exported(client, f"register/{instrument}/export.json", query)
    rows = walk(client, "standings", query | {"instrument": instrument}, limit=60)
    assert [row["participant"] for row in rows] == sorted(row["code"] for row in page)
    told = {row["code"]: (row["signed"], row["deposited"], row["in_force"], row["source"]) for row in page}
    for row in rows:
        said = (row["signed"], row["deposited"], row["in_force"], row["source"] or "")
        assert said == told[row["participant"]]


def test_every_instrument_comes_after_the_other_in_one_list(client: Client) -> None:
    rows = walk(client, "standings", {"on": "2012-10-15"}, limit=150)
    keys = [(row["instrument"], row["participant"]) for row in rows]
    assert len(keys) == len(set(keys))
    assert list(dict.fromkeys(instrument for instrument, _who in keys)) == [
        *("untoc", "tip-protocol", "smuggling-protocol", "firearms-protocol")
    ]
    alone = [walk(client, "standings", {"on": "2012-10-15", "instrument": key}, 200) for key in dict(keys)]
    assert rows == [row for some in alone for row in some]


def test_a_status_leaves_those_who_stand_so(client: Client) -> None:
    every = Counter(row["status"] for row in walk(client, "standings", TIP | {"on": "2012-10-15"}, 200))
    for status, number in every.items():
        found = walk(client, "standings", TIP | {"on": "2012-10-15", "status": status}, 200)
        assert (len(found), {row["status"] for row in found}) == (number, {status})


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"instrument": "tip-protocol", "kind": "accession"},
        {"participant": "JPN"},
        {"participant": "eue"},
        {"from": "2008-01-01", "to": "2008-12-31"},
        {"year": "2003", "region": "150"},
        {"group": "african", "confidence": "sourced"},
        {"q": "guinea"},
    ],
)
def test_the_acts_are_those_of_the_page(client: Client, query: dict[str, str]) -> None:
    page = exported(client, "register/acts/export.json", query)
    rows = walk(client, "acts", query, limit=100)
    assert Counter(row["key"] for row in rows) == Counter(row["key"] for row in page)
    days = [row["date"] for row in rows]
    assert days == sorted(days, reverse=True)


def test_an_act_leads_to_its_place_on_the_page_of_its_participant(client: Client) -> None:
    [act] = walk(client, "acts", {"participant": "JPN", "instrument": "tip-protocol", "kind": "acceptance"})
    path, _hash, anchor = act["url"].partition("#")
    assert f'id="{anchor}"' in client.get(path).content.decode()


def test_an_act_that_comes_meanwhile_is_not_repeated(client: Client) -> None:
    first = answer(client, "acts", {"limit": 100})
    factories.act(
        instrument=factories.instrument("tip-protocol"),
        state=factories.state(),
        date=first["items"][0]["date"],
    )
    changed("palermo.actors")
    changed("palermo.register")
    rest = walk(client, "acts", {"cursor": first["next"]}, limit=100)
    keys = [row["key"] for row in first["items"] + rest]
    assert len(keys) == len(set(keys)) == len(walk(client, "acts", limit=200)) - 1


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"on": "2005-01-01"},
        {"article": "tip-protocol/15"},
        {"article": "none", "kind": "declaration"},
        {"effect": "stands", "instrument": "tip-protocol"},
        {"q": "algeria"},
    ],
)
def test_the_declarations_are_those_of_the_page(client: Client, query: dict[str, str]) -> None:
    page = exported(client, "register/declarations/export.json", query)
    rows = walk(client, "declarations", query, limit=5)
    assert len({row["key"] for row in rows}) == len(rows)
    assert Counter((row["participant"], row["date"], row["summaries"]["en"]) for row in rows) == Counter(
        (row["code"], row["date"], row["summary"]) for row in page
    )


def test_published_counts_stand_beside_ours(client: Client) -> None:
    page = exported(client, "register/tip-protocol/counts.json")
    rows = walk(client, "published-counts", TIP, limit=2)
    assert [row["parties"] for row in rows] == [row["published"] for row in page]
    assert [row["parties_last"] for row in rows] == [row["last"] for row in page]
    assert {row["verdict"] for row in rows} <= {"equal", "within", "short", "differs"}
    assert {row["instrument"] for row in walk(client, "published-counts")} >= {"tip-protocol"}


def test_completeness_says_how_far_the_record_goes(client: Client) -> None:
    rows: list[Any] = walk(client, "completeness")
    assert [row["instrument"] for row in rows][:2] == ["untoc", "tip-protocol"]
    assert all(row["source"] and row["confidence"] for row in rows)
    [tip] = walk(client, "completeness", TIP)
    assert tip == rows[1]


@pytest.mark.parametrize(
    ("address", "query", "code"),
    [
        ("standings", {"on": "2999-01-01"}, "date.future"),
        ("standings", {"instrument": "uncac"}, "choice.invalid"),
        ("acts", {"participant": "XXX"}, "participant.unknown"),
        ("acts", {"from": "2010-01-01", "to": "2009-01-01"}, "period.backwards"),
        ("declarations", {"article": "tip-protocol/99"}, "article.invalid"),
        ("completeness", {"instrument": "nothing"}, "choice.invalid"),
    ],
)
def test_what_cannot_be_read_is_a_problem(
    client: Client, address: str, query: dict[str, str], code: str
) -> None:
    assert answer(client, address, query, 400)["type"] == f"urn:palermo:problem:{code}"
