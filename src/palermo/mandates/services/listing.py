"""Keeps the rows that lists are made of in step with paragraphs, follow-ups and what superseded what."""

from collections.abc import Collection, Iterable
from datetime import date

from palermo.mandates.models import (
    Addressee,
    Deliberation,
    FollowUp,
    FollowUpStatus,
    Mandate,
    Paragraph,
    ParagraphKind,
    Progress,
    Standing,
    Succession,
)
from palermo.meetings.models import Session
from palermo.texts.models import Provision

DERIVED = ("deliberation", "order", "act", "adopted", "year", "due", "theme", "progress", "standing")
# What a claim counts as, taken together with others; one that says neither counts as none.
SAID = {
    FollowUpStatus.DONE: Progress.DONE,
    FollowUpStatus.PARTLY: Progress.UNDER_WAY,
    FollowUpStatus.UNDER_WAY: Progress.UNDER_WAY,
    FollowUpStatus.NOT_STARTED: Progress.NOT_STARTED,
}


def list_deliberation(key: str) -> None:
    """List anew the paragraphs of one decision."""
    list_paragraphs(Paragraph.objects.filter(deliberation=key))


def list_paragraphs(paragraphs: Iterable[Paragraph]) -> None:
    """Write the rows of lists for these paragraphs, in the transaction of whatever changed them."""
    operative = [each for each in paragraphs if each.kind == ParagraphKind.OPERATIVE]
    keys = [each.pk for each in operative]
    decisions = Deliberation.objects.in_bulk({each.deliberation_id for each in operative})
    themes = dict(Provision.objects.exclude(theme=None).values_list("key", "theme"))
    days = dict(Session.objects.exclude(start=None).values_list("key", "start"))
    claims, gone = progress_of(keys), standing_of(keys)
    rows = [
        Mandate(
            paragraph=each,
            deliberation_id=each.deliberation_id,
            order=each.order,
            act=each.act,
            adopted=decisions[each.deliberation_id].adopted,
            year=decisions[each.deliberation_id].year,
            due=each.due or days.get(each.deadline_session),
            theme_id=next((themes[key] for key in each.provisions.split() if key in themes), None),
            progress=claims.get(each.pk, Progress.UNKNOWN),
            standing=gone.get(each.pk, Standing.STANDS),
        )
        for each in operative
    ]
    Mandate.objects.bulk_create(
        rows, batch_size=400, update_conflicts=True, update_fields=DERIVED, unique_fields=["paragraph"]
    )
    address_shipped([each for each in operative if not decisions[each.deliberation_id].imported])


def address_shipped(paragraphs: Collection[Paragraph]) -> None:
    """Whom a shipped paragraph addresses: the one kind of its row."""
    Addressee.objects.filter(mandate__in=[each.pk for each in paragraphs]).delete()
    Addressee.objects.bulk_create(
        [Addressee(mandate_id=each.pk, order=1, kind=each.addressee) for each in paragraphs], batch_size=400
    )


def progress_of(paragraphs: Collection[int]) -> dict[int, Progress]:
    """What the newest claim of each claimant says, taken together."""
    newest: dict[tuple[int, str, str | None, str | None], tuple[date, str]] = {}
    held = FollowUp.objects.filter(paragraph__in=paragraphs, withdrawn_at=None).order_by("as_at", "pk")
    for paragraph, kind, state, organization, status, as_at in held.values_list(
        "paragraph", "claimant", "state", "organization", "status", "as_at"
    ):
        newest[paragraph, kind, state, organization] = (as_at, status)
    said: dict[int, set[Progress]] = {}
    for (paragraph, *_claimant), (_as_at, status) in newest.items():
        if status in SAID:
            said.setdefault(paragraph, set()).add(SAID[FollowUpStatus(status)])
    return {
        paragraph: found.pop() if len(found) == 1 else Progress.CONTESTED for paragraph, found in said.items()
    }


def standing_of(paragraphs: Collection[int]) -> dict[int, Standing]:
    """Which paragraphs a later one superseded or took in."""
    kinds = {
        Succession.Kind.SUPERSEDES.value: Standing.SUPERSEDED,
        Succession.Kind.MERGES.value: Standing.MERGED,
    }
    found = Succession.objects.filter(earlier__in=paragraphs, kind__in=[*kinds])
    return {paragraph: kinds[kind] for paragraph, kind in found.values_list("earlier", "kind")}
