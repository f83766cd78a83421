"""What an actor may see of States and organizations."""

from datetime import date
from typing import NamedTuple

from django.db.models import QuerySet

from palermo.actors.models import Organization, OrganizationName, Region, State, StateName
from palermo.core.actor import Actor
from palermo.core.errors import Missing
from palermo.core.language import Text, fold
from palermo.core.permissions import Action, check
from palermo.kit.models import remembered


def regions(actor: Actor) -> QuerySet[Region]:
    check(actor, Action.READ_ACTORS)
    return Region.objects.order_by("key")


def states(actor: Actor) -> QuerySet[State]:
    """Every State, those that are gone included, by code."""
    check(actor, Action.READ_ACTORS)
    return State.objects.select_related("region", "subregion").order_by("key")


def state(actor: Actor, key: str) -> State:
    found = states(actor).filter(key=key.upper()).first()
    if found is None:
        raise Missing("state.missing", "There is no State with the code “%(code)s”.", code=key[:20])
    return found


def earlier_names(actor: Actor, key: str) -> QuerySet[StateName]:
    check(actor, Action.READ_ACTORS)
    return StateName.objects.filter(state_id=key).order_by("until")


def organizations(actor: Actor) -> QuerySet[Organization]:
    check(actor, Action.READ_ACTORS)
    return Organization.objects.order_by("key")


def organization(actor: Actor, slug: str) -> Organization:
    found = organizations(actor).filter(slug=slug).first()
    if found is None:
        raise Missing("organization.missing", "There is no organization “%(code)s”.", code=slug[:40])
    return found


def organization_names(actor: Actor, key: str) -> QuerySet[OrganizationName]:
    check(actor, Action.READ_ACTORS)
    return OrganizationName.objects.filter(organization_id=key).order_by("until")


def search(actor: Actor, text: str, limit: int = 20) -> list[State]:
    """States by any of their names and codes, in any language."""
    return list(states(actor).filter(folded__contains=fold(text))[:limit])


def search_organizations(actor: Actor, text: str, limit: int = 20) -> list[Organization]:
    return list(organizations(actor).filter(folded__contains=fold(text))[:limit])


class StateInBrief(NamedTuple):
    """What long lists need of a State: plain values."""

    names: Text
    region: str
    group: str
    exists_from: date | None
    exists_until: date | None  # exclusive

    def exists(self, on: date) -> bool:
        return (self.exists_from is None or self.exists_from <= on) and (
            self.exists_until is None or on < self.exists_until
        )


def states_in_brief(actor: Actor) -> dict[str, StateInBrief]:
    """Every State by its code, those that are gone included, in the order of codes."""
    check(actor, Action.READ_ACTORS)

    def read() -> dict[str, StateInBrief]:
        fields = ("names", "region_id", "group", "exists_from", "exists_until")
        rows = State.objects.order_by("key").values_list("key", *fields)
        return {key: StateInBrief(*values) for key, *values in rows}

    return remembered("palermo.actors", "states", read)


def organizations_in_brief(actor: Actor) -> dict[str, tuple[Text, str]]:
    """Names and address of every organization by its code."""
    check(actor, Action.READ_ACTORS)

    def read() -> dict[str, tuple[Text, str]]:
        rows = Organization.objects.values_list("key", "names", "slug")
        return {key: (names, slug) for key, names, slug in rows}

    return remembered("palermo.actors", "organizations", read)


def region_names(actor: Actor) -> dict[str, Text]:
    """The five regions by their M49 codes."""
    check(actor, Action.READ_ACTORS)
    return remembered(
        "palermo.actors",
        "regions",
        lambda: dict(Region.objects.filter(parent=None).order_by("key").values_list("key", "names")),
    )
