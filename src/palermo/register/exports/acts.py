"""Every act on record: on the screen, and as files; and how many there are by year, region and kind."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape
from operator import attrgetter
from urllib.parse import quote

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from palermo.core import treaty
from palermo.kit.tables import Column, Table, sort_key
from palermo.register.exports.notes import Notes
from palermo.register.exports.participants import Participant
from palermo.register.exports.status import Words
from palermo.register.exports.summaries import Narrowed, Summary
from palermo.register.queries import Recorded

NEWEST = "-date"  # the order in which the acts come


@dataclass(frozen=True, slots=True)
class Titles:
    """What the columns say of an act, looked up once a page: there may be thousands of rows."""

    people: Mapping[str, Participant]
    instruments: Mapping[str, str]
    sources: Mapping[str, str]

    def who(self, row: Recorded) -> Participant:
        return self.people[row.act.participant]

    def source(self, row: Recorded) -> str:
        return self.sources.get(row.act.key, "")


def table(request: HttpRequest, titles: Titles, notes: Notes) -> Table[Recorded]:
    """The columns of the list; `notes` are the sources of the rows shown."""
    said, who, pattern = Words(), titles.who, reverse("register:act", args=["KEY"])

    def page_of(row: Recorded) -> str:
        """What it did, which leads to the page of the act."""
        url = pattern.replace("KEY", quote(row.act.key, safe=":"))
        return f'<a href="{escape(url)}">{escape(said.kinds[row.act.kind])}</a>'

    columns = [
        Column[Recorded]("date", _("Date"), lambda row: row.act.date, lambda row: who(row).dated(row.act)),
        Column[Recorded](
            "name", _("State"), lambda row: who(row).name, lambda row: who(row).link, heads=True
        ),
        Column[Recorded]("code", _("Code"), lambda row: row.act.participant, exported_only=True),
        Column[Recorded]("region", _("Region"), lambda row: who(row).region),
        Column[Recorded](
            "instrument", _("Instrument"), lambda row: titles.instruments[row.instrument], css=""
        ),
        Column[Recorded]("act", _("Act"), lambda row: said.kinds[row.act.kind], page_of),
        Column[Recorded](
            "confidence", _("Confidence"), lambda row: said.confidences[row.act.confidence], css=""
        ),
        Column[Recorded]("as_of", _("Known from"), lambda row: row.act.known_from, exported_only=True),
        Column[Recorded]("key", _("Key"), lambda row: row.act.key, exported_only=True),
        Column[Recorded]("source", _("Source"), titles.source, lambda row: notes.link(titles.source(row))),
    ]
    return Table(columns, request, NEWEST)


def in_order(found: Table[Recorded], rows: list[Recorded]) -> list[Recorded]:
    """As the address asks; as they come where it asks for the newest first."""
    return rows if found.sort == NEWEST else found.ordered(rows)


@dataclass(frozen=True, slots=True)
class Count:
    """How many acts there are of something: the value of the filter, and its name."""

    value: str
    name: str
    acts: int
    consents: int


def by_year(rows: Iterable[Recorded]) -> list[Count]:
    """From the first year with an act to the last, empty years included."""
    found = Counter(map(attrgetter("in_year"), rows))
    there = [year for year, _binds in found]
    years = range(min(there), max(there) + 1) if there else ()
    return [
        Count(str(year), str(year), found[year, True] + found[year, False], found[year, True])
        for year in years
    ]


def by_region(rows: Iterable[Recorded], titles: Titles) -> list[Count]:
    """In the order of names; acts of organizations last."""
    acts, consents, names = Counter[str](), Counter[str](), dict[str, str]()
    for (code, binds), count in Counter(map(attrgetter("of"), rows)).items():
        who = titles.people[code]
        names[who.region_key] = who.region if who.region_key else gettext("Organizations")
        acts[who.region_key] += count
        consents[who.region_key] += count * binds
    found = [Count(key, name, acts[key], consents[key]) for key, name in names.items()]
    return sorted(found, key=lambda count: (count.value == "", sort_key(count.name)))


def by_kind(rows: Iterable[Recorded]) -> list[Count]:
    """In the order of the law of treaties; a kind without acts is left out."""
    acts, words = Counter(map(attrgetter("kind"), rows)), Words().kinds
    return [
        Count(kind.value, words[kind], acts[kind.value], acts[kind.value] if kind in treaty.CONSENT else 0)
        for kind in treaty.Kind
        if acts[kind.value]
    ]


HEADS = {"year": _("Year"), "region": _("Region"), "kind": _("Act")}


def counts_table(request: HttpRequest, name: str) -> Summary[Count]:
    """How many acts by year, region or kind; each figure leads to them. Organizations have no region."""
    narrowed = Narrowed(request, name)

    def link(row: Count) -> str:
        return narrowed.link(row.acts, row.value) if row.value else str(row.acts)

    columns = [
        Column[Count](name, HEADS[name], lambda row: row.name, heads=True, identifies=True),
        Column[Count]("acts", _("Acts"), lambda row: row.acts, link, css="n"),
        Column[Count]("consents", _("Consents to be bound"), lambda row: row.consents, css="n"),
    ]
    return Summary(columns if name != "kind" else columns[:2], request)
