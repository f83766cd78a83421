"""Who is bound: the counts that others published beside ours, and what is inferred or left."""

from datetime import date

import pytest

from palermo.actors.models import State
from palermo.core.actor import Actor
from palermo.core.errors import Missing
from palermo.core.treaty import Status
from palermo.kit.models import changed
from palermo.register import queries
from palermo.register.models import Act, Declaration
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


# Where the record ends before the day of a published count, how many parties are missing here.
MISSING = {
    "untoc:2016-06": 8,
    "untoc:2018-10": 10,
    "untoc:2022-10": 11,
    "smuggling-protocol:2018-10": 8,
    "firearms-protocol:2018-10": 6,
}


def test_every_published_count_is_met_or_the_record_ends_before_it(stranger: Actor) -> None:
    found = {}
    for instrument in ("untoc", "tip-protocol", "smuggling-protocol", "firearms-protocol"):
        place = queries.position(stranger, instrument, date(2026, 11, 24))
        for each in queries.published_counts(stranger, place):
            found[each.published.key] = (each.verdict, each.missing)
    assert found == {
        "untoc:2014-01-27": ("equal", 0),
        "tip-protocol:2014-01-27": ("equal", 0),
        "tip-protocol:2015-07": ("equal", 0),
        "tip-protocol:2018-07-23": ("equal", 0),
        "tip-protocol:2020-10": ("equal", 0),
        "tip-protocol:2022-11": ("within", 0),
        "tip-protocol:2024-04-20": ("equal", 0),
        **{key: ("short", missing) for key, missing in MISSING.items()},
    }


def test_a_count_that_differs_within_the_record_is_said_to_differ(stranger: Actor) -> None:
    protocol = Instrument.objects.get(key="tip-protocol")
    made = {"instrument": protocol, "as_at": date(2014, 1, 27), "parties": 160}
    factories.published_count(key="another", **made)
    changed("palermo.register")
    place = queries.position(stranger, "tip-protocol", date(2026, 11, 24))
    found = {each.published.key: each.verdict for each in queries.published_counts(stranger, place)}
    assert (found["another"], found["tip-protocol:2014-01-27"]) == ("differs", "equal")


INFERRED = ["BRB", "BTN", "ERI", "FJI", "JPN", "KOR", "PLW", "PSE", "SLE", "SSD"]
LOW = ["AFG", "CZE", "ERI", "FJI", "JPN", "KOR", "LKA", "MDV", "NPL", "PAK", "PLW", "PSE", "SLE", "SSD"]


def test_parties_that_only_a_protocol_shows_are_inferred_and_marked(stranger: Actor) -> None:
    place = queries.position(stranger, "untoc", date(2024, 4, 20))
    assert [standing.participant for standing in place.inferred] == INFERRED
    assert len(place.parties) == 179 + len(INFERRED)


def test_rows_of_low_confidence_are_counted_apart(stranger: Actor) -> None:
    on = date(2024, 4, 20)
    protocol, convention = (queries.position(stranger, key, on) for key in ("tip-protocol", "untoc"))
    assert [standing.participant for standing in protocol.low_confidence_parties] == LOW
    # Whoever is inferred is no surer than the act to the Protocol that shows it.
    low = [standing.participant for standing in convention.low_confidence_parties]
    assert low == [code for code in INFERRED if code in LOW]
    assert {each.participant: each.confidence for each in convention.inferred}["BTN"] == "derived"


def test_after_the_end_of_the_record_no_act_means_unknown(stranger: Actor) -> None:
    before = queries.position(stranger, "tip-protocol", date(2024, 4, 20)).standings["IRN"]
    after = queries.position(stranger, "tip-protocol", date(2024, 4, 21)).standings["IRN"]
    assert (before.status, after.status) == (Status.NONE, Status.UNKNOWN)


def test_after_the_end_of_the_record_a_signatory_may_have_joined(stranger: Actor) -> None:
    before = queries.position(stranger, "tip-protocol", date(2024, 4, 20))
    after = queries.position(stranger, "tip-protocol", date(2024, 4, 21))
    assert [each.participant for each in before.signed_not_joined] == ["COG", "UGA"]
    assert before.signed_unknown == after.signed_not_joined == []
    assert [each.participant for each in after.signed_unknown] == ["COG", "UGA"]


def test_a_successor_is_bound_since_it_began_to_exist(stranger: Actor) -> None:
    standing = queries.position(stranger, "tip-protocol", DECIDED).standings["MNE"]
    assert standing.in_force_from == date(2006, 6, 3)


def test_a_state_that_another_continues_is_not_asked_and_none_once_it_is_gone(stranger: Actor) -> None:
    for on in (date(2003, 6, 1), DECIDED):
        assert "SCG" not in queries.position(stranger, "untoc", on).standings
    assert queries.position(stranger, "untoc", date(2003, 6, 1)).standings["SRB"].status is Status.PARTY


@pytest.mark.parametrize(
    ("instrument", "known", "in_force"),
    [
        ("tip-protocol", "2014-01-26", None),
        ("tip-protocol", "2014-01-27", "2003-12-25"),
        ("smuggling-protocol", "2014-07-09", None),  # the Convention was known to be in force
        ("smuggling-protocol", "2014-07-10", "2004-01-28"),
    ],
)
def test_entry_into_force_follows_from_the_acts_known_on_the_day(
    stranger: Actor, instrument: str, known: str, in_force: str | None
) -> None:
    place = queries.position(stranger, instrument, DECIDED, known=date.fromisoformat(known))
    assert place.in_force == (in_force and date.fromisoformat(in_force))


def test_a_protocol_is_not_known_to_be_in_force_before_its_convention_is(stranger: Actor) -> None:
    Act.objects.filter(instrument="untoc").update(as_of=date(2015, 1, 1))
    changed("palermo.register")
    known = date(2014, 12, 31)
    assert queries.position(stranger, "tip-protocol", DECIDED, known=known).in_force is None
    assert queries.position(stranger, "tip-protocol", DECIDED).in_force == date(2003, 12, 25)


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


def test_whoever_left_the_convention_is_in_no_count_of_the_protocol(stranger: Actor, xa: State) -> None:
    def counts() -> tuple[int, int, int]:
        place = queries.position(stranger, "tip-protocol", date(2014, 1, 27))
        published = queries.published_counts(stranger, place)
        ours = next(each.last for each in published if each.published.key == "tip-protocol:2014-01-27")
        return len(place.parties), queries.by_year(place)[-1].parties, ours

    assert counts() == (159, 159, 159)
    put("untoc", xa, "ratification", date(2005, 1, 1))
    put("tip-protocol", xa, "ratification", date(2005, 1, 1))
    assert counts() == (160, 160, 160)
    put("untoc", xa, "withdrawal", date(2012, 1, 1))
    assert counts() == (159, 159, 159)


def test_the_convention_is_left_by_its_own_rules(stranger: Actor, xa: State) -> None:
    put("tip-protocol", xa, "ratification", date(2005, 1, 1))
    put("untoc", xa, "ratification", date(2005, 1, 1))
    put("untoc", xa, "withdrawal", date(2012, 1, 1))
    Instrument.objects.filter(key="untoc").update(withdrawal_delay_months=6)
    changed("palermo.texts")
    left = queries.position(stranger, "tip-protocol", date(2012, 7, 1)).standings[xa.pk]
    assert left.status is Status.WITHDRAWN


def test_a_withdrawal_from_the_convention_is_kept_where_no_consent_is_on_record(
    stranger: Actor, xa: State
) -> None:
    put("tip-protocol", xa, "ratification", date(2005, 1, 1))
    put("untoc", xa, "withdrawal", date(2012, 1, 1))
    bound = queries.position(stranger, "untoc", date(2012, 12, 31)).standings[xa.pk]
    left = queries.position(stranger, "untoc", date(2013, 1, 1)).standings[xa.pk]
    assert (bound.status, bound.inferred) == (Status.PARTY, True)
    assert (left.status, left.inferred) == (Status.WITHDRAWN, False)


def test_a_day_of_knowledge_does_not_stay_in_memory(stranger: Actor) -> None:
    now = queries.position(stranger, "tip-protocol", DECIDED)
    assert queries.position(stranger, "tip-protocol", date(2010, 1, 1)).reading is now.reading
    then = queries.position(stranger, "tip-protocol", DECIDED, known=date(2014, 1, 27))
    again = queries.position(stranger, "tip-protocol", DECIDED, known=date(2014, 1, 27))
    assert then.reading is not again.reading


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


def said(actor: Actor, on: date, participant: str | None = None, known: date | None = None) -> dict[str, str]:
    place = queries.position(actor, "tip-protocol", on, known)
    return {each.row.key: each.effect.value for each in queries.declarations(actor, [place], participant)}


def test_a_reservation_made_at_signature_stands_only_so_far_as_it_was_confirmed(stranger: Actor) -> None:
    first, second = "tip-protocol:SAU:reservation:2002-12-10", "tip-protocol:SAU:reservation:2007-07-20"
    assert said(stranger, date(2002, 12, 9), "SAU") == {}
    assert said(stranger, date(2007, 7, 19), "SAU") == {first: "awaits_consent"}
    assert said(stranger, date(2007, 7, 20), "SAU") == {first: "only_as_confirmed", second: "stands"}


def test_what_was_said_is_known_from_its_own_day_unless_another_is_on_record(stranger: Actor) -> None:
    on, key = date(2020, 1, 1), "tip-protocol:SAU:reservation:2007-07-20"
    assert key not in said(stranger, on, "SAU", known=date(2007, 7, 19))
    assert key in said(stranger, on, "SAU", known=date(2007, 7, 20))
    Declaration.objects.filter(key=key).update(as_of=date(2016, 1, 1))
    changed("palermo.register")
    assert key not in said(stranger, on, "SAU", known=date(2015, 12, 31))
    assert key in said(stranger, on, "SAU", known=date(2016, 1, 1))


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
