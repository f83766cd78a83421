"""The joined pages of instruments and themes: our words, the official ones, what points there."""

import csv
import io
import json
import re

import pytest
from django.test import Client

from palermo.core.actor import Actor
from palermo.core.language import LANGUAGES
from palermo.kit.models import changed
from palermo.texts import queries
from tests import factories
from tests.site.provisions import PART, Page

pytestmark = pytest.mark.usefixtures("facts")
PAGES = (
    "texts/tip-protocol/",
    "texts/untoc/?level=all&beside=ar",
    "texts/uncac/",
    "texts/tip-protocol/9/",
    "texts/untoc/18/?beside=zh",
    "texts/smuggling-protocol/6/",
    "texts/themes/victims/",
)
ROW = re.compile(r'<a id="(art_[\w]+)" href="([^"]+)">')


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_it_works(page: Page, language: str, address: str) -> None:
    assert page(f"/{language}/{address}").count("<h1") == 1


@pytest.mark.parametrize("address", [each for each in PAGES if "uncac" not in each])  # it has none
def test_every_link_leads_somewhere(read: Page, client: Client, address: str) -> None:
    links = set(re.findall(r'href="(/en/[^"#?]*)', read(address)))
    assert links
    for link in links:
        assert client.get(link).status_code == 200, link


def test_every_provision_of_every_instrument_has_its_place_on_the_page_of_its_article(
    read: Page, stranger: Actor
) -> None:
    pages: dict[str, list[str]] = {}
    for row in queries.all_provisions(stranger):
        pages.setdefault(f"texts/{row.instrument_id}/{row.article}/", []).append(row.citation.eid())
    assert len(pages) == 41 + 20 + 25 + 21
    for address, places in pages.items():
        text = read(address)
        assert [place for place in places if f'id="{place}"' not in text] == [], address


# ── an instrument ──


def test_an_instrument_says_how_it_enters_into_force(read: Page) -> None:
    text = read("texts/tip-protocol/")
    assert "90 days after 40 States have deposited" in text
    assert "Never before the Convention." in text
    assert "30 days after its own deposit" in text
    assert 'href="/en/register/tip-protocol/"' in text
    assert "Never before the Convention." not in read("texts/untoc/")


def test_articles_alone_are_listed_until_all_are_asked_for(read: Page) -> None:
    text = read("texts/tip-protocol/")
    assert [place for place, _url in ROW.findall(text)] == [f"art_{number}" for number in range(1, 21)]
    assert "20 articles" in text
    assert "art_9__para_1__point_b" in read("texts/tip-protocol/?level=all")


def test_the_weight_narrows_the_list_and_the_heading_counts(read: Page) -> None:
    text = read("texts/tip-protocol/?weight=consider&level=all")
    shown = len(ROW.findall(text))
    assert 0 < shown < 97
    assert f"{shown} provisions" in text
    assert '<option value="consider" selected>' in text
    assert text.count('href="#w-consider"') == shown


def test_no_duty_has_no_bar(read: Page) -> None:
    text = read("texts/tip-protocol/?weight=none")
    assert text.count("lays no duty on a State</span>") == len(ROW.findall(text)) > 0
    assert 'href="#w-' not in text


def test_a_second_language_stands_beside_with_its_direction(read: Page) -> None:
    text = read("texts/tip-protocol/?beside=ar")
    assert text.count('<b><span lang="ar" dir="rtl">') == 20
    assert "العربية" in text[text.index("<thead") : text.index("</thead>")]


def test_what_nobody_summarized_is_not_said_to_be_empty(read: Page) -> None:
    text = read("texts/uncac/")
    assert "71 articles" in text
    assert "that says nothing about what it holds" in text
    assert "Who is bound" not in text  # its acts are not kept here
    assert "export.csv" not in text


def test_the_articles_of_an_official_text_stand_in_for_summaries(read: Page) -> None:
    treaty = factories.instrument("x-bare")
    text = factories.official_text(instrument=treaty)
    factories.wording(text=text, printed="Article 1", heading="Lamps")
    factories.wording(text=text, order=2, kind="paragraph", printed="", words="Lamps are lit.")
    changed("palermo.texts")
    shown = read("texts/x-bare/")
    assert 'href="/en/texts/x-bare/1/">Article 1</a> · Lamps' in shown
    assert shown.count('href="/en/texts/x-bare/1/"') == 1
    assert '<ul class="names wide" lang="en">' in read("texts/x-bare/", language="fr")
    assert ">Lamps</h1>" in read("texts/x-bare/1/")


def test_whatever_fits_no_filter_says_so(read: Page) -> None:
    assert "No provision fits" in read("texts/tip-protocol/?q=zzzz")


# ── a theme ──


def test_a_theme_runs_through_instruments(read: Page) -> None:
    text = read("texts/themes/victims/")
    assert "/en/texts/tip-protocol/6/" in text
    assert "/en/texts/untoc/25/" in text


def test_demand_is_what_the_decision_points_to(read: Page) -> None:
    text = read("texts/themes/demand/")
    assert 'href="/en/decisions/4-4/#i"' in text
    assert "1 provision is about this." in text


# ── files ──


@pytest.mark.parametrize("address", ["tip-protocol/", "tip-protocol/9/", "untoc/18/", "themes/victims/"])
@pytest.mark.parametrize("query", ["", "weight=shall&sort=-heading", "beside=fr&level=all"])
def test_a_file_has_the_rows_of_the_screen(client: Client, read: Page, address: str, query: str) -> None:
    listed = json.loads(client.get(f"/en/texts/{address}export.json?{query}").content)
    screen = read(f"texts/{address}?{query}")
    text = client.get(f"/en/texts/{address}export.csv?{query}").content.decode("utf-8-sig")
    assert [row["Provision"] for row in csv.DictReader(io.StringIO(text))] == [
        row["number"] for row in listed
    ]
    screen = screen[: screen.index('id="pointers"')]
    if "<table" in screen:
        links = re.findall(r'href="/en/texts/[-\w]+/\d+/[^"]*">(art\. [^<]+)</a></td>', screen)
        assert links == [row["number"] for row in listed]
    else:
        shown = [place for place in PART.findall(screen) if not place.endswith("-words")]
        assert [row["eid"] for row in listed] == [listed[0]["eid"], *shown]  # the first stands in the title


def test_a_file_has_both_languages_of_the_screen(client: Client, read: Page) -> None:
    [row] = json.loads(client.get("/en/texts/themes/demand/export.json?beside=fr").content)
    screen = read("texts/themes/demand/?beside=fr")
    assert all(row[name] in screen for name in ("heading", "summary", "beside", "summary_beside"))
    assert row["summary"] != row["summary_beside"]


@pytest.mark.parametrize("name", ["", "export.csv", "pointers.csv"])
def test_an_article_that_is_not_there_has_no_file_either(client: Client, name: str) -> None:
    assert client.get(f"/en/texts/tip-protocol/21/{name}").status_code == 404


def test_what_points_to_an_instrument_is_a_file_too(client: Client, read: Page) -> None:
    listed = json.loads(client.get("/en/texts/tip-protocol/pointers.json").content)
    assert len(listed) == read("texts/tip-protocol/").split('id="pointing"')[1].count("<tr>") - 1 > 20
