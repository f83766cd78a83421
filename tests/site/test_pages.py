"""The front door: home, States, a State, search, about, gallery, and what is said when something fails."""

import csv
import io
import re
from datetime import date
from html import unescape

import pytest
from django.test import Client, override_settings
from django.urls import reverse

from palermo.core.language import LANGUAGES
from palermo.site.views import home

pytestmark = pytest.mark.usefixtures("facts")


def read(client: Client, url: str, status: int = 200) -> str:
    answer = client.get(url)
    assert answer.status_code == status, answer.content.decode()[:2000]
    return unescape(answer.content.decode())


def main_of(page: str) -> str:
    return page[page.index("<main") : page.index("</main>")]


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


# ── States ──


def names_in(text: str) -> list[str]:
    return re.findall(r'<li><a href="/\w\w/states/(\w{3})/">', text)


def test_every_state_is_listed_once(client: Client) -> None:
    codes = names_in(read(client, "/en/states/"))
    assert len(codes) == len(set(codes)) >= 195
    assert {"COK", "NIU", "VAT", "PSE", "SSD"} <= set(codes)


def test_states_stand_in_the_order_of_the_readers_language(client: Client) -> None:
    german, spanish = (names_in(read(client, f"/{language}/states/?region=150")) for language in ("en", "es"))
    assert german.index("FRA") < german.index("DEU")
    assert spanish.index("DEU") < spanish.index("FRA")  # Alemania


@pytest.mark.parametrize("name", ["Côte d’Ivoire", "cote d'ivoire", "科特迪瓦", "CIV", "ci", "Кот-д’Ивуар"])
def test_a_state_is_found_by_any_name(client: Client, name: str) -> None:
    assert "CIV" in names_in(client.get("/en/states/", {"q": name}).content.decode())


def test_filters_narrow_and_nothing_found_says_so(client: Client) -> None:
    assert names_in(read(client, "/en/states/?membership=observer")) == ["PSE", "VAT"]
    text = main_of(read(client, "/en/states/?q=zzzz"))
    assert not names_in(text)
    assert "No State fits" in text


@pytest.mark.parametrize("query", ["region=999", "group=x", "membership=%3Cb%3E", "q=%00", "q=" + "x" * 201])
def test_a_wrong_filter_is_a_clear_sentence(client: Client, query: str) -> None:
    answer = client.get(f"/en/states/?{query}")
    assert answer.status_code == 400
    assert "That did not work" in answer.content.decode()
    assert "<b>" not in main_of(answer.content.decode())


def test_organizations_give_way_to_filters_that_only_states_have(client: Client) -> None:
    for query in ("region=150", "membership=former", "q=zzzz"):
        assert "/en/organizations/" not in main_of(read(client, f"/en/states/?{query}"))
    for query in ("", "q=european"):
        assert "/en/organizations/eu/" in main_of(read(client, f"/en/states/?{query}"))


@pytest.mark.parametrize(
    "query", ["", "region=150", "membership=former", "q=cote", "group=african&region=002"]
)
def test_the_file_has_the_states_of_the_screen_in_their_order(client: Client, query: str) -> None:
    text = read(client, f"/fr/states/?{query}")
    codes = names_in(text)
    assert codes
    for form in ("csv", "xlsx", "json"):
        assert f'href="/fr/states/export.{form}{"?" if query else ""}{query}"' in text
    rows = client.get(f"/fr/states/export.json?{query}").json()
    assert [row["iso3"] for row in rows] == codes
    assert all(row["source"] and row["confidence"] and row["region"] for row in rows)


def test_a_state_in_the_file_has_its_codes_names_and_dates(client: Client) -> None:
    text = client.get("/en/states/export.csv?q=CIV").content.decode("utf-8-sig")
    row = next(csv.DictReader(io.StringIO(text)))
    assert (row["ISO 3166-1 alpha-3"], row["ISO 3166-1 alpha-2"], row["UN M49"]) == ("CIV", "CI", "384")
    assert (row["Русский"], row["中文"]) == ("Кот-д’Ивуар", "科特迪瓦")
    assert (row["Region"], row["Regional group"]) == ("Africa", "African States")
    assert row["Admitted"] == "1960-09-20"
    gone = client.get("/en/states/export.json?membership=former").json()
    assert all(row["exists_until"] for row in gone)
    assert client.get("/en/states/export.csv?region=999").status_code == 400
    assert client.get("/en/states/export.pdf").status_code == 404


# ── a State ──


def test_a_state_shows_its_standing_to_four_instruments(client: Client) -> None:
    text = main_of(read(client, "/en/states/ITA/"))
    table = text[text.index("<tbody>") : text.index("</tbody>")]
    assert table.count("<tr>") == 4
    assert table.count("Party") >= 1
    assert "意大利" in text
    assert "380" in text  # M49


def test_a_code_in_lower_case_leads_to_the_page(client: Client) -> None:
    answer = client.get("/en/states/ita/?on=2010-01-01")
    assert (answer.status_code, answer["Location"]) == (301, "/en/states/ITA/?on=2010-01-01")


def test_standing_depends_on_the_day(client: Client) -> None:
    before = main_of(read(client, "/en/states/SSD/?on=2012-01-01"))
    after = main_of(read(client, "/en/states/SSD/?on=2023-12-31"))
    assert "Accession" not in before
    assert "Accession" in after
    assert "partly sourced" in after


def test_a_state_that_did_not_exist_yet(client: Client) -> None:
    assert "did not exist yet" in main_of(read(client, "/en/states/SSD/?on=2010-01-01"))


def test_after_the_record_ends_no_act_means_unknown(client: Client) -> None:
    text = main_of(read(client, "/en/states/IRN/?on=2025-01-01"))
    assert "Unknown" in text
    assert "complete to" in text
    assert "No act on record" not in text
    assert "No act on record" in main_of(read(client, "/en/states/IRN/?on=2013-01-01"))


def test_a_party_known_only_through_a_protocol_is_marked(client: Client) -> None:
    text = main_of(read(client, "/en/states/SSD/?on=2024-01-01"))
    assert "inferred" in text
    assert "partly sourced" in text  # no surer than the act that shows it


def test_an_organization_has_a_page(client: Client) -> None:
    text = main_of(read(client, "/fr/organizations/eu/"))
    assert "Union européenne" in text
    assert "Communauté européenne" in text  # its earlier name


@pytest.mark.parametrize(
    "url",
    [
        "/en/states/XXX/",
        "/en/states/1/",
        "/en/organizations/none/",
        "/en/nowhere/",
        "/en/states/%F0%9F%98%80/",
    ],
)
def test_nothing_there(client: Client, url: str) -> None:
    text = read(client, url, 404)
    assert "Nothing here" in text
    assert 'role="search"' in text


@pytest.mark.parametrize("on", ["soon", "2012-02-30", "2999-01-01", "0000-00-00", "٢٠١٢-١٠-١٥"])
def test_a_wrong_day_is_a_clear_sentence(client: Client, on: str) -> None:
    assert "That did not work" in client.get("/en/states/ITA/", {"on": on}).content.decode()
    assert client.get("/en/states/ITA/", {"on": on}).status_code == 400


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
