"""Imported decisions and their paragraphs, put right after they were kept; shipped ones are corrected."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_noop

from palermo.core.actor import Actor
from palermo.core.errors import Invalid, Missing
from palermo.core.permissions import Action, check
from palermo.journal.services import enter
from palermo.kit.models import changed, record_change
from palermo.kit.rows import plain
from palermo.mandates.models import Addressee, Deliberation, Paragraph, ParagraphAddressee
from palermo.mandates.services.importing import VERSIONS, addressees, held_decision
from palermo.mandates.services.listing import list_paragraphs
from palermo.mandates.services.plans import Party

HEAD = ("kind", "symbol", "body_id", "session_id", "organ", "adopted", "instrument_id")
ASKED = ("act", "due", "provisions")
NOTHING = gettext_noop("Nothing differs from what is held.")


@transaction.atomic
def edit_decision(
    key: str, values: Mapping[str, Any], *, seen: int, why: str, by: Actor, at: datetime
) -> Deliberation:
    """Put values of the head of an imported decision right.

    Raises Conflict where somebody else saved since version `seen`, Invalid where nothing differs.
    """
    check(by, Action.IMPORT_DECISIONS)
    decision = held_decision(key)
    if not decision.imported:
        raise shipped()
    before = plain(decision, HEAD)
    for name, value in values.items():
        setattr(decision, name, value)
    if decision.adopted:
        decision.year = decision.adopted.year
    after = plain(decision, HEAD)
    if after == before:
        raise Invalid("correction.nothing", NOTHING)
    decision.save_if_unchanged(seen, [*HEAD, "year"])
    list_paragraphs(Paragraph.objects.filter(deliberation=key))
    noted(f"mandates.deliberation/{key}", key, before, after, by, at, why)
    return decision


@transaction.atomic
def edit_paragraph(
    key: str,
    values: Mapping[str, Any],
    parties: list[Party],
    *,
    seen: int,
    why: str,
    by: Actor,
    at: datetime,
) -> Paragraph:
    """Put right what an imported paragraph asks, of whom, by when.

    Raises as `edit_decision` does.
    """
    check(by, Action.IMPORT_DECISIONS)
    row = Paragraph.objects.select_related("deliberation").filter(key=key).first()
    if row is None:
        raise Missing("row.missing", gettext_noop("There is nothing under the key “%(key)s”."), key=key[:60])
    if not row.deliberation.imported or row.kind != Paragraph.Kind.OPERATIVE:
        raise shipped()
    before = plain(row, ASKED) | {"addressees": addressed(row)}
    for name, value in values.items():
        setattr(row, name, value)
    row.addressee = parties[0].kind if parties else ParagraphAddressee.NONE
    after = plain(row, ASKED) | {"addressees": said(parties)}
    if after == before:
        raise Invalid("correction.nothing", NOTHING)
    row.save_if_unchanged(seen, [*ASKED, "addressee"])
    if before["addressees"] != after["addressees"]:
        Addressee.objects.filter(mandate=row.pk).delete()
        Addressee.objects.bulk_create(addressees(row, parties))
    list_paragraphs([row])
    noted(f"mandates.paragraph/{key}", row.deliberation_id, before, after, by, at, why)
    return row


def shipped() -> Invalid:
    return Invalid(
        "paragraph.shipped",
        gettext_noop("This was not imported: what is shipped is corrected under Corrections."),
    )


def addressed(row: Paragraph) -> list[str]:
    """Whom a paragraph addresses on record, as codes."""
    held = Addressee.objects.filter(mandate=row.pk).order_by("order")
    codes = [each.state_id or each.organization_id or each.kind for each in held]
    return [code for code in codes if code != ParagraphAddressee.NONE]


def said(parties: list[Party]) -> list[str]:
    return [each.state or each.organization or each.kind for each in parties]


def noted(
    subject: str,
    key: str,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    by: Actor,
    at: datetime,
    why: str,
) -> None:
    """Tell readers that a decision changed, then the journal what did."""
    differ = [name for name in after if after[name] != before[name]]
    values = {
        "before": {name: before[name] for name in differ},
        "after": {name: after[name] for name in differ},
    }
    record_change(VERSIONS, changed=[key], by_people=True)
    changed("palermo.mandates")
    enter(by, "mandates.paragraph_edited", subject, at=at, values=values, why=why)
