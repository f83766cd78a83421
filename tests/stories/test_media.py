"""The same pages on a phone, on paper and in the dark."""

import io
import re

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.pages import PAGES
from tests.stories.conftest import Opens
from tests.stories.files import plain

pytestmark = pytest.mark.browser

DECISION = "/en/decisions/4-4/?on=2012-10-15"
# Whether the page is wider than the window, or has grown the window; and what sticks out.
TOO_WIDE = """width => [window.innerWidth, document.documentElement.scrollWidth, document.body.scrollWidth]
  .some(each => each > width)
  && [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > width + 1
    || e.getBoundingClientRect().left < -1).slice(0, 3).map(e => e.outerHTML.slice(0, 120))"""


def test_it_works(phone: Page) -> None:
    """On a phone every section is a tap away, at the head and at the foot."""
    phone.goto("/en/register/")
    bar, foot = (phone.get_by_role(part).get_by_role("navigation") for part in ("banner", "contentinfo"))
    for name in ("Overview", "Decision 4/4", "Register", "States", "Texts", "Meetings"):
        expect(bar.get_by_role("link", name=name, exact=True)).to_be_in_viewport()
        expect(foot.get_by_role("link", name=name, exact=True)).to_have_count(1)
    bar.get_by_role("link", name="Decision 4/4").tap()
    expect(phone).to_have_url(re.compile("/en/decisions/4-4/$"))


def sticking_out(page: Page, language: str, width: int) -> dict[str, object]:
    page.set_viewport_size({"width": width, "height": 844})
    found = {}
    for address in PAGES:
        page.goto(f"/{language}/{address}")
        if wide := page.evaluate(TOO_WIDE, width):
            found[address] = wide
    return found


@pytest.mark.parametrize("language", ["en", "ar"])
def test_no_page_is_wider_than_a_phone(phone: Page, language: str) -> None:
    assert sticking_out(phone, language, 390) == {}


@pytest.mark.full
@pytest.mark.parametrize("language", ["ar", "zh", "en", "fr", "ru", "es"])
@pytest.mark.parametrize("width", [320, 768])
def test_no_page_is_wider_than_its_window(phone: Page, language: str, width: int) -> None:
    """The narrowest window of WCAG 1.4.10, and a tablet."""
    assert sticking_out(phone, language, width) == {}


def test_paper_has_the_text_and_no_navigation(desktop: Page) -> None:
    desktop.goto(DECISION)
    desktop.emulate_media(media="print")
    for role in ("navigation", "search", "slider", "button"):
        for each in desktop.get_by_role(role, include_hidden=True).all():
            expect(each).to_be_hidden()
    expect(desktop.get_by_role("contentinfo", include_hidden=True)).to_be_hidden()
    expect(desktop.locator("article").first).to_be_visible()
    expect(desktop.locator("article")).to_have_count(24)


def test_printed_it_says_what_the_screen_says(desktop: Page) -> None:
    """Every paragraph and every note on paper, with the day of the evidence; printed black on white."""
    desktop.goto(DECISION)
    notes = desktop.locator("article").get_by_role("complementary")
    sentences = [note.locator("p").nth(1).inner_text() for note in notes.all()]
    pages = PdfReader(io.BytesIO(desktop.pdf(format="A4"))).pages
    text = plain("".join(page.extract_text() for page in pages)).casefold()
    assert len(sentences) == 24
    for said in (*sentences, "As at 15 October 2012"):
        assert plain(said).casefold() in text
    assert plain("skip to the text") not in text
    assert len(pages) < 12


def lightness(page: Page, place: str, what: str) -> float:
    """Of a colour as it is drawn: 0 black, 1 white."""
    drawn = page.locator(place).first.evaluate(f"e => getComputedStyle(e).{what}")
    red, green, blue = map(int, re.findall(r"\d+", drawn)[:3])
    return (0.3 * red + 0.59 * green + 0.11 * blue) / 255


def test_the_dark_scheme_is_dark_and_paper_stays_white(opens: Opens) -> None:
    for scheme, is_dark in (("light", False), ("dark", True)):
        page = opens("desktop", color_scheme=scheme)
        page.goto(DECISION)
        assert (lightness(page, "body", "backgroundColor") < 0.2) is is_dark
        assert (lightness(page, "article p", "color") > 0.6) is is_dark
        assert (lightness(page, "input[type=date]", "backgroundColor") < 0.2) is is_dark
        page.emulate_media(media="print")
        assert lightness(page, "body", "backgroundColor") == pytest.approx(1)
        assert lightness(page, "article p", "color") < 0.3
