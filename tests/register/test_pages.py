"""The status table of an instrument: filters, sort, days, map, counts."""

import re
from collections.abc import Callable

import pytest

Page = Callable[..., str]
HEAD = re.compile(r'<tr><th scope="row"><a href="/en/(?:states|organizations)/(\w+)/">')
TIP = "/en/register/tip-protocol/"


def codes(text: str) -> list[str]:
    return HEAD.findall(text.partition('id="table-title"')[2])


def test_it_works(page: Page) -> None:
    text = page(f"{TIP}?on=2008-10-17")
    assert "124 parties" in text
    assert len(codes(text)) > 190


def test_a_day_without_acts_says_that_there_are_none(page: Page) -> None:
    text = page(f"{TIP}?on=2000-01-01")
    assert "0 parties" in text
    assert "Joining over time" not in text


def test_filters_leave_what_they_say(page: Page) -> None:
    text = page(f"{TIP}?on=2024-04-20&act=signed")
    assert codes(text) == ["COG", "UGA"]
    assert "2 rows" in text


def test_filters_that_leave_nothing_say_so_and_offer_the_way_back(page: Page) -> None:
    text = page(f"{TIP}?q=nowhere")
    assert "No row fits these filters" in text
    assert "Show all" in text


def test_the_sort_is_in_the_address_and_turns_round(page: Page) -> None:
    first = codes(page(f"{TIP}?on=2008-10-17&act=ratification&sort=code"))
    last = codes(page(f"{TIP}?on=2008-10-17&act=ratification&sort=-code"))
    assert first == sorted(first) == last[::-1]


@pytest.mark.parametrize(
    "query",
    ["on=2012-02-30", "on=9999-01-01", "known=x", "region=XX", "act=maybe", "sort=colour", "confidence=1"],
)
def test_what_cannot_be_read_is_refused_with_a_sentence(page: Page, query: str) -> None:
    assert "<main" in page(f"{TIP}?{query}", status=400)


def test_the_map_has_a_tile_a_state_that_says_in_words_where_it_stands(page: Page) -> None:
    text = page(f"{TIP}?on=2024-04-20")
    tiles = re.findall(r'<a class="tile[^"]*" href="/en/states/(\w{3})/[^"]*"', text)
    assert len(tiles) == len(set(tiles)) == len(codes(text)) - 1  # the European Union has no tile
    assert "Bhutan: Party, Accession, 20 February 2023" in text


def test_published_counts_stand_beside_ours(page: Page) -> None:
    counts = page(TIP).partition('id="counts')[2].partition("</table>")[0]
    rows = [re.sub(r"<[^>]+>", " ", row).split() for row in counts.split("<tr>")[2:]]
    assert rows[0][:6] == ["20", "April", "2024", "182", "182", "14"]


def test_what_is_recollection_says_so(page: Page) -> None:
    text = page(f"{TIP}?on=2024-04-20")
    assert "14 rest partly or wholly on memory" in text
