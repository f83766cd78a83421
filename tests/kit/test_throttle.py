"""Tries: counted before they are looked at, however many come at once, and all there again after a pause."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from palermo.kit.models import Tries
from palermo.kit.throttle import Try, attempt, forget, give_back, give_one_back, take

pytestmark = pytest.mark.django_db
NOON, TEN = datetime(2026, 1, 2, 12, tzinfo=UTC), timedelta(minutes=10)


def tried(key: str = "a", *, after: float = 0, most: int = 3) -> Try:
    return attempt(key, most, TEN, at=NOON + timedelta(minutes=after))


def test_it_works() -> None:
    assert [tried().left for _ in range(3)] == [2, 1, 0]
    assert tried(after=4) == Try(0, timedelta(minutes=6))
    assert take("a", 3, TEN, at=NOON) == TEN
    assert take("b", 3, TEN, at=NOON) is None


def test_each_key_has_its_own() -> None:
    assert [tried(key).left for key in ("a", "b", "a")] == [2, 2, 1]


def test_a_pause_is_counted_from_the_last_try_and_refused_ones_do_not_lengthen_it() -> None:
    for minute in (0, 5, 9):
        assert tried(after=minute).wait is None
    assert tried(after=11).wait == timedelta(minutes=8)
    assert tried(after=18.9).wait is not None
    assert tried(after=19) == Try(2)


def test_the_tries_are_all_there_again_after_a_quiet_time() -> None:
    tried(), tried()
    assert tried(after=9.9).left == 0
    assert tried("b").left == 2
    assert tried("b", after=10).left == 2


@given(st.lists(st.integers(0, 700), min_size=1, max_size=60))
def test_no_stretch_of_that_length_ever_holds_more(gaps: list[int]) -> None:
    Tries.objects.all().delete()
    at, taken = NOON, list[datetime]()
    for gap in gaps:
        at += timedelta(seconds=gap)
        if attempt("h", 5, TEN, at=at).wait is None:
            taken.append(at)
    assert all(sum(start <= one < start + TEN for one in taken) <= 5 for start in taken)


def test_the_right_answer_gives_them_back() -> None:
    for _ in range(3):
        tried()
    give_back("a", "c")
    assert tried().left == 2


def test_one_can_be_given_back_where_others_are_counted_too() -> None:
    for _ in range(3):
        tried()
    give_one_back("a")
    assert tried().left == 0
    assert tried().wait == TEN
    give_one_back("nothing")
    assert Tries.objects.count() == 1


def test_what_is_kept_names_nobody() -> None:
    tried("someone@example.org")
    assert "someone" not in str(Tries.objects.values())


def test_what_is_old_is_dropped() -> None:
    tried("old"), tried("new", after=60)
    forget(NOON + timedelta(minutes=30))
    assert Tries.objects.count() == 1
    assert tried("new", after=61).left == 1
