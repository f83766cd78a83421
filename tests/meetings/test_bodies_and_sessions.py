"""The pages of a body and of a session, as a reader meets them."""

import re
from datetime import date

import pytest

from palermo.kit.models import changed
from tests import factories
from tests.meetings.reading import Page, between

pytestmark = pytest.mark.usefixtures("facts")


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
