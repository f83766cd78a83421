"""Who is bound: the counts that others published beside ours, and what is inferred or left."""

from datetime import date

import pytest

from palermo.actors.models import State
from palermo.core.actor import Actor
from palermo.core.errors import Missing
from palermo.core.treaty import Status
from palermo.kit.models import changed
from palermo.register import queries
from palermo.texts.models import Instrument
from tests import factories

pytestmark = pytest.mark.usefixtures("facts")
DECIDED = date(2008, 10, 17)


def test_it_works(stranger: Actor) -> None:
    place = queries.position(stranger, "tip-protocol", DECIDED)
    assert len(place.parties) == 124
    assert place.in_force == date(2003, 12, 25)


@pytest.mark.parametrize(
    ("instrument", "in_force"),
    [
        ("untoc", "2003-09-29"),
        ("tip-protocol", "2003-12-25"),
        ("smuggling-protocol", "2004-01-28"),
        ("firearms-protocol", "2005-07-03"),
    ],
)
def test_entry_into_force_is_computed_as_it_was(stranger: Actor, instrument: str, in_force: str) -> None:
    place = queries.position(stranger, instrument, date(2020, 1, 1))
    assert place.in_force == date.fromisoformat(in_force)


def test_every_published_count_is_met_or_the_difference_explained(stranger: Actor) -> None:
    seen = 0
    for instrument in ("untoc", "tip-protocol", "smuggling-protocol", "firearms-protocol"):
        place = queries.position(stranger, instrument, date(2026, 11, 24))
        for each in queries.published_counts(stranger, place):
            seen += 1
            assert each.verdict in {"equal", "within", "short"}, each
            if each.verdict == "short":
                assert each.beyond
    assert seen == 12


def test_parties_that_only_a_protocol_shows_are_inferred_and_marked(stranger: Actor) -> None:
    place = queries.position(stranger, "untoc", date(2024, 4, 20))
    assert (len(place.parties), len(place.inferred)) == (189, 10)
    assert all(standing.status is Status.PARTY for standing in place.inferred)


def test_rows_of_low_confidence_are_counted_apart(stranger: Actor) -> None:
    place = queries.position(stranger, "tip-protocol", date(2024, 4, 20))
    low = {standing.participant for standing in place.low_confidence_parties}
    assert len(low) == 14
    assert low < {standing.participant for standing in place.parties}


def test_after_the_end_of_the_record_no_act_means_unknown(stranger: Actor) -> None:
    before = queries.position(stranger, "tip-protocol", date(2024, 4, 20)).standings["IRN"]
    after = queries.position(stranger, "tip-protocol", date(2024, 4, 21)).standings["IRN"]
    assert (before.status, after.status) == (Status.NONE, Status.UNKNOWN)


def test_as_known_on_a_day_leaves_out_what_was_learnt_later(stranger: Actor) -> None:
    now = queries.position(stranger, "tip-protocol", date(2022, 1, 1))
    then = queries.position(stranger, "tip-protocol", date(2022, 1, 1), known=date(2014, 1, 27))
    assert len(then.parties) == 159 < len(now.parties)


def put(instrument: str, state: State, kind: str, on: date) -> None:
    key = f"{instrument}:{state.pk}:{on}"
    factories.act(key=key, instrument=Instrument.objects.get(pk=instrument), state=state, kind=kind, date=on)
    changed("palermo.actors")
    changed("palermo.register")


def test_a_new_act_is_seen_by_the_next_reader(stranger: Actor, xa: State) -> None:
    on = date(2014, 1, 27)
    before = queries.position(stranger, "firearms-protocol", on)
    put("firearms-protocol", xa, "accession", date(2013, 5, 5))
    after = queries.position(stranger, "firearms-protocol", on)
    assert after.standings[xa.pk].status is Status.PARTY
    assert len(after.parties) == len(before.parties) + 1


def test_leaving_the_convention_ends_the_protocol_too_after_a_year(stranger: Actor, xa: State) -> None:
    put("untoc", xa, "ratification", date(2005, 1, 1))
    put("tip-protocol", xa, "ratification", date(2005, 1, 1))
    put("untoc", xa, "withdrawal", date(2012, 1, 1))
    bound = queries.position(stranger, "tip-protocol", date(2012, 12, 31)).standings[xa.pk]
    left = queries.position(stranger, "tip-protocol", date(2013, 1, 1)).standings[xa.pk]
    assert (bound.status, left.status) == (Status.PARTY, Status.WITHDRAWN)


def test_a_party_to_a_protocol_alone_is_an_inferred_party_to_the_convention(
    stranger: Actor, xa: State
) -> None:
    put("firearms-protocol", xa, "accession", date(2010, 1, 1))
    standing = queries.position(stranger, "untoc", date(2010, 1, 1)).standings[xa.pk]
    assert (standing.status, standing.inferred) == (Status.PARTY, True)
    put("untoc", xa, "accession", date(2009, 1, 1))
    assert not queries.position(stranger, "untoc", date(2010, 1, 1)).standings[xa.pk].inferred


def test_an_instrument_that_is_not_there_is_missing(stranger: Actor) -> None:
    with pytest.raises(Missing):
        queries.position(stranger, "charter", DECIDED)


def test_years_have_no_gaps_and_end_with_the_record(stranger: Actor) -> None:
    place = queries.position(stranger, "tip-protocol", date(2026, 11, 24))
    years = queries.by_year(place)
    assert [year.year for year in years] == list(range(years[0].year, 2025))
    assert years[-1].parties == len(place.parties)
    assert sum(year.consents for year in years) == 182


# ── what was said beside the acts ─────────────────────────────────────────────────────────────────


def said(actor: Actor, on: date, participant: str | None = None) -> dict[str, str]:
    place = queries.position(actor, "tip-protocol", on)
    return {each.row.key: each.effect.value for each in queries.declarations(actor, [place], participant)}


def test_a_reservation_made_at_signature_stands_only_so_far_as_it_was_confirmed(stranger: Actor) -> None:
    first, second = "tip-protocol:SAU:reservation:2002-12-10", "tip-protocol:SAU:reservation:2007-07-20"
    assert said(stranger, date(2002, 12, 9), "SAU") == {}
    assert said(stranger, date(2007, 7, 19), "SAU") == {first: "awaits_consent"}
    assert said(stranger, date(2007, 7, 20), "SAU") == {first: "only_as_confirmed", second: "stands"}


def test_a_withdrawn_reservation_takes_the_objections_to_it_along(
    stranger: Actor, xa: State, xb: State
) -> None:
    protocol = Instrument.objects.get(key="tip-protocol")
    made = factories.declaration(instrument=protocol, state=xa, key="made", date=date(2010, 1, 1))
    factories.declaration(
        instrument=protocol, state=xb, key="answer", kind="objection", date=date(2010, 6, 1), about=made
    )
    ends = {"kind": "withdrawal_of_reservation", "date": date(2011, 1, 1), "about": made}
    factories.declaration(instrument=protocol, state=xa, key="end", **ends)
    changed("palermo.register")
    assert said(stranger, date(2010, 12, 31), "XBB") == {"answer": "stands"}
    assert said(stranger, date(2011, 1, 1), "XBB") == {"answer": "fallen"}
    assert said(stranger, date(2011, 1, 1), "XAA") == {"made": "withdrawn", "end": "stands"}
    everyone = said(stranger, date(2011, 1, 1))
    assert everyone.keys() >= {"made", "answer", "end", "tip-protocol:DZA:reservation:2004-03-09"}
