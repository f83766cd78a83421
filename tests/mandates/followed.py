"""Invented paragraphs that are followed up, and how a claim is filled in."""

from datetime import UTC, date, datetime
from typing import Any

from palermo.core.actor import Actor
from palermo.kit.models import changed
from palermo.mandates.models import FollowUp, Paragraph
from palermo.mandates.services.following import Claim, record_follow_up
from palermo.mandates.services.listing import list_paragraphs
from tests import factories

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
TODAY = NOW.date()
FORM = {
    "party": "state:XAA",
    "status": "partly",
    "as_at": "2026-02-01",
    "words": "A law is before parliament.",
    "language": "en",
    "evidence": "CTOC/COP/2024/1\nhttps://law.example/1",
}


def asked(label: str = "a", of: str = "x-1", **values: Any) -> Paragraph:
    """An operative paragraph of an invented decision of 8 January 2010, as lists have it."""
    decision = factories.deliberation(of, symbol=f"Decision X/{of[2:]}", year=2010)
    order = decision.paragraphs.count() + 1
    given = {"label": label, "key": f"{of}/{label}", "order": order, "printed": f"({label})"}
    terms = {"act": "requests", "addressee": "states"}
    row = factories.paragraph(deliberation=decision, **{**given, **terms, **values})
    list_paragraphs([row])
    say_changed()
    return row


def say_changed() -> None:
    for room in ("palermo.actors", "palermo.mandates"):
        changed(room)


def claim(party: str = "XAA", status: str = "done", **values: Any) -> Claim:
    claimant = "state" if party else "secretariat"
    return Claim(
        **{"claimant": claimant, "party": party, "status": status, "as_at": date(2026, 2, 1), **values}
    )


def said(row: Paragraph, by: Actor, given: Claim | None = None, at: datetime = NOW) -> FollowUp:
    return record_follow_up(row.key, given or claim(), by=by, at=at)
