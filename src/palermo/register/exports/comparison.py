"""What changed between two days: on the screen, and as files."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from palermo.core.language import short_date
from palermo.core.treaty import Act, Standing
from palermo.kit.tables import Column, Table, sort_key
from palermo.kit.templatetags.kit import here
from palermo.register.exports.notes import Notes
from palermo.register.exports.participants import Participant
from palermo.register.exports.status import Words
from palermo.register.exports.summaries import Summary
from palermo.register.queries import Change, ChangeKind, InRegion, TwoDays

KINDS = {
    ChangeKind.JOINED: pgettext_lazy("change between two days", "Joined"),
    ChangeKind.INFERRED: pgettext_lazy("change between two days", "Party since, inferred from a Protocol"),
    ChangeKind.REJOINED: pgettext_lazy("change between two days", "Left and joined again"),
    ChangeKind.CONFIRMED: pgettext_lazy("change between two days", "Inferred then, own act on record now"),
    ChangeKind.LEFT: pgettext_lazy("change between two days", "Left"),
    ChangeKind.LAPSED: pgettext_lazy("change between two days", "Inferred then, nothing shows it now"),
    ChangeKind.SIGNED: pgettext_lazy("change between two days", "Signed"),
    ChangeKind.NOTICE: pgettext_lazy("change between two days", "Gave notice of withdrawal"),
    ChangeKind.OTHER: pgettext_lazy("change between two days", "Another change"),
    ChangeKind.BEGAN: pgettext_lazy("change between two days", "Began to exist"),
    ChangeKind.ENDED: pgettext_lazy("change between two days", "Exists no longer"),
    ChangeKind.RECORD_ENDS: pgettext_lazy("change between two days", "None on record: the record ends"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A change in words, for a reader."""

    who: Participant
    change: Change
    kind: str
    then: str
    now: str
    act: str
    confidence: str
    source: str

    @property
    def deciding(self) -> Act | None:
        return self.change.deciding

    @property
    def date(self) -> "date | None":
        act = self.deciding
        return act.date if act else None


def rows_of(found: TwoDays, people: Mapping[str, Participant]) -> list[Row]:
    said, kinds, sources = Words(), {kind: str(word) for kind, word in KINDS.items()}, found.now.sources
    rows = []
    for change in found.changes:
        if change.participant in people:
            who, act = people[change.participant], change.deciding
            then, now = (standing_of(each, who, said) for each in (change.then, change.now))
            sure = said.confidence(change.now) if act and change.now else ""
            kind = said.kinds[act.kind] if act else ""
            if act and change.now and change.now.inferred:
                kind = said.inferred
            source = sources.get(act.key, "") if act else ""
            rows.append(Row(who, change, kinds[change.kind], then, now, kind, sure, source))
    return rows


def standing_of(standing: Standing | None, who: Participant, said: Words) -> str:
    """Where one stands, in words; an organization without a standing has no act, a State is not there."""
    if standing is None:
        return _("Did not exist on that day") if who.region_key else _("No act on record")
    return said.inferred if standing.inferred else said.statuses[standing.status]


def table(request: HttpRequest, notes: Notes) -> Table[Row]:
    """The columns of the list of changes; `notes` are the sources below it."""
    columns = [
        Column[Row](
            "name", gettext_lazy("State"), lambda row: row.who.name, lambda row: row.who.link, heads=True
        ),
        Column[Row](
            "code", gettext_lazy("Code"), lambda row: row.who.code, exported_only=True, identifies=True
        ),
        Column[Row]("region", gettext_lazy("Region"), lambda row: row.who.region),
        Column[Row]("change", pgettext_lazy("between two days", "Change"), lambda row: row.kind, css="wide"),
        Column[Row]("then", gettext_lazy("Standing then"), lambda row: row.then, css=""),
        Column[Row]("now", gettext_lazy("Standing now"), lambda row: row.now, css=""),
        Column[Row]("act", gettext_lazy("Deciding act"), lambda row: row.act, css=""),
        Column[Row](
            "date", gettext_lazy("Date"), lambda row: row.date, lambda row: row.who.dated(row.deciding)
        ),
        Column[Row]("confidence", gettext_lazy("Confidence"), lambda row: row.confidence, css=""),
        Column[Row](
            "kind", gettext_lazy("Change, as a code"), lambda row: row.change.kind.value, exported_only=True
        ),
        Column[Row](
            "source", gettext_lazy("Source"), lambda row: row.source, lambda row: notes.link(row.source)
        ),
    ]
    return Table(columns, request, "name")


@dataclass(frozen=True, slots=True)
class Region:
    """A line of the table of regions, in words."""

    name: str
    counts: InRegion


def regions_of(found: TwoDays, people: Mapping[str, Participant]) -> list[Region]:
    """In the order of names; organizations last, where one is a party."""
    places = {code: each.region_key for code, each in people.items()}
    names = {each.region_key: each.region for each in people.values()} | {"": _("Organizations")}
    rows = [Region(names.get(each.region, ""), each) for each in found.regions(places)]
    shown = [row for row in rows if row.counts.states or row.counts.then or row.counts.now]
    return sorted(shown, key=lambda row: (row.counts.region == "", sort_key(row.name)))


def regions_table(request: HttpRequest, since: date, until: date) -> Summary[Region]:
    def parties(day: date) -> str:
        return _("Parties on %(date)s") % {"date": short_date(day, here())}

    return Summary(
        [
            Column[Region](
                "region", gettext_lazy("Region"), lambda row: row.name, heads=True, identifies=True
            ),
            Column[Region]("then", parties(since), lambda row: row.counts.then, css="n"),
            Column[Region]("now", parties(until), lambda row: row.counts.now, css="n"),
            Column[Region](
                "states",
                gettext_lazy("States of the region"),
                lambda row: row.counts.states if row.counts.region else None,
                css="n",
            ),
        ],
        request,
    )
