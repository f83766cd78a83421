"""What is asked of whom: one rule, read from the party and from the paragraph."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from palermo.actors.models import State
from palermo.core.actor import PUBLIC, Role
from palermo.core.errors import Missing
from palermo.mandates import queries
from palermo.mandates.models import Mandate
from palermo.mandates.queries.summary import group_of
from tests import factories
from tests.kit.walks import exported

pytestmark = pytest.mark.usefixtures("facts")
ON = date(2020, 6, 1)


def asks(kind: str, number: int = 1, instrument: Any = None, **values: Any) -> Mandate:
    """A decision with one paragraph that addresses one party."""
    decision = factories.deliberation(
        f"x-{number}", instrument=instrument, adopted=date(2019, 1, 1), year=2019
    )
    paragraph = factories.paragraph(deliberation=decision, key=f"x-{number}/a")
    row = factories.mandate(paragraph=paragraph, deliberation=decision, order=1, year=2019, **values)
    named = {"state": factories.state("XAA")} if kind == "state" else {}
    factories.addressee(mandate=row, order=1, kind=kind, **named)
    return row


def reached(key: str, on: date = ON) -> list[str]:
    rows = queries.asked_of(PUBLIC, queries.party(PUBLIC, key), on)
    return sorted(each for each in rows.values_list("paragraph__key", flat=True) if each.startswith("x-"))


def both_ways(row: Mandate, state: State, on: date = ON) -> bool:
    """Whether it reaches a State; the rule answers the same from either side."""
    instrument = row.deliberation.instrument_id
    listed = queries.states_addressed(PUBLIC, row.addressees.all(), instrument, on)
    found = row.paragraph.key in reached(state.key, on)
    assert found is (state.key in [each.key for each in listed])
    return found


def test_it_works(page: Callable[..., str]) -> None:
    text = page("/en/mandates/asked/secretariat/")
    assert "/en/decisions/4-4/paragraphs/m/" in text
    assert "The Secretariat" in text
    assert "/en/decisions/4-4/paragraphs/f/" not in text


@pytest.mark.parametrize(
    ("kind", "member", "observer"),
    [
        ("states", True, True),
        ("member_states", True, False),
        ("state", True, False),
        ("states_parties", True, True),
        ("states_not_party", True, True),
        ("secretariat", False, False),
        ("organization", False, False),
        ("none", False, False),
    ],
)
def test_a_kind_reaches_those_whom_its_words_mean(kind: str, member: bool, observer: bool) -> None:
    xa = factories.state("XAA")
    xb = factories.state("XBB", iso2="XB", membership="observer")
    row = asks(kind)
    assert (both_ways(row, xa), both_ways(row, xb)) == (member, observer)


def test_parties_are_those_of_the_instrument_on_the_day(client: Client) -> None:
    xa, xb = factories.state("XAA"), factories.state("XBB", iso2="XB")
    treaty = factories.instrument(acts_recorded=True)
    factories.act(instrument=treaty, state=xa, date=date(2010, 1, 1))
    parties = asks("states_parties", 1, treaty)
    others = asks("states_not_party", 2, treaty)
    assert [both_ways(parties, each) for each in (xa, xb)] == [True, False]
    assert [both_ways(others, each) for each in (xa, xb)] == [False, True]
    before = date(2009, 12, 31)
    assert [both_ways(parties, each, before) for each in (xa, xb)] == [False, False]
    assert both_ways(others, xa, before)


def test_an_instrument_whose_acts_are_not_kept_leaves_nobody_out() -> None:
    xa = factories.state("XAA")
    row = asks("states_parties", 1, factories.instrument("x-other", acts_recorded=False))
    assert both_ways(row, xa)


def test_a_state_that_is_gone_is_asked_only_by_its_name() -> None:
    gone = factories.state("XAA", exists_until=date(2000, 1, 1))
    assert not both_ways(asks("states", 1), gone)
    assert both_ways(asks("state", 2), gone)


def test_an_organization_is_reached_by_its_name_and_as_one() -> None:
    factories.organization("XOO")
    by_name, as_one = asks("secretariat", 1), asks("organization", 2)
    factories.addressee(
        mandate=by_name, order=2, kind="organization", organization=factories.organization("XOO")
    )
    factories.addressee(
        mandate=as_one, order=2, kind="organization", organization=factories.organization("XPP")
    )
    assert reached("xoo") == ["x-1/a", "x-2/a"]
    assert reached("xpp") == ["x-2/a"]


def test_an_unknown_party_is_not_found(client: Client) -> None:
    with pytest.raises(Missing):
        queries.party(PUBLIC, "nobody")
    assert client.get("/en/mandates/asked/nobody/").status_code == 404


@pytest.mark.parametrize(
    ("due", "progress", "group"),
    [
        (None, "unknown", "none"),
        (None, "done", "none"),
        (date(2020, 6, 1), "unknown", "to_come"),
        (date(2020, 5, 31), "unknown", "late"),
        (date(2020, 5, 31), "contested", "late"),
        (date(2020, 5, 31), "done", "kept"),
    ],
)
def test_what_is_asked_stands_by_its_day(due: date | None, progress: str, group: str) -> None:
    assert group_of(due, progress, ON) == group


def test_what_no_longer_stands_is_left_out(client: Client) -> None:
    factories.state("XAA")
    asks("state", 1)
    asks("state", 2, standing="superseded")
    rows = exported(client, "mandates/asked/XAA/export.json")
    assert [each["key"] for each in rows if each["key"].startswith("x-")] == ["x-1/a"]
    text = client.get("/en/mandates/asked/XAA/").content.decode()
    assert "/decisions/x-1/paragraphs/a/" in text
    assert "/decisions/x-2/paragraphs/a/" not in text


def test_the_choice_leads_to_the_page_of_a_party(client: Client) -> None:
    answer = client.get("/en/mandates/asked/?party=JPN")
    assert (answer.status_code, answer["Location"]) == (303, "/en/mandates/asked/JPN/")
    assert client.get("/en/mandates/asked/jpn/")["Location"] == "/en/mandates/asked/JPN/"


def test_whoever_acts_for_a_state_sees_it_first(signed_in: Callable[..., Client]) -> None:
    browser = signed_in(Role.FOCAL_POINT, state=factories.state("XAA"))
    text = browser.get("/en/mandates/asked/").content.decode()
    assert text.index("/en/mandates/asked/XAA/") < text.index("/en/mandates/asked/secretariat/")
    assert "You may record what came of each" in browser.get("/en/mandates/asked/XAA/").content.decode()
    assert "You may record what came of each" not in browser.get("/en/mandates/asked/JPN/").content.decode()
