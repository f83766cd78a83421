"""The index of meetings, the list of outcomes, and what all pages of meetings have in common."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from palermo.core.language import LANGUAGES, Text
from palermo.kit.models import changed
from palermo.meetings import queries
from palermo.meetings.models import Body, Outcome, Session
from palermo.meetings.views import bodies
from tests import factories
from tests.meetings.reading import Page, between

pytestmark = pytest.mark.usefixtures("facts")
PAGES = [
    "meetings/",
    "meetings/cop/",
    "meetings/wg-tip/",
    "meetings/ga/",
    "meetings/cop/cop-4/",
    "meetings/wg-tip/wg-tip-3/",
    "meetings/timeline/",
    "outcomes/",
    "outcomes/decision-4-4/",
]


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_it_works(page: Page, language: str, address: str) -> None:
    text = page(f"/{language}/{address}")
    assert text.count("<h1") == 1
    assert "<title> ·" not in text


@pytest.mark.parametrize("address", PAGES)
def test_every_link_leads_somewhere(read: Page, client: Client, address: str) -> None:
    links = set(re.findall(r'href="(/en/[^"#]*)', read(address)))
    assert links
    for link in links:
        assert client.get(link).status_code == 200, link


@pytest.fixture
def in_2026(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bodies, "today", lambda: date(2026, 11, 24))


# ── index ──


def test_what_meets_next_has_no_days_and_says_so(read: Page, in_2026: None) -> None:
    block = between(read("meetings/"), 'id="next"', "</section>")
    assert "Conference of the Parties, session 13" in block
    assert "days not on record" in block
    assert "from memory, not verified" in block


def test_what_met_last_keeps_a_meeting_without_days_apart(read: Page, in_2026: None) -> None:
    block = between(read("meetings/"), 'id="last"', "</section>")
    assert block.index("/cop/cop-12/") < block.index("Perhaps later")
    assert block.index("Perhaps later") < block.index("/wg-tip/wg-tip-15/")


def test_nothing_to_come_is_said(read: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bodies, "today", lambda: date(2031, 1, 1))
    assert "No later session is on record." in read("meetings/")


def test_every_session_is_in_the_picture_by_year_once(read: Page) -> None:
    picture = between(read("meetings/"), '<table class="table years-table">', "</table>")
    links = re.findall(r'href="/en/meetings/[-\w]+/([-\w]+)/"', picture)
    assert sorted(links) == sorted(Session.objects.values_list("key", flat=True))


def test_a_session_that_is_not_certain_is_dotted_and_says_so_in_words(read: Page) -> None:
    picture = between(read("meetings/"), '<table class="table years-table">', "</table>")
    marks = {key: mark for mark, key in re.findall(r'(<a class="dot-link[^>]*/([-\w]+)/"[^>]*>)', picture)}
    assert 'class="dot-link soft"' in marks["wg-tip-15"]
    assert "from memory, not verified" in marks["wg-tip-15"]
    assert 'class="dot-link"' in marks["cop-4"]


def test_the_conference_and_other_bodies_stand_apart(read: Page) -> None:
    text = read("meetings/")
    ours, others = between(text, 'id="ours"', "</section>"), between(text, 'id="others"', "</section>")
    assert "/en/meetings/wg-tip/" in ours
    assert "/en/meetings/ga/" in others
    assert "/en/meetings/ga/" not in ours
    assert len(re.findall("<li>", ours + others)) == Body.objects.count()


def test_an_empty_house_says_that_this_proves_nothing(read: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "records", lambda _actor: queries.Records([], [], [], []))
    text = read("meetings/")
    assert "No session is on record" in text
    assert "That says nothing about whether any was held." in text
    assert "0 outcomes" in read("outcomes/")


# ── outcomes ──


def test_outcomes_come_fifty_a_page(read: Page) -> None:
    first, second = read("outcomes/"), read("outcomes/?page=2")
    assert first.count('<th scope="row">') == 50
    assert first.count('<th scope="row">') + second.count('<th scope="row">') == Outcome.objects.count()
    assert "Page 1 of 2" in first
    read("outcomes/?page=")


def test_filters_narrow_and_stay_in_the_form(read: Page) -> None:
    text = read("outcomes/?body=cop&year=2008&subject=trafficking")
    assert "1 outcome<" in text
    assert "/en/outcomes/decision-4-4/" in text
    for value in ("cop", "trafficking"):
        assert f'<option value="{value}" selected>' in text
    assert "<option selected>2008</option>" in text


def test_a_subject_is_a_whole_word(read: Page) -> None:
    for row in re.findall(r"<tr>.*?</tr>", read("outcomes/?subject=technology"))[1:]:
        assert "technology" in row


def test_nothing_found_says_so(read: Page) -> None:
    text = read("outcomes/?q=zzzz")
    assert "0 outcomes" in text
    assert "No row fits these filters" in text


@pytest.mark.parametrize(
    "query",
    ["body=x", "year=1066", "subject=x", "confidence=sure", "sort=x", "page=0", "page=99", "page=²", "q=%00"],
)
def test_a_wrong_parameter_is_a_clear_sentence(read: Page, query: str) -> None:
    assert "That did not work" in read(f"outcomes/?{query}", 400)


def test_the_decision_leads_to_its_live_page(read: Page) -> None:
    assert 'href="/en/decisions/4-4/"' in read("outcomes/decision-4-4/")
    assert "/en/decisions/" not in read("outcomes/decision-4-1/")


def test_an_outcome_shows_its_record(read: Page) -> None:
    text = read("outcomes/decision-4-4/")
    for words in ("Decision 4/4", "Trafficking in human beings", "established the group", "sourced", "2008"):
        assert words in text
    assert "trafficking in persons, working groups" in text
    assert 'href="/en/meetings/cop/cop-4/"' in text


def test_an_outcome_without_number_and_title_still_has_a_page(read: Page) -> None:
    text = read("outcomes/resolution-11-unnumbered/")
    assert "Title not known" in text
    assert "symbol not known" in text
    assert "not certain: title, effect on the working group" in text


# ── safety and cost ──


def test_names_are_escaped(page: Page) -> None:
    bad = Text({"en": "<script>alert(1)</script>"})
    body = factories.body(names=bad, short_names=bad)
    factories.topic(session=factories.session(body=body), themes=bad)
    factories.outcome("x-decision-1", body=body, titles=bad, folded="bad")
    changed("palermo.meetings")
    for address in ("meetings/", "meetings/x-body/", "meetings/x-body/x-body-1/", "outcomes/?body=x-body"):
        assert "<script>alert" not in page(f"/en/{address}")


@pytest.mark.parametrize("address", PAGES)
def test_more_records_need_no_more_queries(client: Client, address: str) -> None:
    def count() -> int:
        client.get(f"/en/{address}")
        with CaptureQueriesContext(
            connection,
        ) as seen:
            client.get(f"/en/{address}")
        return len(seen)

    before = count()
    group = Body.objects.get(pk="wg-tip")
    for number in range(20, 30):
        met = factories.session(f"wg-tip-{number}", body=group, number=number)
        factories.topic(session=met)
        factories.outcome(f"x-decision-{number}", body=group, session=met)
    changed("palermo.meetings")
    assert count() == before <= 3


def test_a_note_that_topics_share_is_said_once(read: Page) -> None:
    block = between(read("meetings/wg-tip/wg-tip-15/"), 'id="topics"', "</section>")
    notes = re.findall(r'<p class="fine">(.*?)</p>', block)
    assert len(re.findall("<li>", block)) > len(notes) == len(set(notes)) > 0


def test_topics_say_where_they_are_known_from(page: Page, read: Page) -> None:
    block = between(read("meetings/wg-tip/wg-tip-2/"), 'id="topics"', "</section>")
    sources = re.findall(r'<p class="fine source">Source: <span lang="en" dir="ltr">(.*?)</span></p>', block)
    assert len(set(sources)) > 1
    assert any("CTOC/COP/WG.4/2010/2" in source for source in sources)
    assert '<span lang="en" dir="ltr">recollection</span>' in page("/fr/meetings/wg-tip/wg-tip-1/")


def test_a_symbol_is_said_in_the_readers_language(page: Page) -> None:
    assert "Décision 4/1" in page("/fr/outcomes/?year=2008")
    assert queries.symbol_in_words("A/RES/55/25") == "A/RES/55/25"
    assert queries.symbol_in_words("") == ""
