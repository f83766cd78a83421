"""Paragraphs of decisions that people correct."""

from datetime import UTC, datetime
from typing import Any

import pytest

from palermo.core.actor import PUBLIC, Actor
from palermo.core.errors import Problem
from palermo.core.language import Text
from palermo.mandates import queries
from palermo.mandates.services.corrections import DESK

AT = datetime(2026, 3, 4, 5, 6, tzinfo=UTC)
TABLES = {facts.slug: facts for facts in DESK.tables}
pytestmark = pytest.mark.usefixtures("facts")
SOURCE = {"source": "The official text", "confidence": "sourced"}


def correct(by: Actor, slug: str, key: str, **given: Any) -> None:
    held = TABLES[slug].row(key)
    DESK.correct(TABLES[slug], key, SOURCE | given, seen=held.version, why="It was wrong.", by=by, at=AT)


def test_it_works(secretary: Actor) -> None:
    correct(
        secretary, "paragraphs", "4-4/f", headings=Text({"en": "Acceding"}), verb="invites", act="invites"
    )
    [held] = [each for each in queries.paragraphs(PUBLIC, "4-4") if each.label == "f"]
    assert (held.headings.in_("en"), held.verb, held.source) == ("Acceding", "invites", "The official text")
    correct(secretary, "paragraphs", "4-4/f", provisions="untoc/36 tip-protocol/16")
    pointing = {each.key: each.provisions for each in queries.pointing(PUBLIC)}
    assert pointing["4-4/f"] == "untoc/36 tip-protocol/16"


@pytest.mark.parametrize(
    ("slug", "key", "given", "code"),
    [
        ("paragraphs", "4-4/f", {"act": "shouts"}, "act.invalid"),
        ("paragraphs", "4-4/f", {"verb": "shouts"}, "value.invalid"),
        ("paragraphs", "4-4/f", {"provisions": "tip-protocol/nine"}, "provision.invalid"),
        ("paragraphs", "4-4/f", {"deadline_session": "cop-999"}, "value.unknown"),
        ("decisions", "4-4", {"session": "wg-tip-1"}, "deliberation.session"),
        ("decisions", "4-4", {"symbol": "Decison 4/4"}, "symbol.invalid"),
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
