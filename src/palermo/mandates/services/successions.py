"""Paragraphs that stand in the place of earlier ones: linked, and the link removed. Both stay."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_noop

from palermo.core.actor import Actor
from palermo.core.errors import Conflict, Invalid, Missing
from palermo.core.permissions import Action, check
from palermo.journal.services import enter
from palermo.kit.models import changed, record_change
from palermo.mandates.models import Paragraph, Succession
from palermo.mandates.services.following import held_paragraph
from palermo.mandates.services.listing import list_paragraphs

LINKS = "palermo.mandates/links"  # what a change of them is recorded under


@transaction.atomic
def link_paragraphs(later: str, earlier: str, kind: str, *, by: Actor, at: datetime) -> Succession:
    """Say that a paragraph supersedes, takes in or repeats an earlier one.

    Raises Conflict where the two are linked already, or a link would lead in a circle, and Invalid where the
    earlier one is the later.
    """
    check(by, Action.CORRECT_FACTS)
    if kind not in Succession.Kind.values:
        raise Invalid("link.invalid", gettext_noop("Choose what the later paragraph does to the earlier."))
    if later == earlier:
        raise Invalid("link.itself", gettext_noop("A paragraph is not linked to itself."))
    both = {key: held_paragraph(key) for key in sorted((later, earlier))}
    new, old = both[later], both[earlier]
    refuse_backwards(new, old)
    try:
        with transaction.atomic():
            row = Succession.objects.create(later=new, earlier=old, kind=kind, recorded_at=at)
    except IntegrityError:
        sentence = gettext_noop("The two paragraphs are linked already. Remove that link first.")
        raise Conflict("link.there", sentence) from None
    list_paragraphs([new, old])
    record_change(LINKS, added=[name_of(row)], by_people=True)
    changed("palermo.mandates")
    enter(by, "mandates.succession_recorded", subject(row), at=at, values=told(row))
    return row


def refuse_backwards(new: Paragraph, old: Paragraph) -> None:
    first, second = old.deliberation.adopted, new.deliberation.adopted
    if first and second and first > second:
        sentence = gettext_noop("The other paragraph was adopted later, on %(day)s. Link it from there.")
        raise Invalid("link.later", sentence, day=first.isoformat())
    reached, following = {old.pk}, {old.pk}
    while following:
        rows = Succession.objects.filter(later__in=following).values_list("earlier", flat=True)
        following = set(rows) - reached
        reached |= following
    if new.pk in reached:
        sentence = gettext_noop("The other paragraph stands in the place of this one already.")
        raise Conflict("link.circle", sentence)


@transaction.atomic
def remove_link(pk: int, *, why: str, by: Actor, at: datetime) -> Succession:
    """Take a link out; both paragraphs stay. Raises Missing where it is not there any more."""
    check(by, Action.CORRECT_FACTS)
    row = Succession.objects.select_for_update().select_related("later", "earlier").filter(pk=pk).first()
    if row is None:
        raise Missing("link.missing", gettext_noop("There is no such link."))
    if not why.strip():
        raise Invalid("link.no_reason", gettext_noop("Give the reason: the journal keeps it."))
    named, values, both = subject(row), told(row), [row.later, row.earlier]
    Succession.objects.filter(pk=pk).delete()
    list_paragraphs(both)
    record_change(LINKS, removed=[name_of(row)], by_people=True)
    changed("palermo.mandates")
    enter(by, "mandates.succession_removed", named, at=at, values=values, why=why.strip())
    return row


def name_of(row: Succession) -> str:
    return f"{row.later.key} {row.kind} {row.earlier.key}"


def subject(row: Succession) -> str:
    return f"mandates.link/{row.pk}"


def told(row: Succession) -> dict[str, str]:
    """What the journal keeps of a link."""
    return {"later": row.later.key, "earlier": row.earlier.key, "kind": row.kind}
