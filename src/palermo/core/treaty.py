"""Treaty acts -> who is bound on a date, as known on a date.

The rules are those of the Convention against Transnational Organized Crime and its Protocols: the
instrument enters into force so many days after so many deposits by States, a Protocol never before
the Convention; each later participant is bound so many days after its own deposit.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
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


class DeclarationKind(StrEnum):
    RESERVATION = "reservation"
    DECLARATION = "declaration"
    OBJECTION = "objection"
    TERRITORIAL_NOTICE = "territorial_notice"
    ACCEPTANCE_OF_JURISDICTION = "acceptance_of_jurisdiction"
    DESIGNATION = "designation"
    WITHDRAWAL_OF_RESERVATION = "withdrawal_of_reservation"


class Act(NamedTuple):
    """One act of one participant: its ISO 3166 alpha-3 code, or the code of an organization."""

    participant: str
    kind: Kind
    date: Day
    known_from: Day
    confidence: Confidence = Confidence.SOURCED
    key: str = ""


@dataclass(frozen=True, slots=True)
class Rules:
    """How an instrument enters into force and is left."""

    deposits: int = 40
    first_delay_days: int = 90
    later_delay_days: int = 30
    withdrawal_delay_months: int = 12


class Status(StrEnum):
    PARTY = "party"
    SIGNATORY = "signatory"
    WITHDRAWN = "withdrawn"
    NONE = "none"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one participant stands on a day.

    `consent` and `in_force_from` are those of the newest consent; `inferred` marks a party to the Convention
    known only through a Protocol; `certain` is False where a later act may be missing from the record.
    """

    participant: str
    status: Status
    signed: Act | None = None
    consent: Act | None = None
    in_force_from: date | None = None
    withdrawal: Act | None = None
    inferred: bool = False
    certain: bool = True


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last day of that month.

    >>> months_after(date(2024, 2, 29), 12)
    datetime.date(2025, 2, 28)
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, min(day.day, last))
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")


def known_acts(acts: Iterable[Act], known: date | None) -> list[Act]:
    """The acts that were on record on the day `known`, in the order of their dates; all where it is None."""
    found = acts if known is None else (act for act in acts if act.known_from <= known)
    return sorted(found, key=lambda act: (act.date, act.kind in CONSENT, act.kind, act.key))


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


def in_force_for(consent: date, kind: Kind, rules: Rules, in_force: date | None) -> date | None:
    """Since when a participant is bound: after the delay, never before the instrument.

    A successor is bound from its own day.


    >>> in_force_for(date(2017, 7, 11), Kind.ACCEPTANCE, Rules(), date(2003, 12, 25))
    datetime.date(2017, 8, 10)
    """
    if in_force is None:
        return None
    delay = 0 if kind is Kind.SUCCESSION else rules.later_delay_days
    return max(consent + timedelta(days=delay), in_force)


class _Ledger:
    """What one participant did, taken in the order of dates; slots because there are hundreds a page."""

    __slots__ = ("consent", "ends", "signed", "withdrawal")

    def __init__(self) -> None:
        self.signed: Act | None = None
        self.consent: Act | None = None
        self.withdrawal: Act | None = None
        self.ends: date | None = None  # when the withdrawal takes effect

    def add(self, act: Act, rules: Rules) -> bool:
        """Take the next act; answers whether it changes who is bound, at once or when its delay ends."""
        if act.kind is Kind.SIGNATURE:
            self.signed = self.signed or act
            return False
        if act.kind is Kind.WITHDRAWAL:
            if self.consent is None or self.ends is not None:
                return False
            self.withdrawal, self.ends = act, months_after(act.date, rules.withdrawal_delay_months)
            return True
        # A consent while bound changes nothing; after a withdrawal in effect it binds anew.
        if self.consent is not None and (self.ends is None or act.date < self.ends):
            return False
        self.consent, self.withdrawal, self.ends = act, None, None
        return True


def standings(
    acts: Iterable[Act],
    on: date,
    *,
    rules: Rules,
    in_force: date | None,
    known: date | None = None,
    complete_to: date | None = None,
    organizations: Collection[str] = frozenset(),
    participants: Iterable[str] = (),
    parent: Mapping[str, Standing] | None = None,
) -> dict[str, Standing]:
    """Where everyone stands on a day: all of `participants`, and whoever has an act by then.

    A party is one whose consent is deposited, as depositaries count; `in_force_from` says when it was bound.
    A withdrawal ends that after the delay; a withdrawal from the Convention (`parent`) ends the Protocol too.
    After `complete_to` no act means unknown, not none. Organizations are never unknown for want of an act.
    """
    ledgers: dict[str, _Ledger] = {code: _Ledger() for code in participants}
    for act in known_acts(acts, known):
        if act.date > on:
            break
        ledger = ledgers.get(act.participant)
        if ledger is None:
            ledger = ledgers[act.participant] = _Ledger()
        ledger.add(act, rules)
    beyond = complete_to is not None and on > complete_to
    return {
        code: _standing(code, ledger, on, rules, in_force, beyond and code not in organizations, parent)
        for code, ledger in ledgers.items()
    }


def _standing(
    code: str,
    ledger: _Ledger,
    on: date,
    rules: Rules,
    in_force: date | None,
    beyond: bool,
    parent: Mapping[str, Standing] | None,
) -> Standing:
    consent = ledger.consent
    above = parent.get(code) if parent else None
    left_above = above is not None and above.status is Status.WITHDRAWN
    if consent is not None:
        left = left_above or (ledger.ends is not None and ledger.ends <= on)
        status = Status.WITHDRAWN if left else Status.PARTY
        withdrawal = ledger.withdrawal or (above.withdrawal if above is not None and left_above else None)
        since = in_force_for(consent.date, consent.kind, rules, in_force)
        return Standing(code, status, ledger.signed, consent, since, withdrawal, False, not (left and beyond))
    if ledger.signed is not None:
        return Standing(code, Status.SIGNATORY, ledger.signed, certain=not beyond)
    return Standing(code, Status.UNKNOWN if beyond else Status.NONE, certain=not beyond)


def inferred_parties(
    own: Mapping[str, Standing], protocols: Sequence[Mapping[str, Standing]]
) -> dict[str, Standing]:
    """The Convention's standings, with the parties that only a Protocol shows, marked as inferred.

    Only a party to the Convention can be a party to a Protocol, so a Protocol's party must be one since that
    day at the latest. A record of the Convention's own, a withdrawal included, is never overridden.
    """
    found = dict(own)
    for protocol in protocols:
        for code, standing in protocol.items():
            if standing.status is not Status.PARTY or standing.consent is None:
                continue
            mine = found.get(code, Standing(code, Status.NONE))
            if mine.consent is not None and not mine.inferred:
                continue
            if mine.consent is None or standing.consent.date < mine.consent.date:
                found[code] = replace(
                    mine, status=Status.PARTY, consent=standing.consent, inferred=True, certain=True
                )
    return found


def joined_over_time(
    acts: Iterable[Act], until: date, known: date | None = None, *, rules: Rules | None = None
) -> list[tuple[date, int]]:
    """The number of parties after each day on which it changed, up to and with `until`."""
    rules = rules or Rules()
    ledgers: dict[str, _Ledger] = {}
    changes: dict[date, int] = {}
    for act in known_acts(acts, known):
        ledger = ledgers.setdefault(act.participant, _Ledger())
        if ledger.add(act, rules):
            day, change = (ledger.ends, -1) if ledger.ends else (act.date, 1)
            changes[day] = changes.get(day, 0) + change
    steps, count = [], 0
    for day in sorted(changes):
        if day <= until and changes[day]:
            count += changes[day]
            steps.append((day, count))
    return steps
