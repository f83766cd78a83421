"""Who is bound on a date, as known on a date."""

import csv
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from palermo.core.period import months_after
from palermo.core.provenance import Confidence
from palermo.core.treaty import (
    CONSENT,
    Act,
    Kind,
    Rules,
    Standing,
    Status,
    entry_into_force,
    in_force_for,
    inferred_parties,
    joined_over_time,
    standings,
)

RULES = Rules()
FORCE = date(2003, 12, 25)


def act(
    who: str, kind: Kind, day: str, known: str = "2003-01-01", sure: Confidence = Confidence.SOURCED
) -> Act:
    return Act(who, kind, date.fromisoformat(day), date.fromisoformat(known), sure, f"{who}:{kind}:{day}")


def status(acts: list[Act], on: str, **more: object) -> Status:
    found = standings(acts, date.fromisoformat(on), rules=RULES, in_force=FORCE, participants=["XA"], **more)  # type: ignore[arg-type]
    return found["XA"].status


def test_it_works() -> None:
    acts = [act("XA", Kind.SIGNATURE, "2001-01-01"), act("XA", Kind.RATIFICATION, "2005-03-01")]
    assert status([], "2010-01-01") is Status.NONE
    assert status(acts, "2004-01-01") is Status.SIGNATORY
    assert status(acts, "2005-03-01") is Status.PARTY
    bound = standings(acts, date(2006, 1, 1), rules=RULES, in_force=FORCE)["XA"]
    assert bound.in_force_from == date(2005, 3, 31)


def test_a_withdrawal_ends_standing_after_its_delay_and_one_may_join_again() -> None:
    acts = [act("XA", Kind.ACCESSION, "2005-01-01"), act("XA", Kind.WITHDRAWAL, "2010-05-05")]
    assert status(acts, "2011-05-04") is Status.PARTY
    assert status(acts, "2011-05-05") is Status.WITHDRAWN
    assert status([*acts, act("XA", Kind.ACCESSION, "2012-01-01")], "2012-01-01") is Status.PARTY


def test_after_the_record_ends_no_act_means_unknown() -> None:
    signed = [act("XA", Kind.SIGNATURE, "2001-01-01")]
    end = date(2014, 1, 27)
    assert status([], "2014-01-28", complete_to=end) is Status.UNKNOWN
    assert status([], "2014-01-27", complete_to=end) is Status.NONE
    found = standings(signed, date(2015, 1, 1), rules=RULES, in_force=FORCE, complete_to=end)["XA"]
    assert (found.status, found.certain) == (Status.SIGNATORY, False)


def test_leaving_the_convention_ends_the_protocol_until_both_are_joined_again() -> None:
    convention = [
        act("XA", Kind.ACCESSION, "2004-01-01"),
        act("XA", Kind.WITHDRAWAL, "2010-01-01"),
        act("XA", Kind.ACCESSION, "2012-06-01"),
    ]
    protocol = [act("XA", Kind.ACCESSION, "2005-01-01")]

    def found(acts: list[Act], on: str) -> Standing:
        day = date.fromisoformat(on)
        above = standings(convention, day, rules=RULES, in_force=FORCE)
        return standings(acts, day, rules=RULES, in_force=FORCE, parent=above)["XA"]

    assert found(protocol, "2010-12-31").status is Status.PARTY
    ended = found(protocol, "2011-01-01")
    assert (ended.status, ended.withdrawal) == (Status.WITHDRAWN, convention[1])
    after = found(protocol, "2013-01-01")
    assert (after.status, after.withdrawal) == (Status.WITHDRAWN, convention[1])
    protocol.append(act("XA", Kind.ACCESSION, "2012-07-01"))
    assert found(protocol, "2012-07-01").status is Status.PARTY


def test_a_successor_is_bound_from_its_own_day() -> None:
    assert in_force_for(date(2006, 10, 23), Kind.SUCCESSION, RULES, FORCE) == date(2006, 10, 23)
    assert in_force_for(date(2003, 1, 1), Kind.RATIFICATION, RULES, FORCE) == FORCE
    assert in_force_for(date(2003, 1, 1), Kind.RATIFICATION, RULES, None) is None


def test_the_instrument_enters_into_force_after_the_last_deposit_needed() -> None:
    acts = [act(f"X{n:02}", Kind.RATIFICATION, "2003-01-01") for n in range(39)]
    assert entry_into_force(acts, RULES) is None
    acts.append(act("XORG", Kind.APPROVAL, "2003-02-01"))
    assert entry_into_force(acts, RULES, organizations={"XORG"}) is None
    acts.append(act("X39", Kind.RATIFICATION, "2003-09-26"))
    assert entry_into_force(acts, RULES, organizations={"XORG"}) == FORCE
    assert entry_into_force(acts, RULES, not_before=date(2004, 1, 1)) == date(2004, 1, 1)


FIRST = date(2000, 1, 1).toordinal()
days = st.integers(FIRST, FIRST + 7300).map(date.fromordinal)  # cheaper to draw than st.dates
some_acts = st.lists(
    st.builds(
        Act,
        st.sampled_from(["XA", "XB", "XORG"]),
        st.sampled_from(list(Kind)),
        days,
        days,
    ),
    max_size=9,
)
quickly = settings(max_examples=40)  # all of this folder runs in under two seconds


@quickly
@given(some_acts, days)
def test_the_last_step_is_the_number_of_parties(acts: list[Act], on: date) -> None:
    parties = [
        s for s in standings(acts, on, rules=RULES, in_force=FORCE).values() if s.status is Status.PARTY
    ]
    steps = joined_over_time(acts, on)
    assert (steps[-1][1] if steps else 0) == len(parties)


@quickly
@given(some_acts, days, st.randoms())
def test_the_order_of_the_acts_does_not_matter(acts: list[Act], on: date, random: Random) -> None:
    before = standings(acts, on, rules=RULES, in_force=FORCE)
    shuffled = random.sample(acts, len(acts))
    assert standings(shuffled, on, rules=RULES, in_force=FORCE) == before
    assert joined_over_time(shuffled, on) == joined_over_time(acts, on)
    assert entry_into_force(shuffled, Rules(deposits=2)) == entry_into_force(acts, Rules(deposits=2))


@quickly
@given(some_acts, some_acts, days, days)
def test_what_becomes_known_later_changes_no_earlier_answer(
    acts: list[Act], others: list[Act], on: date, known: date
) -> None:
    late = [a._replace(known_from=known + timedelta(days=1 + n)) for n, a in enumerate(others)]
    before = standings(acts, on, rules=RULES, in_force=FORCE, known=known)
    assert standings(acts + late, on, rules=RULES, in_force=FORCE, known=known) == before
    assert joined_over_time(acts + late, on, known) == joined_over_time(acts, on, known)


@quickly
@given(days, days, st.integers(0, 24))
def test_a_withdrawal_ends_standing_exactly_when_its_delay_ends(
    joined: date, gave: date, months: int
) -> None:
    rules = Rules(withdrawal_delay_months=months)
    gave = max(gave, joined)
    end = months_after(gave, months)
    acts = [Act("XA", Kind.ACCESSION, joined, joined), Act("XA", Kind.WITHDRAWAL, max(gave, joined), gave)]

    def found(day: date) -> Status:
        return standings(acts, day, rules=rules, in_force=FORCE)["XA"].status

    if end > gave > joined:
        assert found(end - timedelta(days=1)) is Status.PARTY
        assert found(end) is Status.WITHDRAWN
        assert joined_over_time(acts, end, rules=rules) == [(joined, 1), (end, 0)]


@quickly
@given(some_acts, days, st.integers(0, 3000))
def test_without_withdrawals_a_party_stays_one(acts: list[Act], on: date, later: int) -> None:
    kept = [a for a in acts if a.kind is not Kind.WITHDRAWAL]

    def parties(day: date) -> set[str]:
        found = standings(kept, day, rules=RULES, in_force=FORCE)
        return {who for who, standing in found.items() if standing.status is Status.PARTY}

    assert parties(on) <= parties(on + timedelta(days=later))


@quickly
@given(some_acts)
def test_organizations_never_change_entry_into_force(acts: list[Act]) -> None:
    rules = Rules(deposits=2)
    without = [a for a in acts if a.participant != "XORG"]
    assert entry_into_force(acts, rules, organizations={"XORG"}) == entry_into_force(without, rules)


@quickly
@given(some_acts, some_acts, days)
def test_an_inferred_party_never_overrides_a_record(own: list[Act], protocol: list[Act], on: date) -> None:
    mine = standings(own, on, rules=RULES, in_force=FORCE)
    theirs = standings(protocol, on, rules=RULES, in_force=FORCE)
    for who, standing in inferred_parties(mine, [theirs]).items():
        recorded = any(a.participant == who and a.kind in CONSENT and a.date <= on for a in own)
        if standing.inferred:
            assert not recorded
            assert theirs[who].status is Status.PARTY
        elif who in mine:
            assert standing == mine[who]


def real_acts(shared: Path) -> dict[str, list[Act]]:
    found: dict[str, list[Act]] = {}
    with (shared / "register" / "treaty_actions.csv").open() as read:
        for row in csv.DictReader(read):
            found.setdefault(row["instrument"], []).append(
                act(
                    row["state_iso3"],
                    Kind(row["action"]),
                    row["date"],
                    row["as_of"],
                    Confidence(row["confidence"]),
                )
            )
    return found


def test_the_real_instruments_entered_into_force_when_they_did(shared: Path) -> None:
    acts, force = real_acts(shared), dict[str, date | None]()
    for instrument in ("untoc", "tip-protocol", "smuggling-protocol", "firearms-protocol"):
        force[instrument] = entry_into_force(
            acts[instrument], RULES, organizations={"EUE"}, not_before=force.get("untoc")
        )
    assert force == {
        "untoc": date(2003, 9, 29),
        "tip-protocol": date(2003, 12, 25),
        "smuggling-protocol": date(2004, 1, 28),
        "firearms-protocol": date(2005, 7, 3),
    }


@pytest.mark.parametrize(
    ("on", "known", "parties"),
    [
        ("2008-10-17", None, 124),
        ("2014-01-27", None, 159),
        ("2018-07-23", None, 173),
        ("2024-04-20", None, 182),
        ("2024-04-20", "2014-01-27", 159),
    ],
)
def test_the_real_number_of_parties(shared: Path, on: str, known: str | None, parties: int) -> None:
    day = date.fromisoformat(known) if known else None
    found = standings(
        real_acts(shared)["tip-protocol"], date.fromisoformat(on), rules=RULES, in_force=FORCE, known=day
    )
    assert sum(standing.status is Status.PARTY for standing in found.values()) == parties
