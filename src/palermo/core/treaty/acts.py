"""Treaty acts, and since when an instrument binds.

The rules are those of the Convention against Transnational Organized Crime and its Protocols: the
instrument enters into force so many days after so many deposits by States, a Protocol never before
the Convention; each later participant is bound so many days after its own deposit.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from palermo.core.provenance import Confidence

Day = date  # in Act the name `date` is a field


class Kind(StrEnum):
    SIGNATURE = "signature"
    RATIFICATION = "ratification"
    ACCEPTANCE = "acceptance"
    APPROVAL = "approval"
    ACCESSION = "accession"
    SUCCESSION = "succession"
    WITHDRAWAL = "withdrawal"


# The acts by which a participant consents to be bound.
CONSENT = frozenset({Kind.RATIFICATION, Kind.ACCEPTANCE, Kind.APPROVAL, Kind.ACCESSION, Kind.SUCCESSION})


class Act(NamedTuple):
    """One act of one participant: its ISO 3166 alpha-3 code, or the code of an organization."""

    participant: str
    kind: Kind
    date: Day
    known_from: Day
    confidence: Confidence = Confidence.SOURCED
    key: str = ""
    known_until: Day | None = None  # from that day on it was no longer held true


@dataclass(frozen=True, slots=True)
class Rules:
    """How an instrument enters into force and is left."""

    deposits: int = 40
    first_delay_days: int = 90
    later_delay_days: int = 30
    withdrawal_delay_months: int = 12


def in_order(acts: Iterable[Act]) -> list[Act]:
    """By their dates; of one day, those that bind come last."""
    return sorted(acts, key=_place)


def _place(act: Act) -> tuple[date, bool, tuple[object, ...]]:
    return act.date, act.kind in CONSENT, act[:-1]  # the last may be None, which has no order


def is_known(act: Act, known: date | None) -> bool:
    """Whether an act was held true on the day `known`; where that is None, whether it is held true still.

    What was recorded and corrected on one day was never held true at the end of a day.

    >>> act = Act("XA", Kind.ACCESSION, date(2005, 1, 1), date(2006, 1, 1), known_until=date(2008, 1, 1))
    >>> [is_known(act, date(year, 1, 1)) for year in (2005, 2006, 2008)], is_known(act, None)
    ([False, True, False], False)
    """
    if known is None:
        return act.known_until is None
    return act.known_from <= known and (act.known_until is None or known < act.known_until)


def known_acts(acts: Iterable[Act], known: date | None) -> list[Act]:
    """The acts held true on the day `known`, or still where it is None, in the order of their dates."""
    return in_order(act for act in acts if is_known(act, known))


def entry_into_force(
    acts: Iterable[Act],
    rules: Rules,
    *,
    organizations: Collection[str] = frozenset(),
    not_before: date | None = None,
) -> date | None:
    """The day an instrument enters into force; None while deposits are missing.

    Organizations are not counted, each State once; never before `not_before`, the day of the Convention.
    """
    first: dict[str, date] = {}
    for act in acts:
        if act.kind in CONSENT and act.participant not in organizations:
            first[act.participant] = min(act.date, first.get(act.participant, act.date))
    if len(first) < rules.deposits:
        return None
    day = sorted(first.values())[rules.deposits - 1] + timedelta(days=rules.first_delay_days)
    return max(day, not_before) if not_before else day


def in_force_for(
    consent: date, kind: Kind, rules: Rules, in_force: date | None, succeeded: date | None = None
) -> date | None:
    """Since when a participant is bound: after the delay, never before the instrument.

    A successor is bound from the day on which it `succeeded`, its own beginning; from its deposit where that
    day is not on record.

    >>> in_force_for(date(2017, 7, 11), Kind.ACCEPTANCE, Rules(), date(2003, 12, 25))
    datetime.date(2017, 8, 10)
    >>> in_force_for(date(2006, 10, 23), Kind.SUCCESSION, Rules(), date(2003, 12, 25), date(2006, 6, 3))
    datetime.date(2006, 6, 3)
    """
    if in_force is None:
        return None
    if kind is Kind.SUCCESSION:
        return max(succeeded or consent, in_force)
    return max(consent + timedelta(days=rules.later_delay_days), in_force)
