"""Decisions and their paragraphs, for programs."""

import pytest
from django.test import Client

from tests.kit.walks import answer, exported, walk

pytestmark = pytest.mark.usefixtures("facts")


def test_it_works(client: Client) -> None:
    found = answer(client, "deliberations/4-4")
    assert (found["kind"], found["adopted"], found["session"]) == ("decision", "2008-10-17", "cop-4")
    assert found["url"] == "/en/decisions/4-4/"
    assert found in walk(client, "deliberations")


def test_paragraphs_are_those_of_the_page(client: Client) -> None:
    rows = walk(client, "deliberations/4-4/paragraphs", limit=5)
    page = exported(client, "decisions/4-4/evidence.json")
    asked = [row for row in rows if row["kind"] != "preamble"]
    assert [row["label"] for row in asked] == [row["paragraph"] for row in page]
    assert [row["summaries"]["en"] for row in asked] == [row["summary"] for row in page]
    assert all(row["source"] for row in rows)


def test_a_paragraph_leads_to_its_place_on_the_page(client: Client) -> None:
    text = client.get("/en/decisions/4-4/").content.decode()
    for row in walk(client, "deliberations/4-4/paragraphs", limit=50):
        path, _hash, anchor = row["url"].partition("#")
        assert path == "/en/decisions/4-4/"
        assert not anchor or f'id="{anchor}"' in text


@pytest.mark.parametrize("address", ["deliberations/9-9", "deliberations/9-9/paragraphs"])
def test_an_unknown_decision_is_not_found(client: Client, address: str) -> None:
    assert answer(client, address, status=404)["type"] == "urn:palermo:problem:deliberation.missing"
