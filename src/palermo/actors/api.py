"""States, organizations and regions, for programs."""

from collections.abc import Sequence
from typing import Annotated

from ninja import Router

from palermo.actors import queries
from palermo.actors.models import Organization, Region, State
from palermo.actors.schemas import OrganizationOut, RegionOut, StateInFullOut, StateOut
from palermo.core.language import fold
from palermo.kit.http import Request, words
from palermo.kit.operations import Q, asks, lists, place, reads

router = Router(tags=["actors"])
Iso3 = Annotated[str, place("ISO 3166-1 alpha-3 code of a State", "JPN")]
REGION = asks("region", "M49 code of a region, such as 150.", pattern="^[0-9]{3}$", examples=["150"])
GROUP = asks("group", "Regional group of the United Nations.", enum=State.Group.values)
MEMBERSHIP = asks("membership", "What the State is to the United Nations.", enum=State.Membership.values)
CODE = asks(
    "code",
    "A code of the State: ISO 3166-1 alpha-3 or alpha-2, or M49.",
    pattern="^([A-Za-z]{2,3}|[0-9]{3})$",
    examples=["JP"],
)


@lists(
    router,
    "/states",
    StateOut,
    "States, by their codes",
    REGION,
    GROUP,
    MEMBERSHIP,
    Q,
    CODE,
    by=lambda row: (row.key,),
)
def states(request: Request) -> Sequence[State]:
    """Members of the United Nations, observers, others with treaty acts, and those that are gone.

    The filters are those of the page of States; `q` finds earlier names too.
    """
    region = REGION.of(request, queries.region_names(request.actor))
    group, membership = GROUP.of(request), MEMBERSHIP.of(request)
    wanted, code = fold(words(request, "q")), request.GET.get("code", "").upper()
    brief = queries.states_in_brief(request.actor) if wanted else {}
    return [
        row
        for row in queries.all_states(request.actor)
        if region in ("", row.region_id)
        and group in ("", row.group)
        and membership in ("", row.membership)
        and code in ("", row.key, row.iso2, row.m49)
        and (not wanted or (row.key in brief and wanted in brief[row.key].folded))
    ]


@reads(router, "/states/{slug:iso3}", StateInFullOut, "A State, with the names that it bore before")
def state(request: Request, iso3: Iso3) -> StateInFullOut:
    """A State by its code; capital and small letters are the same."""
    found = queries.state(request.actor, iso3)
    return StateInFullOut.with_names(found, queries.earlier_names(request.actor, found.key))


@lists(
    router,
    "/organizations",
    OrganizationOut,
    "Organizations that may join a treaty, by their codes",
    by=lambda row: (row.key,),
)
def organizations(request: Request) -> Sequence[Organization]:
    """International organizations, such as those of regional integration."""
    return list(queries.organizations(request.actor))


@lists(router, "/regions", RegionOut, "Regions and subregions, by their codes", by=lambda row: (row.key,))
def regions(request: Request) -> Sequence[Region]:
    """The parts of the world of the UN's M49 list that States here lie in."""
    return queries.all_regions(request.actor)
