"""Who is not a party to an instrument, and what it would take: on the screen, and as a file."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import NamedTuple

from django.http import HttpRequest
from django.utils.translation import gettext_lazy, pgettext_lazy

from palermo.core.language import long_date, sentences
from palermo.core.treaty import Act, Status
from palermo.kit.tables import Column, Table
from palermo.kit.templatetags.kit import here
from palermo.register.exports.notes import Notes
from palermo.register.exports.participants import Participant
from palermo.register.exports.status import Words
from palermo.register.exports.steps import NEXT, STEPS
from palermo.register.queries import Pipeline, Step, Waiting


@dataclass(frozen=True, slots=True)
class Row:
    """One that is no party, in words for a reader."""

    who: Participant
    waiting: Waiting
    step: str
    convention: str  # where it stands to the Convention; "" of the Convention itself
    convention_confidence: str
    known_to: date | None
    confidence: str
    source: str

    @property
    def signed(self) -> Act | None:
        return self.waiting.standing.signed

    @property
    def joined(self) -> Act | None:
        """Its consent to the Convention, of whoever is a party; of one inferred, nobody knows the day."""
        found = self.waiting.convention
        return found.consent if found and found.status is Status.PARTY and not found.inferred else None


class Group(NamedTuple):
    """Those at one step, and in a sentence or two what comes next."""

    step: Step
    name: str
    next: str
    rows: list[Row]


def rows_of(found: Pipeline, people: Mapping[str, Participant]) -> list[Row]:
    said, sources, steps = Words(), found.place.sources, {step: str(word) for step, word in STEPS.items()}
    rows = []
    for each in found.waiting:
        standing, convention = each.standing, each.convention
        if standing.participant in people:
            act = standing.deciding
            above = (
                (said.inferred if convention.inferred else said.statuses[convention.status])
                if convention
                else ""
            )
            rows.append(
                Row(
                    people[standing.participant],
                    each,
                    steps[each.step],
                    above,
                    said.confidence(convention) if convention else "",
                    found.place.complete_to,
                    said.confidence(standing),
                    sources.get(act.key, "") if act else "",
                )
            )
    return rows


def groups(found: Pipeline, rows: Iterable[Row]) -> list[Group]:
    """The rows by step, in the order of steps; a step at which nobody stands is left out."""
    ends = {
        "own": found.place.complete_to,
        "above": found.above and found.above.complete_to,
    }
    days = {name: long_date(day, here()) if day else "" for name, day in ends.items()}
    by_step: dict[Step, list[Row]] = {step: [] for step in Step}
    for row in rows:
        by_step[row.waiting.step].append(row)
    return [
        Group(step, str(STEPS[step]), sentences((str(each) % days for each in NEXT[step]), here()), those)
        for step, those in by_step.items()
        if those
    ]


def table(request: HttpRequest, notes: Notes, *, protocol: bool) -> Table[Row]:
    """The columns of the list; only one of a Protocol tells of the Convention."""
    columns = [
        Column[Row](
            "name", gettext_lazy("State"), lambda row: row.who.name, lambda row: row.who.link, heads=True
        ),
        Column[Row](
            "code", gettext_lazy("Code"), lambda row: row.who.code, exported_only=True, identifies=True
        ),
        Column[Row]("region", gettext_lazy("Region"), lambda row: row.who.region),
        Column[Row](
            "step",
            pgettext_lazy("step", "Where it stands"),
            lambda row: row.step,
            css="wide",
            by=lambda row: list(Step).index(row.waiting.step),
        ),
        Column[Row](
            "signed",
            gettext_lazy("Signed"),
            lambda row: row.signed and row.signed.date,
            lambda row: row.who.dated(row.signed),
        ),
        *(of_convention() if protocol else ()),
        Column[Row]("known_to", gettext_lazy("Record complete to"), lambda row: row.known_to),
        Column[Row]("confidence", gettext_lazy("Confidence"), lambda row: row.confidence, css=""),
        Column[Row](
            "source", gettext_lazy("Source"), lambda row: row.source, lambda row: notes.link(row.source)
        ),
    ]
    return Table(columns, request, "name")


def of_convention() -> list[Column[Row]]:
    return [
        Column[Row](
            "convention", gettext_lazy("To the Convention"), lambda row: row.convention, standing, css=""
        ),
        Column[Row](
            "convention_since",
            pgettext_lazy("party to the Convention", "since"),
            lambda row: row.joined and row.joined.date,
            lambda row: row.who.dated(row.joined),
        ),
        Column[Row](
            "convention_confidence",
            gettext_lazy("Confidence, Convention"),
            lambda row: row.convention_confidence,
            exported_only=True,
        ),
    ]


def standing(row: Row) -> str:
    """Where it stands to the Convention, and below how sure that is."""
    sure = row.convention_confidence
    below = f'<br><span class="fine">{escape(sure)}</span>' if sure else ""
    return escape(row.convention) + below
