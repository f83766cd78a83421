"""Pages and files of the instruments and their articles, as a reader meets them."""

import csv
import io
import json
import re
from collections.abc import Callable
from html import unescape

import openpyxl
import pytest
from django.test import Client

from palermo.core.language import LANGUAGES, Text
from palermo.kit.models import changed
from tests import factories

pytestmark = pytest.mark.usefixtures("facts")
Page = Callable[..., str]
PAGES = ["texts/", "texts/untoc/", "texts/tip-protocol/?beside=ar", "texts/smuggling-protocol/"]
ANCHOR = re.compile(r'<a id="art_(\d+)" href="#art_\1">')


@pytest.fixture
def read(page: Page) -> Page:
    """The main part of a page, entities undone."""

    def fetch(address: str, status: int = 200) -> str:
        text = unescape(page(f"/en/{address}", status))
        return text[text.index("<main") : text.index("</main>")]

    return fetch


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_it_works(page: Page, language: str, address: str) -> None:
    assert page(f"/{language}/{address}").count("<h1") == 1


@pytest.mark.parametrize("address", PAGES)
def test_every_link_leads_somewhere(read: Page, client: Client, address: str) -> None:
    links = set(re.findall(r'href="(/en/[^"#]*)', read(address)))
    assert links
    for link in links:
        assert client.get(link).status_code == 200, link


def test_the_four_instruments_say_when_and_by_what_they_were_adopted(read: Page) -> None:
    text = read("texts/")
    assert len(re.findall(r'href="/en/texts/[-\w]+/"><b>', text)) == 4
    assert "15 November 2000" in text
    assert "A/RES/55/25" in text
    assert "41 articles" in text


def test_an_instrument_says_how_it_enters_into_force(read: Page) -> None:
    text = read("texts/tip-protocol/")
    assert "90 days after 40 States have deposited" in text
    assert "Never before the Convention." in text
    assert "30 days after its own deposit" in text
    assert 'href="/en/register/tip-protocol/"' in text
    assert "Never before the Convention." not in read("texts/untoc/")


def test_every_article_can_be_linked_to(read: Page) -> None:
    assert ANCHOR.findall(read("texts/tip-protocol/")) == [str(number) for number in range(1, 21)]


def test_a_search_hit_leads_to_an_anchor_that_is_there(page: Page) -> None:
    link = re.findall(r'href="(/en/texts/[^"#]+)#(art_\d+)"', page("/en/search/?q=art.+9"))[0]
    assert f'id="{link[1]}"' in page(link[0])


def test_the_weight_narrows_the_list_and_the_heading_counts(read: Page) -> None:
    text = read("texts/tip-protocol/?weight=consider")
    shown = len(ANCHOR.findall(text))
    assert 0 < shown < 20
    assert f"{shown} of 20 articles" in text
    assert '<option value="consider" selected>' in text
    assert text.count('href="#w-consider"') == shown


def test_no_duty_has_no_bar(read: Page) -> None:
    text = read("texts/tip-protocol/?weight=none")
    assert text.count("lays no duty on a State</span>") == len(ANCHOR.findall(text)) > 0
    assert 'href="#w-' not in text


def test_a_second_language_stands_beside_with_its_direction(read: Page) -> None:
    text = read("texts/tip-protocol/?beside=ar")
    assert text.count('<span lang="ar" dir="rtl">') == 20
    assert "العربية" in text[text.index("<thead") : text.index("</thead>")]
    assert '<option value="ar" lang="ar" selected>' in text


def test_articles_not_listed_are_no_articles_not_there(read: Page) -> None:
    text = read("texts/smuggling-protocol/")
    assert "25 articles" in text
    assert "not listed here yet" in text
    empty = text[text.index('class="empty') :]
    assert 'href="/en/register/smuggling-protocol/">Who is bound' in empty
    assert "export.csv" not in text


def test_a_weight_that_no_article_has_says_so(read: Page) -> None:
    treaty = factories.instrument()
    factories.provision(instrument=treaty, weight="shall")
    changed("palermo.texts")
    assert "No article has this weight" in read("texts/x-treaty/?weight=may")


def test_the_official_text_is_said_to_be_elsewhere(read: Page) -> None:
    assert "The official text is not copied here" in read("texts/untoc/")


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("texts/nowhere/", 404),
        ("texts/untoc/?weight=heavy", 400),
        ("texts/untoc/?beside=de", 400),
        ("texts/untoc/?sort=colour", 400),
        ("texts/untoc/?sort=beside", 400),  # there is no such column unless a language stands beside
    ],
)
def test_a_wrong_address_is_a_clear_sentence(read: Page, address: str, status: int) -> None:
    assert '<p class="lede">' in read(address, status)


def test_headings_are_escaped(page: Page) -> None:
    bad = Text({"en": "<script>alert(1)</script>"})
    factories.provision(instrument=factories.instrument(titles=bad, short_titles=bad), headings=bad)
    changed("palermo.texts")
    for address in ("texts/", "texts/x-treaty/?beside=en"):
        assert "<script>alert" not in page(f"/en/{address}")


# ── files ──


@pytest.mark.parametrize("query", ["", "weight=shall&sort=-heading", "beside=fr"])
def test_a_file_has_the_rows_and_the_order_of_the_screen(client: Client, read: Page, query: str) -> None:
    screen = ANCHOR.findall(read(f"texts/tip-protocol/?{query}"))
    listed = json.loads(client.get(f"/en/texts/tip-protocol/export.json?{query}").content)
    assert [str(row["number"]) for row in listed] == screen
    text = client.get(f"/en/texts/tip-protocol/export.csv?{query}").content.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["Article"] for row in rows] == screen
    assert ("Français" in rows[0]) is ("beside" in query)


def test_a_spreadsheet_can_be_read_back(client: Client) -> None:
    answer = client.get("/en/texts/untoc/export.xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).worksheets[0]
    assert sheet.max_row == 42
