"""The page of Decision 4/4 as a reader meets it."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from palermo.kit.http import today

Page = Callable[..., str]
ADDRESS = "/en/decisions/4-4/"


def words(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def note(html: str, anchor: str) -> str:
    """The paragraph with its note."""
    return words(html.split(f'<article class="para" id="{anchor}"')[1].split("</article>")[0])


def counts(html: str) -> dict[str, int]:
    legend = words(html.split('class="legend"')[1].split("</ul>")[0].partition(">")[2])
    found = re.findall(r"(Met|Under way|Not met|Continuing|Unknown) (\d+)", legend)
    return {word: int(count) for word, count in found}


def test_it_works(page: Page) -> None:
    html = page(f"{ADDRESS}?on=2012-10-19")
    assert "Trafficking in human beings" in html
    assert "CTOC/COP/2008/19" in html
    assert "19 October 2012" in html
    assert "Met The session decided on the group: Resolution 6/1" in note(html, "t")
    assert 'href="/en/outcomes/resolution-6-1/"' in html


def test_every_paragraph_and_item_has_its_place_and_its_note(page: Page) -> None:
    html = page(ADDRESS)
    anchors = re.findall(r'<article class="para(?: item)?" id="([^"]+)"', html)
    assert anchors == [*"abcdefghijklmno", "o-i", "o-ii", "o-iii", "o-iv", *"pqrst"]
    assert html.count('<aside class="note') == 24
    for letter in "abcdefghijklmnopqrst":
        assert f'<a href="#{letter}">' in html
    assert "The Conference recalls its functions under article 32" in html


def test_a_paragraph_names_act_addressee_deadline_and_provision(page: Page) -> None:
    html = page(ADDRESS)
    assert "Requests The Secretariat" in note(html, "q")
    assert "at its sixth session, in 2012" in note(html, "t")
    assert "art. 9, para. 5" in note(html, "i")
    assert "our reading" in note(html, "i")
    assert 'href="/en/texts/tip-protocol/9/#art_9__para_5"' in html


def test_the_year_stands_for_its_last_day_and_the_exact_day_wins(page: Page) -> None:
    assert "31 December 2012" in page(f"{ADDRESS}?year=2012")
    html = page(f"{ADDRESS}?year=2012&on=2010-10-22")
    assert "22 October 2010" in html
    assert "31 December" not in html
    year = today().year
    assert f'<time datetime="{today()}">' in page(f"{ADDRESS}?year={year}")


def test_the_legend_counts_the_twenty_paragraphs(page: Page) -> None:
    found = counts(page(f"{ADDRESS}?on=2008-12-31"))
    assert found == {"Met": 2, "Under way": 3, "Not met": 0, "Continuing": 3, "Unknown": 12}
    assert counts(page(f"{ADDRESS}?on=2008-01-01"))["Unknown"] == 20


@pytest.mark.parametrize(
    "query", ["on=soon", "on=2012-13-01", "on=2999-01-01", "year=2007", "year=x", "on=2012-02-30"]
)
def test_a_bad_day_gets_a_sentence(page: Page, query: str) -> None:
    assert "<h1" in page(f"{ADDRESS}?{query}", 400)


def test_an_unknown_decision_is_missing(page: Page) -> None:
    assert "no decision or resolution “9-9”" in page("/en/decisions/9-9/", 404)


def test_the_slider_gets_the_live_part_and_the_whole_page_is_its_equal(client: Client, facts: None) -> None:
    whole = client.get(f"{ADDRESS}?year=2012")
    part = client.get(f"{ADDRESS}?year=2012", headers={"HX-Request": "true"})
    html = part.content.decode()
    assert "<html" not in html
    assert html.index('<div id="live">') < html.index('hx-swap-oob="true"')
    assert 'href="/fr/decisions/4-4/?year=2012"' in html, "the language switch keeps the new day"
    live = re.compile(r'<div id="live">.*?</article>\s*<div class="section">', re.S)
    assert live.search(html)[0] == live.search(whole.content.decode())[0]  # type: ignore[index]
    assert "HX-Request" in part["Vary"]


def test_going_back_gets_a_whole_page(client: Client, facts: None) -> None:
    headers = {"HX-Request": "true", "HX-History-Restore-Request": "true"}
    assert "<html" in client.get(f"{ADDRESS}?year=2012", headers=headers).content.decode()


def test_every_record_is_a_page_that_is_there(client: Client, facts: None) -> None:
    for query in ("on=2010-10-22", "on=2024-04-20"):
        html = client.get(f"{ADDRESS}?{query}").content.decode()
        links = set(re.findall(r'<a href="(/en/[^"]+)"><bdi>', html))
        assert len(links) > 8
        for link in links:
            address = link.replace("&amp;", "&")
            assert client.get(address).status_code == 200, address


def test_the_number_of_queries_does_not_depend_on_the_day(
    client: Client, facts: None, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    client.get(ADDRESS)
    for query in ("on=2008-10-17", "on=2012-10-19", ""):
        with django_assert_max_num_queries(8):  # type: ignore[attr-defined]
            client.get(f"{ADDRESS}?{query}")
