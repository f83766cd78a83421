"""A file of treaty acts, read into typed rows with every problem in its place. Nothing is saved by reading.

Services stand below importers: they take `ActRow` from `palermo.core.treaty.given`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from palermo.actors import queries as actors
from palermo.core.actor import Actor
from palermo.core.language import Text
from palermo.core.permissions import Action, check
from palermo.core.treaty.given import ActRow
from palermo.kit.incoming.choices import Choices
from palermo.kit.incoming.columns import Column, in_all_languages
from palermo.kit.incoming.faults import Fault
from palermo.kit.incoming.tables import Row, Table, read
from palermo.kit.models import Provenance
from palermo.kit.templatetags.kit import here
from palermo.register.models import Act
from palermo.texts import queries as texts

KIND = "palermo.register.importers.acts"  # under which its uploads are kept
LONGEST_SOURCE = 2_000
# Else somebody could alter now what was known on a day that has passed.
KNOWN_FROM = gettext_noop(
    "An act is known here from the day on which it is recorded, not from %(value)s: what was known on "
    "earlier days stays as it was. Leave this empty."
)


@dataclass(frozen=True, slots=True)
class ActFile:
    """The acts of a file, all of them or, where there is a problem, none."""

    digest: str  # SHA-256 of the file
    rows: Sequence[ActRow] = ()
    problems: Sequence[Fault] = ()
    more: int = 0  # problems beyond those that are listed


def read_acts(by: Actor, data: bytes) -> ActFile:
    """What a file holds of treaty acts: to be shown first, and recorded by `services.import_acts`."""
    check(by, Action.RECORD_ACTS)
    table = read(data, columns(by))
    problems, more = table.with_faults([*repeated(table), *known_before(table)])
    if problems:
        return ActFile(table.digest, (), problems, more)
    organizations = actors.organizations_in_brief(by)
    return ActFile(table.digest, [act_row(row, organizations) for row in table.rows])


def act_row(row: Row, organizations: Iterable[str]) -> ActRow:
    values = row.values
    return ActRow(
        line=row.line,
        participant=values["participant"],
        is_organization=values["participant"] in organizations,
        instrument=values["instrument"],
        kind=values["kind"],
        date=values["date"],
        source=values["source"],
        confidence=values["confidence"],
    )


def repeated(table: Table) -> list[Fault]:
    """Acts that stand in the file before."""
    seen: dict[tuple[Any, ...], int] = {}
    found = []
    for row in table.rows:
        act = tuple(row.values[key] for key in ("participant", "instrument", "kind", "date"))
        first = seen.setdefault(act, row.line)
        if first != row.line:
            sentence = gettext_noop("The same act stands in row %(first)s. Remove one of them.")
            found.append(table.fault(row.line, "participant", "act.twice", sentence, first=first))
    return found


def known_before(table: Table) -> list[Fault]:
    """Days from which acts are said to be known; files that were made for it may have the column, empty."""
    return [
        table.fault(row.line, "as_of", "act.known_from", KNOWN_FROM, value=day.isoformat())
        for row in table.rows
        if (day := row.values["as_of"])
    ]


def columns(by: Actor) -> list[Column]:
    """The columns of such a file, by their names in all six languages."""
    named = in_all_languages
    return [
        Column(
            "participant",
            named(lambda: _("Participant"), lambda: _("State"), lambda: _("State or organization")),
            kind="choice",
            choices=participants(by),
        ),
        Column("instrument", named(lambda: _("Instrument")), kind="choice", choices=instruments(by)),
        Column("kind", named(lambda: _("Act")), kind="choice", choices=words_of(Act.Kind)),
        Column("date", named(lambda: _("Date")), kind="day"),
        Column("source", named(lambda: _("Source")), longest=LONGEST_SOURCE),
        Column(
            "confidence",
            named(lambda: _("Confidence")),
            kind="choice",
            choices=words_of(Provenance.Confidence),
        ),
        Column("as_of", named(lambda: _("Known from")), kind="day", obligatory=False),
    ]


def participants(by: Actor) -> Choices:
    """States and organizations by their codes, and by every name that each has or had."""
    known: dict[str, actors.InBrief] = {**actors.states_in_brief(by), **actors.organizations_in_brief(by)}
    return Choices(
        {code: each.folded.split(" | ") for code, each in known.items()},
        {code: f"{each.names.in_(here())} ({code})" for code, each in known.items()},
    )


def instruments(by: Actor) -> Choices:
    """Those whose acts are kept here, by their titles."""
    known = list(texts.registered(by))
    names: dict[str, list[str]] = {each.key: words(each.titles, each.short_titles) for each in known}
    return Choices(names, {each.key: each.short_titles.in_(here()) for each in known})


def words(*said: Text) -> list[str]:
    return [name for text in said for name in text.values() if name]


def words_of(values: Any) -> Choices:
    """Choices of a field by their names in all six languages."""
    return Choices(
        {each.value: in_all_languages(partial(str, each.label)) for each in values},
        {each.value: str(each.label) for each in values},
    )
