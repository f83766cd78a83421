"""The newcomer's story: from home to a paragraph's evidence, to a State, to files that say the same."""

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.stories.files import objects, paper, plain, rows, taken
from tests.stories.steps import go_to

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("language", ["en", "ar"])
def test_it_works(page: Page, language: str) -> None:
    page.goto("/")
    if language != "en":
        page.get_by_role("banner").locator(f'a[hreflang="{language}"]').click()
    expect(page).to_have_url(re.compile(f"/{language}/$"))
    sentence = read_the_paragraph_on_joining(page, language)
    parties = open_its_record(page, sentence)
    day = open_a_state(page)
    take_the_list_away(page, day, parties)
    take_the_decision_away(page, language, sentence)


def read_the_paragraph_on_joining(page: Page, language: str) -> str:
    """Home shows where each paragraph stands; its tile leads to it, with the computed evidence beside it."""
    tile = page.get_by_role("main").locator('a[href$="/decisions/4-4/#f"]')
    said = tile.inner_text()
    tile.click()
    expect(page).to_have_url(re.compile(f"/{language}/decisions/4-4/#f$"))
    expect(page.locator("article#f")).to_be_in_viewport()
    computed = page.request.get(f"/api/v1/decisions/4-4/evidence?lang={language}").json()
    sentence = next(row["sentence"] for row in computed if row["paragraph"] == "f")
    assert evidence(page).locator("p").first.inner_text().strip() in said
    expect(evidence(page)).to_contain_text(sentence)
    return str(sentence)


def evidence(page: Page) -> Locator:
    return page.locator("article#f").get_by_role("complementary")


def open_its_record(page: Page, sentence: str) -> int:
    """The figure is a door: behind it stands the register, with a tile for each State, and the same count."""
    evidence(page).locator('a[href*="/register/tip-protocol/"]').click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    (parties,) = re.findall(r"\d+", page.locator("#lede p").first.inner_text())[:1]
    assert parties in re.findall(r"\d+", sentence)
    return int(parties)


def open_a_state(page: Page) -> str:
    """A tile leads to its State; answers the day of its act, the same in the table and on its page."""
    of_state = page.locator('a[href$="/states/JPN/"]')
    days = listed(page).filter(has=of_state).locator("time").evaluate_all("all => all.map(e => e.dateTime)")
    page.get_by_role("listitem").locator(of_state).click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    standing = page.get_by_role("row").filter(has=page.locator('a[href*="/register/tip-protocol/"]'))
    day = str(standing.locator("time").first.get_attribute("datetime"))
    assert day in days
    return day


def listed(page: Page) -> Locator:
    """The rows of the list on the screen."""
    return page.locator("table#table tbody tr")


def take_the_list_away(page: Page, day: str, parties: int) -> None:
    """From the State back to the list; as CSV, XLSX and JSON it has the rows of the screen, and that day."""
    page.get_by_role("row").locator('a[href*="/register/tip-protocol/"]').click()
    name = page.locator('th a[href$="/states/JPN/"]').inner_text()
    count = listed(page).count()
    assert count > parties
    for form in ("csv", "xlsx"):
        found = rows(taken(page, page.locator(f'a[download][href*="export.{form}"]')))
        assert len(found) == count + 1
        assert [row for row in found if row[0] == name and row[1] == "JPN" and day in row]
    found = objects(taken(page, page.locator('a[download][href*="export.json"]')))
    assert len(found) == count
    assert [row for row in found if (row["name"], row["code"], row["deposited"]) == (name, "JPN", day)]


def take_the_decision_away(page: Page, language: str, sentence: str) -> None:
    """The decision itself as a document for Word and as a PDF, with the sentence that stood on the page."""
    go_to(page, f"/{language}/decisions/4-4/")
    word = taken(page, page.locator('a[download][href*="decision-4-4.docx"]'))
    assert plain(sentence) in paper(word)
    pdf = taken(page, page.locator('a[download][href*="decision-4-4.pdf"]'))
    assert "CTOC/COP/2008/19" in paper(pdf)
    if language != "ar":  # what is set from right to left comes out of a PDF in another order
        assert plain(sentence) in paper(pdf)
