"""Who is bound on a date, as known on a date."""

import csv
from datetime import date
from pathlib import Path

import pytest

from palermo.core.period import Period
from palermo.core.provenance import Confidence
from palermo.core.treaty import (
    Act,
    Exit,
    Kind,
    Life,
    Rules,
    Status,
    entry_into_force,
    in_force_for,
    joined_over_time,
    standings,
    with_inferred,
)
from tests.core.acts import FORCE, RULES, act, course_of, found, status


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
