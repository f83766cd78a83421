"""The API as a whole: its schema, its headers, and the page that tells of it."""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client

from palermo.core.language import LANGUAGES
from palermo.site.api import api
from palermo.site.reference import EXAMPLES
from palermo.site.views.api_reference import PROBLEMS
from tests.kit.walks import walk

SCHEMA = api.get_openapi_schema()
OPERATIONS = {path: each["get"] for path, each in SCHEMA["paths"].items()}
ADDRESSES = [f"/api/v1/{address}" for address in EXAMPLES.values() if "/wordings" not in address]
LISTS = [
    path.removeprefix("/api/v1/").replace("{key}", "4-4")
    for path, each in OPERATIONS.items()
    if any(one["name"] == "cursor" for one in each["parameters"])
    and "{instrument}" not in path
    and "{language}" not in path
]


def test_it_works(client: Client, facts: None) -> None:
    found = json.loads(client.get("/api/v1/openapi.json").content)
    assert found["openapi"].startswith("3.1")
    assert set(found["paths"]) == set(OPERATIONS)
    assert len(OPERATIONS) > 20


def fields(said: dict[str, Any], name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    for key, each in said.get("properties", {}).items():
        yield f"{name}.{key}", each


def test_every_operation_parameter_and_field_says_what_it_is() -> None:
    for path, each in OPERATIONS.items():
        assert re.fullmatch(r"[a-z]+(_[a-z]+)*", each["operationId"]), path
        assert each["summary"], path
        assert not each["summary"].endswith("."), path
        assert each["description"], path
        for parameter in each["parameters"]:
            assert parameter["description"], (path, parameter["name"])
            assert "title" not in parameter["schema"]
        assert {200, 304, 400, 405} <= each["responses"].keys()
        assert (404 in each["responses"]) is ("{" in path)
        assert all(answer["description"] for answer in each["responses"].values())
    silent = [
        where
        for name, said in SCHEMA["components"]["schemas"].items()
        for where, each in fields(said, name)
        if not each.get("description")
    ]
    assert silent == []


def test_names_of_operations_and_rooms_are_told_once() -> None:
    keys = [each["operationId"] for each in OPERATIONS.values()]
    assert len(keys) == len(set(keys))
    rooms = {tag["name"] for tag in SCHEMA["tags"]}
    assert {each["tags"][0] for each in OPERATIONS.values()} == rooms
    assert all(tag["description"] for tag in SCHEMA["tags"])


@pytest.mark.parametrize("address", LISTS)
def test_a_list_gives_each_row_once_whatever_the_size_of_its_pages(
    client: Client, facts: None, address: str
) -> None:
    whole = walk(client, address, limit=200)
    assert whole == walk(client, address, limit=min(190, max(1, len(whole) // 4)))
    said = [json.dumps(row, sort_keys=True) for row in whole]
    assert len(said) == len(set(said))


@pytest.mark.parametrize("address", [*ADDRESSES, "/api/v1/openapi.json"])
def test_whoever_has_an_answer_is_told_so_and_any_site_may_read_it(
    client: Client, facts: None, address: str
) -> None:
    first = client.get(address)
    again = client.get(address, headers={"If-None-Match": first["ETag"]})
    assert (first.status_code, again.status_code, again.content) == (200, 304, b"")
    head = client.head(address)
    assert (head.status_code, head.content) == (200, b"")
    for each in (first, again, head):
        assert each["Access-Control-Allow-Origin"] == "*"
        assert each["Cross-Origin-Resource-Policy"] == "cross-origin"
        assert each["Cache-Control"] == "no-cache"
        assert "Accept-Language" in each["Vary"]
    assert {"ETag", "Link"} == set(first["Access-Control-Expose-Headers"].split(", "))


def test_a_browser_that_asks_first_is_let_through(client: Client, facts: None) -> None:
    found = client.options(
        "/api/v1/states",
        headers={
            "Origin": "https://example.org",
            "Access-Control-Request-Method": "GET",
            "Access-Control-Request-Headers": "if-none-match",
        },
    )
    assert found.status_code == 204
    assert "GET" in found["Access-Control-Allow-Methods"]
    assert found["Access-Control-Allow-Headers"] == "If-None-Match"
    assert "Access-Control-Allow-Credentials" not in found


def test_a_refusal_may_be_read_too_and_has_no_body_for_head(client: Client, facts: None) -> None:
    assert client.get("/api/v1/states?limit=0")["Access-Control-Allow-Origin"] == "*"
    assert client.get("/api/v1/nothing")["Access-Control-Allow-Origin"] == "*"
    assert client.head("/api/v1/states?limit=0").content == b""


# ── the page ──────────────────────────────────────────────────────────────────────────────────────


def test_the_page_tells_of_every_operation_with_an_answer(page: Callable[..., str]) -> None:
    text = page("/en/api/")
    for path, each in OPERATIONS.items():
        assert text.count(f'id="{each["operationId"]}"') == 1, path
        assert f"GET {path}" in text
        for parameter in each["parameters"]:
            assert parameter["description"] in text
    assert "&quot;iso3&quot;: &quot;SCG&quot;" in text
    assert "curl 'http://testserver/api/v1/states/SCG'" in text
    assert set(EXAMPLES) == {each["operationId"] for each in OPERATIONS.values()}


def test_every_example_is_answered_with_something(client: Client, official: None) -> None:
    for key, address in EXAMPLES.items():
        found = client.get(f"/api/v1/{address}")
        assert (found.status_code, key) in {(200, key), (404, "wordings")}
        if key not in {"deliberation_texts", "printed_paragraphs"}:  # of decisions that somebody imports
            assert found.json() not in ([], {"items": [], "next": None}), key


def test_the_example_of_an_official_text_is_of_one_that_is_held(page: Callable[..., str]) -> None:
    assert "official-texts/tip-protocol/en/wordings" in page("/en/api/")


def test_an_official_text_that_is_held_is_the_example(client: Client, official: None) -> None:
    text = client.get("/en/api/").content.decode()
    assert "official-texts/uncac/en/wordings?limit=1" in text
    assert "On lamps" in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_english_parts_say_that_they_are_english(page: Callable[..., str], language: str) -> None:
    text = page(f"/{language}/api/")
    assert 'lang="en" dir="ltr">Who is who: States, organizations, regions.' in text
    assert f'href="/{language}/api/"' in text  # at the foot


def test_every_refusal_of_the_rooms_is_named_on_the_page(client: Client, facts: None) -> None:
    told = {each.code for each in PROBLEMS}
    for query in ("q=%00", "x=1", "limit=x", "cursor=x", "lang=x", "region=999", "q="):
        code = client.get(f"/api/v1/states?{query}").json()["type"].rpartition(":")[2]
        assert code in told
    assert all("%(" not in each.sentence for each in PROBLEMS)
