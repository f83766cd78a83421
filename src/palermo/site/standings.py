"""Where one State or organization stands to every instrument on a day, from its own acts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from palermo.core import treaty
from palermo.core.actor import Actor
from palermo.kit.templatetags.kit import day
from palermo.register import queries as register
from palermo.register.exports import STATUSES
from palermo.texts import queries as texts

EVERY = 100_000  # more consents than there will ever be


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
    binds: bool = False
    status: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """What the register holds of one participant by a day; every State's acts are not read for it."""

    participant: str
    is_organization: bool
    on: date
    instruments: Sequence[Any]
    acts: dict[str, Any]
    complete_to: dict[str, date]
    in_force: dict[str, date | None]

    @classmethod
    def load(cls, actor: Actor, participant: str, on: date, *, is_organization: bool = False) -> "Record":
        instruments = list(texts.instruments(actor))
        return cls(
            participant,
            is_organization,
            on,
            instruments,
            {act.key: act for act in register.acts_of(actor, participant, until=on)},
            register.completeness(actor),
            in_force_days(actor, instruments),
        )

    def standings(self) -> dict[str, treaty.Standing]:
        """By the key of the instrument; the same as the register has it for everyone."""
        found: dict[str, treaty.Standing] = {}
        for instrument in self.instruments:  # the Convention comes before its Protocols
            found[instrument.key] = self.own(instrument, found.get(instrument.parent_id))
        for convention in [each for each in self.instruments if not each.parent_id]:
            protocols = [each.key for each in self.instruments if each.parent_id == convention.key]
            found[convention.key] = treaty.inferred_parties(
                {self.participant: found[convention.key]},
                [{self.participant: found[key]} for key in protocols],
            )[self.participant]
        return found

    def own(self, instrument: Any, parent: treaty.Standing | None) -> treaty.Standing:
        """As the acts to this instrument have it, and a withdrawal from the Convention above it."""
        acts = [core_act(self.participant, act) for act in self.acts.values() if act.instrument == instrument]
        return treaty.standings(
            acts,
            self.on,
            rules=register.rules_of(instrument),
            in_force=self.in_force[instrument.key],
            complete_to=self.complete_to.get(instrument.key),
            organizations={self.participant} if self.is_organization else (),
            participants=[self.participant],
            parent={self.participant: parent} if parent else None,
        )[self.participant]

    def table(self) -> list[Row]:
        found = self.standings()
        return [self.standing_row(instrument, found[instrument.key]) for instrument in self.instruments]

    def standing_row(self, instrument: Any, standing: treaty.Standing) -> Row:
        """What the table says; the act shown is the newest that made the standing."""
        shown = standing.withdrawal or standing.consent or standing.signed
        act = self.acts[shown.key] if shown else None
        status, note = str(STATUSES[standing.status]), self.remark(instrument.key, standing)
        if act is None or standing.inferred:
            confidence = "derived" if standing.inferred else ""
            return Row(instrument, confidence=confidence, status=status, note=note)
        return Row(
            instrument,
            act.key,
            str(act.get_kind_display()),
            act.date,
            standing.in_force_from,
            act.confidence,
            status=status,
            note=note,
        )

    def remark(self, instrument: str, standing: treaty.Standing) -> str:
        """What must be known beside the status."""
        if standing.inferred:
            return _("inferred: it is a party to a Protocol, and only a party to the Convention can be")
        if standing.certain:
            return ""
        end = day(self.complete_to[instrument])
        return _("acts are complete to %(date)s; a later one would not be on record") % {"date": end}

    def timeline(self) -> list[Row]:
        return [act_row(act, self.in_force[act.instrument_id]) for act in self.acts.values()]


def act_row(act: Any, in_force: date | None) -> Row:
    """An act in the timeline; one that binds says from which day."""
    kind = treaty.Kind(act.kind)
    binds, rules = kind in treaty.CONSENT, register.rules_of(act.instrument)
    return Row(
        act.instrument,
        act.key,
        str(act.get_kind_display()),
        act.date,
        treaty.in_force_for(act.date, kind, rules, in_force) if binds else None,
        act.confidence,
        act.source,
        binds,
    )


def in_force_days(actor: Actor, instruments: Sequence[Any]) -> dict[str, date | None]:
    """Since when each instrument is in force; the Convention comes first, for no Protocol precedes it."""
    found: dict[str, date | None] = {}
    for instrument in instruments:
        consents = register.joined_last(actor, instrument.key, date.max, EVERY)
        rows = consents.values_list("state_id", "date")
        acts = [treaty.Act(state, treaty.Kind.RATIFICATION, when, when) for state, when in rows if state]
        found[instrument.key] = treaty.entry_into_force(
            acts, register.rules_of(instrument), not_before=found.get(instrument.parent_id)
        )
    return found


def core_act(participant: str, act: Any) -> treaty.Act:
    kind, confidence = treaty.Kind(act.kind), register.CONFIDENCES[act.confidence]
    return treaty.Act(participant, kind, act.date, act.as_of or act.date, confidence, act.key)
