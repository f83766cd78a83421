"""Facts of States and organizations that people correct."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from palermo.actors import queries
from palermo.actors.models import State
from palermo.actors.services.corrections import DESK
from palermo.core.actor import PUBLIC, Actor
from palermo.core.errors import Problem
from palermo.core.language import Text
from palermo.kit.models import ShippedTable

AT = datetime(2026, 3, 4, 5, 6, tzinfo=UTC)
TABLES = {facts.slug: facts for facts in DESK.tables}
pytestmark = pytest.mark.usefixtures("facts")


def correct(by: Actor, slug: str, key: str, **given: Any) -> None:
    held = TABLES[slug].row(key)
    values = {"source": held.source or "a list", "confidence": held.confidence} | given
    DESK.correct(TABLES[slug], key, values, seen=held.version, why="It was wrong.", by=by, at=AT)


def test_it_works(secretary: Actor) -> None:
    names = State.objects.get(key="JPN").names.to_json() | {"en": "Land of Newname"}
    correct(secretary, "states", "JPN", names=Text(names), source="A note verbale", confidence="sourced")
    held = queries.state(PUBLIC, "JPN")
    assert (held.names.in_("en"), held.source, held.as_of) == (
        *("Land of Newname", "A note verbale", date(2026, 3, 4)),
    )
    assert [code for code, _brief in queries.search(PUBLIC, "land of newname")] == ["JPN"]


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"iso2": "J1"}, "code.invalid"),
        ({"iso2": "FR"}, "state.iso2"),
        ({"m49": "39"}, "code.invalid"),
        ({"admitted": date(2026, 3, 5)}, "date.future"),
        ({"exists_from": date(2001, 1, 1), "exists_until": date(2001, 1, 1)}, "state.ends"),
        ({"continued_by_id": "JPN", "continued_by": "JPN"}, "state.continued"),
        ({"region": "030"}, "state.region"),
        ({"subregion": "155"}, "state.subregion"),
        ({"region": "999"}, "value.unknown"),
        ({"membership": "honorary"}, "value.invalid"),
        ({"names": Text()}, "value.missing"),
    ],
    ids=str,
)
def test_a_state_that_cannot_be_is_refused(secretary: Actor, given: dict[str, Any], code: str) -> None:
    with pytest.raises(Problem) as refused:
        correct(secretary, "states", "JPN", **given)
    assert refused.value.code == code
    assert State.objects.get(key="JPN").version == 1


def test_a_code_is_kept_in_capitals(secretary: Actor, xa: State) -> None:
    correct(secretary, "states", "XAA", iso2="xc")
    assert State.objects.get(key="XAA").iso2 == "XC"


def test_an_earlier_name_finds_its_state(secretary: Actor) -> None:
    names = Text({"en": "Oldname Land"})
    correct(secretary, "state-names", "BOL:2009-03-30", names=names, since=date(1825, 8, 6))
    assert [code for code, _brief in queries.search(PUBLIC, "oldname land")] == ["BOL"]
    with pytest.raises(Problem, match="ends before it begins"):
        correct(secretary, "state-names", "BOL:2009-03-30", since=date(2010, 1, 1))


def test_regions_and_organizations_are_corrected_too(secretary: Actor) -> None:
    correct(secretary, "regions", "002", names=Text({"en": "The continent"}))
    assert queries.region_names(PUBLIC)["002"].in_("fr") == "The continent"
    correct(secretary, "organizations", "EUE", short_names=Text({"en": "The union of them"}))
    assert [code for code, _brief in queries.search(PUBLIC, "union of them")] == ["EUE"]


def test_tables_whose_rows_had_no_versions_before_are_shipped_in_their_first() -> None:
    for name in ("regions", "state_names", "organization_names"):
        keys = ShippedTable.objects.get(name=f"palermo.actors/{name}.csv").keys
        assert set((keys or {}).values()) == {1}


def test_a_state_is_not_recorded_here(secretary: Actor) -> None:
    with pytest.raises(Problem) as refused:
        DESK.record(TABLES["states"], "XAA", {}, why="x", by=secretary, at=AT)
    assert refused.value.code == "row.missing"
