"""The legal adviser's story: from a summary to the official text to Akoma Ntoso, and to who has reserved."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree
from playwright.sync_api import Page, expect

from tests.stories.files import plain, taken

pytestmark = pytest.mark.browser
ARTICLE = "/en/texts/tip-protocol/15/"
SECOND = "art_15__para_2"


@pytest.fixture
def imported(server: str, served_data: Path, shared: Path) -> Iterator[None]:
    """The administrator has imported the English text of the Protocol, as its holder."""
    file = str(shared / "instruments" / "tip-protocol-2000.en.txt")
    texts(
        served_data, "import", file, "--instrument", "tip-protocol", "--language", "en", "--yes", "--replace"
    )
    yield
    texts(served_data, "remove", "--instrument", "tip-protocol", "--language", "en", "--yes")


def texts(data: Path, *arguments: str) -> None:
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment["PALERMO_DATA"] = str(data)
    command = [sys.executable, "-m", "palermo.cli", "texts", *arguments]
    subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)


def test_it_works(page: Page, imported: None) -> None:
    page.goto("/en/")
    box = page.get_by_role("banner").get_by_role("searchbox")
    box.fill("art. 15, para. 2")
    box.press("Enter")
    page.get_by_role("main").locator(f'a[href="{ARTICLE}#{SECOND}"]').click()
    paragraph = page.locator(f"article#{SECOND}")
    expect(paragraph).to_be_in_viewport()
    expect(paragraph).to_contain_text("shall")
    official = paragraph.locator('blockquote[lang="en"]')
    words = official.locator("p").last.inner_text()
    assert len(words) > 200  # the official words stand beside the summary
    assert words not in paragraph.locator(".prose > div > p").last.inner_text()  # which is another text
    in_akoma_ntoso(page, words)
    who_reserved(page)


def in_akoma_ntoso(page: Page, words: str) -> None:
    """The file that the page offers has the very words at the identifier of the paragraph."""
    link = page.get_by_role("main").get_by_role("link", name="Akoma Ntoso").first
    tree = etree.parse(taken(page, link))
    (found,) = [each for each in tree.iter() if each.get("eId") == SECOND]
    assert plain(words) == plain("".join(map(str, found.itertext())))


def who_reserved(page: Page) -> None:
    """Beside the paragraph stand the reservations that name it, each leading to its State."""
    note = page.locator(f"article#{SECOND}").get_by_role("complementary")
    expect(note).to_contain_text("Bahrain")
    note.get_by_role("link", name="Bahrain").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Bahrain")
    expect(page.locator("#declarations")).to_be_in_viewport()


def test_two_languages_stand_side_by_side(page: Page) -> None:
    page.goto(ARTICLE)
    page.get_by_label("Second language").select_option("ar")
    page.get_by_role("main").get_by_role("button", name="Show").click()
    page.wait_for_url("**/?beside=ar")
    arabic = page.locator(f'article#{SECOND} .prose > div[lang="ar"]')
    expect(arabic).to_have_attribute("dir", "rtl")
    expect(arabic).to_contain_text("محكمة العدل الدولية")


def test_without_an_official_text_the_page_says_how_one_comes(desktop: Page) -> None:
    desktop.goto("/en/texts/uncac/")
    main = desktop.get_by_role("main")
    expect(main).to_contain_text("No official text of this instrument is held yet")
    expect(main).to_contain_text("./palermo texts import FILE --instrument uncac --language en")
