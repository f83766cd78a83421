"""Whether acts can stand together: what is refused, and what gives pause."""

from collections.abc import Iterable
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from palermo.core.period import Period, months_after
from palermo.core.treaty import (
    CONSENT,
    Act,
    Caution,
    Conduct,
    Contradiction,
    Kind,
    Remark,
    Terms,
    new_remarks,
    remarks,
)

TODAY = date(2026, 11, 24)
ADOPTED, OPEN_UNTIL = date(2000, 11, 15), date(2002, 12, 12)
ABOVE = Terms(ADOPTED, open_until=OPEN_UNTIL)
PROTOCOL = Terms(ADOPTED, open_until=OPEN_UNTIL, parent="convention")
TERMS = {"convention": ABOVE, "protocol": PROTOCOL}
KINDS = {kind.value[:4]: kind for kind in Kind}  # sign, rati, acce(ptance and accession) …
KINDS |= {"join": Kind.ACCESSION, "left": Kind.WITHDRAWAL, "succ": Kind.SUCCESSION}


def acts(said: str) -> list[Act]:
    """sign 2001-01-01, join 2005-01-01"""
    found = [each.split() for each in said.split(", ") if each]
    return [
        Act("XA", KINDS[kind], date.fromisoformat(day), date.fromisoformat(day), key=f"{kind}:{day}")
        for kind, day in found
    ]


def conduct(
    protocol: str = "",
    convention: str = "join 2001-01-01",
    *,
    terms: dict[str, Terms] = TERMS,
) -> Conduct:
    return Conduct(terms, {"protocol": acts(protocol), "convention": acts(convention)})


def codes(found: Iterable[Remark]) -> list[str]:
    return [("" if each.refused else "?") + each.code.removeprefix("act.") for each in found]


def judged(before: str, after: str) -> list[str]:
    return codes(new_remarks(conduct(before), conduct(after), TODAY))


def test_it_works() -> None:
    assert judged("sign 2001-01-01", "sign 2001-01-01, rati 2005-03-01") == []
    [found] = new_remarks(conduct("join 2004-01-01"), conduct("join 2004-01-01, join 2005-03-01"), TODAY)
    assert isinstance(found, Contradiction)
    assert (found.place.instrument, found.place.act.key) == ("protocol", "join:2005-03-01")
    assert str(found).startswith("It was bound already: accession of 2004-01-01. ")


@pytest.mark.parametrize(
    ("before", "new", "expected"),
    [
        # the day
        ("", "join 2026-11-24", []),
        ("", "join 2026-11-25", ["future"]),
        ("", "join 2001-01-01", []),
        ("", "sign 2000-11-14", ["before_instrument"]),
        ("", "sign 2002-12-12", []),
        ("", "sign 2002-12-13", ["after_closing"]),
        # twice
        ("sign 2001-01-01", "sign 2001-01-01", ["repeated"]),
        ("sign 2001-01-01", "sign 2002-01-01", ["signed_twice"]),
        ("sign 2002-01-01", "sign 2001-01-01", ["signed_twice"]),
        ("join 2005-01-01", "join 2005-01-01", ["repeated"]),
        ("join 2005-01-01", "join 2006-01-01", ["bound_twice"]),
        ("join 2005-01-01", "join 2004-01-01", ["bound_twice"]),
        ("join 2005-01-01", "succ 2006-01-01", ["bound_twice", "?no_successor"]),
        # a withdrawal takes effect after a year
        ("join 2005-01-01", "left 2006-01-01", []),
        ("", "left 2006-01-01", ["not_bound"]),
        ("sign 2001-01-01", "left 2006-01-01", ["not_bound"]),
        ("join 2005-01-01", "left 2004-12-31", ["not_bound"]),
        ("join 2005-01-01", "left 2005-01-01", ["not_bound"]),
        ("join 2005-01-01, left 2006-01-01", "left 2006-06-01", ["withdrawn_twice"]),
        ("join 2005-01-01, left 2006-01-01", "left 2007-01-01", ["not_bound"]),
        ("join 2005-01-01, left 2006-01-01", "join 2006-12-31", ["bound_twice"]),
        ("join 2005-01-01, left 2006-01-01", "join 2007-01-01", []),
        ("join 2005-01-01, left 2006-01-01, join 2008-01-01", "left 2009-01-01", []),
        # what comes after is looked at too
        ("left 2006-01-01", "join 2005-01-01", []),
        ("join 2005-01-01, left 2006-01-01, join 2008-01-01", "join 2007-06-01", ["bound_twice"]),
        # what gives pause
        ("", "rati 2005-01-01", ["?not_signed"]),
        ("sign 2001-01-01", "join 2005-01-01", ["?signed_before"]),
        ("join 2001-01-01", "sign 2002-01-01", ["?signed_late"]),
        ("", "succ 2005-01-01", ["?no_successor"]),
        ("rati 2005-01-01", "sign 2001-01-01", []),
    ],
)
def test_an_act_is_judged_beside_those_on_record(before: str, new: str, expected: list[str]) -> None:
    assert judged(before, ", ".join(each for each in (before, new) if each)) == expected


@pytest.mark.parametrize(
    ("convention", "protocol", "expected"),
    [
        ("join 2004-01-01", "join 2004-01-01", []),
        ("", "join 2004-01-01", ["?without_convention"]),
        ("sign 2001-01-01", "join 2004-01-01", ["?without_convention"]),
        ("join 2004-01-02", "join 2004-01-01", ["?without_convention"]),
        ("join 2004-01-01, left 2005-01-01", "join 2005-12-31", []),
        ("join 2004-01-01, left 2005-01-01", "join 2006-01-01", ["?without_convention"]),
        ("", "sign 2001-01-01", []),  # it may be signed before
    ],
)
def test_the_protocol_without_the_convention_gives_pause(
    convention: str, protocol: str, expected: list[str]
) -> None:
    assert codes(remarks(conduct(protocol, convention), TODAY)) == expected


def test_where_the_record_of_the_convention_ended_whether_it_was_a_party_is_unknown() -> None:
    ends = {"convention": Terms(ADOPTED, complete_to=date(2003, 12, 31)), "protocol": PROTOCOL}
    assert codes(remarks(conduct("join 2003-12-31", "", terms=ends), TODAY)) == ["?without_convention"]
    assert codes(remarks(conduct("join 2004-01-01", "", terms=ends), TODAY)) == ["?convention_unknown"]
    gone = conduct("join 2004-01-01", "join 2001-01-01, left 2002-01-01", terms=ends)
    assert "?without_convention" in codes(remarks(gone, TODAY))


def test_leaving_the_convention_ends_the_protocol_so_that_it_can_be_joined_anew() -> None:
    above = "join 2001-01-01, left 2005-01-01, join 2008-01-01"
    assert codes(remarks(conduct("join 2004-01-01, join 2008-01-01", above), TODAY)) == []
    before, after = (conduct("join 2004-01-01, join 2008-01-01", each) for each in (above, "join 2001-01-01"))
    assert codes(new_remarks(before, after, TODAY)) == ["bound_twice"]  # once nothing ended the first


def test_a_party_to_a_protocol_alone_may_leave_the_convention() -> None:
    assert codes(remarks(conduct("join 2004-01-01", "left 2005-01-01"), TODAY)) == ["?without_convention"]
    assert codes(remarks(conduct("", "left 2005-01-01"), TODAY)) == ["not_bound"]
    assert codes(remarks(conduct("join 2005-01-02", "left 2005-01-01"), TODAY))[0] == "not_bound"


def test_nobody_acts_before_it_exists_nor_after() -> None:
    life = Period(date(2006, 6, 3), date(2010, 1, 1))
    for day, expected in (
        ("2006-06-02", ["before_existence"]),
        ("2006-06-03", []),
        ("2009-12-31", []),
        ("2010-01-01", ["after_existence"]),
    ):
        found = remarks(Conduct({"c": ABOVE}, {"c": acts(f"join {day}")}, life), TODAY)
        assert codes(found) == expected, day


def test_whoever_another_continues_does_nothing_of_its_own() -> None:
    found = Conduct({"c": ABOVE}, {"c": acts("join 2003-01-01")}, continued=True)
    assert codes(remarks(found, TODAY)) == ["continued"]


def test_only_who_began_after_the_instrument_succeeds() -> None:
    for begins, expected in (
        (date(2006, 6, 3), []),
        (date(1993, 1, 1), ["?no_successor"]),
        (None, ["?no_successor"]),
    ):
        found = Conduct({"c": ABOVE}, {"c": acts("succ 2006-10-23")}, Period(begins))
        assert codes(remarks(found, TODAY)) == expected


def test_an_act_that_a_complete_record_lacked_gives_pause() -> None:
    complete = Terms(ADOPTED, complete_to=date(2014, 1, 27))
    for day, expected in (("2014-01-27", ["?within_record"]), ("2014-01-28", [])):
        assert codes(remarks(Conduct({"c": complete}, {"c": acts(f"join {day}")}), TODAY)) == expected


def test_what_was_wrong_before_is_not_held_against_a_change() -> None:
    wrong = "join 2004-01-01, join 2005-01-01"
    assert codes(remarks(conduct(wrong), TODAY)) == ["bound_twice"]
    assert judged(wrong, f"{wrong}, left 2010-01-01") == []
    assert judged(wrong, f"{wrong}, join 2006-01-01") == ["bound_twice"]
    assert judged(wrong, "join 2004-01-01") == []


def test_what_is_held_true_no_longer_counts_no_longer() -> None:
    gone = acts("join 2004-01-01")[0]._replace(known_until=date(2020, 1, 1))
    found = Conduct({"c": ABOVE}, {"c": [gone, *acts("join 2005-01-01")]})
    assert remarks(found, TODAY) == []


# ── any acts at all ───────────────────────────────────────────────────────────────────────────────

near = st.integers(date(2001, 1, 1).toordinal(), date(2001, 1, 1).toordinal() + 1500).map(date.fromordinal)
act = st.builds(lambda kind, day: Act("XA", kind, day, day), st.sampled_from(list(Kind)), near)
some = st.lists(act, max_size=6)
LONG = {"c": Terms(ADOPTED)}
quickly = settings(max_examples=60)  # all of this folder runs in under two seconds


def of(done: list[Act]) -> Conduct:
    return Conduct(LONG, {"c": done})


def possible(done: list[Act]) -> bool:
    """The long way, straight from the rules, with none of the code that is tested."""
    signed, bound, ends = 0, False, date.max
    if len({(each.kind, each.date) for each in done}) < len(done):
        return False
    for each in sorted(done, key=lambda one: (one.date, one.kind in CONSENT)):
        if bound and ends <= each.date:
            bound = False
        if each.kind is Kind.SIGNATURE:
            signed += 1
        elif each.kind is Kind.WITHDRAWAL:
            if not bound or ends < date.max:
                return False
            ends = months_after(each.date, 12)
        elif bound:
            return False
        else:
            bound, ends = True, date.max
    return signed < 2


@quickly
@given(done=some)
def test_what_is_refused_is_what_cannot_be(done: list[Act]) -> None:
    refused = [each for each in remarks(of(done), TODAY) if each.refused]
    assert possible(done) is not bool(refused)


@quickly
@given(done=some)
def test_what_is_put_in_one_by_one_and_not_refused_never_contradicts(done: list[Act]) -> None:
    kept: list[Act] = []
    for each in done:
        if not any(found.refused for found in new_remarks(of(kept), of([*kept, each]), TODAY)):
            kept.append(each)
    assert possible(kept)


@quickly
@given(done=some, extra=some)
def test_a_change_is_judged_alike_in_whatever_order_the_acts_stand(done: list[Act], extra: list[Act]) -> None:
    found = new_remarks(of(done), of([*done, *extra]), TODAY)
    again = new_remarks(of(done[::-1]), of([*extra[::-1], *done]), TODAY)
    assert sorted(codes(found)) == sorted(codes(again))
    assert new_remarks(of(done), of(done[::-1]), TODAY) == []


@quickly
@given(done=some)
def test_every_remark_is_a_sentence_with_all_its_values(done: list[Act]) -> None:
    for each in remarks(Conduct(TERMS, {"protocol": done, "convention": done[1:]}), date(2003, 1, 1)):
        assert str(each).endswith(".")
        assert isinstance(each, Caution) is not each.refused
