"""Who is bound on a date, as known on a date."""

import csv
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import NamedTuple

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from palermo.core.period import Period, months_after
from palermo.core.provenance import Confidence
from palermo.core.treaty import (
    CONSENT,
    Act,
    Course,
    Exit,
    Kind,
    Life,
    Rules,
    Standing,
    Status,
    courses,
    entry_into_force,
    in_force_for,
    joined_over_time,
    known_acts,
    over_time,
    standings,
    with_inferred,
)

RULES = Rules()
FORCE = date(2003, 12, 25)


def act(
    who: str, kind: Kind, day: str, known: str = "2003-01-01", sure: Confidence = Confidence.SOURCED
) -> Act:
    return Act(who, kind, date.fromisoformat(day), date.fromisoformat(known), sure, f"{who}:{kind}:{day}")


def course_of(acts: list[Act], known: date | None = None, **more: object) -> dict[str, Course]:
    terms = {"rules": RULES, "in_force": FORCE} | more
    return courses(known_acts(acts, known), **terms)  # type: ignore[arg-type]


def found(acts: list[Act], on: str | date, **more: object) -> dict[str, Standing]:
    day = on if isinstance(on, date) else date.fromisoformat(on)
    return standings(course_of(acts, **more), day)  # type: ignore[arg-type]


def status(acts: list[Act], on: str, **more: object) -> Status:
    return found(acts, on, lives={"XA": Life()}, **more)["XA"].status


def test_it_works() -> None:
    acts = [act("XA", Kind.SIGNATURE, "2001-01-01"), act("XA", Kind.RATIFICATION, "2005-03-01")]
    assert status([], "2010-01-01") is Status.NONE
    assert status(acts, "2004-01-01") is Status.SIGNATORY
    assert status(acts, "2005-03-01") is Status.PARTY
    assert found(acts, "2006-01-01")["XA"].in_force_from == date(2005, 3, 31)


def test_a_withdrawal_ends_standing_after_its_delay_and_one_may_join_again() -> None:
    acts = [act("XA", Kind.ACCESSION, "2005-01-01"), act("XA", Kind.WITHDRAWAL, "2010-05-05")]
    assert status(acts, "2011-05-04") is Status.PARTY
    assert status(acts, "2011-05-05") is Status.WITHDRAWN
    assert status([*acts, act("XA", Kind.ACCESSION, "2012-01-01")], "2012-01-01") is Status.PARTY


END = date(2014, 1, 27)


def test_after_the_record_ends_no_act_means_unknown() -> None:
    assert status([], "2014-01-28", complete_to=END) is Status.UNKNOWN
    assert status([], "2014-01-27", complete_to=END) is Status.NONE


def test_after_the_record_ends_a_signatory_may_have_joined() -> None:
    signed = [act("XA", Kind.SIGNATURE, "2001-01-01")]
    assert status(signed, "2014-01-27", complete_to=END) is Status.SIGNATORY
    assert status(signed, "2014-01-28", complete_to=END) is Status.SIGNED_UNKNOWN
    assert not found(signed, "2014-01-28", complete_to=END)["XA"].certain


def test_an_organization_is_never_unknown_for_want_of_an_act_but_may_have_joined_after_it_signed() -> None:
    acts = [act("XORG", Kind.SIGNATURE, "2001-01-01")]
    terms = {"complete_to": END, "organizations": {"XORG"}}
    assert found([], "2014-01-28", **terms, lives={"XORG": Life()})["XORG"].status is Status.NONE
    assert found(acts, "2014-01-28", **terms)["XORG"].status is Status.SIGNED_UNKNOWN
    left = [act("XORG", Kind.APPROVAL, "2002-01-01"), act("XORG", Kind.WITHDRAWAL, "2003-01-01")]
    assert not found(left, "2014-01-28", **terms)["XORG"].certain


CONVENTION = [
    act("XA", Kind.ACCESSION, "2004-01-01"),
    act("XA", Kind.WITHDRAWAL, "2010-01-01"),
    act("XA", Kind.ACCESSION, "2012-06-01"),
]


def test_leaving_the_convention_ends_the_protocol_until_both_are_joined_again() -> None:
    above, protocol = course_of(CONVENTION), [act("XA", Kind.ACCESSION, "2005-01-01")]
    assert found(protocol, "2010-12-31", parent=above)["XA"].status is Status.PARTY
    for day in ("2011-01-01", "2013-01-01"):
        ended = found(protocol, day, parent=above)["XA"]
        assert (ended.status, ended.withdrawal) == (Status.WITHDRAWN, CONVENTION[1])
    protocol.append(act("XA", Kind.ACCESSION, "2012-07-01"))
    assert found(protocol, "2012-06-30", parent=above)["XA"].status is Status.WITHDRAWN
    assert found(protocol, "2012-07-01", parent=above)["XA"].status is Status.PARTY
    assert joined_over_time(course_of(protocol, parent=above)) == [
        (date(2005, 1, 1), 1),
        (date(2011, 1, 1), 0),
        (date(2012, 7, 1), 1),
    ]


def test_each_instrument_is_left_by_its_own_rules() -> None:
    above = course_of(CONVENTION[:2], rules=Rules(withdrawal_delay_months=6))
    protocol = [act("XA", Kind.ACCESSION, "2005-01-01")]
    assert found(protocol, "2010-06-30", parent=above)["XA"].status is Status.PARTY
    assert found(protocol, "2010-07-01", parent=above)["XA"].status is Status.WITHDRAWN


def test_a_withdrawal_without_a_recorded_consent_is_kept() -> None:
    gave = act("XA", Kind.WITHDRAWAL, "2010-01-01")
    asked = {"XA": Life()}
    assert status([gave], "2009-12-31") is Status.NONE
    assert status([gave], "2010-01-01") is Status.UNKNOWN  # it must have consented: that is not on record
    out = found([gave], "2011-01-01", lives=asked)["XA"]
    assert (out.status, out.withdrawal, out.left) == (
        Status.WITHDRAWN,
        gave,
        Exit(gave, date(2011, 1, 1)),
    )
    assert joined_over_time(course_of([gave])) == []


def test_who_withdrew_from_the_convention_is_not_inferred_from_a_protocol() -> None:
    gave = act("XA", Kind.WITHDRAWAL, "2010-01-01")
    own, protocol = course_of([gave]), course_of([act("XA", Kind.ACCESSION, "2005-01-01")])
    inferred = with_inferred(own, [protocol])
    before = standings(inferred, date(2010, 12, 31))["XA"]
    assert (before.status, before.inferred, before.withdrawal) == (Status.PARTY, True, gave)
    after = standings(inferred, date(2011, 1, 1))["XA"]
    assert (after.status, after.inferred) == (Status.WITHDRAWN, False)


@pytest.mark.parametrize(
    ("of_the_act", "of_the_inference"),
    [("sourced", "derived"), ("derived", "derived"), ("partly", "partly"), ("recollection", "recollection")],
)
def test_who_is_inferred_is_no_surer_than_the_act_that_shows_it(
    of_the_act: str, of_the_inference: str
) -> None:
    joined = act("XA", Kind.ACCESSION, "2005-01-01", sure=Confidence(of_the_act))
    assert found([joined], "2005-01-01")["XA"].confidence == of_the_act
    inferred = standings(with_inferred({}, [course_of([joined])]), date(2005, 1, 1))["XA"]
    assert inferred.confidence == of_the_inference


def test_a_successor_is_bound_from_the_day_on_which_it_began_never_before_the_instrument() -> None:
    deposit = act("XA", Kind.SUCCESSION, "2006-10-23")
    assert found([deposit], "2006-10-23")["XA"].in_force_from == date(2006, 10, 23)
    for began, bound in ((date(2006, 6, 3), date(2006, 6, 3)), (date(1993, 1, 1), FORCE)):
        successor = {"XA": Life(Period(began))}
        assert found([deposit], "2006-10-22", lives=successor)["XA"].status is Status.NONE
        assert found([deposit], "2006-10-23", lives=successor)["XA"].in_force_from == bound
    assert in_force_for(date(2003, 1, 1), Kind.RATIFICATION, RULES, FORCE) == FORCE
    assert in_force_for(date(2003, 1, 1), Kind.RATIFICATION, RULES, None) is None


def test_a_state_has_a_standing_only_while_it_exists_and_if_gone_only_for_its_own_acts() -> None:
    lives = {"XA": Life(Period(date(2002, 1, 1), date(2006, 1, 1)), asked=False), "XB": Life()}
    acts = [act("XA", Kind.ACCESSION, "2003-01-01")]
    assert set(found([], "2004-01-01", lives=lives)) == {"XB"}
    assert set(found(acts, "2003-01-01", lives=lives)) == {"XA", "XB"}
    assert set(found(acts, "2006-01-01", lives=lives)) == {"XB"}
    assert joined_over_time(course_of(acts, lives=lives))[-1] == (date(2006, 1, 1), 0)


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
        known_until=st.none(),
    ),
    max_size=9,
)
quickly = settings(max_examples=40)  # all of this folder runs in under two seconds


# ── any acts, any day ─────────────────────────────────────────────────────────────────────────────────

near = st.integers(FIRST, FIRST + 900).map(date.fromordinal)
SOON = Rules(withdrawal_delay_months=3)
LIVES = {"XA": Life(), "XB": Life()}


def acts_on(of: st.SearchStrategy[date]) -> st.SearchStrategy[list[Act]]:
    who, kinds = st.sampled_from(["XA", "XB"]), st.sampled_from(list(Kind))
    return st.lists(st.builds(Act, who, kinds, of, of, known_until=st.none()), max_size=9)


class Walk(NamedTuple):
    """Where one participant came to stand, when it left, and the days on which it was out."""

    status: Status
    exits: frozenset[date]
    out: frozenset[date]


def walk(acts: list[Act], on: date, above: Walk | None = None) -> Walk:
    """The long way, day after day, straight from the rules."""
    signed = consented = gone = False
    end, exits, out, status = None, set(), set(), Status.NONE
    for day in (date.fromordinal(number) for number in range(FIRST, on.toordinal() + 1)):
        if day == end:
            consented, gone = False, True
            exits.add(day)
        if above and day in above.exits and consented:
            consented, gone = False, True
        for each in sorted((a for a in acts if a.date == day), key=lambda a: a.kind in CONSENT):
            if each.kind is Kind.SIGNATURE:
                signed = True
            elif each.kind is not Kind.WITHDRAWAL:
                if not consented or (above and day in above.out):
                    consented, gone, end = True, False, None
            elif end is None:
                end = months_after(day, 3)
        suspended = consented and above is not None and day in above.out
        if (gone and not consented) or suspended:
            status = Status.WITHDRAWN
            out.add(day)
        elif consented:
            status = Status.PARTY
        elif end:
            status = Status.SIGNED_UNKNOWN if signed else Status.UNKNOWN
        else:
            status = Status.SIGNATORY if signed else Status.NONE
    return Walk(status, frozenset(exits), frozenset(out))


@quickly
@given(acts_on(near), acts_on(near), near)
def test_a_search_among_the_changes_finds_what_a_walk_through_the_days_finds(
    acts: list[Act], convention: list[Act], on: date
) -> None:
    above = course_of(convention, rules=SOON, lives=LIVES)
    below = course_of(acts, rules=SOON, lives=LIVES, parent=above)
    parties = 0
    for who in LIVES:
        first = walk([a for a in convention if a.participant == who], on)
        then = walk([a for a in acts if a.participant == who], on, first)
        assert (above[who].on(on).status, below[who].on(on).status) == (first.status, then.status)  # type: ignore[union-attr]
        parties += then.status is Status.PARTY
    steps = [count for day, count in joined_over_time(below) if day <= on]
    assert (steps[-1] if steps else 0) == parties


@quickly
@given(acts_on(days), acts_on(days), days)
def test_what_comes_later_changes_no_earlier_day(acts: list[Act], convention: list[Act], on: date) -> None:
    def worked_out(last: date) -> dict[str, Course]:
        above = course_of([a for a in convention if a.date <= last], lives=LIVES)
        own = course_of([a for a in acts if a.date <= last], lives=LIVES, parent=above)
        return with_inferred(above, [own])

    assert standings(worked_out(date.max), on) == standings(worked_out(on), on)


@quickly
@given(acts_on(days), acts_on(days), days)
def test_the_last_step_is_the_number_of_parties(acts: list[Act], convention: list[Act], on: date) -> None:
    """Whoever left the Convention is not among them; who is inferred is counted apart."""
    above = course_of(convention)
    below = course_of(acts, parent=above)
    for each in (below, with_inferred(above, [below])):
        parties = [s for s in standings(each, on).values() if s.status is Status.PARTY]
        inferred = sum(s.inferred for s in parties)
        assert last(joined_over_time(each), on) == len(parties) - inferred
        assert last(over_time(each, lambda s: s.inferred), on) == inferred


def last(steps: list[tuple[date, int]], on: date) -> int:
    return next((count for day, count in reversed(steps) if day <= on), 0)


@quickly
@given(some_acts, days, st.randoms())
def test_the_order_of_the_acts_does_not_matter(acts: list[Act], on: date, random: Random) -> None:
    shuffled = random.sample(acts, len(acts))
    assert course_of(shuffled) == course_of(acts)
    assert entry_into_force(shuffled, Rules(deposits=2)) == entry_into_force(acts, Rules(deposits=2))


@quickly
@given(some_acts, some_acts, days, days)
def test_what_becomes_known_later_changes_no_earlier_answer(
    acts: list[Act], others: list[Act], on: date, known: date
) -> None:
    late = [a._replace(known_from=known + timedelta(days=1 + n)) for n, a in enumerate(others)]
    assert course_of(acts + late, known) == course_of(acts, known)


@quickly
@given(some_acts, some_acts, days)
def test_what_is_held_true_no_longer_changes_no_earlier_answer_and_every_later_one(
    acts: list[Act], others: list[Act], known: date
) -> None:
    following = known + timedelta(days=1)
    there = [act._replace(known_from=known) for act in others]
    gone = [act._replace(known_until=following) for act in there]
    assert told(course_of(acts + gone, known)) == told(course_of(acts + there, known))
    for later in (following, None):
        assert course_of(acts + gone, later) == course_of(acts, later)


def told(found: dict[str, Course]) -> dict[str, list[tuple[date, Status | None]]]:
    return {
        who: [
            (day, each.status if each else None)
            for day, each in zip(course.days, course.standings, strict=True)
        ]
        for who, course in found.items()
    }


@quickly
@given(days, days, st.integers(0, 24))
def test_a_withdrawal_ends_standing_exactly_when_its_delay_ends(
    joined: date, gave: date, months: int
) -> None:
    gave = max(gave, joined)
    end = months_after(gave, months)
    acts = [Act("XA", Kind.ACCESSION, joined, joined), Act("XA", Kind.WITHDRAWAL, gave, gave)]
    course = course_of(acts, rules=Rules(withdrawal_delay_months=months))
    if end > gave > joined:
        assert standings(course, end - timedelta(days=1))["XA"].status is Status.PARTY
        assert standings(course, end)["XA"].status is Status.WITHDRAWN
        assert joined_over_time(course) == [(joined, 1), (end, 0)]


@quickly
@given(some_acts, days, st.integers(0, 3000))
def test_without_withdrawals_a_party_stays_one(acts: list[Act], on: date, later: int) -> None:
    course = course_of([a for a in acts if a.kind is not Kind.WITHDRAWAL])

    def parties(day: date) -> set[str]:
        return {who for who, each in standings(course, day).items() if each.status is Status.PARTY}

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
    mine, theirs = course_of(own), course_of(protocol)
    for who, standing in standings(with_inferred(mine, [theirs]), on).items():
        if standing.inferred:
            before = standings(mine, on).get(who)
            assert before is None or not (before.consent or before.status is Status.WITHDRAWN)
            assert standings(theirs, on)[who].status is Status.PARTY
        else:
            assert standing == standings(mine, on).get(who)


def real_acts(shared: Path) -> dict[str, list[Act]]:
    by_instrument: dict[str, list[Act]] = {}
    with (shared / "register" / "treaty_actions.csv").open() as read:
        for row in csv.DictReader(read):
            by_instrument.setdefault(row["instrument"], []).append(
                act(
                    row["state_iso3"],
                    Kind(row["action"]),
                    row["date"],
                    row["as_of"],
                    Confidence(row["confidence"]),
                )
            )
    return by_instrument


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
    everyone = found(real_acts(shared)["tip-protocol"], on, known=day)
    assert sum(standing.status is Status.PARTY for standing in everyone.values()) == parties
