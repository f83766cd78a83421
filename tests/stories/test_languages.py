"""The language switch keeps the page and the day; Arabic is the same page, mirrored."""

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

pytestmark = pytest.mark.browser

LANGUAGES = ("ar", "zh", "en", "fr", "ru", "es")


def switch(page: Page, language: str) -> None:
    page.get_by_role("banner").locator(f'a[hreflang="{language}"]').click()
    page.wait_for_url(f"**/{language}/**")


def test_it_works(page: Page) -> None:
    """Through all six and back, on the day that was chosen."""
    page.goto("/en/decisions/4-4/?on=2012-10-15")
    english = page.get_by_role("main").inner_text()
    for language in (*LANGUAGES, "en"):
        switch(page, language)
        expect(page).to_have_url(re.compile(rf"/{language}/decisions/4-4/\?on=2012-10-15$"))
        expect(page.locator("html")).to_have_attribute("lang", language)
        expect(page.locator("html")).to_have_attribute("dir", "rtl" if language == "ar" else "ltr")
        expect(page.locator('input[type="date"]')).to_have_value("2012-10-15")
        assert (page.get_by_role("main").inner_text() == english) is (language == "en")


@pytest.mark.parametrize(
    "address",
    [
        "register/tip-protocol/?on=2010-05-05&region=150&sort=-deposited",
        "states/JPN/?on=2016-01-01",
        "search/?q=CTOC%2FCOP%2F2008%2F19",
        "outcomes/?q=4%2F4",
    ],
)
def test_the_switch_keeps_page_and_query(desktop: Page, address: str) -> None:
    desktop.goto(f"/en/{address}")
    switch(desktop, "ar")
    assert desktop.url.endswith(f"/ar/{address}")
    switch(desktop, "en")
    assert desktop.url.endswith(f"/en/{address}")


def test_the_switch_follows_the_slider(desktop: Page) -> None:
    desktop.goto("/en/decisions/4-4/")
    desktop.get_by_role("slider").focus()
    desktop.keyboard.press("Home")
    expect(desktop).to_have_url(re.compile(r"\?year=2008$"))
    switch(desktop, "ar")
    expect(desktop).to_have_url(re.compile(r"/ar/decisions/4-4/\?year=2008$"))


def test_arabic_is_mirrored(desktop: Page) -> None:
    """What begins on one side in English begins on the other in Arabic, as far from its edge."""
    beginnings = {}
    for language in ("en", "ar"):
        desktop.goto(f"/{language}/decisions/4-4/")
        places = (
            desktop.get_by_role("banner").get_by_role("link").first,
            desktop.get_by_role("heading", level=1),
            desktop.locator("article#f").get_by_role("link").first,
            desktop.locator("article#f").get_by_role("complementary"),
            desktop.get_by_role("contentinfo").get_by_role("navigation").first,
        )
        beginnings[language] = [beginning(place, language, 1280) for place in places]
    assert beginnings["ar"] == pytest.approx(beginnings["en"], abs=12)


def beginning(place: Locator, language: str, width: int) -> float:
    """How far from the side where reading begins."""
    box: Any = place.bounding_box()
    return float(width - box["x"] - box["width"] if language == "ar" else box["x"])


def test_years_run_with_the_slider_in_arabic(desktop: Page) -> None:
    """The slider begins on the right in Arabic; the first year stands below its beginning."""
    desktop.goto("/ar/decisions/4-4/?year=2008")
    first = desktop.get_by_role("link", name="2008", exact=True).bounding_box()
    second = desktop.get_by_role("link", name="2010", exact=True).bounding_box()
    assert first
    assert second
    assert first["x"] > second["x"]


def test_time_runs_left_to_right_in_charts(desktop: Page) -> None:
    desktop.goto("/ar/register/tip-protocol/")
    chart = desktop.get_by_role("img").first
    first = chart.get_by_text("2002", exact=True).bounding_box()
    last = chart.get_by_text("2023", exact=True).bounding_box()
    assert first
    assert last
    assert first["x"] < last["x"]
