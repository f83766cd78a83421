"""Who is bound on a date, whatever the acts and the day."""

from datetime import date, timedelta
from random import Random
from typing import NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from palermo.core.period import months_after
from palermo.core.treaty import (
    CONSENT,
    Act,
    Course,
    Kind,
    Life,
    Rules,
    Status,
    entry_into_force,
    joined_over_time,
    over_time,
    standings,
    with_inferred,
)
from tests.core.acts import course_of

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
