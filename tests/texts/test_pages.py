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

from palermo.core.language import LANGUAGES

pytestmark = pytest.mark.usefixtures("facts")
Page = Callable[..., str]
PAGES = ["texts/", "texts/provisions/", "texts/provisions/?theme=victims&beside=ar"]
ROW = re.compile(r'<td class="nw"[^>]*><a href="([^"]+)">([^<]+)</a></td>')


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
    links = set(re.findall(r'href="(/en/[^"#?]*)', read(address)))
    assert links
    for link in links:
        assert client.get(link).status_code == 200, link


def test_every_instrument_says_when_and_by_what_it_was_adopted(read: Page) -> None:
    text = read("texts/")
    assert len(re.findall(r'href="/en/texts/[-\w]+/"><b>', text)) == 5
    assert "15 November 2000" in text
    assert "A/RES/55/25" in text
    assert "41 articles" in text


def test_themes_lead_to_what_all_instruments_say(read: Page) -> None:
    text = read("texts/")
    assert 'href="/en/texts/themes/victims/">Assistance to and protection of victims' in text


def test_all_provisions_stand_in_one_list_page_by_page(read: Page, client: Client) -> None:
    everything = json.loads(client.get("/en/texts/provisions/export.json").content)
    assert len(everything) == 447
    found = [row for number in range(1, 10) for row in ROW.findall(read(f"texts/provisions/?page={number}"))]
    assert [citation for _url, citation in found] == [row["number"] for row in everything]


@pytest.mark.parametrize(
    "query",
    [
        "instrument=untoc&level=paragraph&weight=may",
        "cluster=prevention&addressee=states_parties&level=article",
        "theme=demand",
        "q=extradition&level=article",
        "q=الضحايا",
    ],
)
def test_filters_narrow_the_list_together(read: Page, client: Client, query: str) -> None:
    listed = json.loads(client.get(f"/en/texts/provisions/export.json?{query}").content)
    assert 0 < len(listed) < 100
    text = read(f"texts/provisions/?{query}")
    assert [citation for _url, citation in ROW.findall(text)] == [row["number"] for row in listed]
    assert f"{len(listed)} provision" in text


def test_levels_divide_the_list(client: Client) -> None:
    counts = {
        level: len(json.loads(client.get(f"/en/texts/provisions/export.json?level={level}").content))
        for level in ("article", "paragraph", "point", "all")
    }
    assert counts["article"] == 41 + 20 + 25 + 21
    assert counts["all"] == counts["article"] + counts["paragraph"] + counts["point"] == 447


def test_nothing_that_fits_is_said_and_can_be_undone(read: Page) -> None:
    text = read("texts/provisions/?q=zzzz")
    assert "No provision fits" in text
    assert 'href="/en/texts/provisions/">Show all' in text
    assert "export.csv" not in text


@pytest.mark.parametrize(
    "query",
    ["instrument=nowhere", "level=chapter", "weight=heavy", "theme=x", "cluster=x", "beside=de", "page=99"],
)
def test_a_wrong_address_is_a_clear_sentence(read: Page, query: str) -> None:
    assert '<p class="lede">' in read(f"texts/provisions/?{query}", 400)


# ── files ──


def test_a_spreadsheet_can_be_read_back(client: Client) -> None:
    answer = client.get("/en/texts/untoc/export.xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).worksheets[0]
    assert sheet.max_row == 42


def test_a_file_has_a_row_in_the_language_beside(client: Client) -> None:
    text = client.get("/en/texts/provisions/export.csv?beside=fr&theme=demand").content.decode("utf-8-sig")
    row = next(csv.DictReader(io.StringIO(text)))
    assert row["Français"]
    assert row["Akoma Ntoso"] == "art_9__para_5"
