"""Instruments, provisions and themes that people correct."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from palermo.core.actor import PUBLIC, Actor
from palermo.core.errors import Invalid, Problem
from palermo.core.language import Text
from palermo.texts import queries
from palermo.texts.services.corrections import DESK, places_of

AT = datetime(2026, 3, 4, 5, 6, tzinfo=UTC)
TABLES = {facts.slug: facts for facts in DESK.tables}
pytestmark = pytest.mark.usefixtures("facts")
SOURCE = {"source": "The certified copy", "confidence": "sourced"}


def correct(by: Actor, slug: str, key: str, **given: Any) -> None:
    held = TABLES[slug].row(key)
    DESK.correct(TABLES[slug], key, given, seen=held.version, why="It was wrong.", by=by, at=AT)


def test_it_works(secretary: Actor) -> None:
    given = {"summaries": Text({"en": "In quite other words."}), "weight": "may"} | SOURCE
    correct(secretary, "provisions", "tip-protocol/9/5", **given)
    [held] = [each for each in queries.all_provisions(PUBLIC) if each.key == "tip-protocol/9/5"]
    assert (held.weight, held.source, held.as_of) == ("may", "The certified copy", date(2026, 3, 4))
    assert [each.key for each in queries.search(PUBLIC, "quite other words")] == ["tip-protocol/9/5"]


def test_a_theme_has_no_source_and_is_corrected_without_one(secretary: Actor) -> None:
    correct(secretary, "themes", "victims", names=Text({"en": "Those who were harmed"}))
    assert queries.theme(PUBLIC, "victims").names.in_("en") == "Those who were harmed"
    assert "harmed" in queries.theme(PUBLIC, "victims").folded


@pytest.mark.parametrize(
    ("slug", "key", "given", "code"),
    [
        ("provisions", "tip-protocol/9/5", {"weight": "must"}, "value.invalid"),
        ("provisions", "tip-protocol/9/5", {"theme": "weather"}, "value.unknown"),
        ("provisions", "tip-protocol/9/5", {"headings": Text()}, "value.missing"),
        ("instruments", "untoc", {"adopted_by": "Assembly"}, "symbol.invalid"),
        ("instruments", "untoc", {"adopted": date(2026, 3, 5)}, "date.future"),
        ("instruments", "untoc", {"adopted": None}, "value.invalid"),
        ("themes", "victims", {"names": Text({"fr": ""})}, "value.missing"),
    ],
    ids=str,
)
def test_what_cannot_be_is_refused(
    secretary: Actor, slug: str, key: str, given: dict[str, Any], code: str
) -> None:
    with pytest.raises(Problem) as refused:
        correct(secretary, slug, key, **given)
    assert refused.value.code == code
    assert TABLES[slug].row(key).version == 1


def test_places_of_provisions_are_read_as_records_write_them() -> None:
    assert places_of("  tip-protocol/9/5 untoc  tip-protocol/9/5 ") == "tip-protocol/9/5 untoc"
    for wrong in ("weather/9", "untoc/9-5", "9/5", "untoc/09", "untoc/x", "untoc/", "untoc/9//b", "untoc/٩"):
        with pytest.raises(Invalid):
            places_of(wrong)
