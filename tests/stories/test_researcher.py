"""The researcher's story: filter, download, reproduce the count; by hand, by the description, by the API."""

import csv
import re
from typing import Any
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page, expect

from tests.stories.files import objects, rows, taken

pytestmark = pytest.mark.browser
ASKED = {"instrument": "tip-protocol", "kind": "accession", "region": "002"}  # Africa


def test_it_works(page: Page) -> None:
    page.goto("/en/register/")
    page.get_by_role("main").locator('a[href="/en/register/acts/"]').first.click()
    for name, value in ASKED.items():
        page.get_by_role("main").locator(f'select[name="{name}"]').select_option(value)
    page.get_by_role("main").get_by_role("button", name="Show").click()
    page.wait_for_url("**/acts/?*")
    heading = page.locator("#table-title")
    (said,) = re.findall(r"\d+", heading.inner_text())
    assert int(said) > 10
    for form in ("csv", "xlsx"):
        found = rows(taken(page, page.locator(f'a[download][href*="acts/export.{form}"]')))
        assert len(found) - 1 == int(said)
    listed = objects(taken(page, page.locator('a[download][href*="acts/export.json"]')))
    assert len(listed) == int(said)
    by_year(page, int(said))
    by_description(page, int(said))
    by_api(page, {row["key"] for row in listed})


def by_year(page: Page, said: int) -> None:
    """The figures of the small tables add up to the count."""
    found = objects(taken(page, page.locator('a[download][href*="acts/years.json"]')))
    assert sum(row["acts"] for row in found) == said


def by_description(page: Page, said: int) -> None:
    """The CSV names its description, which has its columns, their types, and where it is."""
    answer = page.request.get(f"/en/register/acts/export.csv?{urlencode(ASKED)}")
    link = re.fullmatch(
        r'<([^>]+)>; rel="describedby"; type="application/csvm\+json"', answer.headers["link"]
    )
    assert link
    described = page.request.get(link[1]).json()
    head, *body = csv.reader(answer.body().decode("utf-8-sig").splitlines())
    assert [column["titles"] for column in described["tableSchema"]["columns"]] == head
    assert len(body) == said


def by_api(page: Page, keys: set[str]) -> None:
    """From two lists of the API, page after page: the acts, and the States of the region."""
    acts = every(page, "acts", {"instrument": ASKED["instrument"], "kind": ASKED["kind"]})
    states = {each["iso3"] for each in every(page, "states", {"region": ASKED["region"]})}
    assert {each["key"] for each in acts if each["participant"] in states} == keys


def every(page: Page, name: str, asked: dict[str, str]) -> list[Any]:
    """All rows of a list, seven at a time."""
    query, found, turns = asked | {"limit": "7"}, list[Any](), 0
    while True:
        answer = page.request.get(f"/api/v1/{name}?{urlencode(query)}").json()
        found += answer["items"]
        turns += 1
        if answer["next"] is None:
            assert turns > 1
            return found
        query["cursor"] = answer["next"]


def test_everything_public_is_one_archive(desktop: Page) -> None:
    desktop.goto("/en/data/")
    expect(desktop.get_by_role("heading", level=1)).to_be_visible()
    archive = taken(desktop, desktop.locator('a[download][href$=".zip"]').first)
    assert archive.stat().st_size > 100_000
