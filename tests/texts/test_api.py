"""Instruments, provisions, themes and official texts, for programs."""

import pytest
from django.test import Client

from tests.kit.walks import answer, exported, walk

pytestmark = pytest.mark.usefixtures("facts")


def test_it_works(client: Client) -> None:
    found = answer(client, "provisions/tip-protocol/9")
    assert (found["key"], found["number"], found["parent"]) == ("tip-protocol/9", "9", None)
    assert (found["citation"], found["url"]) == ("art. 9", "/en/texts/tip-protocol/9/")
    assert (found["weight"], found["addressee"]) == ("shall", "states_parties")
    assert found["source"]
    assert answer(client, "provisions/tip-protocol/9", {"lang": "fr"})["url"] == "/fr/texts/tip-protocol/9/"


def test_every_provision_of_the_list_is_found_by_its_key(client: Client) -> None:
    rows = walk(client, "provisions", {"instrument": "firearms-protocol"}, limit=200)
    for row in rows:
        found = answer(client, f"provisions/{row['key']}")
        assert {**found, "parts": None} == {**row, "parts": None}
        assert found["parts"] == [each["key"] for each in rows if each["parent"] == row["key"]]


@pytest.mark.parametrize(
    "query",
    [
        {"level": "all"},
        {"instrument": "tip-protocol", "level": "all"},
        {"level": "article", "weight": "shall"},
        {"theme": "victims", "level": "all"},
        {"cluster": "prevention", "level": "all"},
        {"addressee": "states_parties", "weight": "consider", "level": "all"},
        {"q": "witness", "level": "all"},
    ],
)
def test_the_list_is_that_of_the_page(client: Client, query: dict[str, str]) -> None:
    asked = {name: value for name, value in query.items() if value != "all"}
    page = exported(client, "texts/provisions/export.json", query)
    rows = walk(client, "provisions", asked, limit=50)
    assert sorted(row["key"] for row in rows) == sorted(row["key"] for row in page)


def test_an_article_leaves_what_stands_in_it(client: Client) -> None:
    rows = walk(client, "provisions", {"instrument": "untoc", "article": "9"})
    assert rows
    assert {row["number"].partition("/")[0] for row in rows} == {"9"}


def test_instruments_stand_in_our_order(client: Client) -> None:
    rows = walk(client, "instruments", limit=2)
    assert [row["key"] for row in rows] == [
        *("untoc", "tip-protocol", "smuggling-protocol", "firearms-protocol", "uncac")
    ]
    assert answer(client, "instruments/uncac") == rows[-1]
    assert (rows[1]["parent"], rows[1]["adopted"]) == ("untoc", "2000-11-15")


def test_themes_are_those_of_the_provisions(client: Client) -> None:
    themes = {row["key"] for row in walk(client, "themes")}
    assert {row["theme"] for row in walk(client, "provisions", limit=200)} <= themes


def test_no_official_text_is_shipped(client: Client) -> None:
    assert walk(client, "official-texts") == []
    found = answer(client, "official-texts/untoc/en/wordings", status=404)
    assert found["type"] == "urn:palermo:problem:official_text.missing"


def test_an_official_text_that_is_held_is_given_word_for_word(client: Client, official: None) -> None:
    [held] = walk(client, "official-texts")
    assert (held["instrument"], held["language"], held["sha256"]) == ("uncac", "en", "0" * 64)
    assert walk(client, "official-texts", {"instrument": "untoc"}) == []
    words = walk(client, "official-texts/uncac/en/wordings", limit=2)
    assert [row["order"] for row in words] == sorted({row["order"] for row in words})
    assert "at dusk." in {row["words"] for row in words}
    assert {row["number"] for row in words} >= {"1", "1/1"}


@pytest.mark.parametrize(
    "address",
    [
        *("instruments/nothing", "provisions/nothing/1", "provisions/untoc/999", "provisions/untoc/1/1/1/1"),
        *("official-texts/untoc/xx/wordings", "official-texts/nothing/en/wordings"),
    ],
)
def test_what_is_not_on_record_is_not_found(client: Client, address: str) -> None:
    assert answer(client, address, status=404)["title"]
