"""Two days of an instrument: the changes add up to the difference, and the end of a record is no act."""

import random
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from urllib.parse import urlencode

import pytest
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from palermo.actors.models import State
from palermo.core.actor import Actor
from palermo.core.errors import Invalid, Missing
from palermo.kit.models import changed
from palermo.register import queries
from palermo.register.queries import ChangeKind
from palermo.texts.models import Instrument
from tests import factories
from tests.register.reading import get, in_csv, in_json, plain, table

pytestmark = pytest.mark.usefixtures("facts")
Page = Callable[..., str]
INSTRUMENTS = ["untoc", "tip-protocol", "smuggling-protocol", "firearms-protocol"]
TIP = "/en/register/tip-protocol/compare/"
DECIDED, TODAY = date(2008, 10, 17), date(2024, 4, 20)
SPAN = (date(2026, 11, 24) - date(2000, 11, 1)).days


def put(instrument: str, state: State, kind: str, on: date) -> None:
    key = f"{instrument}:{state.pk}:{kind}:{on}"
    factories.act(key=key, instrument=Instrument.objects.get(pk=instrument), state=state, kind=kind, date=on)
    changed("palermo.actors")
    changed("palermo.register")


def kind_of(
    actor: Actor, state: State, since: date, until: date, instrument: str = "tip-protocol"
) -> str | None:
    """What became of one State between two days."""
    found = queries.two_days(actor, instrument, since, until).changes
    return next((change.kind.value for change in found if change.participant == state.pk), None)


def test_it_works(page: Page) -> None:
    text = page(f"{TIP}?to=2024-04-20")
    assert "Between 17 October 2008 and 20 April 2024, 58 became parties on record." in text
    rows = {row[0]: row for row in table(text)}
    assert rows["Japan"][2:8] == [
        *("Joined", "Signed, not a party", "Party", "Acceptance", "11 Jul 2017", "partly sourced")
    ]
    assert '<a href="/en/states/JPN/#tip-protocol:JPN:acceptance:2017-07-11">' in text


@pytest.mark.parametrize("instrument", INSTRUMENTS)
def test_joined_less_left_is_the_difference_of_the_two_status_tables(
    stranger: Actor, instrument: str, counted: Callable[[str], None]
) -> None:
    chance, pairs = random.Random(instrument), 150
    for _ in range(pairs):
        first, second = sorted(chance.sample(range(SPAN), 2))
        since, until = (date(2000, 11, 1) + timedelta(days) for days in (first, second))
        found = queries.two_days(stranger, instrument, since, until)
        then, now = (queries.position(stranger, instrument, day) for day in (since, until))
        assert len(found.joined) - len(found.left) == len(now.parties) - len(then.parties)
        assert found.then.standings == then.standings
        assert found.now.standings == now.standings
        same = set(then.standings) | set(now.standings)
        same -= {change.participant for change in found.changes}
        assert all(then.standings[code].status == now.standings[code].status for code in same)
    counted(f"{pairs} pairs of days of {instrument}")


@pytest.mark.parametrize("instrument", INSTRUMENTS)
def test_regions_add_up_to_the_parties_of_both_days(client: Client, stranger: Actor, instrument: str) -> None:
    address = f"/en/register/{instrument}/compare/regions.json?from=2010-01-01&to=2024-04-20"
    rows = in_json(client, address)
    for column, day in (("then", date(2010, 1, 1)), ("now", TODAY)):
        assert sum(row[column] for row in rows) == len(queries.position(stranger, instrument, day).parties)
    assert [row["region"] for row in rows] == [
        "Africa",
        "Americas",
        "Asia",
        "Europe",
        "Oceania",
        "Organizations",
    ]
    everyone = queries.position(stranger, instrument, TODAY)
    assert sum(row["states"] or 0 for row in rows) == len(set(everyone.standings) - everyone.organizations)


def test_the_end_of_the_record_is_told_as_that_and_never_as_an_act(page: Page) -> None:
    text = page(f"{TIP}?from=2024-04-20&to=2024-04-21")
    assert "0 became parties on record" in text
    assert "the record ends on 20 April 2024: that is no change in what they did" in text
    rows = table(text)
    assert {row[2] for row in rows} == {"None on record: the record ends"}
    assert {row[5] for row in rows} == {"–"}  # no act
    assert len(rows) == 16
    assert "The standing of" not in text


def test_a_party_that_only_a_protocol_shows_is_said_to_be_inferred(page: Page) -> None:
    text = page("/en/register/untoc/compare/?from=2014-01-01&to=2024-04-20&change=inferred")
    rows = {row[0]: row for row in table(text)}
    assert len(rows) == 10
    assert rows["Japan"][2:6] == [
        "Party since, inferred from a Protocol",
        "Signed, not a party",
        "Inferred from a Protocol",
        "Inferred from a Protocol",
    ]
    assert "10 of them are inferred from a Protocol." in text


def test_a_notice_is_not_yet_leaving_and_whoever_joins_again_has_two_consents(
    stranger: Actor, xa: State
) -> None:
    put("tip-protocol", xa, "signature", date(2002, 1, 1))
    put("tip-protocol", xa, "ratification", date(2005, 1, 1))
    put("tip-protocol", xa, "withdrawal", date(2010, 1, 1))
    put("tip-protocol", xa, "accession", date(2013, 1, 1))
    days = [date(year, 6, 1) for year in (2001, 2004, 2006, 2010, 2012, 2014)]
    before, signed, party, notice, gone, again = days
    assert kind_of(stranger, xa, before, signed) == "signed"
    assert kind_of(stranger, xa, signed, party) == "joined"
    assert kind_of(stranger, xa, before, party) == "joined"
    assert kind_of(stranger, xa, party, notice) == "notice"
    assert kind_of(stranger, xa, notice, gone) == "left"
    assert kind_of(stranger, xa, party, again) == "rejoined"
    assert kind_of(stranger, xa, gone, again) == "joined"
    assert kind_of(stranger, xa, before, gone) == "signed"
    assert kind_of(stranger, xa, signed, gone) == "other"  # it joined and left in between
    assert kind_of(stranger, xa, party, date(2007, 1, 1)) is None


def test_whoever_was_inferred_is_confirmed_by_its_own_act(stranger: Actor, xa: State) -> None:
    put("tip-protocol", xa, "ratification", date(2005, 1, 1))
    put("untoc", xa, "accession", date(2007, 1, 1))
    assert kind_of(stranger, xa, date(2004, 1, 1), date(2006, 1, 1), "untoc") == "inferred"
    assert kind_of(stranger, xa, date(2006, 1, 1), date(2008, 1, 1), "untoc") == "confirmed"
    assert kind_of(stranger, xa, date(2004, 1, 1), date(2008, 1, 1), "untoc") == "joined"


def test_whoever_leaves_the_protocol_is_no_longer_inferred_and_has_not_left_the_convention(
    stranger: Actor, xa: State
) -> None:
    put("tip-protocol", xa, "ratification", date(2005, 1, 1))
    put("tip-protocol", xa, "withdrawal", date(2008, 1, 1))
    assert kind_of(stranger, xa, date(2006, 1, 1), date(2010, 1, 1), "untoc") == "lapsed"


def test_states_that_begin_or_end_are_told_as_that(client: Client, stranger: Actor, xa: State) -> None:
    State.objects.filter(pk=xa.pk).update(exists_from=date(2006, 1, 1), exists_until=date(2012, 1, 1))
    changed("palermo.actors")
    assert kind_of(stranger, xa, date(2005, 1, 1), date(2007, 1, 1)) == "began"
    assert kind_of(stranger, xa, date(2007, 1, 1), date(2013, 1, 1)) == "ended"
    put("tip-protocol", xa, "ratification", date(2007, 1, 1))
    found = queries.two_days(stranger, "tip-protocol", date(2010, 1, 1), date(2013, 1, 1))
    assert [change.participant for change in found.left] == [xa.pk]
    row = in_csv(client, f"{TIP}export.csv?from=2010-01-01&to=2013-01-01&change=ended")[0]
    assert (row["Standing then"], row["Standing now"]) == ("Party", "Did not exist on that day")


def test_where_nothing_changed_the_page_says_so(page: Page) -> None:
    text = page(f"{TIP}?from=2010-01-01&to=2010-01-02")
    assert "No change is on record" in text
    assert "download" not in text.partition('id="changes-title"')[2]


def test_two_days_after_the_end_of_the_record_are_said_to_be_so(page: Page) -> None:
    after = "The record is complete to 20 April 2024. After that day, no act means unknown."
    assert after in plain(page(f"{TIP}?from=2025-01-01&to=2026-01-01"))
    assert after not in plain(page(f"{TIP}?from=2010-01-01&to=2012-01-01"))
    assert "Nothing was on record yet on 1 January 1990" in plain(page(f"{TIP}?known=1990-01-01"))


@pytest.mark.parametrize("query", ["from=2012-01-01&to=2012-01-01", "from=2012-01-02&to=2012-01-01"])
def test_the_first_day_must_come_before_the_second(page: Page, query: str) -> None:
    assert "Give a later end." in plain(page(f"{TIP}?{query}", status=400))


def test_days_the_wrong_way_round_and_unknown_instruments_are_refused(stranger: Actor) -> None:
    with pytest.raises(Invalid):
        queries.two_days(stranger, "tip-protocol", TODAY, DECIDED)
    with pytest.raises(Missing):
        queries.two_days(stranger, "charter", DECIDED, TODAY)
    with pytest.raises(Missing):
        queries.two_days(stranger, "uncac", DECIDED, TODAY)


def test_as_known_on_a_day_leaves_out_what_was_learnt_later(stranger: Actor) -> None:
    found = queries.two_days(stranger, "tip-protocol", DECIDED, TODAY, date(2014, 1, 27))
    assert len(found.now.parties) == 159
    assert len(found.joined) - len(found.left) == 159 - 124
    assert found.now.complete_to == date(2014, 1, 27)


FILTERS = st.fixed_dictionaries(
    {},
    optional={
        "from": st.dates(min_value=date(2000, 1, 1), max_value=date(2010, 1, 1)),
        "to": st.dates(min_value=date(2010, 1, 2), max_value=date(2026, 1, 1)),
        "known": st.sampled_from(["2014-07-10", "2024-04-20"]),
        "change": st.sampled_from([kind.value for kind in ChangeKind]),
        "region": st.sampled_from(["002", "009", "150"]),
        "group": st.sampled_from(["african", "eastern_european"]),
        "q": st.sampled_from(["a", "Island", "JPN", "zzz"]),
        "sort": st.sampled_from(["name", "-name", "date", "-date", "change", "-confidence"]),
    },
)


@settings(max_examples=30)
@given(instrument=st.sampled_from(INSTRUMENTS), filters=FILTERS)
def test_a_file_has_the_rows_and_the_order_of_the_screen(
    client: Client, instrument: str, filters: dict[str, object]
) -> None:
    address, query = f"/en/register/{instrument}/compare/", urlencode(filters)
    screen = table(get(client, f"{address}?{query}"))
    rows = in_csv(client, f"{address}export.csv?{query}")
    assert [row[0] for row in screen] == [row["State"] for row in rows]
    assert [row[2] for row in screen] == [row["Change"] for row in rows]
    assert [row["name"] for row in in_json(client, f"{address}export.json?{query}")] == [
        row[0] for row in screen
    ]
    regions = table(get(client, f"{address}?{query}"), "regions")
    exported = in_csv(client, f"{address}regions.csv?{query}")
    assert [[cell or "–" for cell in row.values()] for row in exported] == regions


def test_kinds_in_the_file_are_those_of_the_query(client: Client, stranger: Actor) -> None:
    rows = in_json(client, f"{TIP}export.json?from=2001-01-01&to=2024-04-21")
    found = queries.two_days(stranger, "tip-protocol", date(2001, 1, 1), date(2024, 4, 21))
    assert Counter(row["kind"] for row in rows) == Counter(change.kind.value for change in found.changes)
