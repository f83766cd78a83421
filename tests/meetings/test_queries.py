"""What is on record of bodies, sessions, outcomes and topics, and how it hangs together."""

from datetime import date
from itertools import pairwise

import pytest
from pytest_django import DjangoAssertNumQueries

from palermo.core.actor import Actor
from palermo.core.errors import Missing
from palermo.kit.models import changed
from palermo.meetings import queries
from palermo.meetings.models import Session
from tests import factories

pytestmark = pytest.mark.usefixtures("facts")


def keys(sessions: "list[Session]") -> list[str]:
    return [each.key for each in sessions]


def test_it_works(stranger: Actor) -> None:
    assert [each.key for each in queries.bodies(stranger)][:2] == ["cop", "wg-tip"]
    assert queries.session(stranger, "cop-4").end == date(2008, 10, 17)
    assert queries.outcome(stranger, "decision-4-4").session_id == "cop-4"


@pytest.mark.parametrize("of", [queries.body, queries.session, queries.outcome])
def test_what_is_not_there_is_named_in_the_refusal(stranger: Actor, of: object) -> None:
    with pytest.raises(Missing, match="“nowhere”"):
        of(stranger, "nowhere")  # type: ignore[operator]


# ── sessions by date ──


def test_sessions_stand_by_year_and_day_and_those_without_days_close_their_year(stranger: Actor) -> None:
    body = factories.body()
    factories.session("x-late", body=body, start=date(2010, 12, 1), end=date(2010, 12, 2))
    factories.session("x-undated", body=body, start=None, end=None)
    factories.session("x-early", body=body, start=date(2010, 2, 1), end=date(2010, 2, 2))
    factories.session("x-next", body=body, year=2011, start=date(2011, 1, 1), end=date(2011, 1, 2))
    listed = list(queries.sessions(stranger, body="x-body"))
    assert keys(listed) == ["x-early", "x-late", "x-undated", "x-next"]


def test_until_leaves_out_what_had_not_opened(stranger: Actor) -> None:
    until = date(2010, 1, 27)
    assert keys(list(queries.sessions(stranger, body="wg-tip", until=until))) == ["wg-tip-1", "wg-tip-2"]


def test_a_list_of_sessions_with_their_titles_is_one_query(
    stranger: Actor, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        assert all(each.title for each in queries.sessions(stranger))
    with django_assert_num_queries(1):
        assert all(each.session.title for each in queries.topics(stranger))


def test_the_calendar_tells_what_met_last_and_what_meets_next(stranger: Actor) -> None:
    then = queries.calendar(stranger, date(2010, 1, 28))
    assert keys(then.held)[:2] == ["wg-tip-2", "wg-tip-1"]
    assert keys(then.upcoming)[:2] == ["cop-5", "wg-tip-3"]
    assert then.undated == []


def test_a_past_session_without_days_is_neither_held_nor_to_come(stranger: Actor) -> None:
    then = queries.calendar(stranger, date(2026, 11, 24))
    assert keys(then.held)[0] == "cop-12"
    assert keys(then.upcoming) == ["cop-13"]
    assert keys(then.undated) == ["wg-tip-15"]


def test_a_session_without_days_is_to_come_until_its_year_is_over(stranger: Actor) -> None:
    assert "wg-tip-15" in keys(queries.calendar(stranger, date(2025, 12, 31)).upcoming)
    assert "cop-13" in keys(queries.calendar(stranger, date(2027, 1, 1)).undated)


# ── a session among others ──


def test_neighbours_are_of_the_same_body(stranger: Actor) -> None:
    before, after = queries.neighbours(stranger, queries.session(stranger, "wg-tip-2"))
    assert before is not None
    assert after is not None
    assert (before.key, after.key) == ("wg-tip-1", "wg-tip-3")
    assert queries.neighbours(stranger, queries.session(stranger, "cop-1"))[0] is None
    assert queries.neighbours(stranger, queries.session(stranger, "cop-13"))[1] is None


def around(stranger: Actor, key: str) -> tuple[str | None, str | None, str | None]:
    setting = queries.setting(stranger, queries.session(stranger, key))
    return tuple(each and each.key for each in (setting.during, setting.after, setting.before))  # type: ignore[return-value]


def test_a_meeting_falls_within_a_session_or_between_two(stranger: Actor) -> None:
    assert around(stranger, "wg-tip-3") == ("cop-5", None, None)
    assert around(stranger, "wg-tip-1") == (None, "cop-4", "cop-5")
    assert around(stranger, "wg-tip-15") == (None, "cop-12", "cop-13")  # by their years alone
    assert around(stranger, "cop-5") == (None, None, None)


def test_nothing_is_said_of_an_undated_meeting_in_a_year_of_the_conference(stranger: Actor) -> None:
    body = factories.body(parent=queries.body(stranger, "cop"))
    factories.session("x-body-1", body=body, year=2012, start=None, end=None)
    assert around(stranger, "x-body-1") == (None, None, None)


# ── outcomes and topics ──


def test_the_groups_history_is_told_in_order(stranger: Actor) -> None:
    told = [(each.symbol, each.group_effect) for each in queries.effects(stranger)]
    assert told[0] == ("Decision 4/4", "established")
    assert told[1:3] == [("Resolution 5/2", "continued"), ("Resolution 6/1", "continued")]
    assert ("Resolution 7/1", "made_permanent") in told


def test_who_set_a_body_up(stranger: Actor) -> None:
    founding = queries.founding(stranger, queries.body(stranger, "wg-tip"))
    assert founding is not None
    assert founding.key == "decision-4-4"
    assert queries.founding(stranger, queries.body(stranger, "ga")) is None


def test_topics_of_a_meeting_stand_together_in_the_order_of_meetings(stranger: Actor) -> None:
    met = list(dict.fromkeys(each.session_id for each in queries.topics(stranger, body="wg-tip")))
    runs = [each.session_id for each in queries.topics(stranger, body="wg-tip")]
    assert sum(one != other for one, other in pairwise(runs)) == len(met) - 1
    assert met[:4] == ["wg-tip-1", "wg-tip-2", "wg-tip-3", "wg-tip-4"]


# ── what is remembered ──


def test_a_write_that_says_so_is_seen(stranger: Actor) -> None:
    before = queries.records(stranger)
    assert queries.records(stranger) is before
    factories.session()
    changed("palermo.meetings")
    after = queries.records(stranger)
    assert len(after.sessions) == len(before.sessions) + 1
    assert {each.body_id for each in after.sessions} <= {each.key for each in after.bodies}


# ── search ──


@pytest.mark.parametrize(
    "text",
    [
        "CTOC/COP/2008/19",
        "ctoc/cop/2008/19",
        "cop 4",
        "Conference of the Parties, session 4",
        "conference des parties 4",
        "Conferencia de las Partes 2008",
        "缔约方会议 4",
    ],
)
def test_a_session_is_found_by_symbol_by_name_and_by_number(stranger: Actor, text: str) -> None:
    assert keys(queries.search_sessions(stranger, text)) == ["cop-4"]


def test_a_part_of_a_word_is_no_name(stranger: Actor) -> None:
    assert not queries.search_sessions(stranger, "ita")
    assert len(queries.search_sessions(stranger, "")) == Session.objects.count()


@pytest.mark.parametrize("text", ["Decision 4/4", "decision 4/4"])
def test_an_outcome_is_found_by_its_symbol(stranger: Actor, text: str) -> None:
    assert "decision-4-4" in {each.key for each in queries.search_outcomes(stranger, text)}


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("Crime Commission resolution 33/1", "ccpcj resolution 33/1"),
        ("Решение 4/4", "decision 4/4"),
        ("第4/4号决定", "decision 4/4"),
        ("Decisión 4/", "decision 4/"),
        ("A/RES/55/25", "a/res/55/25"),
        ("резолюция о торговле", "резолюция о торговле"),
        ("decision", "decision"),
    ],
)
def test_a_symbol_is_read_as_records_write_it(text: str, kept: str) -> None:
    assert queries.as_recorded(text) == kept


@pytest.mark.parametrize("kind", ["Decision", "Resolution", "CCPCJ resolution"])
def test_every_form_that_is_printed_is_read_back(kind: str) -> None:
    forms = queries.every_form(f"{kind} 33/1")
    assert len(forms) == 7 - (kind != "CCPCJ resolution")
    assert {queries.recorded(f"{form} (f)") for form in forms[1:]} == {(f"{kind} 33/1", " (f)")}


@pytest.mark.parametrize("text", ["%", "_", "' OR 1=1 --", "٤", "9" * 200, "\u202e"])
def test_odd_words_find_nothing_and_break_nothing(stranger: Actor, text: str) -> None:
    assert not queries.search_sessions(stranger, text)
