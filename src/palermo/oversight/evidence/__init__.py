"""Each paragraph of a decision with what the records say of it on a day: computed, never set by hand."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from palermo.core.actor import Actor
from palermo.core.permissions import Action, check
from palermo.mandates import queries as mandates
from palermo.mandates.models import Deliberation, Paragraph
from palermo.oversight import queries
from palermo.oversight.evidence.findings import Asked, Evidence, Row, Status
from palermo.oversight.evidence.rules import RULES, rule_of

__all__ = ["RULES", "Evidence", "Row", "Status", "evidence", "evidence_of"]


def evidence(actor: Actor, key: str, on: date) -> list[Row]:
    """The rows of a decision, by its key; raises Missing for one that is not on record."""
    check(actor, Action.READ_OVERSIGHT)
    return evidence_of(actor, mandates.deliberation(actor, key), mandates.paragraphs(actor, key), on)


def evidence_of(
    actor: Actor, deliberation: Deliberation, paragraphs: Iterable[Paragraph], on: date
) -> list[Row]:
    """A row for each operative paragraph, its items after it, as at the day `on`; in the active language."""
    asked = [each for each in paragraphs if each.kind != Paragraph.Kind.PREAMBLE]
    if on < deliberation.since:
        too_early = Evidence(Status.UNKNOWN, [_("Not yet adopted on that day.")])
        return [Row(each, str(rule_of(each)[0].sentence), too_early) for each in asked]
    records = queries.records(actor, deliberation, {each.deadline_session for each in asked}, on)
    rules = [(each, *rule_of(each)) for each in asked]
    return [
        Row(each, str(rule.sentence), rule.find(Asked(actor, each, provision, records)))
        for each, rule, provision in rules
    ]
