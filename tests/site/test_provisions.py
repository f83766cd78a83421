"""The joined pages of instruments, articles and themes: our words, the official ones, what points there."""

import csv
import io
import json
import re
from collections.abc import Callable
from html import unescape

import pytest
from django.test import Client

from palermo.core.actor import Actor
from palermo.core.language import LANGUAGES, Text
from palermo.kit.models import changed
from palermo.texts import queries
from palermo.texts.models import Instrument, Provision, Wording
from tests import factories

pytestmark = pytest.mark.usefixtures("facts")
Page = Callable[..., str]
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
PART = re.compile(r'<article class="para[^"]*" id="([\w-]+)"')


@pytest.fixture
def read(page: Page) -> Page:
    """The main part of a page, entities undone."""

    def fetch(address: str, status: int = 200, language: str = "en") -> str:
        text = unescape(page(f"/{language}/{address}", status))
        return text[text.index("<main") : text.index("</main>")]

    return fetch


@pytest.fixture
def held(db: None) -> Instrument:
    """An invented treaty with an official text in English and French."""
    treaty = factories.instrument(article_count=2)
    factories.provision(instrument=treaty, number="1", order=1)
    factories.provision(instrument=treaty, number="1/1", order=2, parent_id="x-treaty/1")
    for language, words in (("en", "Lamps are dimmed."), ("fr", "Les lampes sont voilées.")):
        text = factories.official_text(instrument=treaty, language=language)
        factories.wording(text=text, order=1, heading="Lamps", words="")
        factories.wording(text=text, order=2, kind="paragraph", number="1/1", printed="1.", words=words)
        factories.wording(text=text, order=3, kind="point", number="1/1/a", printed="(a)", words=f"{words}!")
        factories.wording(text=text, order=4, kind="article", number="2", printed="Article 2", words="End.")
    changed("palermo.texts")
    return treaty


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


# ── an article ──


def test_an_article_has_its_paragraphs_with_weight_and_addressee(read: Page) -> None:
    text = read("texts/tip-protocol/9/")
    assert PART.findall(text) == [
        f"art_9__para_{place}" for place in ("1", "1__point_a", "1__point_b", "2", "3", "4", "5")
    ]
    second = text[text.index('id="art_9__para_2"') : text.index('id="art_9__para_3"')]
    assert 'href="#w-consider"' in second
    assert "States parties" in second


def test_an_article_says_where_each_word_of_ours_comes_from(read: Page) -> None:
    assert "cluster: recollection" in read("texts/tip-protocol/9/")


def test_what_points_to_a_paragraph_stands_beside_it(read: Page) -> None:
    text = read("texts/tip-protocol/9/")
    fifth = text[text.index('id="art_9__para_5"') : text.index('id="official"')]
    assert 'href="/en/decisions/4-4/#i"' in fifth
    assert 'href="/en/decisions/4-4/#j"' not in fifth


def test_a_reservation_points_to_the_provision_that_it_names(read: Page) -> None:
    text = read("texts/tip-protocol/15/")
    second = text[text.index('id="art_15__para_2"') : text.index('id="art_15__para_3"')]
    assert 'href="/en/states/BHR/#declarations"' in second
    assert "Who is bound" not in second


def test_the_chain_counts_what_the_page_shows(read: Page) -> None:
    text = read("texts/tip-protocol/15/")
    steps = dict(re.findall(r'<a href="(#\w+)"><b>(\d+)</b>', text))
    assert int(steps["#provisions"]) == len(PART.findall(text)) + 1  # the article itself stands in the title
    listed = json.loads(Client().get("/en/texts/tip-protocol/15/pointers.json").content)
    assert int(steps["#pointers"]) == len([row for row in listed if "Decision" not in row["what"]]) > 5


def test_the_official_words_stand_beside_our_summary(read: Page, held: Instrument) -> None:
    text = read("texts/x-treaty/1/")
    assert '<blockquote lang="en" dir="ltr"><p><b>1.</b> Lamps are dimmed.</p>' in text
    assert "Summary (en)" in text
    assert "Les lampes" not in text
    assert 'href="?beside=fr"' in text
    both = read("texts/x-treaty/1/?beside=fr")
    assert "Lamps are dimmed." in both
    assert "Les lampes sont voilées." in both


def test_the_title_that_an_official_text_has_is_shown_where_ours_is_another(
    read: Page, held: Instrument
) -> None:
    assert "<p><b>Lamps</b></p>" in read("texts/x-treaty/1/")  # ours is another
    Wording.objects.filter(kind="article").update(heading="HEADING (EN)")
    assert 'id="art_1-words"' not in read("texts/x-treaty/1/")


def test_words_below_a_summary_stand_with_the_nearest_above(read: Page, held: Instrument) -> None:
    text = read("texts/x-treaty/1/")
    assert PART.findall(text) == ["art_1-words", "art_1__para_1"]  # (a) has no summary of its own
    assert "<b>(a)</b> Lamps are dimmed.!" in text


def test_an_article_that_only_the_official_text_has_is_shown(read: Page, held: Instrument) -> None:
    assert "End." in read("texts/x-treaty/2/")


def test_the_article_itself_stands_in_both_languages(read: Page) -> None:
    row = Provision.objects.get(key="tip-protocol/9")
    text = read("texts/tip-protocol/9/?beside=ar")
    for language in ("en", "ar"):
        assert row.summaries.in_(language) in text


def test_official_words_in_another_language_than_the_readers_are_shown(read: Page, held: Instrument) -> None:
    text = read("texts/x-treaty/2/", language="ar")
    assert '<div lang="en" dir="ltr">' in text
    assert "End." in text


def test_what_has_become_of_a_reservation_is_said_where_it_does_not_simply_stand(read: Page) -> None:
    text = read("texts/tip-protocol/15/")
    assert "Saudi Arabia; Reservation; Made at signature; stands so far as confirmed later" in text
    assert "Stands" not in text


def test_articles_lead_to_their_neighbours(read: Page) -> None:
    first, last = read("texts/tip-protocol/1/"), read("texts/tip-protocol/20/?beside=ru")
    assert 'rel="prev"' not in first
    assert 'rel="next" href="/en/texts/tip-protocol/2/' in first
    assert 'rel="next"' not in last
    assert 'rel="prev" href="/en/texts/tip-protocol/19/?beside=ru"' in last


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("texts/nowhere/", 404),
        ("texts/nowhere/1/", 404),
        ("texts/tip-protocol/21/", 404),
        ("texts/tip-protocol/0/", 404),
        ("texts/themes/nowhere/", 404),
        ("texts/untoc/?weight=heavy", 400),
        ("texts/untoc/?beside=de", 400),
        ("texts/untoc/9/?beside=de", 400),
        ("texts/untoc/?sort=colour", 400),
        ("texts/untoc/?sort=beside", 400),  # there is no such column unless a language stands beside
    ],
)
def test_a_wrong_address_is_a_clear_sentence(read: Page, address: str, status: int) -> None:
    assert '<p class="lede">' in read(address, status)


def test_what_people_wrote_is_escaped(page: Page) -> None:
    bad = Text({"en": "<script>alert(1)</script>"})
    treaty = factories.instrument(titles=bad, short_titles=bad)
    theme = factories.theme(names=bad)
    factories.provision(instrument=treaty, headings=bad, summaries=bad, theme=theme)
    words = {"words": "<script>alert(1)</script>", "heading": "<script>alert(1)</script>"}
    text = factories.official_text(instrument=treaty, file_name="<script>alert(1)</script>")
    factories.wording(text=text, **words)
    changed("palermo.texts")
    for address in (
        "texts/",
        "texts/provisions/?beside=en",
        "texts/x-treaty/?beside=en",
        "texts/x-treaty/1/?beside=en",
        "texts/themes/x-theme/?beside=en",
    ):
        shown = page(f"/en/{address}")
        assert "<script>alert" not in shown, address
        assert "&lt;script&gt;alert" in shown, address


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
