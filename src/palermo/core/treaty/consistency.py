"""Whether the acts of one participant can stand together: what contradicts, and what gives pause.

The rules are those of the law of treaties and of the final clauses: nobody acts on a treaty before it is
adopted, nor before existing; one signs once, while it is open; whoever is bound is not bound again until a
withdrawal took effect; only whoever is bound withdraws. What the record merely lacks gives pause.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from palermo.core.period import months_after
from palermo.core.treaty.acts import Act, Kind, known_acts
from palermo.core.treaty.courses import NOWHERE, Course, Life, courses, with_inferred
from palermo.core.treaty.remarks import Caution, Conduct, Contradiction, Place, Remark, Terms
from palermo.core.treaty.standings import Standing, Status

BY_SIGNATORIES = frozenset({Kind.RATIFICATION, Kind.ACCEPTANCE, Kind.APPROVAL})


def new_remarks(before: Conduct, after: Conduct, today: date) -> list[Remark]:
    """What is to be said of a change: what was to be said before it is not held against it."""
    known, found = Counter(each.identity for each in remarks(before, today)), []
    for each in remarks(after, today):
        if known[each.identity]:
            known[each.identity] -= 1
        else:
            found.append(each)
    return found


def remarks(conduct: Conduct, today: date) -> list[Remark]:
    """All that is to be said of what one participant did, instrument by instrument, by the dates of acts.

    What is refused cannot have been done: what comes after it is judged without it.
    """
    found: list[Remark] = []
    for key, terms in conduct.terms.items():
        beside, done = Beside.of(conduct, key), list[Act]()
        own = beside.course(done, terms)
        for act in known_acts(conduct.acts.get(key, ()), None):
            at = Moment(key, terms, act, tuple(done), own, beside.above, conduct)
            said = list(of_the_day(at, today)) or list(of_the_act(at))
            found += said
            if not any(each.refused for each in said):
                done.append(act)
                own = beside.course(done, terms)
    return found


class Beside(NamedTuple):
    """A participant's course under the Convention of a Protocol, or under the Protocols to a Convention."""

    above: Course = NOWHERE
    below: Sequence[Course] = ()

    @classmethod
    def of(cls, conduct: Conduct, key: str) -> "Beside":
        parent = conduct.terms[key].parent
        if parent is not None and parent in conduct.terms:
            return cls(course(conduct.acts.get(parent, ()), conduct.terms[parent]))
        protocols = (name for name, terms in conduct.terms.items() if terms.parent == key)
        return cls(NOWHERE, [course(conduct.acts.get(name, ()), conduct.terms[name]) for name in protocols])

    def course(self, done: Sequence[Act], terms: Terms) -> Course:
        """What it did by then, and to a Convention what only a Protocol shows."""
        own = course(done, terms, self.above)
        return with_inferred({WHO: own}, [{WHO: each} for each in self.below])[WHO] if self.below else own


@dataclass(frozen=True, slots=True)
class Moment:
    """An act to an instrument, after those that its participant had done by then."""

    key: str
    terms: Terms
    act: Act
    done: Sequence[Act]
    own: Course  # by these
    above: Course  # under the Convention, of a Protocol
    conduct: Conduct

    @property
    def place(self) -> Place:
        return Place(self.key, self.act)

    @property
    def standing(self) -> Standing:
        """Where it stood just before."""
        return self.own.on(self.act.date) or Standing(WHO, Status.NONE)


WHO = ""  # there is one participant alone: what it is called makes no difference


def course(acts: Sequence[Act], terms: Terms, above: Course = NOWHERE) -> Course:
    """What its own acts say; when the instrument entered into force makes no difference here either."""
    own = [act._replace(participant=WHO) for act in known_acts(acts, None)]
    lives = {WHO: Life()}
    return courses(own, rules=terms.rules, in_force=None, lives=lives, parent={WHO: above})[WHO]


def of_the_day(at: Moment, today: date) -> Iterator[Remark]:
    """Whether anybody, and this participant, could act on that day."""
    day, terms = at.act.date, at.terms
    if day > today:
        yield Contradiction(
            "act.future",
            "%(value)s lies in the future. Give today’s date or an earlier one.",
            at.place,
            value=day,
        )
    if day < terms.adopted:
        yield Contradiction(
            "act.before_instrument",
            "The instrument was adopted on %(adopted)s: no act to it is older. Give that day or a later one.",
            at.place,
            adopted=terms.adopted,
        )
    if terms.open_until and at.act.kind is Kind.SIGNATURE and day > terms.open_until:
        yield Contradiction(
            "act.after_closing",
            "It was open for signature until %(closed)s; whoever had not signed accedes. Give an earlier "
            "date, or another act.",
            at.place,
            closed=terms.open_until,
        )
    yield from of_existence(at)


def of_existence(at: Moment) -> Iterator[Remark]:
    day, existence = at.act.date, at.conduct.existence
    if at.conduct.continued:
        yield Contradiction(
            "act.continued",
            "The acts of this State stand under the one that continues it. Name that one.",
            at.place,
        )
    if existence.start and day < existence.start:
        yield Contradiction(
            "act.before_existence",
            "This State exists from %(since)s. Give that day or a later one, or name the State that acted.",
            at.place,
            since=existence.start,
        )
    if existence.end and day >= existence.end:
        yield Contradiction(
            "act.after_existence",
            "This State no longer existed on %(end)s. Give an earlier day, or name the State that acted.",
            at.place,
            end=existence.end,
        )


def of_the_act(at: Moment) -> Iterator[Remark]:
    """Whether it could be done by one that had done what it had."""
    act = at.act
    if same := next((each for each in at.done if (each.kind, each.date) == (act.kind, act.date)), None):
        yield Contradiction("act.repeated", "This act is on record already: %(other)s.", at.place, other=same)
        return
    if act.kind is Kind.SIGNATURE:
        yield from of_signature(at)
    elif act.kind is Kind.WITHDRAWAL:
        yield from of_withdrawal(at)
    else:
        yield from of_consent(at)
        yield from of_convention(at)
    if at.terms.complete_to and act.date <= at.terms.complete_to:
        yield Caution(
            "act.within_record",
            "The record is said to be complete to %(end)s, and lacked this act.",
            at.place,
            end=at.terms.complete_to,
        )


def of_signature(at: Moment) -> Iterator[Remark]:
    standing = at.standing
    if standing.signed:
        yield Contradiction(
            "act.signed_twice",
            "A signature is on record already: %(other)s. Correct that one, or give another act.",
            at.place,
            other=standing.signed,
        )
    elif standing.consent and not standing.inferred:
        yield Caution(
            "act.signed_late",
            "It had consented to be bound before: %(other)s. A signature after that changes nothing.",
            at.place,
            other=standing.consent,
        )


def of_withdrawal(at: Moment) -> Iterator[Remark]:
    standing = at.standing
    if standing.status is not Status.PARTY:
        yield Contradiction(
            "act.not_bound",
            "On %(day)s it was not bound, so far as is on record: there was nothing to withdraw from. Record "
            "first the act by which it was bound.",
            at.place,
            day=at.act.date,
        )
    elif standing.withdrawal:
        yield Contradiction(
            "act.withdrawn_twice",
            "A withdrawal is on record already: %(other)s. It takes effect on %(effect)s.",
            at.place,
            other=standing.withdrawal,
            effect=months_after(standing.withdrawal.date, at.terms.rules.withdrawal_delay_months),
        )


def of_consent(at: Moment) -> Iterator[Remark]:
    standing, kind = at.standing, at.act.kind
    if standing.status is Status.PARTY and standing.consent and not standing.inferred:
        yield Contradiction(
            "act.bound_twice",
            "It was bound already: %(other)s. It can be bound anew only after a withdrawal took effect.",
            at.place,
            other=standing.consent,
        )
    elif kind is Kind.ACCESSION and standing.signed and standing.status is not Status.WITHDRAWN:
        yield Caution(
            "act.signed_before",
            "It had signed: %(other)s. Whoever signed is bound by ratification, acceptance or approval.",
            at.place,
            other=standing.signed,
        )
    elif kind in BY_SIGNATORIES and not standing.signed:
        yield Caution(
            "act.not_signed",
            "No signature is on record before it. Whoever did not sign is bound by accession.",
            at.place,
        )
    begins = at.conduct.existence.start
    if kind is Kind.SUCCESSION and (begins is None or begins <= at.terms.adopted):
        yield Caution(
            "act.no_successor",
            "Who succeeds began to exist after the instrument was adopted, on %(adopted)s. That is not on "
            "record of this State.",
            at.place,
            adopted=at.terms.adopted,
        )


def of_convention(at: Moment) -> Iterator[Remark]:
    """Only a party to the Convention can be a party to its Protocol; it may merely not be recorded."""
    parent, day = at.terms.parent, at.act.date
    if parent is None or parent not in at.conduct.terms:
        return
    above = at.above.on(day)
    if above and above.status is Status.PARTY:
        return
    end = at.conduct.terms[parent].complete_to
    if end and day > end and not (above and above.status is Status.WITHDRAWN):
        yield Caution(
            "act.convention_unknown",
            "Only a party to the Convention can be a party to a Protocol. The record of the Convention ends "
            "on %(end)s: whether it was a party on that day is unknown.",
            at.place,
            end=end,
        )
    else:
        yield Caution(
            "act.without_convention",
            "Only a party to the Convention can be a party to a Protocol. On %(day)s it was not a party to "
            "the Convention, so far as is on record.",
            at.place,
            day=day,
        )
