"""What stands, on a date, of what participants said beside their acts."""

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from palermo.core.treaty import (
    Act,
    Effect,
    Kind,
    Life,
    Rules,
    Standing,
    Statement,
    StatementKind,
    courses,
    effects,
    standings,
)

JOINED, LEFT = date(2005, 3, 1), date(2012, 3, 1)
ACTS = [
    Act("XA", Kind.SIGNATURE, date(2001, 1, 1), date(2001, 1, 1)),
    Act("XA", Kind.RATIFICATION, JOINED, JOINED),
    Act("XA", Kind.WITHDRAWAL, date(2011, 3, 1), date(2011, 3, 1)),
]


def standing_on(on: date) -> dict[str, Standing]:
    return standings(courses(ACTS, rules=Rules(), in_force=date(2003, 12, 25), lives={"XB": Life()}), on)


def effect(on: date, *said: Statement) -> list[Effect]:
    found = effects(said, on, standing_on(on))
    return [found[each.key] for each in said if each.key in found]


def reservation(occasion: Kind = Kind.RATIFICATION, day: date = JOINED) -> Statement:
    return Statement("reservation", "XA", StatementKind.RESERVATION, day, occasion=occasion)


def test_it_works() -> None:
    assert effect(JOINED - timedelta(days=1), reservation()) == []
    assert effect(JOINED, reservation()) == [Effect.STANDS]


def test_a_reservation_made_at_signature_waits_for_the_consent_and_stands_only_as_confirmed() -> None:
    made = reservation(Kind.SIGNATURE, date(2001, 1, 1))
    assert effect(JOINED - timedelta(days=1), made) == [Effect.AWAITS_CONSENT]
    assert effect(JOINED, made) == [Effect.ONLY_AS_CONFIRMED]
    declared = made._replace(kind=StatementKind.DECLARATION)
    assert effect(JOINED, declared) == [Effect.STANDS]  # only reservations need to be confirmed


def test_a_reservation_ends_on_the_day_of_its_withdrawal_and_objections_fall_with_it() -> None:
    day = date(2008, 1, 1)
    objection = Statement("objection", "XB", StatementKind.OBJECTION, date(2006, 1, 1), about="reservation")
    withdrawal = Statement("withdrawal", "XA", StatementKind.WITHDRAWAL, day, about="reservation")
    said = (reservation(), objection, withdrawal)
    assert effect(day - timedelta(days=1), *said) == [Effect.STANDS, Effect.STANDS]
    assert effect(day, *said) == [Effect.WITHDRAWN, Effect.FALLEN, Effect.STANDS]


def test_what_was_known_on_a_day_leaves_out_what_was_said_or_recorded_later() -> None:
    said = reservation()  # without a day of knowledge it is known from its own
    kept = said._replace(key="late", known_from=date(2010, 1, 1))
    on = standing_on(JOINED)

    def known(day: date) -> list[str]:
        return list(effects([said, kept], JOINED, on, day))

    assert known(JOINED - timedelta(days=1)) == []
    assert known(JOINED) == ["reservation"]
    assert known(date(2010, 1, 1)) == ["late", "reservation"]


def test_what_was_said_falls_when_its_author_has_left() -> None:
    notice = Statement("notice", "XA", StatementKind.TERRITORIAL_NOTICE, JOINED)
    assert effect(LEFT - timedelta(days=1), notice) == [Effect.STANDS]
    assert effect(LEFT, notice) == [Effect.FALLEN]


def test_what_fell_when_its_author_left_does_not_come_back_when_it_joins_again() -> None:
    again = Act("XA", Kind.ACCESSION, date(2015, 1, 1), date(2015, 1, 1))
    later = courses([*ACTS, again], rules=Rules(), in_force=date(2003, 12, 25))
    there = standings(later, date(2016, 1, 1))
    assert effects([reservation()], date(2016, 1, 1), there) == {"reservation": Effect.FALLEN}
    anew = reservation(Kind.ACCESSION, date(2015, 1, 1))
    assert effects([anew], date(2016, 1, 1), there) == {"reservation": Effect.STANDS}


def test_what_has_no_day_on_record_is_shown_on_every_day() -> None:
    assert effect(date(1990, 1, 1), Statement("1", "XB", StatementKind.DESIGNATION, None)) == [Effect.STANDS]


days = st.integers(date(2000, 1, 1).toordinal(), date(2014, 1, 1).toordinal()).map(date.fromordinal)
some = st.lists(
    st.builds(
        Statement,
        st.integers(1, 6).map(str),
        st.sampled_from(["XA", "XB"]),
        st.sampled_from(StatementKind),
        st.none() | days,
        st.none() | days,
        st.none() | st.sampled_from(Kind),
        st.just("") | st.integers(1, 6).map(str),
    ),
    max_size=6,
    unique_by=lambda each: each.key,
)
quickly = settings(max_examples=40)


@quickly
@given(some, days)
def test_no_objection_outlives_what_it_answers(said: list[Statement], on: date) -> None:
    found, by_key = effects(said, on, standing_on(on)), {each.key: each for each in said}
    for key, become in found.items():
        each = by_key[key]
        answered = by_key.get(each.about)
        if each.kind is StatementKind.OBJECTION and become is Effect.STANDS:
            of_another_kind = answered and answered.kind is not StatementKind.OBJECTION
            assert not of_another_kind or found.get(each.about) not in {Effect.WITHDRAWN, Effect.FALLEN}


@quickly
@given(some, days, days)
def test_what_is_recorded_later_changes_no_earlier_answer(
    said: list[Statement], on: date, known: date
) -> None:
    late = [
        each._replace(key=f"late-{each.key}", known_from=known + timedelta(days=1), about=other.key)
        for each, other in pairwise(said)
    ]
    before = effects(said, on, standing_on(on), known)
    assert effects([*said, *late], on, standing_on(on), known) == before
