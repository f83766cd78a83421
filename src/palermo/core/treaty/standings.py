"""Who is bound on a date, as known on a date; and how many were, over time."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from palermo.core.period import months_after
from palermo.core.treaty.acts import Act, Kind, Rules, in_force_for, known_acts


class Status(StrEnum):
    PARTY = "party"
    SIGNATORY = "signatory"
    WITHDRAWN = "withdrawn"
    NONE = "none"
    UNKNOWN = "unknown"


class Exit(NamedTuple):
    """A withdrawal, and the day on which it took effect."""

    act: Act
    day: date


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one participant stands on a day.

    `consent` and `in_force_from` are those of the newest consent; `inferred` marks a party to the Convention
    known only through a Protocol; `certain` is False where a later act may be missing from the record;
    `left` is the newest withdrawal that ended its standing, kept when the participant joins again.
    """

    participant: str
    status: Status
    signed: Act | None = None
    consent: Act | None = None
    in_force_from: date | None = None
    withdrawal: Act | None = None
    inferred: bool = False
    certain: bool = True
    left: Exit | None = None


class _Ledger:
    """What one participant did, taken in the order of dates; slots because there are hundreds a page."""

    __slots__ = ("above", "consent", "ends", "left", "signed", "withdrawal")

    def __init__(self, above: Standing | None = None) -> None:
        self.above = above  # where it stands to the Convention, for a Protocol
        self.signed: Act | None = None
        self.consent: Act | None = None
        self.withdrawal: Act | None = None
        self.ends: date | None = None  # when the withdrawal takes effect
        self.left: Exit | None = None  # an earlier one, before joining again

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
        if self.consent is not None and not self.out(act.date):
            return False
        self.left = self.out(act.date) or self.left
        self.consent, self.withdrawal, self.ends = act, None, None
        return True

    def out(self, on: date) -> Exit | None:
        """The withdrawal that has ended the consent by a day: its own, else that from the Convention."""
        if self.withdrawal and self.ends and self.ends <= on:
            return Exit(self.withdrawal, self.ends)
        left = self.above.left if self.above else None
        if self.above is None or self.consent is None or left is None or left.day > on:
            return None
        return left if self.consent.date < left.day or self.above.status is Status.WITHDRAWN else None


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
    A withdrawal ends that after the delay; a withdrawal from the Convention (`parent`) ends the Protocol too,
    for good: whoever joins the Convention again is a party to the Protocol again only by a new consent.
    After `complete_to` no act means unknown, not none. Organizations are never unknown for want of an act.
    """
    above = parent or {}
    ledgers: dict[str, _Ledger] = {code: _Ledger(above.get(code)) for code in participants}
    for act in known_acts(acts, known):
        if act.date > on:
            break
        ledger = ledgers.get(act.participant)
        if ledger is None:
            ledger = ledgers[act.participant] = _Ledger(above.get(act.participant))
        ledger.add(act, rules)
    beyond = complete_to is not None and on > complete_to
    return {
        code: _standing(code, ledger, on, rules, in_force, beyond and code not in organizations)
        for code, ledger in ledgers.items()
    }


def _standing(
    code: str, ledger: _Ledger, on: date, rules: Rules, in_force: date | None, beyond: bool
) -> Standing:
    consent = ledger.consent
    if consent is not None:
        out = ledger.out(on)
        return Standing(
            code,
            Status.WITHDRAWN if out else Status.PARTY,
            ledger.signed,
            consent,
            in_force_for(consent.date, consent.kind, rules, in_force),
            out.act if out else ledger.withdrawal,
            certain=not (out and beyond),
            left=out or ledger.left,
        )
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
