"""Decisions and their paragraphs."""

import pytest

from palermo.core.actor import PUBLIC
from palermo.core.errors import Missing
from palermo.mandates import queries
from tests import factories

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


@pytest.mark.parametrize("wanted", ["o.ii", "(o) (ii)", "Decision 4/4, para. (o)(ii)", "4/4 o.ii", "(س) (2)"])
def test_a_paragraph_is_found_by_its_citation(wanted: str) -> None:
    assert queries.search(PUBLIC, wanted)[0].key == "4-4/o.ii"


def test_a_citation_of_another_decision_finds_nothing_of_this_one() -> None:
    other = factories.deliberation("x-1", symbol="Decision 9/9")
    factories.paragraph(deliberation=other, key="x-1/f", label="f")
    assert [each.key for each in queries.search(PUBLIC, "Decision 9/9 (f)")] == ["x-1/f"]
    assert [each.key for each in queries.search(PUBLIC, "(f)")][:2] == ["4-4/f", "x-1/f"]


@pytest.mark.parametrize("wanted", ["Decision 4/4", "第4/4号决定", "4/4", "human beings", "بالبشر"])
def test_a_decision_is_found_by_symbol_and_title_in_any_language(wanted: str) -> None:
    assert [each.key for each in queries.search_deliberations(PUBLIC, wanted)] == ["4-4"]
    assert queries.search_deliberations(PUBLIC, "Decision 4/5") == []
