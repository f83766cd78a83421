"""States, organizations and regions, for programs."""

import pytest
from django.test import Client

from palermo.core.language import LANGUAGES
from tests.kit.walks import answer, exported, walk

pytestmark = pytest.mark.usefixtures("facts")


def test_it_works(client: Client) -> None:
    found = answer(client, "states/jpn")
    assert (found["iso3"], found["iso2"], found["m49"], found["membership"]) == ("JPN", "JP", "392", "member")
    assert set(found["names"]) == {*LANGUAGES, "stale"}
    assert (found["names"]["en"], found["names"]["zh"]) == ("Japan", "日本")
    assert (found["url"], found["earlier_names"]) == ("/en/states/JPN/", [])
    assert found["source"]
    assert found["confidence"] == "partly"
    assert answer(client, "states/JPN", {"lang": "ar"})["url"] == "/ar/states/JPN/"


def test_earlier_names_stand_beside_the_present_one(client: Client) -> None:
    names = [each["names"]["en"] for each in answer(client, "states/MKD")["earlier_names"]]
    assert names == ["The former Yugoslav Republic of Macedonia"]


def test_a_state_that_is_gone_says_so(client: Client) -> None:
    found = answer(client, "states/SCG")
    assert (found["membership"], found["exists_until"], found["continued_by"]) == (
        "former",
        "2006-06-03",
        "SRB",
    )


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"region": "150"},
        {"group": "african"},
        {"membership": "observer"},
        {"q": "guinea"},
        {"q": "Macedonia", "region": "150"},
        {"q": "zzz"},
    ],
)
def test_the_list_is_that_of_the_page(client: Client, query: dict[str, str]) -> None:
    rows = walk(client, "states", query, limit=40)
    page = exported(client, "states/export.json", query)
    assert [row["iso3"] for row in rows] == sorted(row["iso3"] for row in page)
    assert {row["names"]["en"] for row in rows} == {row["name_en"] for row in page}


@pytest.mark.parametrize("code", ["JPN", "jp", "392", "Jp"])
def test_a_code_of_any_kind_finds_its_state(client: Client, code: str) -> None:
    assert [row["iso3"] for row in walk(client, "states", {"code": code})] == ["JPN"]
    assert walk(client, "states", {"code": "XXA"}) == []


def test_organizations_and_regions_are_listed(client: Client) -> None:
    [union] = walk(client, "organizations")
    assert (union["code"], union["url"]) == ("EUE", "/en/organizations/eu/")
    regions = {row["code"]: row["parent"] for row in walk(client, "regions")}
    assert (regions["150"], regions["039"]) == (None, "150")
    assert {row["subregion"] for row in walk(client, "states", limit=200)} <= set(regions)


def test_an_unknown_state_is_not_found(client: Client) -> None:
    assert answer(client, "states/XXX", status=404)["type"] == "urn:palermo:problem:state.missing"
