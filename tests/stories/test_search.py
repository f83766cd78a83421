"""The search box finds a State, an article by citation, a session by symbol, a paragraph by a word."""

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

FINDS = {
    "Japan": "/en/states/JPN/",
    "JPN": "/en/states/JPN/",
    "Япония": "/en/states/JPN/",
    "art. 9, para. 5": "/en/texts/tip-protocol/9/#art_9__para_5",
    "CTOC/COP/WG.4/2010/6": "/en/meetings/wg-tip/wg-tip-2/",
    "demand": "/en/decisions/4-4/#i",
}


def search(page: Page, text: str) -> None:
    box = page.get_by_role("banner").get_by_role("searchbox")
    box.fill(text)
    box.press("Enter")
    page.wait_for_url("**/search/?q=*")


@pytest.mark.parametrize(("text", "address"), FINDS.items())
def test_it_works(page: Page, text: str, address: str) -> None:
    page.goto("/en/about/")
    search(page, text)
    page.get_by_role("main").locator(f'a[href="{address}"]').click()
    page.wait_for_url(f"**{address}")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    if "#" in address:
        expect(page.locator(f"[id='{address.split('#')[1]}']")).to_be_in_viewport()


def test_arabic_words_find_and_lead_to_arabic_pages(desktop: Page) -> None:
    desktop.goto("/ar/")
    search(desktop, "اليابان")
    desktop.get_by_role("main").locator('a[href="/ar/states/JPN/"]').click()
    expect(desktop.get_by_role("heading", level=1)).to_have_text("اليابان")


def test_nothing_found_says_that_it_proves_nothing(page: Page) -> None:
    page.goto("/en/")
    search(page, "zzz<b>zzz")
    expect(page.get_by_role("main")).to_contain_text("Nothing found")
    expect(page.get_by_role("main")).to_contain_text("says nothing about what exists elsewhere")
    expect(page.get_by_role("main").get_by_role("searchbox")).to_have_value("zzz<b>zzz")
