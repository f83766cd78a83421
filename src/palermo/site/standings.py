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
Standings = dict[str, treaty.Standing]  # by the key of the instrument


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


def profile(actor: Actor, participant: str, on: date) -> tuple[list[Row], list[Row]]:
    """The standing to each instrument, and every act by that day with what it brought about."""
    instruments = list(texts.instruments(actor))
    acts = {act.key: act for act in register.acts_of(actor, participant, until=on)}
    complete = register.completeness(actor)
    days = in_force_days(actor, instruments)
    found = standings(participant, instruments, list(acts.values()), on, complete, days)
    rows = [standing_row(each, found[each.key], acts, complete.get(each.key)) for each in instruments]
    return rows, [act_row(act, days[act.instrument_id]) for act in acts.values()]


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
        consents = register.joined_last(actor, instrument.key, date.max, EVERY).values_list(
            "state_id", "date"
        )
        acts = [treaty.Act(state, treaty.Kind.RATIFICATION, when, when) for state, when in consents if state]
        found[instrument.key] = treaty.entry_into_force(
            acts, register.rules_of(instrument), not_before=found.get(instrument.parent_id)
        )
    return found


def standings(
    participant: str,
    instruments: Sequence[Any],
    acts: Sequence[Any],
    on: date,
    complete: dict[str, date],
    days: dict[str, date | None],
) -> Standings:
    """As the register has it for everyone, computed for one."""
    organizations = {participant} - {act.state_id for act in acts} if acts else set()
    found: Standings = {}
    for instrument in instruments:
        own = [core_act(participant, act) for act in acts if act.instrument_id == instrument.key]
        parent = found.get(instrument.parent_id)
        found[instrument.key] = treaty.standings(
            own,
            on,
            rules=register.rules_of(instrument),
            in_force=days[instrument.key],
            complete_to=complete.get(instrument.key),
            organizations=organizations,
            participants=[participant],
            parent={participant: parent} if parent else None,
        )[participant]
    for convention in [each for each in instruments if not each.parent_id]:
        protocols = [
            {participant: found[each.key]} for each in instruments if each.parent_id == convention.key
        ]
        inferred = treaty.inferred_parties({participant: found[convention.key]}, protocols)
        found[convention.key] = inferred[participant]
    return found


def core_act(participant: str, act: Any) -> treaty.Act:
    return treaty.Act(
        participant,
        treaty.Kind(act.kind),
        act.date,
        act.as_of or act.date,
        register.CONFIDENCES[act.confidence],
        act.key,
    )


def standing_row(
    instrument: Any, standing: treaty.Standing, acts: dict[str, Any], complete_to: date | None
) -> Row:
    """What the table says; the act shown is the newest that made the standing."""
    shown = standing.withdrawal or standing.consent or standing.signed
    act: Any = acts[shown.key] if shown else None
    own = act is not None and not standing.inferred
    return Row(
        instrument,
        act.key if own else "",
        str(act.get_kind_display()) if own else "",
        act.date if own else None,
        standing.in_force_from if own else None,
        "derived" if standing.inferred else act.confidence if act else "",
        status=str(STATUSES[standing.status]),
        note=remark(standing, complete_to),
    )


def remark(standing: treaty.Standing, complete_to: date | None) -> str:
    """What must be known beside the status."""
    if standing.inferred:
        return _("inferred: it is a party to a Protocol, and only a party to the Convention can be")
    if complete_to and not standing.certain:
        return _("acts are complete to %(date)s; a later one would not be on record") % {
            "date": day(complete_to)
        }
    return ""
