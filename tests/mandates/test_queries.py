"""Decisions and their paragraphs."""

import pytest

from palermo.core.actor import PUBLIC
from palermo.core.errors import Missing
from palermo.mandates import queries

pytestmark = pytest.mark.usefixtures("facts")


def test_it_works() -> None:
    decision = queries.deliberation(PUBLIC, "4-4")
    assert (decision.symbol, decision.body_id, decision.document) == (
        "Decision 4/4",
        "cop",
        "CTOC/COP/2008/19",
    )


def test_paragraphs_stand_in_the_order_of_the_text() -> None:
    labels = [each.label for each in queries.paragraphs(PUBLIC, "4-4")]
    items = ["o.i", "o.ii", "o.iii", "o.iv"]
    assert labels == [*(f"pre.{n}" for n in range(1, 5)), *"abcdefghijklmno", *items, *"pqrst"]


def test_a_decision_that_is_not_on_record_is_missing() -> None:
    with pytest.raises(Missing, match="9-9"):
        queries.deliberation(PUBLIC, "9-9")


@pytest.mark.parametrize("wanted", ["vulnerability", "Vulnérabilité", "脆弱", "уязвим", "الاستضعاف"])
def test_a_paragraph_is_found_in_any_language(wanted: str) -> None:
    assert "4-4/j" in [each.key for each in queries.search(PUBLIC, wanted)]
