"""The evidence of a decision, for programs."""

import json
from typing import Any

import pytest
from django.test import Client

from palermo.core.language import LANGUAGES

ADDRESS = "/api/v1/decisions/4-4/evidence"
pytestmark = pytest.mark.usefixtures("facts")


def answer(client: Client, query: str = "", status: int = 200, **headers: str) -> Any:
    found = client.get(f"{ADDRESS}{query}", headers=headers)
    assert found.status_code == status
    expected = "application/json; charset=utf-8" if status == 200 else "application/problem+json"
    assert found["Content-Type"] == expected
    return json.loads(found.content)


def test_it_works(client: Client) -> None:
    found = answer(client, "?on=2012-10-15")
    assert [row["paragraph"] for row in found] == [
        *"abcdefghijklmno",
        *("o.i", "o.ii", "o.iii", "o.iv"),
        *"pqrst",
    ]
    by_paragraph = {row["paragraph"]: row for row in found}
    assert by_paragraph["p"]["status"] == "met"
    assert by_paragraph["p"]["confidence"] == "sourced"
    assert by_paragraph["p"]["records"][0] == {
        "label": "Working group on trafficking in persons, meeting 1",
        "url": "/en/meetings/wg-tip/wg-tip-1/",
    }
    assert by_paragraph["t"]["status"] == "under_way"
    for row in found:
        assert set(row) == {"paragraph", "status", "rule", "sentence", "records", "confidence"}


def test_without_a_day_it_answers_as_at_today(client: Client) -> None:
    assert len(answer(client)) == 24


def test_it_speaks_the_language_asked_for(client: Client) -> None:
    label = {row["paragraph"]: row for row in answer(client, "?on=2012-10-15&lang=fr")}["p"]["records"][0]
    assert label["label"].startswith("Groupe")
    assert label["url"].startswith("/fr/")
    by_header = answer(client, "?on=2012-10-15", accept_language="fr")
    assert by_header == answer(client, "?on=2012-10-15&lang=fr", accept_language="ru")


@pytest.mark.parametrize("query", ["?on=soon", "?on=2012-13-01", "?on=2999-01-01", "?on=%00", "?lang=xx"])
def test_what_cannot_be_read_is_a_problem(client: Client, query: str) -> None:
    found = answer(client, query, 400)
    assert found["status"] == 400
    assert found["type"].startswith("urn:palermo:problem:")
    assert found["title"]


def test_the_problem_has_the_sentence_of_the_page(client: Client) -> None:
    sentence = answer(client, "?on=soon", 400)["title"]
    assert sentence in client.get("/en/decisions/4-4/?on=soon").content.decode()


def test_an_unknown_decision_is_not_found(client: Client) -> None:
    found = client.get("/api/v1/decisions/9-9/evidence")
    assert (found.status_code, found["Content-Type"]) == (404, "application/problem+json")
    assert "9-9" in json.loads(found.content)["title"]


def test_an_address_that_is_not_there_is_a_problem_too(client: Client) -> None:
    found = client.get("/api/v1/nothing")
    assert (found.status_code, found["Content-Type"]) == (404, "application/problem+json")


def test_the_schema_tells_of_all_this(client: Client) -> None:
    schema = json.loads(client.get("/api/v1/openapi.json").content)
    assert schema["openapi"].startswith("3.1")
    found = schema["paths"]["/api/v1/decisions/{key}/evidence"]["get"]
    said = {
        status: (list(each.get("content", ())), list(each.get("headers", ())))
        for status, each in found["responses"].items()
    }
    assert said == {
        "200": (["application/json"], ["ETag"]),
        "304": ([], ["ETag"]),
        "400": (["application/problem+json"], []),
        "404": (["application/problem+json"], []),
        "405": (["application/problem+json"], ["Allow"]),
    }
    _key, on, lang = found["parameters"]
    assert (on["name"], on["schema"]["format"], on["required"]) == ("on", "date", False)
    assert (lang["name"], set(lang["schema"]["enum"]), lang["required"]) == ("lang", set(LANGUAGES), False)
    assert not {"default"} & {*on["schema"], *lang["schema"]}
    assert schema["components"]["schemas"]["Status"]["enum"] == [
        *("met", "under_way", "not_met", "continuing", "unknown")
    ]


@pytest.mark.parametrize("address", [f"{ADDRESS}?on=2012-10-15", "/api/v1/openapi.json"])
def test_who_has_the_answer_already_is_told_so(client: Client, address: str) -> None:
    first = client.get(address)
    again = client.get(address, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    assert client.get(address, headers={"If-None-Match": '"of another day"'}).content == first.content


def test_another_day_and_another_language_are_another_answer(client: Client) -> None:
    given = {"If-None-Match": client.get(f"{ADDRESS}?on=2012-10-15&lang=en")["ETag"]}
    assert client.get(f"{ADDRESS}?on=2009-10-15&lang=en", headers=given).status_code == 200
    assert client.get(f"{ADDRESS}?on=2012-10-15&lang=ru", headers=given).status_code == 200


def test_a_refusal_stays_a_refusal(client: Client) -> None:
    assert client.get(f"{ADDRESS}?on=soon", headers={"If-None-Match": "*"}).status_code == 400


@pytest.mark.parametrize("address", [f"{ADDRESS}?on=2012-10-15", "/api/v1/openapi.json"])
def test_whether_there_is_an_answer_can_be_asked_without_it(client: Client, address: str) -> None:
    found = client.head(address)
    assert (found.status_code, found.content) == (200, b"")


@pytest.mark.parametrize("address", [ADDRESS, "/api/v1/openapi.json"])
@pytest.mark.parametrize("verb", ["post", "put", "patch", "delete"])
def test_another_verb_is_a_problem_that_says_which_to_use(client: Client, address: str, verb: str) -> None:
    found = getattr(client, verb)(address, headers={"Accept-Language": "fr"})
    assert (found.status_code, found["Content-Type"]) == (405, "application/problem+json")
    assert found["Allow"] == "GET, HEAD, OPTIONS"
    assert verb.upper() in json.loads(found.content)["detail"]


def test_nothing_is_loaded_from_another_host(client: Client) -> None:
    assert client.get("/api/v1/docs").status_code == 404
