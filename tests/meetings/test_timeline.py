"""The timeline: a picture, a table and files of the same sessions and outcomes."""

import csv
import io
import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable
from datetime import date
from html import unescape
from itertools import pairwise

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from palermo.core.language import LANGUAGES, Text
from palermo.kit.models import changed
from palermo.meetings.models import Body, Outcome, Session
from palermo.meetings.pictures import Scale
from tests import factories

pytestmark = pytest.mark.usefixtures("facts")
Page = Callable[..., str]
MARK = re.compile(r'<a href="([^"]*)"><title>(.*?)</title>(.*?)</a>', re.DOTALL)
ROW = re.compile(r'<th scope="row"><a href="/en/(?:meetings/[-\w]+|outcomes)/([-\w]+)/">')
QUERIES = [
    "",
    "body=wg-tip",
    "body=cop&what=sessions",
    "what=outcomes&subject=trafficking",
    "from=2008&to=2008",
    "from=2016&sort=title",
    "to=2010&sort=-symbol",
    "subject=firearms",
]


def drawn(text: str) -> str:
    return text[text.index('<div class="chart lanes"') : text.index("</figure>")]


def marks(text: str) -> list[tuple[str, str, str]]:
    """Of each mark in the picture the key of its record, its name, and how it is drawn."""
    found = MARK.findall(drawn(text))
    assert len(found) == drawn(text).count("<a ")
    return [(url.rstrip("/").rpartition("/")[2], unescape(name), shape) for url, name, shape in found]


def the_mark(page: Page, key: str, query: str = "") -> tuple[str, str]:
    every = marks(page(f"/en/meetings/timeline/?{query}"))
    [found] = [(name, shape) for of, name, shape in every if of == key]
    return found


def listed(client: Client, query: str) -> list[str]:
    """The keys of the records on all pages of the table."""
    found: list[str] = []
    for number in range(1, 9):
        answer = client.get(f"/en/meetings/timeline/?{query}&page={number}")
        if answer.status_code != 200:
            break
        found += ROW.findall(answer.content.decode())
    return found


def in_file(client: Client, query: str) -> list[dict[str, str]]:
    answer = client.get(f"/en/meetings/timeline/export.csv?{query}")
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_works(page: Page, language: str) -> None:
    text = page(f"/{language}/meetings/timeline/")
    assert text.count("<h1") == 1
    assert len(marks(text)) == Session.objects.count() + Outcome.objects.count()
    figure = re.search(r"<svg.*</svg>", drawn(text), re.DOTALL)
    assert figure
    ET.fromstring(f"<all>{figure[0]}</all>")


@pytest.mark.parametrize("query", QUERIES)
def test_picture_table_and_file_hold_the_same_each_once(page: Page, client: Client, query: str) -> None:
    seen = [key for key, _name, _shape in marks(page(f"/en/meetings/timeline/?{query}"))]
    rows = listed(client, query)
    assert len(seen) == len(set(seen)) > 0
    assert sorted(seen) == sorted(rows)
    assert [row["Key"] for row in in_file(client, query)] == rows
    told = json.loads(client.get(f"/en/meetings/timeline/export.json?{query}").content)
    assert [row["key"] for row in told] == rows


def test_the_filters_leave_what_they_say(client: Client) -> None:
    fitting = Outcome.objects.filter(body="cop", year__range=(2008, 2010), subjects__contains="trafficking")
    query = "body=cop&from=2008&to=2010&subject=trafficking"
    assert sorted(listed(client, query)) == sorted(fitting.values_list("key", flat=True))
    assert len(fitting) > 1
    met = Session.objects.filter(body="wg-tip").values_list("key", flat=True)
    assert sorted(listed(client, "body=wg-tip&what=sessions")) == sorted(met)
    assert sorted(listed(client, "body=wg-tip&what=outcomes")) == []


def test_the_newest_come_first(client: Client) -> None:
    years = [int(row["Date"][:4]) for row in in_file(client, "")]
    assert years == sorted(years, reverse=True)
    assert in_file(client, "sort=date")[0]["Key"] == "a-res-55-25"


def test_the_page_holds_a_hundred_and_links_to_the_rest(page: Page) -> None:
    first, second = page("/en/meetings/timeline/"), page("/en/meetings/timeline/?page=2")
    total = Session.objects.count() + Outcome.objects.count()
    assert len(ROW.findall(first)) == 100
    assert len(ROW.findall(second)) == total - 100 > 0
    assert f">{total} sessions and outcomes<" in first
    text = page("/en/meetings/timeline/?body=cop")
    for form in ("csv", "xlsx", "json"):
        assert f'href="/en/meetings/timeline/export.{form}?body=cop"' in text


@pytest.mark.parametrize(
    ("key", "word", "drawn_as"),
    [
        ("cop-4", "regular session", r'<rect class="shape"[^>]*height="12"/>'),
        ("wg-tip-1", "intersessional meeting", r'<rect class="shape"[^>]*height="12" rx="6"/>'),
        ("wg-tip-3", "meeting during the Conference", r'<path class="shape"[^>]*l6.0 -12l6.0 12z"/>'),
        ("a-res-55-25", "outcome", r'<path class="shape"[^>]*l6.0 -6l6.0 6l-6.0 6z"/>'),
    ],
)
def test_kinds_are_told_apart_by_shape_and_word(page: Page, key: str, word: str, drawn_as: str) -> None:
    name, shape = the_mark(page, key)
    assert f"({word}, " in name
    assert re.search(drawn_as, shape)


def test_a_mark_says_what_it_is(page: Page) -> None:
    name, shape = the_mark(page, "decision-4-4")
    assert name.startswith("Decision 4/4: Trafficking in human beings (outcome, 2008, day not on record")
    assert ">4/4</text>" in shape
    assert "8 October 2008 – 17 October 2008" in the_mark(page, "cop-4")[0]


@pytest.mark.parametrize(
    "key", ["wg-tip-15", "wg-tip-12", "wg-tip-4", "cop-13", "decision-4-4", "a-res-57-176"]
)
def test_a_day_that_is_not_certain_has_a_dashed_edge_and_is_said(page: Page, key: str) -> None:
    name, shape = the_mark(page, key)
    assert 'class="shape loose"' in shape
    assert re.search(r"days? not (on record|certain)", name)
    pages = page("/en/meetings/timeline/") + page("/en/meetings/timeline/?page=2")
    [row] = [row for row in re.findall(r"<tr>.*?</tr>", pages) if f'/{key}/">' in row]
    assert re.search(r'<span class="fine">days? not (on record|certain)</span>', row)


@pytest.mark.parametrize("key", ["cop-4", "wg-tip-1", "a-res-55-25", "resolution-5-1"])
def test_a_day_that_is_certain_has_none(page: Page, key: str) -> None:
    name, shape = the_mark(page, key)
    assert 'class="shape"' in shape
    assert "not on record" not in name


def test_how_many_are_not_certain_is_said(page: Page) -> None:
    text = page("/en/meetings/timeline/")
    loose = drawn(text).count("shape loose")
    assert f"Of {len(marks(text))} marks, {loose} have a dashed edge" in text


def test_what_set_up_or_changed_a_group_is_a_dotted_line_with_its_name(page: Page) -> None:
    text = page("/en/meetings/timeline/?body=wg-tip")
    assert drawn(text).count('class="event"') == 6
    for words in ("Decision 4/4: established the group", "Resolution 6/1: continued the group"):
        assert f"\u2068{words}\u2069" in text
    assert "Resolution 5/3: established the group" in page("/en/meetings/timeline/?body=wg-som")
    assert 'class="event"' not in page("/en/meetings/timeline/?body=cop")
    assert drawn(page("/en/meetings/timeline/?body=wg-tip&from=2009&to=2013")).count('class="event"') == 2


def test_no_mark_lies_over_another_and_none_leaves_the_picture(page: Page) -> None:
    group = Body.objects.get(pk="wg-tip")
    for number in range(20, 40):
        factories.session(f"wg-tip-{number}", body=group, number=number)
    changed("palermo.meetings")
    touch = re.compile(r'<rect class="touch" x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="24"/>')
    for lane in re.findall(r"<svg.*?</svg>", drawn(page("/en/meetings/timeline/")), re.DOTALL)[1:-1]:
        height = float(re.search(r'viewBox="0 0 1160 (\d+)"', lane)[1])  # type: ignore[index]
        boxes = sorted((float(y), float(x), float(wide)) for x, y, wide in touch.findall(lane))
        assert boxes
        for (y, x, wide), (below, right, _wide) in pairwise(boxes):
            assert below > y or right >= x + wide
        assert all(x >= 0 and x + wide <= 1160 and y + 24 <= height for y, x, wide in boxes)


def test_time_runs_from_left_to_right_in_arabic_too(page: Page) -> None:
    def places(language: str) -> list[str]:
        return re.findall(
            r'<rect class="touch" x="[\d.]+"', drawn(page(f"/{language}/meetings/timeline/?what=sessions"))
        )

    assert places("ar") == places("en")


def test_days_lie_between_the_first_year_and_the_last() -> None:
    scale = Scale(2008, 2010)
    assert scale.x(date(2007, 5, 1)) == scale.x(date(2008, 1, 1)) < scale.x(date(2009, 1, 1))
    assert scale.x(date(2010, 12, 31)) == scale.x(date(2012, 1, 1))
    assert list(Scale(1900, 2020).years())[:2] == [1900, 1905]


def test_the_picture_can_be_reached_and_scrolled_by_keyboard(page: Page) -> None:
    assert '<div class="chart lanes" tabindex="0" role="region" aria-labelledby="picture">' in page(
        "/en/meetings/timeline/"
    )


def test_nothing_found_says_so(page: Page) -> None:
    text = page("/en/meetings/timeline/?what=sessions&subject=firearms")
    assert "0 sessions and outcomes" in text
    assert "No row fits these filters" in text
    assert "<figure" not in text


@pytest.mark.parametrize(
    "query",
    ["body=x", "from=1066", "to=²", "subject=x", "what=topics", "sort=x", "page=0", "from=2012&to=2010"],
)
def test_a_wrong_parameter_is_a_clear_sentence(page: Page, query: str) -> None:
    assert "That did not work" in page(f"/en/meetings/timeline/?{query}", 400)
    if "page" not in query:
        page(f"/en/meetings/timeline/export.csv?{query}", 400)


def test_years_the_wrong_way_round_are_both_named(page: Page) -> None:
    text = page("/en/meetings/timeline/?from=2012&to=2010", 400)
    assert "The first year (2012) comes after the last (2010)." in text


def test_names_are_escaped(page: Page) -> None:
    bad = Text({"en": "<script>alert(1)</script>\"'"})
    body = factories.body(names=bad, short_names=bad)
    factories.session(body=body)
    factories.outcome("x-decision-1", body=body, titles=bad, symbol="<b>")
    changed("palermo.meetings")
    text = page("/en/meetings/timeline/?body=x-body")
    assert "<script>alert" not in text
    assert '<b>"' not in text
    assert len(marks(text)) == 2


def test_more_records_need_no_more_queries(client: Client) -> None:
    def count() -> int:
        client.get("/en/meetings/timeline/")
        with CaptureQueriesContext(connection) as seen:
            client.get("/en/meetings/timeline/")
        return len(seen)

    before = count()
    group = Body.objects.get(pk="wg-tip")
    for number in range(20, 30):
        met = factories.session(f"wg-tip-{number}", body=group, number=number)
        factories.outcome(f"x-decision-{number}", body=group, session=met)
    changed("palermo.meetings")
    assert count() == before <= 3


def test_the_index_and_a_body_lead_here(page: Page) -> None:
    assert 'href="/en/meetings/timeline/"' in page("/en/meetings/")
    assert 'href="/en/meetings/timeline/?body=wg-tip"' in page("/en/meetings/wg-tip/")
