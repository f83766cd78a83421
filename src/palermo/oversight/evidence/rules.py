"""The one table of rules: a paragraph, or an act and a provision → a sentence → the records that show it.

A room that comes later adds or replaces a line here, and nothing else changes.
"""

from collections.abc import Callable
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from palermo.mandates.models import Paragraph
from palermo.oversight.evidence import claims, conference, group, treaties
from palermo.oversight.evidence.findings import Asked, Evidence, nothing


class Rule(NamedTuple):
    """How a status is found: the rule as the reader sees it, and the function that applies it."""

    sentence: Promise
    find: Callable[[Asked], Evidence]


def nobody_records(sentence: Promise, known_once: Promise) -> Rule:
    """A paragraph whose records no room keeps yet."""
    return Rule(sentence, lambda _asked: nothing(str(known_once)))


# Keyed to a paragraph, or to an act and a provision, so that a decision which asks the same is judged alike.
RULES: dict[str, Rule] = {
    "4-4/a": Rule(_("Met once the session’s report is on record."), conference.report),
    "4-4/b": Rule(
        _(
            "Met while the Convention and the Protocol are held here and in force; the other instruments "
            "are not looked at."
        ),
        treaties.in_force,
    ),
    "4-4/c": nobody_records(
        _("Under way once one mechanism of each level is recorded: national, regional, international."),
        _("A recorded mechanism would make it known."),
    ),
    "4-4/d": Rule(_("Continuing while the Protocol is in force."), treaties.bound),
    "4-4/e": Rule(
        _(
            "Continuing while the Conference met within the 30 months before the day; sessions whose "
            "days are not on record do not count, and are named."
        ),
        conference.meets,
    ),
    "4-4/f": Rule(
        _(
            "Continuing until no State remains outside the Protocol; counts the consents to be bound "
            "that are dated after the decision."
        ),
        treaties.joining,
    ),
    "4-4/g": nobody_records(
        _("Under way once a law or policy of a State party is recorded for an article of the Protocol."),
        _("A recorded law or policy would make it known."),
    ),
    "4-4/h": nobody_records(
        _("Under way once a national policy, or cooperation with the United Nations system, is recorded."),
        _("A recorded policy would make it known."),
    ),
    "invites tip-protocol/9/5": nobody_records(
        _(
            "Under way once a measure that discourages demand is recorded; counts measures that point to "
            "art. 9, para. 5."
        ),
        _("A recorded measure would make it known."),
    ),
    "invites tip-protocol/9/4": nobody_records(
        _(
            "Under way once a measure against vulnerability is recorded; counts measures that point to "
            "art. 9, para. 4."
        ),
        _("A recorded measure would make it known."),
    ),
    "4-4/k": nobody_records(
        _("Under way once an agreement or a joint investigation is recorded."),
        _("A recorded agreement would make it known."),
    ),
    "4-4/l": nobody_records(
        _("Under way once a tool for data collection or communications is recorded."),
        _("A recorded tool would make it known."),
    ),
    "4-4/m": nobody_records(
        _("Under way once a practice in each of the three fields is recorded and appraised."),
        _("A recorded practice would make it known."),
    ),
    "4-4/n": Rule(
        _(
            "Met once the outcome that set the group up and the group’s first meeting are on record; "
            "under way until that meeting."
        ),
        group.established,
    ),
    "4-4/o": Rule(
        _(
            "Continuing while the group met within the 30 months before the day; meetings whose days are "
            "not on record do not count, and are named. Each of the four tasks has evidence of its own."
        ),
        group.at_work,
    ),
    "4-4/o.i": Rule(
        _(
            "Continuing while a meeting within the 30 months before the day had an agenda item, a "
            "background paper or a dialogue on a theme."
        ),
        group.exchange,
    ),
    "4-4/o.ii": Rule(
        _("Continuing while a meeting within the 30 months before the day made a recommendation."),
        group.recommends,
    ),
    "4-4/o.iii": Rule(
        _(
            "Continuing while a meeting within the 30 months before the day took up the Secretariat’s "
            "assistance or tools."
        ),
        group.guides,
    ),
    "4-4/o.iv": Rule(
        _(
            "Continuing while a meeting within the 30 months before the day took up coordination with "
            "international bodies; coordination inside a State does not count."
        ),
        group.coordinates,
    ),
    "4-4/p": Rule(
        _(
            "Met once one meeting lies between the fourth and the fifth session, and one within the fifth; "
            "under way until then, while the fifth has not closed."
        ),
        group.its_meetings,
    ),
    "4-4/q": nobody_records(
        _(
            "Continuing while a paper of the Secretariat on these activities is recorded for each "
            "meeting of the group."
        ),
        _("Papers of the group’s meetings would make it known."),
    ),
    "4-4/r": Rule(
        _(
            "Continuing while each meeting of the group within the 30 months before the day has a "
            "background paper on record; under way while only some have one."
        ),
        group.papers,
    ),
    "4-4/s": nobody_records(
        _(
            "Met once a report of the Chair is recorded for each session of the Conference since the "
            "decision."
        ),
        _("A recorded report of the Chair would make it known."),
    ),
    "4-4/t": Rule(
        _(
            "Met if an outcome of the sixth session decides on the group; under way until that session "
            "has closed; not met if its outcomes are on record and none does."
        ),
        conference.review,
    ),
}
UNWRITTEN = Rule(
    _("No rule of its own: what its follow-ups say, taken together; claims are not verified."), claims.claimed
)


def rule_of(paragraph: Paragraph) -> tuple[Rule, str]:
    """The rule of the paragraph itself, else of its act and the first provision that has one, with that."""
    if paragraph.key in RULES:
        return RULES[paragraph.key], ""
    for provision in paragraph.provisions.split():
        if rule := RULES.get(f"{paragraph.act} {provision}"):
            return rule, provision
    return UNWRITTEN, ""
