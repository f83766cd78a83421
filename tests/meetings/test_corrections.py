"""Bodies, sessions and outcomes that people correct or record."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from palermo.core.actor import PUBLIC, Actor
from palermo.core.errors import Problem
from palermo.core.language import Text
from palermo.meetings import queries
from palermo.meetings.models import Body, Session
from palermo.meetings.services.corrections import DESK

AT = datetime(2026, 3, 4, 5, 6, tzinfo=UTC)
TABLES = {facts.slug: facts for facts in DESK.tables}
pytestmark = pytest.mark.usefixtures("facts")
SOURCE = {"source": "An invented report", "confidence": "derived"}
NEW_SESSION = {"body": "cop", "number": 88, "kind": "regular", "year": 2188} | SOURCE
NEW_BODY = {"names": Text({"en": "Group"}), "short_names": Text({"en": "Group"})} | SOURCE


def correct(by: Actor, slug: str, key: str, **given: Any) -> None:
    held = TABLES[slug].row(key)
    DESK.correct(TABLES[slug], key, SOURCE | given, seen=held.version, why="It was wrong.", by=by, at=AT)


def record(by: Actor, slug: str, key: str, given: dict[str, Any]) -> None:
    DESK.record(TABLES[slug], key, given, why="It is new.", by=by, at=AT)


def test_it_works(secretary: Actor) -> None:
    correct(secretary, "sessions", "cop-4", end=date(2008, 10, 18), report_symbol="ctoc/cop/2008/20")
    held = queries.session(PUBLIC, "cop-4")
    assert (held.end, held.report_symbol) == (date(2008, 10, 18), "CTOC/COP/2008/20")
    assert "ctoc/cop/2008/20" in held.folded
    correct(secretary, "outcomes", "decision-4-4", titles=Text({"en": "Renamed"}), date=date(2008, 10, 16))
    [outcome] = [each for each in queries.records(PUBLIC).outcomes if each.key == "decision-4-4"]
    assert outcome.titles.in_("en") == "Renamed"


@pytest.mark.parametrize(
    ("slug", "key", "given", "code"),
    [
        ("sessions", "cop-4", {"start": None}, "session.start"),
        ("sessions", "cop-4", {"end": date(2008, 1, 1)}, "session.end"),
        ("sessions", "cop-4", {"year": 2007}, "session.year"),
        ("sessions", "cop-4", {"number": 5}, "session.number"),
        ("sessions", "cop-4", {"body": "nothing"}, "value.unknown"),
        ("sessions", "cop-4", {"place": "Lima"}, "value.invalid"),
        ("sessions", "cop-4", {"report_symbol": "CTOC/COP/2008/I9"}, "symbol.invalid"),
        ("sessions", "cop-4", {"uncertain_fields": "end weather"}, "value.unknown"),
        ("sessions", "cop-4", {"year": -1}, "value.invalid"),
        ("outcomes", "decision-4-4", {"date": date(2009, 1, 1)}, "outcome.year"),
        ("outcomes", "decision-4-4", {"date": date(2026, 3, 5), "year": 2026}, "date.future"),
        ("outcomes", "decision-4-4", {"session": "wg-tip-1"}, "outcome.session"),
        ("outcomes", "decision-4-4", {"subjects": "weather"}, "value.unknown"),
        ("outcomes", "decision-4-4", {"symbol": "Decison 4/4"}, "symbol.invalid"),
        ("bodies", "cop", {"parent": "wg-tip"}, "body.parent"),
        ("bodies", "cop", {"parent": "cop"}, "body.parent"),
        ("bodies", "wg-tip", {"established": "nothing"}, "value.unknown"),
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


def test_a_recorded_session_stands_among_the_others(secretary: Actor) -> None:
    record(secretary, "sessions", "cop-88", NEW_SESSION)
    held = queries.session(PUBLIC, "cop-88")
    assert queries.neighbours(PUBLIC, held)[1] is None
    assert held in queries.calendar(PUBLIC, date(2187, 1, 1)).upcoming


def test_a_recorded_body_stands_behind_the_others_and_not_in_the_place_of_a_page(secretary: Actor) -> None:
    record(secretary, "bodies", "x-group", NEW_BODY)
    assert queries.records(PUBLIC).bodies[-1].key == "x-group"
    assert Body.objects.filter(order=Body.objects.get(key="x-group").order).count() == 1
    with pytest.raises(Problem, match="is taken"):
        record(secretary, "bodies", "timeline", NEW_BODY)


def test_a_body_that_met_is_not_withdrawn(secretary: Actor) -> None:
    record(secretary, "bodies", "x-group", NEW_BODY)
    record(secretary, "sessions", "x-group-1", NEW_SESSION | {"body": "x-group"})
    with pytest.raises(Problem, match="Something points to this, so it stays: Group, session 88"):
        DESK.withdraw(TABLES["bodies"], "x-group", seen=1, why="x", by=secretary, at=AT)
    DESK.withdraw(TABLES["sessions"], "x-group-1", seen=1, why="x", by=secretary, at=AT)
    DESK.withdraw(TABLES["bodies"], "x-group", seen=1, why="x", by=secretary, at=AT)
    assert not Session.objects.filter(key="x-group-1").exists()


def test_a_theme_of_a_meeting_is_corrected(secretary: Actor) -> None:
    key = "wg-tip-1-wider-ratification"
    correct(secretary, "topics", key, themes=Text({"en": "Joining"}), basis="agenda")
    [held] = [each for each in queries.records(PUBLIC).topics if each.key == key]
    assert (held.themes.in_("fr"), held.basis, held.version) == ("Joining", "agenda", 2)
