"""The front door: home, about, gallery, and what is said when something fails."""

import re
from datetime import date

import pytest
from django.test import Client, override_settings
from django.urls import reverse

from palermo.core.language import LANGUAGES
from palermo.site.views import home
from tests.site.reading import main_of, read

pytestmark = pytest.mark.usefixtures("facts")


@pytest.mark.parametrize(("asked", "given"), [("fr-CH,fr;q=0.9", "fr"), ("ar", "ar"), ("de", "en")])
def test_the_door_leads_to_the_readers_language(client: Client, asked: str, given: str) -> None:
    answer = client.get("/", HTTP_ACCEPT_LANGUAGE=asked)
    assert answer.status_code == 302
    assert answer["Location"] == f"/{given}/"
    assert "Accept-Language" in answer["Vary"]


def test_the_language_switch_keeps_page_and_query(client: Client) -> None:
    text = read(client, "/en/states/?q=ita&region=150")
    for language in LANGUAGES:
        assert f'href="/{language}/states/?q=ita&region=150"' in text


def test_the_navigation_says_where_one_is(client: Client) -> None:
    assert re.search(r'href="/en/states/" aria-current="page"', read(client, "/en/states/"))


# ── home ──


def test_home_shows_twenty_paragraphs_and_five_statuses(client: Client) -> None:
    text = main_of(read(client, "/en/"))
    strip = text[text.index('<ol class="strip">') :]
    assert strip[: strip.index("</ol>")].count("<li>") == 20
    assert text.count('class="status is-') >= 5


def test_home_joined_last_leads_to_the_state(client: Client) -> None:
    text = main_of(read(client, "/en/"))
    block = text[text.index('id="joined"') : text.index('id="meets"')]
    links = re.findall(r'href="(/en/(?:states|organizations)/[^"]+)"', block)
    assert links
    read(client, links[0])


def test_home_counts_the_meetings_that_its_link_lists(client: Client) -> None:
    figure = re.search(
        r'<a href="(/en/meetings/wg-tip/)">meetings of the working group.*?<dd class="fig">(\d+)</dd>',
        main_of(read(client, "/en/")),
        re.DOTALL,
    )
    assert figure
    listed = read(client, figure[1])
    table = listed[listed.index('id="sessions"') : listed.index("</tbody>")]
    assert int(figure[2]) == table.count('<th scope="row">')


def test_home_does_not_announce_a_past_meeting_without_days(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(home, "today", lambda: date(2026, 11, 24))
    text = main_of(read(client, "/en/"))
    block = text[text.index('id="meets"') : text.index('id="outcomes"')]
    order = [
        "What meets next",
        "/cop/cop-13/",
        "What met last",
        "/cop/cop-12/",
        "Perhaps later",
        "/wg-tip/wg-tip-15/",
    ]
    assert sorted(order, key=block.index) == order


def test_home_says_which_body_adopted_an_outcome(client: Client) -> None:
    text = main_of(read(client, "/en/"))
    block = text[text.index('id="outcomes"') : text.index('id="joining"')]
    lines = re.findall(r'<br><span class="small">(.*?) · ', block)
    assert len(lines) == 4
    assert set(lines) <= {"General Assembly", "Conference of the Parties", "Crime Commission"}, lines


# ── about, gallery ──


def test_about_names_every_rule_and_is_honest(client: Client) -> None:
    text = main_of(read(client, "/en/about/"))
    rules = text[text.index('id="rules"') : text.index('id="confidence"')]
    assert rules.count("<tr") == 25  # the head, twenty paragraphs, four items
    assert "not been independently audited" in text
    assert "/api/v1/openapi.json" in text


def test_the_gallery_is_marked_as_invented(client: Client) -> None:
    text = main_of(read(client, "/en/gallery/"))
    assert "/en/states/" not in text
    for name in ("status", "note", "asat", "tiles", "chart", "table"):
        head = text[text.index(f'id="g-{name}"') :]
        assert "sample" in head[: head.index("</div>")], name


def test_the_gallery_shows_the_components_that_pages_are_made_of(client: Client) -> None:
    text = main_of(read(client, "/en/gallery/"))
    for component in (
        '<ol class="strip">',
        '<article class="para" id="a"',
        '<article class="para item" id="a-i"',
        '<aside class="note is-underway">',
        '<div class="asat"',
        '<a class="tile party since" href="#g-tiles" title="XA: Party, joined after October 2008"',
        '<svg class="wide"',
    ):
        assert component in text, component
    for weight in ("shall", "consider", "may"):
        assert f'href="#w-{weight}"' in text
    for anchor in set(re.findall(r'href="#([-\w]+)"', text)):
        if not anchor.startswith(("m-", "i-", "w-")):  # those are drawings
            assert f'id="{anchor}"' in text, anchor


# ── failures ──


def test_an_unknown_api_address_answers_in_json(client: Client) -> None:
    answer = client.get("/api/v1/nowhere")
    assert answer.status_code == 404
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["status"] == 404


def test_our_own_mistake_says_so_and_no_more(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:

    def broken(*_given: object) -> None:
        raise RuntimeError("a secret that must not be shown")

    monkeypatch.setattr("palermo.site.views.states.actors.region_names", broken)
    client.raise_request_exception = False
    answer = client.get(reverse("states"))
    assert answer.status_code == 500
    text = answer.content.decode()
    assert "the mistake is ours" in text
    assert "secret" not in text
    assert 'role="search"' in text


@override_settings(DEBUG=False)
def test_robots_are_told(client: Client) -> None:
    assert "Disallow" in read(client, "/robots.txt")
