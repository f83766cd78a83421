"""Where everyone stands day by day, so that any day is one search; and how many were parties, over time."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import NamedTuple

from palermo.core.period import Period, months_after
from palermo.core.treaty.acts import Act, Kind, Rules, in_force_for, in_order
from palermo.core.treaty.standings import Exit, Standing, Status

Steps = list[tuple[date, int]]


class Life(NamedTuple):
    """When a participant exists, and whether it is asked where it has no act.

    A State that is gone is not asked: what it did stands under the one that continues it, or under its own
    acts. Nor is an organization: few may join.
    """

    existence: Period = Period()
    asked: bool = True


NOT_ASKED = Life(asked=False)


@dataclass(frozen=True, slots=True)
class Course:
    """One participant's standings: from each of `days` on the one beside it; None while it has none."""

    days: tuple[date, ...]
    standings: tuple[Standing | None, ...]

    def on(self, day: date) -> Standing | None:
        passed = bisect_right(self.days, day)
        return self.standings[passed - 1] if passed else None

    @classmethod
    def of(cls, changes: Iterable[tuple[date, Standing | None]]) -> "Course":
        """From standings in the order of days; a day on which nothing changed is left out."""
        days: list[date] = []
        found: list[Standing | None] = []
        for day, standing in changes:
            if not found or found[-1] != standing:
                days.append(day)
                found.append(standing)
        return cls(tuple(days), tuple(found))


Courses = Mapping[str, Course]
NOWHERE = Course((), ())


@dataclass(slots=True)
class _Ledger:
    """What one participant did, taken in the order of dates."""

    signed: Act | None = None
    consent: Act | None = None
    withdrawal: Act | None = None
    ends: date | None = None  # when the withdrawal takes effect
    left: Exit | None = None  # an earlier one, before joining again

    def add(self, act: Act, rules: Rules, above: Standing | None) -> None:
        if act.kind is Kind.SIGNATURE:
            self.signed = self.signed or act
        elif act.kind is Kind.WITHDRAWAL:
            if self.ends is None:
                self.withdrawal, self.ends = act, months_after(act.date, rules.withdrawal_delay_months)
        # A consent while bound changes nothing; after a withdrawal in effect it binds anew.
        elif self.consent is None or self.out(act.date, above):
            self.left = self.out(act.date, above) or self.left
            self.consent, self.withdrawal, self.ends = act, None, None

    def out(self, on: date, above: Standing | None) -> Exit | None:
        """What had ended the standing by a day: its own withdrawal, or that from the Convention before it."""
        found = []
        if self.withdrawal and self.ends and self.ends <= on:
            found.append(Exit(self.withdrawal, self.ends))
        consent, left = self.consent, above and above.left
        if consent and above and left and (consent.date < left.day or above.status is Status.WITHDRAWN):
            found.append(left)
        return min(found, key=lambda each: each.day, default=None)

    def status(self, out: Exit | None, *, beyond: bool, asked: bool) -> Status:
        if out:
            return Status.WITHDRAWN
        if self.consent:
            return Status.PARTY
        unclear = self.withdrawal is not None  # who gives notice had consented: that is not on record
        if self.signed:
            return Status.SIGNED_UNKNOWN if beyond or unclear else Status.SIGNATORY
        return Status.UNKNOWN if (beyond and asked) or unclear else Status.NONE


@dataclass(frozen=True, slots=True)
class _Terms:
    """What holds of an instrument for everyone."""

    rules: Rules
    in_force: date | None
    beyond: date | None  # the first day after the end of the record
    organizations: Collection[str]


def courses(
    acts: Iterable[Act],
    *,
    rules: Rules,
    in_force: date | None,
    complete_to: date | None = None,
    organizations: Collection[str] = frozenset(),
    lives: Mapping[str, Life] | None = None,
    parent: Courses | None = None,
) -> dict[str, Course]:
    """The course of everyone who is asked, and of whoever has an act.

    A party is one whose consent is deposited, as depositaries count; `in_force_from` says when it was bound.
    A withdrawal ends that after the delay; a withdrawal from the Convention (`parent`) ends the Protocol too,
    for good: whoever joins the Convention again is a party to the Protocol again only by a new consent.
    After `complete_to` no act means unknown, not none; only organizations are never unknown for want of one.
    """
    lives, parent = lives or {}, parent or {}
    beyond = complete_to + timedelta(days=1) if complete_to and complete_to < date.max else None
    terms = _Terms(rules, in_force, beyond, organizations)
    by_code: dict[str, list[Act]] = {code: [] for code, life in lives.items() if life.asked}
    for act in in_order(acts):
        by_code.setdefault(act.participant, []).append(act)
    return {
        code: Course.of(_changes(code, found, terms, lives.get(code, NOT_ASKED), parent.get(code, NOWHERE)))
        for code, found in by_code.items()
    }


def _changes(
    code: str, acts: Sequence[Act], terms: _Terms, life: Life, above: Course
) -> Iterator[tuple[date, Standing | None]]:
    """Where one participant stands from every day on which that may change; `acts` are in order."""
    delay, (begins, ends) = terms.rules.withdrawal_delay_months, (life.existence.start, life.existence.end)
    exits = {months_after(act.date, delay) for act in acts if act.kind is Kind.WITHDRAWAL}
    days = {date.min, *(act.date for act in acts), *exits, *above.days}
    days.update(day for day in (terms.beyond, begins, ends) if day)
    bound = (in_force_for(act.date, act.kind, terms.rules, terms.in_force, begins) for act in acts)
    days.update(day for day in bound if day)
    ledger, taken = _Ledger(), 0
    for day in sorted(days):
        convention = above.on(day)
        while taken < len(acts) and acts[taken].date <= day:
            ledger.add(acts[taken], terms.rules, convention)
            taken += 1
        shown = (life.asked or taken) and life.existence.contains(day)
        yield day, _standing(code, ledger, day, terms, convention, begins) if shown else None


def _standing(
    code: str, ledger: _Ledger, day: date, terms: _Terms, above: Standing | None, begins: date | None
) -> Standing:
    beyond = terms.beyond is not None and day >= terms.beyond
    out, consent = ledger.out(day, above), ledger.consent
    status = ledger.status(out, beyond=beyond, asked=code not in terms.organizations)
    since = in_force_for(consent.date, consent.kind, terms.rules, terms.in_force, begins) if consent else None
    unclear = status in {Status.UNKNOWN, Status.SIGNED_UNKNOWN}
    return Standing(
        code,
        status,
        ledger.signed,
        consent,
        since if since and since <= day else None,
        out.act if out else ledger.withdrawal,
        certain=not (unclear or (out and beyond)),
        left=out or ledger.left,
    )


def standings(found: Courses, on: date) -> dict[str, Standing]:
    """Where everyone stands on a day who has a standing on it."""
    there = ((code, course.on(on)) for code, course in found.items())
    return {code: standing for code, standing in there if standing is not None}


def with_inferred(own: Courses, protocols: Sequence[Courses]) -> dict[str, Course]:
    """The Convention's courses, with the parties that only a Protocol shows, marked as inferred.

    Only a party to the Convention can be a party to a Protocol, so a Protocol's party must be one since that
    day at the latest. A record of the Convention's own, a withdrawal included, is never overridden.
    """
    found = dict(own)
    for code in dict.fromkeys(code for protocol in protocols for code in protocol):
        mine = own.get(code, NOWHERE)
        theirs = [protocol[code] for protocol in protocols if code in protocol]
        days = sorted({*mine.days, *(day for course in theirs for day in course.days)})
        found[code] = Course.of((day, _inferred(code, mine.on(day), theirs, day)) for day in days)
    return found


def _inferred(code: str, mine: Standing | None, theirs: Iterable[Course], day: date) -> Standing | None:
    if mine and (mine.consent or mine.status is Status.WITHDRAWN):
        return mine
    standing = [each for course in theirs if (each := course.on(day)) and each.status is Status.PARTY]
    consents = [each.consent for each in standing if each.consent]
    if not consents:
        return mine
    first = min(consents, key=lambda act: act.date)
    base = mine or Standing(code, Status.NONE)
    return replace(base, status=Status.PARTY, consent=first, inferred=True, certain=True)


def over_time(found: Courses, counts: Callable[[Standing], bool]) -> Steps:
    """How many standings count after each day on which that number changed."""
    changes: Counter[date] = Counter()
    for course in found.values():
        before = False
        for day, standing in zip(course.days, course.standings, strict=True):
            now = standing is not None and counts(standing)
            changes[day] += now - before
            before = now
    steps, count = [], 0
    for day in sorted(changes):
        if changes[day]:
            count += changes[day]
            steps.append((day, count))
    return steps


def joined_over_time(found: Courses) -> Steps:
    """The number of parties after each day on which it changed; those inferred are not among them."""
    return over_time(found, lambda standing: standing.status is Status.PARTY and not standing.inferred)
