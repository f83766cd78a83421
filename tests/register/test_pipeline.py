"""Who is not a party: with the parties they are everybody, each once, and unknown is never a “no”."""

import re
from collections.abc import Callable
from datetime import date
from urllib.parse import urlencode

import pytest
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from palermo.actors.models import State
from palermo.core.actor import Actor
from palermo.core.errors import Missing
from palermo.kit.models import changed
from palermo.register import queries
from palermo.register.queries import Step
from palermo.texts.models import Instrument
from tests import factories
from tests.register.reading import get, in_csv, in_json, table

pytestmark = pytest.mark.usefixtures("facts")
Page = Callable[..., str]
INSTRUMENTS = ["untoc", "tip-protocol", "smuggling-protocol", "firearms-protocol"]
TIP = "/en/register/tip-protocol/pipeline/"
DAYS = st.dates(min_value=date(2000, 11, 1), max_value=date(2026, 11, 24))


def steps(actor: Actor, instrument: str, on: date) -> dict[str, Step]:
    found = queries.not_parties(actor, instrument, on).waiting
    return {each.standing.participant: each.step for each in found}


def put(instrument: str, state: State, kind: str, on: date) -> None:
    key = f"{instrument}:{state.pk}:{kind}:{on}"
    factories.act(key=key, instrument=Instrument.objects.get(pk=instrument), state=state, kind=kind, date=on)
    changed("palermo.actors")
    changed("palermo.register")


def test_it_works(page: Page) -> None:
    text = page(f"{TIP}?on=2024-04-20")
    assert "16 are not parties on record on 20 April 2024." in text
    rows = {row[0]: row for row in table(text)}
    assert rows["Uganda"][2:6] == [
        "Signed, party to the Convention",
        "12 Dec 2000",
        "Party sourced",
        "9 Mar 2005",
    ]
    assert '<a href="/en/states/UGA/#tip-protocol:UGA:signature:2000-12-12">' in text
    assert '<a href="/en/states/UGA/#untoc:UGA:ratification:2005-03-09">' in text


@settings(max_examples=60)
@given(instrument=st.sampled_from(INSTRUMENTS), on=DAYS)
def test_with_the_parties_they_are_everyone_in_the_status_table_each_once(
    client: Client, stranger: Actor, instrument: str, on: date
) -> None:
    rows = in_json(client, f"/en/register/{instrument}/pipeline/export.json?on={on}")
    outside = [row["code"] for row in rows]
    assert len(outside) == len(set(outside))
    place = queries.position(stranger, instrument, on)
    parties = {party.participant for party in place.parties}
    assert not parties & set(outside)
    status = [row["code"] for row in in_json(client, f"/en/register/{instrument}/export.json?on={on}")]
    assert sorted([*parties, *outside]) == sorted(status)


def test_the_groups_and_the_table_have_the_same_states(page: Page) -> None:
    text = page(f"{TIP}?on=2010-01-01")
    tiles = text.count('class="tile ')
    assert tiles == len(table(text)) == 62
    groups = [re.findall(r">(\d+) rows?<", part)[0] for part in text.split('<a class="small num"')[1:]]
    assert sum(map(int, groups)) == tiles


def test_four_steps_where_the_records_of_both_reach_the_day(stranger: Actor) -> None:
    found = steps(stranger, "tip-protocol", date(2010, 4, 20))
    assert set(found.values()) == {
        Step.SIGNED_PARTY,
        Step.NOT_SIGNED_PARTY,
        Step.SIGNED_OUTSIDE,
        Step.NOT_SIGNED_OUTSIDE,
    }
    assert (found["UGA"], found["PAK"]) == (Step.SIGNED_PARTY, Step.NOT_SIGNED_PARTY)
    assert (found["JPN"], found["IRN"]) == (Step.SIGNED_OUTSIDE, Step.NOT_SIGNED_OUTSIDE)


def test_where_the_record_of_the_convention_ended_nobody_is_said_to_be_outside_it(stranger: Actor) -> None:
    found = steps(stranger, "tip-protocol", date(2024, 4, 20))
    assert (found["COG"], found["IRN"]) == (Step.SIGNED_UNCLEAR, Step.NOT_SIGNED_UNCLEAR)
    assert Step.NOT_SIGNED_OUTSIDE not in found.values()


def test_where_its_own_record_ended_every_step_is_unknown(page: Page, stranger: Actor) -> None:
    assert set(steps(stranger, "tip-protocol", date(2024, 4, 21)).values()) == {
        Step.SIGNED_UNKNOWN,
        Step.UNKNOWN,
    }
    text = page(f"{TIP}?on=2024-04-21")
    assert "No act is on record up to 20 April 2024; later acts would not be on record here." in text
    assert 'href="?on=2024-04-20"' in text
    assert "becomes a party" not in text


def test_a_party_to_the_convention_that_only_a_protocol_shows_is_one(stranger: Actor, xa: State) -> None:
    put("smuggling-protocol", xa, "accession", date(2005, 1, 1))
    found = queries.not_parties(stranger, "tip-protocol", date(2010, 1, 1)).waiting
    [own] = [each for each in found if each.standing.participant == xa.pk]
    assert own.step is Step.NOT_SIGNED_PARTY
    assert own.convention
    assert own.convention.inferred


def test_the_convention_knows_only_signed_or_not(page: Page, stranger: Actor) -> None:
    found = steps(stranger, "untoc", date(2010, 4, 20))
    assert set(found.values()) == {Step.SIGNED, Step.NOT_SIGNED}
    assert (found["JPN"], found["PNG"]) == (Step.SIGNED, Step.NOT_SIGNED)
    text = page("/en/register/untoc/pipeline/?on=2010-04-20")
    assert "To the Convention" not in text
    assert re.findall(
        r'<option value="(\w+)">', text.partition('name="step"')[2].partition("</select>")[0]
    ) == [*("signed", "not_signed", "withdrawn", "signed_unknown", "unknown")]
    assert "has to join the Convention first" not in text
    assert "has to join the Convention first" in page(f"{TIP}?on=2010-04-20")


def test_whoever_withdrew_stands_apart(page: Page, stranger: Actor, xa: State) -> None:
    put("tip-protocol", xa, "ratification", date(2005, 1, 1))
    put("tip-protocol", xa, "withdrawal", date(2010, 1, 1))
    assert steps(stranger, "tip-protocol", date(2010, 12, 31)).get(xa.pk) is None
    assert steps(stranger, "tip-protocol", date(2011, 1, 1))[xa.pk] is Step.WITHDRAWN
    assert "Whoever withdrew becomes a party again by a new act." in page(f"{TIP}?on=2011-01-01")


def test_filters_that_leave_nothing_say_so_and_bad_ones_are_refused(page: Page) -> None:
    assert "No row fits these filters" in page(f"{TIP}?q=zzz")
    for query in ("on=2030-01-01", "step=no", "region=1", "group=x", "sort=colour"):
        assert 'class="lede">' in page(f"{TIP}?{query}", status=400)


def test_an_instrument_without_acts_is_missing(stranger: Actor) -> None:
    with pytest.raises(Missing):
        queries.not_parties(stranger, "uncac", date(2020, 1, 1))


FILTERS = st.fixed_dictionaries(
    {},
    optional={
        "on": DAYS,
        "step": st.sampled_from([step.value for step in Step]),
        "region": st.sampled_from(["002", "009", "150"]),
        "group": st.sampled_from(["african", "asia_pacific"]),
        "q": st.sampled_from(["a", "Island", "UGA", "zzz"]),
        "sort": st.sampled_from(["name", "-name", "step", "-step", "signed", "region"]),
    },
)


@settings(max_examples=30)
@given(instrument=st.sampled_from(INSTRUMENTS), filters=FILTERS)
def test_a_file_has_the_rows_and_the_order_of_the_screen(
    client: Client, instrument: str, filters: dict[str, object]
) -> None:
    address, query = f"/en/register/{instrument}/pipeline/", urlencode(filters)
    screen = table(get(client, f"{address}?{query}"))
    rows = in_csv(client, f"{address}export.csv?{query}")
    assert [(row[0], row[2]) for row in screen] == [(row["State"], row["Where it stands"]) for row in rows]
