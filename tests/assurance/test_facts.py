"""Shipped facts are loaded by the installation itself, and by nobody who asks through the web."""

from datetime import UTC, datetime
from importlib import import_module
from importlib.util import find_spec
from typing import Any

import pytest
from django.apps import apps

from palermo.cli import facts
from palermo.core.actor import PUBLIC, Actor
from palermo.core.errors import Denied
from palermo.kit.models import Revision, ShippedTable

SERVICES = [
    import_module(f"{app.name}.services")
    for app in apps.get_app_configs()
    if app.name.startswith("palermo.") and find_spec(f"{app.name}.services")
]
AT = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)
ROOMS = [room for room in SERVICES if hasattr(room, "load_facts")]


@pytest.fixture
def stale(db: None) -> dict[str, str]:
    """Every table as an earlier edition left it, so that whoever may load would; the tokens of the rooms."""
    ShippedTable.objects.update(digest="of an earlier edition")
    return tokens()


def tokens() -> dict[str, str]:
    return dict(Revision.objects.values_list("name", "token"))


def test_it_works(stale: dict[str, str]) -> None:
    assert set(facts.load(at=AT)) == set(ShippedTable.objects.values_list("name", flat=True))
    assert {f"palermo.{name.split('.')[1]}" for name in stale} == {
        room.__name__.removesuffix(".services") for room in ROOMS
    }
    assert not set(stale.items()) & set(tokens().items())


@pytest.mark.parametrize("actor", ["stranger", "secretary", "focal_point"])
@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.__package__)
def test_whoever_may_not_load_facts_changes_nothing(
    stale: dict[str, str], room: Any, actor: str, request: pytest.FixtureRequest
) -> None:
    asking: Actor = request.getfixturevalue(actor)
    assert (asking is PUBLIC) is (actor == "stranger")
    with pytest.raises(Denied):
        room.load_facts(by=asking, at=AT)
    assert not ShippedTable.objects.exclude(digest="of an earlier edition").exists()
    assert tokens() == stale
