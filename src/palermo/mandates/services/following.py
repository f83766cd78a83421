"""Follow-ups: what a State, an organization or the Secretariat says came of a paragraph."""

from datetime import date, datetime
from typing import Any, NamedTuple

from django.db import transaction
from django.utils.translation import gettext_noop

from palermo.actors.models import Organization, State
from palermo.core.actor import Actor
from palermo.core.errors import Conflict, Invalid, Missing
from palermo.core.language import LANGUAGES
from palermo.core.permissions import Action, check
from palermo.journal.services import enter
from palermo.kit.models import changed, record_change
from palermo.mandates.models import Claimant, FollowUp, FollowUpStatus, Paragraph, ParagraphKind
from palermo.mandates.services.listing import list_paragraphs

FOLLOW_UPS = "palermo.mandates/follow_ups"  # what a change of them is recorded under
LONGEST_WORDS, LONGEST_EVIDENCE, LONGEST_REASON = 4000, 2000, 1000
TOLD = ("claimant", "state_id", "organization_id", "status", "as_at", "words", "language", "evidence")
STALE = gettext_noop("Saved by someone else first. Nothing of yours was overwritten.")


class Claim(NamedTuple):
    """Who says what came of a paragraph; `party` is the key of the State or organization, "" for neither."""

    claimant: str
    party: str
    status: str
    as_at: date
    words: str = ""
    language: str = "en"
    evidence: str = ""


@transaction.atomic
def record_follow_up(paragraph: str, claim: Claim, *, by: Actor, at: datetime) -> FollowUp:
    """Put a claim on record, beside all others. Raises Invalid or Conflict where that cannot be."""
    check(by, Action.RECORD_FOLLOW_UP, claim.party)
    of = held_paragraph(paragraph)
    refuse(of, claim, at.date())
    row = FollowUp(
        paragraph=of,
        claimant=claim.claimant,
        state_id=claim.party if claim.claimant == Claimant.STATE else None,
        organization_id=claim.party if claim.claimant == Claimant.ORGANIZATION else None,
        status=claim.status,
        as_at=claim.as_at,
        words=claim.words.strip(),
        language=claim.language,
        evidence=lines_of(claim.evidence),
        recorded_at=at,
    )
    refuse_twice(row)
    row.save(force_insert=True)
    kept_in_step(of, added=[str(row.pk)])
    values = {"paragraph": of.key, **told(row)}
    enter(by, "mandates.follow_up_recorded", subject(row), at=at, values=values)
    return row


@transaction.atomic
def withdraw_follow_up(pk: int, *, seen: int, why: str, by: Actor, at: datetime) -> FollowUp:
    """Hold a claim up no longer: it stays to be read, with the reason. Raises Conflict the second time."""
    check(by, Action.RECORD_FOLLOW_UP)
    row = FollowUp.objects.select_for_update().filter(pk=pk).first()
    if row is None:
        raise Missing("follow_up.missing", gettext_noop("There is no such follow-up."))
    check(by, Action.RECORD_FOLLOW_UP, party_of(row))
    if row.withdrawn_at:
        sentence = gettext_noop("This follow-up was withdrawn already. Nothing was changed now.")
        raise Conflict("follow_up.withdrawn", sentence)
    if not (reason := why.strip()):
        raise Invalid("follow_up.no_reason", gettext_noop("Give the reason: it stays with the follow-up."))
    refuse_long(reason, LONGEST_REASON)
    of = held_paragraph(row.paragraph.key)
    row.withdrawn_at, row.withdrawn_because = at, reason
    row.save_if_unchanged(seen, ["withdrawn_at", "withdrawn_because"])
    kept_in_step(of, edited=[str(row.pk)])
    values = {"paragraph": of.key, **told(row)}
    enter(by, "mandates.follow_up_withdrawn", subject(row), at=at, values=values, why=reason)
    return row


def held_paragraph(key: str) -> Paragraph:
    """An operative paragraph, locked: whoever writes of it waits here. Raises Missing or Invalid."""
    found = Paragraph.objects.select_for_update().filter(key=key).first()
    if found is None:
        raise Missing("paragraph.missing", gettext_noop("There is no paragraph “%(key)s”."), key=key[:60])
    if found.kind != ParagraphKind.OPERATIVE:
        sentence = gettext_noop("Only what an operative paragraph asks is followed up; its items go with it.")
        raise Invalid("paragraph.not_operative", sentence)
    return found


def refuse(of: Paragraph, claim: Claim, today: date) -> None:
    if claim.status not in FollowUpStatus.values or claim.language not in LANGUAGES:
        raise Invalid("follow_up.invalid", gettext_noop("This status or language is not known here."))
    if not is_known(claim):
        raise Invalid(
            "participant.unknown",
            gettext_noop(
                "“%(value)s” is not the code of a State or organization. Give one such as JPN or EUE."
            ),
            value=claim.party[:60],
        )
    if claim.as_at > today:
        raise Invalid(
            "date.future",
            gettext_noop("%(value)s lies in the future. Give today’s date or an earlier one."),
            value=claim.as_at.isoformat(),
        )
    adopted = of.deliberation.adopted
    if adopted and claim.as_at < adopted:
        sentence = gettext_noop("The decision was adopted on %(day)s: nothing came of it before.")
        raise Invalid("follow_up.early", sentence, day=adopted.isoformat())
    refuse_long(claim.words, LONGEST_WORDS)
    refuse_long(claim.evidence, LONGEST_EVIDENCE)


def is_known(claim: Claim) -> bool:
    """Whether the claimant is there."""
    if claim.claimant == Claimant.STATE:
        return State.objects.filter(key=claim.party).exists()
    if claim.claimant == Claimant.ORGANIZATION:
        return Organization.objects.filter(key=claim.party).exists()
    return claim.claimant == Claimant.SECRETARIAT and not claim.party


def refuse_long(words: str, longest: int) -> None:
    if len(words) > longest:
        sentence = gettext_noop("This is too long. Give at most %(longest)s letters.")
        raise Invalid("text.long", sentence, longest=longest)


def refuse_twice(row: FollowUp) -> None:
    """Raise Conflict where the very same stands already: a form that was sent twice."""
    same = {name: getattr(row, name) for name in TOLD}
    if FollowUp.objects.filter(paragraph=row.paragraph, withdrawn_at=None, **same).exists():
        raise Conflict("follow_up.same", gettext_noop("The very same follow-up is on record already."))


def lines_of(evidence: str) -> str:
    """One piece of evidence a line, without empty ones."""
    return "\n".join(line for each in evidence.splitlines() if (line := " ".join(each.split())))


def kept_in_step(of: Paragraph, *, added: list[str] | None = None, edited: list[str] | None = None) -> None:
    """The rows of lists follow, and the change is on record."""
    list_paragraphs([of])
    record_change(FOLLOW_UPS, added=added or [], changed=edited or [], by_people=True)
    changed("palermo.mandates")


def party_of(row: FollowUp) -> str:
    """Who claims, as permissions have it: the key of a State or organization, "" of the Secretariat."""
    return row.state_id or row.organization_id or ""


def subject(row: FollowUp) -> str:
    return f"mandates.follow_up/{row.pk}"


def told(row: FollowUp) -> dict[str, Any]:
    """What the journal keeps of a claim."""
    return {name.removesuffix("_id"): getattr(row, name) for name in TOLD}
