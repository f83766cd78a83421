"""Loading the shipped States and organizations."""

from datetime import UTC, datetime

import pytest
from django.db.models import QuerySet

from palermo.actors import services
from palermo.actors.models import Organization, State
from palermo.core.actor import Actor
from palermo.core.errors import Denied
from palermo.kit.models import ShippedTable
from tests import factories

pytestmark = pytest.mark.usefixtures("facts")
TABLES = ["regions", "states", "state_names", "organizations", "organization_names"]


AT = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)
EARLIER = "of an earlier edition"


def editions() -> QuerySet[ShippedTable]:
    return ShippedTable.objects.filter(name__startswith="palermo.actors/")


@pytest.fixture
def spoilt() -> str:
    """A database that holds an earlier edition of the shipped tables, in which a State had another name."""
    editions().update(digest=EARLIER)
    State.objects.filter(key="ITA").update(names=factories.words("Spoilt"))
    return "ITA"


def name_of(key: str) -> str:
    return str(State.objects.get(key=key).names.in_("en"))


def test_it_works(administrator: Actor, spoilt: str) -> None:
    assert services.load_facts(by=administrator, at=AT) == [f"palermo.actors/{name}.csv" for name in TABLES]
    assert name_of(spoilt) == "Italy"


def test_what_is_there_already_is_not_loaded_again(administrator: Actor) -> None:
    assert services.load_facts(by=administrator, at=AT) == []


@pytest.mark.parametrize("who", ["stranger", "secretary", "focal_point"])
def test_whoever_may_not_load_changes_nothing(who: str, spoilt: str, request: pytest.FixtureRequest) -> None:
    with pytest.raises(Denied):
        services.load_facts(by=request.getfixturevalue(who), at=AT)
    assert name_of(spoilt) == "Spoilt (en)"
    assert set(editions().values_list("digest", flat=True)) == {EARLIER}


def test_names_are_folded_and_notes_are_kept(administrator: Actor, spoilt: str) -> None:
    services.load_facts(by=administrator, at=AT)
    czechia = State.objects.get(key="CZE").earlier_names.get()
    assert "republica checa" in czechia.folded
    assert czechia.notes.in_("en") == "the day of the change is uncertain"
    assert "european community" in Organization.objects.get(key="EUE").earlier_names.get().folded
