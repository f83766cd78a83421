"""Pages of bodies, sessions and outcomes, as a reader meets them."""

import re
from collections.abc import Callable
from datetime import date
from html import unescape

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

pytestmark = pytest.mark.usefixtures("facts")
Page = Callable[..., str]
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


@pytest.fixture
def read(page: Page) -> Page:
    """The main part of a page, entities undone."""

    def fetch(address: str, status: int = 200) -> str:
        text = unescape(page(f"/en/{address}", status))
        return text[text.index("<main") : text.index("</main>") + 7]

    return fetch


def between(text: str, start: str, end: str) -> str:
    return text[text.index(start) : text.index(end, text.index(start))]


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


# ── index ──


@pytest.fixture
def in_2026(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bodies, "today", lambda: date(2026, 11, 24))


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


# ── a body ──


def test_a_group_says_who_set_it_up(read: Page) -> None:
    facts = between(read("meetings/wg-tip/"), "Set up by", "</dd>")
    assert 'href="/en/outcomes/decision-4-4/"' in facts
    assert "Decision 4/4" in facts


def test_what_was_decided_about_the_group_is_told_in_order(read: Page) -> None:
    block = between(read("meetings/wg-tip/"), 'id="effects"', "</section>")
    told = ["Decision 4/4", "Resolution 5/2", "Resolution 6/1", "Resolution 7/1"]
    assert sorted(told, key=block.index) == told
    assert "made the group a constant element of the Conference" in block
    assert 'id="effects"' not in read("meetings/wg-som/")


def test_each_meeting_heads_its_topics_once(read: Page) -> None:
    block = between(read("meetings/wg-tip/"), 'id="topics"', "</main")
    heads = re.findall(r'<h3><a href="/en/meetings/wg-tip/([-\w]+)/">', block)
    assert len(heads) == len(set(heads)) > 10
    assert "recommendation · from memory, not verified" in block


def test_sessions_stand_in_order_and_sort_by_number(read: Page) -> None:
    row = re.compile(r'<th scope="row"><a href="/en/meetings/wg-tip/wg-tip-(\d+)/">')
    assert row.findall(read("meetings/wg-tip/")) == [str(number) for number in range(15, 0, -1)]
    assert row.findall(read("meetings/wg-tip/?sort=number"))[:3] == ["1", "2", "3"]


@pytest.mark.parametrize(("sort", "ordered"), [("year", 1), ("-year", -1)])
def test_sessions_of_one_year_stand_by_their_days_either_way(read: Page, sort: str, ordered: int) -> None:
    body = factories.body()
    for number, month in ((1, 2), (2, 9)):
        factories.session(f"x-body-{number}", body=body, number=number, start=date(2010, month, 1), end=None)
    changed("palermo.meetings")
    links = re.findall(
        r'<th scope="row"><a href="[^"]*/(x-body-\d)/">', read(f"meetings/x-body/?sort={sort}")
    )
    assert links == ["x-body-1", "x-body-2"][::ordered]


def test_a_body_is_not_named_again_in_every_row_of_its_own_page(read: Page) -> None:
    text = read("meetings/wg-tip/")
    assert ">Meeting 14</a>" in between(text, 'id="sessions"', "</section>")
    assert ">Session 4</a>" in read("meetings/cop/")
    assert "Working group on trafficking in persons, meeting 14<" not in re.sub(
        r'<span class="vh">.*?</span>', "", text
    )
    factories.session(number=None, key="x-body-3", year=2011)
    changed("palermo.meetings")
    assert ">2011</a>" in read("meetings/x-body/")


def test_what_recurs_is_a_table_of_themes_and_meetings(read: Page) -> None:
    text = read("meetings/wg-tip/")
    table = between(text, 'id="recurring">', "</table>")
    rows = re.findall(r'<tr><th scope="row">(.*?)</th>(.*?)</tr>', table)
    marks = [len(re.findall("<a ", cells)) for _theme, cells in rows]
    assert rows[0][0] == "demand"
    assert marks == sorted(marks, reverse=True)
    assert min(marks) > 1
    assert [theme for (theme, _), count in zip(rows, marks, strict=True) if count == 2] == sorted(
        theme for (theme, _), count in zip(rows, marks, strict=True) if count == 2
    )
    assert 'href="/en/meetings/wg-tip/wg-tip-4/#topics"' in rows[0][1]
    assert "demand: Working group on trafficking in persons, meeting 4 (" in rows[0][1]
    assert text.index("Themes that more than one meeting took up") < text.index("<details")
    assert 'id="recurring"' not in read("meetings/cop/")


def test_a_theme_of_one_meeting_alone_is_in_the_lists_only(read: Page) -> None:
    met = factories.session()
    factories.topic(session=met)
    changed("palermo.meetings")
    block = between(read("meetings/x-body/"), 'id="topics"', "</section></div></details>")
    assert 'id="recurring"' not in block
    assert '<details class="more" open>' in block
    assert "<li>Theme (en)</li>" in block


def test_a_body_without_sessions_says_that_they_are_not_kept(read: Page) -> None:
    text = read("meetings/ga/")
    assert "No session is on record" in text
    assert "/ga/export.csv" not in text
    assert 'href="/en/outcomes/?body=ga"' in text


# ── a session ──


def test_a_session_shows_its_record(read: Page) -> None:
    text = read("meetings/cop/cop-4/")
    assert "CTOC/COP/2008/19" in between(text, 'class="mast"', "</div>")
    for words in ("8 October 2008", "17 October 2008", "Vienna", "regular session", "Decision 4/4"):
        assert words in text
    assert re.search(r'rel="prev" href="/en/meetings/cop/cop-3/"', text)
    assert re.search(r'rel="next" href="/en/meetings/cop/cop-5/"', text)


def test_a_meeting_says_where_it_stands_among_sessions(read: Page) -> None:
    assert re.search(r'During <a href="/en/meetings/cop/cop-5/">', read("meetings/wg-tip/wg-tip-3/"))
    assert re.search(
        r'Between <a href="[^"]*/cop-4/">.*</a> and <a href="[^"]*/cop-5/">',
        read("meetings/wg-tip/wg-tip-1/"),
    )


def test_what_is_not_certain_is_said_in_words(read: Page) -> None:
    text = read("meetings/wg-tip/wg-tip-15/")
    assert "days not on record" in text
    assert "not certain: number, days" in text
    assert "symbol not known" in text
    assert "Nothing recorded. That says nothing about what was adopted." in text


def test_a_session_answers_under_its_own_body_only(read: Page) -> None:
    assert "There is no session “cop-4”" in read("meetings/wg-tip/cop-4/", 404)
    read("meetings/cop/nowhere/", 404)
    read("meetings/nowhere/", 404)


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
