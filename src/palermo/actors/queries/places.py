"""What an actor may see of States and organizations."""

from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import Q, QuerySet

from palermo.actors.models import Organization, OrganizationName, Region, State, StateName
from palermo.core.actor import Actor
from palermo.core.errors import Missing
from palermo.core.language import Text, fold
from palermo.core.permissions import Action, check
from palermo.kit.models import remembered


def states(actor: Actor) -> QuerySet[State]:
    """Every State, those that are gone included, by code."""
    check(actor, Action.READ_ACTORS)
    return State.objects.select_related("region", "subregion", "continued_by").order_by("key")


def all_states(actor: Actor) -> list[State]:
    """The same, read once while nothing changes."""
    check(actor, Action.READ_ACTORS)
    return remembered("palermo.actors", "all states", lambda: list(states(actor)))


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


def called(actor: Actor, text: str) -> QuerySet[State]:
    """States by any of their names, earlier ones included, and codes, in any language."""
    wanted = fold(text)
    earlier = StateName.objects.filter(folded__contains=wanted).values("state")
    return states(actor).filter(Q(folded__contains=wanted) | Q(pk__in=earlier))


class StateInBrief(NamedTuple):
    """What long lists need of a State: plain values."""

    names: Text
    region: str
    group: str
    folded: str  # every name it has or had, and its codes


def states_in_brief(actor: Actor) -> dict[str, StateInBrief]:
    """Every State by its code, those that are gone included, in the order of codes."""
    check(actor, Action.READ_ACTORS)

    def read() -> dict[str, StateInBrief]:
        earlier = all_earlier(StateName.objects.values_list("state_id", "folded"))
        rows = State.objects.order_by("key").values_list("key", "names", "region_id", "group", "folded")
        return {
            key: StateInBrief(names, region, group, earlier.get(key, "") + folded)
            for key, names, region, group, folded in rows
        }

    return remembered("palermo.actors", "states", read)


class OrganizationInBrief(NamedTuple):
    """What long lists need of an organization."""

    names: Text
    slug: str
    folded: str  # every name it has or had, and its code


def organizations_in_brief(actor: Actor) -> dict[str, OrganizationInBrief]:
    """Every organization by its code."""
    check(actor, Action.READ_ACTORS)

    def read() -> dict[str, OrganizationInBrief]:
        earlier = all_earlier(OrganizationName.objects.values_list("organization_id", "folded"))
        rows = Organization.objects.values_list("key", "names", "slug", "folded")
        return {
            key: OrganizationInBrief(names, slug, earlier.get(key, "") + folded)
            for key, names, slug, folded in rows
        }

    return remembered("palermo.actors", "organizations", read)


def all_earlier(rows: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The earlier names of each, folded, one after the other."""
    found: dict[str, str] = {}
    for key, names in rows:
        found[key] = f"{names} | {found.get(key, '')}"
    return found


def region_names(actor: Actor) -> dict[str, Text]:
    """The five regions by their M49 codes."""
    check(actor, Action.READ_ACTORS)
    return remembered(
        "palermo.actors",
        "regions",
        lambda: dict(Region.objects.filter(parent=None).order_by("key").values_list("key", "names")),
    )


def all_regions(actor: Actor) -> list[Region]:
    """Regions and subregions, by their codes; read once."""
    check(actor, Action.READ_ACTORS)
    return remembered("palermo.actors", "all regions", lambda: list(Region.objects.order_by("key")))


InBrief = StateInBrief | OrganizationInBrief


def search(actor: Actor, text: str) -> list[tuple[str, InBrief]]:
    """States, then organizations, by any of their names, earlier ones included, or codes, in any language."""
    wanted = fold(text)
    everyone: list[tuple[str, InBrief]] = [*states_in_brief(actor).items()]
    everyone += organizations_in_brief(actor).items()
    return [(code, each) for code, each in everyone if wanted in each.folded]
