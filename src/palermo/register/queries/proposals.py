"""What is to be recorded, corrected or withdrawn, and whether the record can hold it.

Read from the tables themselves, never from what is remembered: services ask within their transaction.
"""

from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Q

from palermo.actors.models import State
from palermo.core import treaty
from palermo.core.actor import Actor
from palermo.core.permissions import Action, check
from palermo.core.provenance import Confidence
from palermo.core.treaty.given import ActRow
from palermo.register.models import Act, Completeness
from palermo.register.queries.records import FIELDS, act_of, rules_of
from palermo.texts.models import Instrument

NEW = "new "  # before the line of an act that has no key yet


@dataclass(frozen=True, slots=True)
class Proposal:
    """Acts that are to be put in, and those that are then held true no longer."""

    put: tuple[ActRow, ...] = ()
    out: tuple[Act, ...] = ()

    @property
    def participants(self) -> list[str]:
        return sorted({row.participant for row in self.put} | {participant_of(act) for act in self.out})

    @property
    def keys_out(self) -> set[str]:
        return {act.key for act in self.out}

    @property
    def is_idle(self) -> bool:
        """Whether the one act that is put in says what the one says that it would replace."""
        return [words_of(row) for row in self.put] == [words_of_act(act) for act in self.out]

    def corrects(self, participant: str, instrument: str) -> bool:
        """Whether an act of that participant was on record, only wrongly: then the record did not lack it."""
        return any((participant_of(act), act.instrument_id) == (participant, instrument) for act in self.out)


def participant_of(act: Act) -> str:
    return act.state_id or act.organization_id or ""


def words_of(row: ActRow) -> tuple[object, ...]:
    return row.instrument, row.participant, row.kind, row.date, row.source.strip(), row.confidence


def words_of_act(act: Act) -> tuple[object, ...]:
    return act.instrument_id, participant_of(act), act.kind, act.date, act.source.strip(), act.confidence


def proposed(row: ActRow, on: date) -> treaty.Act:
    """As the core reads it, known from the day `on`."""
    kind, confidence = treaty.Kind(row.kind), Confidence(row.confidence)
    return treaty.Act(row.participant, kind, row.date, on, confidence, f"{NEW}{row.line}")


def line_of(act: treaty.Act) -> int | None:
    """Which of the proposed acts it is; None of one that is on record."""
    return int(act.key.removeprefix(NEW)) if act.key.startswith(NEW) else None


def judged(actor: Actor, proposal: Proposal, on: date) -> list[treaty.Remark]:
    """What is to be said of it on the day `on`: contradictions, which are refused, and cautions."""
    check(actor, Action.RECORD_ACTS)
    return [
        remark
        for code, before in conducts(proposal.participants).items()
        for remark in treaty.new_remarks(before, with_proposal(code, before, proposal, on), on)
        if not (remark.code == "act.within_record" and proposal.corrects(code, remark.place.instrument))
    ]


def conducts(codes: list[str]) -> dict[str, treaty.Conduct]:
    """What each of these participants did under every instrument, so far as it is held true."""
    acts: dict[str, dict[str, list[treaty.Act]]] = {code: {} for code in codes}
    held = Act.objects.filter(Q(state__in=codes) | Q(organization__in=codes), known_until=None)
    for instrument, *values in held.values_list("instrument_id", *FIELDS):
        act = act_of(*values)
        acts[act.participant].setdefault(instrument, []).append(act)
    states = State.objects.in_bulk(codes)
    terms = terms_of_instruments()
    return {code: conduct(terms, acts[code], states.get(code)) for code in codes}


def conduct(
    terms: dict[str, treaty.Terms], acts: dict[str, list[treaty.Act]], state: State | None
) -> treaty.Conduct:
    """Of a State; or of an organization, which has no beginning on record."""
    if state is None:
        return treaty.Conduct(terms, acts)
    return treaty.Conduct(terms, acts, state.existence, continued=state.continued_by_id is not None)


def with_proposal(code: str, before: treaty.Conduct, proposal: Proposal, on: date) -> treaty.Conduct:
    """What the participant would have done if the proposal were recorded."""
    out, put = proposal.keys_out, [row for row in proposal.put if row.participant == code]
    acts = {key: [act for act in those if act.key not in out] for key, those in before.acts.items()}
    for row in put:
        acts.setdefault(row.instrument, []).append(proposed(row, on))
    return replace(before, acts=acts)


def terms_of_instruments() -> dict[str, treaty.Terms]:
    """Of every instrument whose acts are kept, the Convention before its Protocols."""
    ends = dict(Completeness.objects.values_list("instrument_id", "complete_to"))
    return {
        each.key: treaty.Terms(
            each.adopted, rules_of(each), each.signature_until, ends.get(each.key), each.parent_id
        )
        for each in Instrument.objects.filter(acts_recorded=True).order_by("order", "key")
    }
