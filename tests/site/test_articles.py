"""The page of an article, paragraph by paragraph."""

import json
import re

import pytest
from django.test import Client

from palermo.core.language import Text
from palermo.kit.models import changed
from palermo.texts.models import Instrument, Provision, Wording
from tests import factories
from tests.site.provisions import PART, Page

pytestmark = pytest.mark.usefixtures("facts")


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
