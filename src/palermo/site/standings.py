"""Where one State or organization stands to every instrument on a day, and its acts over time."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from palermo.core import treaty
from palermo.core.actor import Actor
from palermo.core.language import explained, listed
from palermo.kit.tables import Column, Table
from palermo.kit.templatetags.kit import confidence_word, day, here, words
from palermo.register import queries as register
from palermo.register.exports import STATUSES
from palermo.texts import queries as texts


@dataclass(frozen=True, slots=True)
class Row:
    """A standing, or an act of the timeline, as the page shows it."""

    instrument: Any
    key: str = ""  # of the act, and its anchor on the page
    act: str = ""
    when: date | None = None
    in_force: date | None = None
    confidence: str = ""
    source: str = ""
    as_of: date | None = None
    binds: bool = False
    status: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Profile:
    """What the register says of one participant on a day; the very standings of the register."""

    participant: str
    places: dict[str, register.Position]  # by the key of the instrument
    acts: dict[str, Any]  # rows of the register, by key

    @classmethod
    def load(cls, actor: Actor, participant: str, on: date) -> "Profile":
        keys = [instrument.key for instrument in texts.registered(actor)]
        acts = register.acts_of(actor, participant, until=on).select_related(None)
        places = {key: register.position(actor, key, on) for key in keys}
        return cls(participant, places, {act.key: act for act in acts})

    def table(self) -> list[Row]:
        """One row an instrument."""
        return [self.row(place) for place in self.places.values()]

    def summary(self) -> list[str]:
        """A line a status: what it is a party to, what it signed, of what nothing is on record."""
        by_status: dict[str, list[str]] = {}
        for row in self.table():
            by_status.setdefault(row.status, []).append(words(row.instrument.short_titles))
        language = here()
        return [explained(status, listed(titles, language), language) for status, titles in by_status.items()]

    def row(self, place: register.Position) -> Row:
        """What the table says; the act shown is the newest that made the standing."""
        standing = place.standings.get(self.participant) or self.outside(place)
        shown = standing.withdrawal or standing.consent or standing.signed
        act = self.acts.get(shown.key) if shown else None
        status, note = str(STATUSES[standing.status]), remark(place, standing)
        if act is None or standing.inferred:
            return Row(place.instrument, confidence=standing.confidence or "", status=status, note=note)
        return Row(
            place.instrument,
            act.key,
            str(act.get_kind_display()),
            act.date,
            standing.in_force_from,
            act.confidence,
            status=status,
            note=note,
        )

    def outside(self, place: register.Position) -> treaty.Standing:
        """Where it stands that is not in the table: an organization has no act, of a State nobody knows."""
        none = treaty.Status.NONE if self.participant in place.organizations else treaty.Status.UNKNOWN
        return treaty.Standing(self.participant, none)

    def timeline(self) -> list[Row]:
        """Every act by the day, the oldest first; one that binds says since when."""
        return [self.moment(act) for act in self.acts.values()]

    def moment(self, act: Any) -> Row:
        place, kind = self.places[act.instrument_id], treaty.Kind(act.kind)
        binds = kind in treaty.CONSENT
        since = place.in_force_for(self.participant, act.date, kind) if binds else None
        return Row(
            place.instrument,
            act.key,
            str(act.get_kind_display()),
            act.date,
            since if since and since <= place.on else None,
            act.confidence,
            act.source,
            act.as_of,
            binds,
        )


def standings_table(request: HttpRequest) -> Table[Row]:
    """Where one stands to each instrument, for those who take it as a file."""
    columns = [
        Column[Row]("instrument", gettext_lazy("Instrument"), lambda row: words(row.instrument.short_titles)),
        Column[Row]("status", gettext_lazy("Status"), lambda row: row.status),
        Column[Row]("act", gettext_lazy("Act"), lambda row: row.act),
        Column[Row]("date", gettext_lazy("Date"), lambda row: row.when),
        Column[Row]("in_force", gettext_lazy("In force"), lambda row: row.in_force),
        Column[Row]("confidence", gettext_lazy("Confidence"), lambda row: confidence_word(row.confidence)),
        Column[Row]("note", gettext_lazy("Note"), lambda row: row.note),
        Column[Row]("key", gettext_lazy("Key"), lambda row: row.instrument.key),
    ]
    return Table(columns, request, "instrument")


def remark(place: register.Position, standing: treaty.Standing) -> str:
    """What must be known beside the status."""
    if standing.inferred:
        return _("inferred: it is a party to a Protocol, and only a party to the Convention can be")
    bound, consent = standing.in_force_from, standing.consent
    if standing.status is treaty.Status.PARTY and bound and consent and bound < consent.date:
        return _("as a successor, bound from before its deposit")
    if standing.certain or place.complete_to is None:
        return ""
    end = day(place.complete_to)
    return _("acts are complete to %(date)s; a later one would not be on record") % {"date": end}
