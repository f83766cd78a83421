"""What people corrected or recorded in the rooms below, and where a later release disagrees."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any, NamedTuple

from palermo.actors.services.corrections import DESK as ACTORS
from palermo.core.actor import Actor
from palermo.core.errors import Missing
from palermo.core.permissions import Action, check
from palermo.journal import queries as journal
from palermo.journal.models import Act, Entry
from palermo.kit.corrections import records
from palermo.kit.corrections.desk import Desk, subject_of
from palermo.kit.corrections.facts import Fact, Facts, called
from palermo.kit.models import Correction, Disagreement
from palermo.mandates.services.corrections import DESK as MANDATES
from palermo.meetings.services.corrections import DESK as MEETINGS
from palermo.register.services.corrections import DESK as REGISTER
from palermo.texts.services.corrections import DESK as TEXTS

# A room whose facts people may correct adds its desk here.
DESKS: tuple[Desk, ...] = (ACTORS, TEXTS, REGISTER, MEETINGS, MANDATES)
TABLES = {facts.slug: (desk, facts) for desk in DESKS for facts in desk.tables}
BY_SUBJECT = {facts.subject: facts for _desk, facts in TABLES.values()}


def facts_of(actor: Actor, slug: str) -> tuple[Desk, Facts]:
    """A table whose rows may be corrected, and its desk. Raises Missing where there is none."""
    check(actor, Action.CORRECT_FACTS)
    if slug not in TABLES:
        raise Missing("table.missing", "There is no table “%(name)s”.", name=slug[:40])
    return TABLES[slug]


def tables(actor: Actor) -> list[Facts]:
    """All whose facts are corrected here, room by room."""
    check(actor, Action.CORRECT_FACTS)
    return [facts for _desk, facts in TABLES.values() if facts.own]


def beside(desk: Desk) -> list[Facts]:
    """The tables of other rooms, which may hold the key of a row as a word."""
    return [facts for other in DESKS if other is not desk for facts in other.tables]


def listed(actor: Actor, facts: Facts) -> list[tuple[str, str]]:
    """Every row of a table: its key, and what it is called."""
    check(actor, Action.CORRECT_FACTS)
    rows = facts.model._base_manager.select_related().filter(**facts.only).order_by(facts.key)
    return [(str(row.serializable_value(facts.key)), called(row)) for row in rows]


class Said(NamedTuple):
    """What the journal has of a correction; nothing of what was erased."""

    at: datetime
    act: str
    name: str
    why: str
    values: dict[str, Any]

    @property
    def word(self) -> str:
        """What was done, in the reader’s language."""
        return str(Act(self.act).label) if self.act in Act.values else self.act


NOT_SAID = Said(datetime.min.replace(tzinfo=UTC), "", "", "", {})


def said_of(entry: Entry) -> Said:
    return Said(entry.at, entry.act, entry.name, entry.why, entry.values)


def history(actor: Actor, facts: Facts, key: str) -> list[Said]:
    """What was done to the facts of a row, the newest first."""
    return [said_of(each) for each in journal.corrections(actor, subject=subject_of(facts, key))]


class Corrected(NamedTuple):
    """A row that people stand for."""

    facts: Facts
    row: Any
    correction: Correction
    said: Said

    @property
    def touched(self) -> list[Fact]:
        """The facts of it that are not as they were shipped; all of a row that never was."""
        shipped = self.correction.shipped
        if shipped is None:
            return []
        now = self.facts.told(self.row)
        names = {name for name, value in now.items() if name in shipped and shipped[name] != value}
        return [fact for fact in self.facts.all if self.facts.field(fact.name).attname in names]


def corrected(actor: Actor) -> list[Corrected]:
    """All rows that people stand for, the last corrected first."""
    found = [each for each in records.corrections(actor) if each.subject in BY_SUBJECT]
    entries = journal.corrections(actor, numbers=[each.entry for each in found])
    said = {each.number: said_of(each) for each in entries}
    rows = rows_of((each.subject, each.key) for each in found)
    return [
        Corrected(BY_SUBJECT[each.subject], row, each, said.get(each.entry, NOT_SAID))
        for each in found
        if (row := rows.get((each.subject, each.key))) is not None
    ]


class Disputed(NamedTuple):
    """A row on which people and a later release disagree."""

    facts: Facts
    row: Any
    disagreement: Disagreement


def disputed(actor: Actor) -> list[Disputed]:
    """Those that nobody settled, the oldest first."""
    found = [each for each in records.disagreements(actor) if each.subject in BY_SUBJECT]
    rows = rows_of((each.subject, each.key) for each in found)
    return [
        Disputed(BY_SUBJECT[each.subject], row, each)
        for each in found
        if (row := rows.get((each.subject, each.key))) is not None
    ]


def rows_of(wanted: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Any]:
    """Rows of several tables by their keys, with one question a table."""
    keys: dict[str, list[str]] = {}
    for subject, key in wanted:
        keys.setdefault(subject, []).append(key)
    found = {}
    for subject, several in keys.items():
        facts = BY_SUBJECT[subject]
        for row in facts.model._base_manager.select_related().filter(**{f"{facts.key}__in": several}):
            found[subject, str(row.serializable_value(facts.key))] = row
    return found
