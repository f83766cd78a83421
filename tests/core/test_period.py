"""Periods of days."""

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from palermo.core.errors import Invalid
from palermo.core.period import Period, months_after

SESSION = Period(date(2008, 10, 8), date(2008, 10, 18))

days = st.integers(0, 400).map(lambda n: date.fromordinal(733000 + n))
ends = st.none() | days


@st.composite
def periods(draw: st.DrawFn) -> Period:
    start, end = draw(ends), draw(ends)
    assume(start is None or end is None or start < end)
    return Period(start, end)


def test_it_works() -> None:
    assert SESSION.contains(date(2008, 10, 8))
    assert not SESSION.contains(date(2008, 10, 18))
    assert SESSION.overlaps(Period(date(2008, 10, 17)))
    assert not SESSION.overlaps(Period(date(2008, 10, 18)))
    assert Period().contains(date.max)


@pytest.mark.parametrize("end", [date(2008, 10, 8), date(2008, 10, 7)])
def test_a_period_that_ends_before_it_begins_is_refused_with_both_days(end: date) -> None:
    with pytest.raises(Invalid, match=f"(?s){end}.*2008-10-08"):
        Period(date(2008, 10, 8), end)


@given(periods(), periods(), days)
def test_a_day_of_both_is_a_day_of_what_they_share(one: Period, other: Period, day: date) -> None:
    shared = one.intersect(other)
    assert shared == other.intersect(one)
    assert one.overlaps(other) is (shared is not None)
    assert (one.contains(day) and other.contains(day)) is (shared is not None and shared.contains(day))


def test_a_month_has_its_last_day() -> None:
    assert months_after(date(2023, 3, 31), 11) == date(2024, 2, 29)
    assert months_after(date(2023, 12, 1), 12) == date(2024, 12, 1)


def test_months_stop_at_the_ends_of_the_calendar() -> None:
    assert months_after(date(9999, 6, 1), 12) == date.max
    assert months_after(date(1, 6, 1), -18) == date.min
