"""What follow-ups say of a paragraph for which no rule is written, as at a day."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from palermo.core.actor import PUBLIC
from palermo.mandates.models import FollowUp, Paragraph
from palermo.oversight.evidence import Evidence, evidence
from tests import factories

pytestmark = pytest.mark.usefixtures("official")
KEY, DAY = "decision-7-2", date(2026, 6, 1)
Claim = Callable[..., FollowUp]


@pytest.fixture
def claim(xa: Any, xb: Any) -> Claim:
    row = Paragraph.objects.get(key=f"{KEY}/b")

    def record(state: str, status: str, **values: Any) -> FollowUp:
        return factories.follow_up(
            paragraph=row, claimant="state", state_id=state, status=status, **{"as_at": DAY} | values
        )

    return record


def found(on: date = DAY) -> Evidence:
    return next(row.evidence for row in evidence(PUBLIC, KEY, on) if row.label == "b")


def test_it_works(claim: Claim) -> None:
    assert (found().status, found().records) == ("unknown", [])
    claim("XAA", "done")
    assert (found().status, found().sentence) == ("met", "1 claimant says: done 1.")
    [record] = found().records
    assert record.url == "/en/decisions/decision-7-2/paragraphs/b/"
    assert found().confidence == "unverified"


@pytest.mark.parametrize(
    ("said", "status"),
    [
        (["done", "done"], "met"),
        (["not_started", "not_started"], "not_met"),
        (["done", "not_started"], "under_way"),
        (["partly"], "under_way"),
        (["unknown", "not_applicable"], "unknown"),
        (["done", "not_applicable"], "met"),
    ],
    ids=str,
)
def test_claims_are_taken_together(claim: Claim, said: list[str], status: str) -> None:
    for state, each in zip(["XAA", "XBB"], said, strict=False):
        claim(state, each)
    assert found().status == status


def test_the_newest_claim_of_each_counts_as_at_the_day(claim: Claim) -> None:
    claim("XAA", "done", as_at=date(2026, 5, 1))
    claim("XAA", "not_started", as_at=date(2026, 4, 1))
    assert found().status == "met"
    assert found(date(2026, 4, 15)).status == "not_met"
    assert found(date(2026, 3, 1)).status == "unknown"


def test_a_claim_that_was_withdrawn_counts_until_then(claim: Claim) -> None:
    claim("XAA", "done", as_at=date(2026, 5, 1), withdrawn_at=datetime(2026, 5, 20, tzinfo=UTC))
    assert found(date(2026, 5, 10)).status == "met"
    assert found().status == "unknown"
