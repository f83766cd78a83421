"""Declarations, counts and how far the record goes, as people correct them; acts have their own way."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from palermo.core.actor import Actor
from palermo.core.errors import Problem
from palermo.kit.models import Disagreement, ShippedTable
from palermo.register.models import Act, Completeness, Declaration, PublishedCount
from palermo.register.services import facts as loader
from palermo.register.services.corrections import DESK

AT = datetime(2026, 3, 4, 5, 6, tzinfo=UTC)
TABLES = {facts.slug: facts for facts in DESK.tables}
pytestmark = pytest.mark.usefixtures("facts")
SOURCE = {"source": "The depositary", "confidence": "sourced"}
STATEMENT = "tip-protocol:AUS:declaration:2002-12-11"
ACTS = "palermo.register/acts.csv"


def correct(by: Actor, slug: str, key: str, **given: Any) -> None:
    held = TABLES[slug].row(key)
    DESK.correct(TABLES[slug], key, SOURCE | given, seen=held.version, why="It was wrong.", by=by, at=AT)


def test_it_works(secretary: Actor) -> None:
    correct(secretary, "declarations", STATEMENT, kind="reservation", provisions="tip-protocol/15/2")
    held = Declaration.objects.get(key=STATEMENT)
    assert (held.kind, held.provisions, held.as_of) == ("reservation", "tip-protocol/15/2", date(2026, 3, 4))
    correct(secretary, "completeness", "untoc", complete_to=date(2020, 1, 1))
    assert Completeness.objects.get(instrument="untoc").complete_to == date(2020, 1, 1)
    correct(secretary, "published-counts", "tip-protocol:2015-07", signatories=0)
    assert PublishedCount.objects.get(key="tip-protocol:2015-07").signatories == 0


@pytest.mark.parametrize(
    ("slug", "key", "given", "code"),
    [
        ("declarations", STATEMENT, {"about": STATEMENT}, "declaration.about"),
        ("declarations", STATEMENT, {"about": "nothing"}, "value.unknown"),
        ("declarations", STATEMENT, {"date": date(2027, 1, 1)}, "date.future"),
        ("declarations", STATEMENT, {"provisions": "nine"}, "provision.invalid"),
        ("completeness", "untoc", {"complete_to": date(2026, 3, 5)}, "date.future"),
        ("completeness", "untoc", {"complete_to": None}, "value.invalid"),
        ("published-counts", "tip-protocol:2015-07", {"parties": -1}, "value.invalid"),
        ("published-counts", "tip-protocol:2015-07", {"precision": "year"}, "value.invalid"),
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


def test_acts_are_not_corrected_here(secretary: Actor) -> None:
    act = Act.objects.order_by("key")[0]
    attempts: list[Callable[[], None]] = [
        lambda: correct(secretary, "acts", act.key, date=date(2000, 1, 1)),
        lambda: DESK.take(TABLES["acts"], act.key, seen=1, number=None, why="x", by=secretary, at=AT),
    ]
    for attempt in attempts:
        with pytest.raises(Problem):
            attempt()
    assert Act.objects.get(key=act.key).version == 1


def test_a_release_that_changes_an_act_that_was_corrected_in_the_register_is_told(
    secretary: Actor, administrator: Actor
) -> None:
    """Held true no longer, it stays as it is; one that the release leaves alone is told of nothing."""
    changed, left = Act.objects.filter(known_until=None).order_by("key")[:2]
    for each in (changed, left):
        Act.objects.filter(pk=each.pk).update(known_until=date(2026, 1, 1), reason="wrong", version=2)
    table = ShippedTable.objects.get(name=ACTS)
    assert table.digests
    table.digests |= {changed.key: "of another date"}
    table.digest = "of an earlier edition"
    table.save()
    loader.load_facts(by=administrator, at=AT)
    [found] = Disagreement.objects.filter(subject=ACTS)
    assert (found.key, (found.shipped or {})["date"]) == (changed.key, changed.date.isoformat())
    assert Act.objects.get(pk=changed.pk).reason == "wrong"
    DESK.keep(TABLES["acts"], changed.key, number=found.pk, why="", by=secretary, at=AT)
    found.refresh_from_db()
    assert found.settled == "kept"
