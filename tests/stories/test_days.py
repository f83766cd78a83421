"""The decision on another day: by the slider, by the years below it, by the exact day."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.stories.conftest import Opens

pytestmark = pytest.mark.browser

DECISION = "/en/decisions/4-4/"
FIRST = 2008


@pytest.mark.parametrize("language", ["en", "ar"])
def test_it_works(page: Page, language: str) -> None:
    """A day typed into the field is the day of the page, of its address and of its documents."""
    page.goto(f"/{language}/decisions/4-4/")
    before = evidence(page, "p")
    page.locator('input[type="date"]').fill("2009-01-01")
    page.locator("form", has=page.locator('input[type="date"]')).get_by_role("button").click()
    expect(page).to_have_url(re.compile(r"\?on=2009-01-01$"))
    expect(page.locator('input[type="date"]')).to_have_value("2009-01-01")
    expect(page.get_by_role("status").locator("time")).to_have_attribute("datetime", "2009-01-01")
    expect(page.get_by_role("slider")).to_have_value("2009")
    assert evidence(page, "p") != before
    assert evidence(page, "p") == computed(page, language, "2009-01-01", "p")
    for link in page.locator("a[download]").all():
        assert str(link.get_attribute("href")).endswith("?on=2009-01-01")


def evidence(page: Page, paragraph: str) -> str:
    """What the records say beside a paragraph: the answer, and what is added to it in smaller letters."""
    note = page.locator(f"article#{paragraph}").get_by_role("complementary")
    return " ".join([note.locator("p").nth(1).inner_text(), *note.locator("p + p.rest").all_inner_texts()])


def computed(page: Page, language: str, on: str, paragraph: str) -> str:
    """The same from the API."""
    rows = page.request.get(f"/api/v1/decisions/4-4/evidence?on={on}&lang={language}").json()
    return str(next(row["sentence"] for row in rows if row["paragraph"] == paragraph))


def parties(page: Page) -> int:
    found = re.search(r"Parties on record: (\d+)", evidence(page, "f"))
    assert found
    return int(found[1])


@pytest.mark.parametrize("window", ["desktop", "phone"], indirect=True)
def test_the_slider_walks_from_2008_to_today(page: Page) -> None:
    """Year by year, with the keyboard: the numbers follow, and so does the address."""
    page.goto(DECISION)
    today = parties(page)
    last = int(str(page.get_by_role("slider").get_attribute("max")))
    page.get_by_role("slider").focus()
    page.keyboard.press("Home")
    counts = []
    for year in range(FIRST, last + 1):
        expect(page).to_have_url(re.compile(rf"\?year={year}$"))
        expect(page.get_by_role("status").locator("time")).to_have_attribute(
            "datetime", re.compile(str(year))
        )
        shown = str(page.locator('input[type="date"]').input_value())
        assert shown.startswith(str(year))
        assert evidence(page, "f") == computed(page, "en", shown, "f")
        counts.append(parties(page))
        page.keyboard.press("ArrowRight")
    assert counts == sorted(counts)
    assert counts[0] < 130 < 170 < counts[-1] == today
    expect(page.get_by_role("slider")).to_be_focused()


def test_back_is_the_year_before(desktop: Page) -> None:
    """The browser's way back goes through the years that the slider stood on; everything follows."""
    desktop.goto(f"{DECISION}?year=2010")
    earlier = evidence(desktop, "f")
    desktop.get_by_role("slider").focus()
    desktop.keyboard.press("End")
    expect(desktop).not_to_have_url(re.compile("year=2010"))
    expect(desktop.get_by_role("status").locator("time")).not_to_have_attribute("datetime", "2010-12-31")
    desktop.go_back()
    expect(desktop).to_have_url(re.compile(r"\?year=2010$"))
    expect(desktop.get_by_role("status").locator("time")).to_have_attribute("datetime", "2010-12-31")
    expect(desktop.get_by_role("slider")).to_have_value("2010")
    expect(desktop.locator('input[type="date"]')).to_have_value("2010-12-31")
    assert evidence(desktop, "f") == earlier


def test_the_slider_has_a_button_where_there_is_no_script(opens: Opens) -> None:
    page = opens("no script")
    page.goto(DECISION)
    page.get_by_role("slider").focus()
    page.keyboard.press("Home")
    page.locator("form", has=page.get_by_role("slider")).get_by_role("button").click()
    expect(page).to_have_url(re.compile(rf"\?year={FIRST}$"))
    expect(page.get_by_role("status").locator("time")).to_have_attribute("datetime", f"{FIRST}-12-31")


def test_a_year_below_the_slider_is_a_link(page: Page) -> None:
    page.goto(DECISION)
    page.get_by_role("link", name="2012", exact=True).click()
    expect(page).to_have_url(re.compile(r"\?year=2012$"))
    expect(page.get_by_role("status").locator("time")).to_have_attribute("datetime", "2012-12-31")


def test_the_register_on_another_day(page: Page) -> None:
    """The same by the filter of the register, alone and with a region; with script the page stays."""
    page.goto("/en/register/tip-protocol/")
    everywhere = page.locator("table#table tbody tr").count()
    page.get_by_label("As at", exact=True).fill("2008-10-17")
    page.get_by_label("Region", exact=True).select_option(label="Africa")
    page.get_by_role("main").get_by_role("button", name="Show").click()
    expect(page).to_have_url(re.compile(r"on=2008-10-17.*region=002"))
    expect(page.locator("#lede")).to_contain_text("on record on 17 October 2008")
    expect(page.locator("table#table tbody tr")).not_to_have_count(everywhere)
    assert page.locator("table#table tbody tr").count() < 60
    csv = page.locator('a[download][href*="/export.csv"]').get_attribute("href")
    assert "on=2008-10-17" in str(csv)
    assert "region=002" in str(csv)
