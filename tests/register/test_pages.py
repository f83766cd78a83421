"""The status table of an instrument: filters, sort, days, map, counts."""

import re
from collections.abc import Callable

import pytest

from palermo.mandates.models import Deliberation
from palermo.register.views import DECIDED

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


def test_after_the_record_ends_who_signed_is_shown_and_filtered_apart(page: Page) -> None:
    text = page(f"{TIP}?on=2024-04-21&act=signed_unknown")
    assert codes(text) == ["COG", "UGA"]
    assert "Signed; later acts unknown" in text.partition('class="legend"')[2].partition("</ul>")[0]
    assert re.findall(r'class="tile signed uncertain" href="/en/states/(\w{3})/', text) == ["COG", "UGA"]
    assert codes(page(f"{TIP}?on=2024-04-21&act=signed")) == []
    assert "uncertain" not in page(f"{TIP}?on=2024-04-20")


def test_the_first_page_counts_those_who_signed_apart(page: Page) -> None:
    def figures(on: str) -> list[str]:
        row = page(f"/en/register/?on={on}").partition("/en/register/smuggling-protocol/")[2]
        return re.findall(r'<td class="n">(.*?)</td>', row.partition("</tr>")[0])

    parties, inferred, signed, unknown = figures("2014-07-10")
    assert (inferred, unknown) == ("0", "0")
    assert figures("2014-07-11") == [parties, "0", "–", signed]


def test_the_filter_of_confidence_agrees_with_what_the_page_says_rests_on_memory(page: Page) -> None:
    """On the Convention too, where parties are inferred from acts that rest on memory."""
    for instrument, said in (("untoc", "8 rest partly"), ("tip-protocol", "14 rest partly")):
        address = f"/en/register/{instrument}/?on=2024-04-20"
        low = [page(f"{address}&confidence={each}") for each in ("partly", "unverified", "recollection")]
        assert said in page(address)
        assert sum(len(codes(text)) for text in low) == int(said.split()[0])
        assert len(codes(page(f"{address}&confidence=derived&act=inferred"))) in (0, 2)


@pytest.mark.parametrize(
    ("name", "code"), [("Turkey", "TUR"), ("Swaziland", "SWZ"), ("European Community", "eu"), ("日本", "JPN")]
)
def test_earlier_names_and_those_of_other_languages_find_a_row(page: Page, name: str, code: str) -> None:
    assert codes(page(f"{TIP}?q={name}")) == [code]


def test_after_the_end_of_the_record_the_page_says_how_sure_that_end_is(page: Page) -> None:
    beyond = "together they give the published number of parties"
    notice = page(f"{TIP}?on=2024-04-21").partition('class="notice')[2].partition("</section>")[0]
    assert beyond in notice
    assert re.search(r'class="fine">[^<]*<span class="sure">', notice)
    assert beyond not in page(f"{TIP}?on=2024-04-20")


def test_where_nothing_was_known_yet_entry_into_force_is_unknown(page: Page) -> None:
    text = page(f"{TIP}?on=2010-01-01&known=2012-01-01")
    assert "Whether it was in force is unknown." in text
    assert "In force since 25 December 2003." in page(f"{TIP}?on=2010-01-01&known=2014-01-27")


def test_the_map_marks_who_joined_after_the_day_on_which_the_decision_was_adopted(page: Page) -> None:
    adopted = Deliberation.objects.get(key="4-4").adopted
    assert adopted == DECIDED
    assert "Party, joined after 17 October 2008" in page(TIP)


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


def test_nothing_is_said_to_be_in_force_before_it_was(page: Page) -> None:
    """The Convention entered into force on 29 September 2003; Poland had joined in November 2001."""
    before, after = (page(f"/en/register/?on={on}") for on in ("2003-09-28", "2003-09-29"))
    assert "29 Sep 2003" not in before
    assert "29 Sep 2003" in after
    row = re.compile(r'<tr><th scope="row"><a href="/en/states/POL/">.*?</tr>', re.DOTALL)
    early, late = (
        row.findall(page(f"/en/register/untoc/?on={on}"))[0] for on in ("2003-09-28", "2003-09-29")
    )
    assert "12 Nov 2001" in early
    assert "29 Sep 2003" not in early
    assert "29 Sep 2003" in late
    assert "in force from" not in page("/en/states/POL/?on=2003-09-28")
