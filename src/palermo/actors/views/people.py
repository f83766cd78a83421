"""Who has joined, who is invited, and one person: for those who look after people, and for the auditor."""

from typing import Any, NamedTuple

from django.http import HttpResponse
from django.shortcuts import render

from palermo.actors import queries
from palermo.actors.exports import people_table
from palermo.actors.forms.people import Filters, filters_of
from palermo.actors.models import Delegation, Invitation
from palermo.actors.models.people import RoleName
from palermo.actors.queries import roster
from palermo.actors.queries.roster import Listed, Standing
from palermo.actors.views.asking import by_name, roles_to_give
from palermo.core.actor import Role
from palermo.core.permissions import Action, check, may
from palermo.kit.files import file_of, links
from palermo.kit.http import Request, now, paged
from palermo.kit.templatetags.kit import here

PAGE = 50


class Asked(NamedTuple):
    """What the filters leave, and what they offer: the States and organizations that somebody acts for."""

    filters: Filters
    rows: list[Listed]
    states: list[tuple[str, str]]
    organizations: list[tuple[str, str]]


def asked(request: Request) -> Asked:
    check(request.actor, Action.READ_PEOPLE)
    everyone, language = roster.roster(request.actor, now()), here()
    every = [each for row in everyone for each in row.capacities]
    states = {each.state.key: each.state.names.in_(language) for each in every if each.state}
    organizations = {
        each.organization.key: each.organization.names.in_(language) for each in every if each.organization
    }
    filters = filters_of(request, states, organizations)
    rows = [row for row in everyone if filters.keeps(row)]
    return Asked(filters, rows, by_name([*states.items()]), by_name([*organizations.items()]))


def index(request: Request) -> HttpResponse:
    found = asked(request)
    table = people_table(request)
    page = paged(request, table.ordered(found.rows), PAGE)
    context = {
        "section": "people:index",
        "asked": found,
        "filters": found.filters,
        "roles": RoleName.choices,
        "standings": Standing.choices,
        "page": page,
        "table": table.html(list(page.object_list), stacked=True),
        "exports": links("people:export"),
        "may_invite": may(request.actor, Action.MANAGE_PEOPLE),
    }
    return render(request, "actors/people.html", context)


def export(request: Request, form: str) -> HttpResponse:
    """What the filters leave, in the order of the page."""
    found, table = asked(request), people_table(request)
    return file_of(table, table.ordered(found.rows), form, "people")


class Held(NamedTuple):
    """A role of a person, and what may be done with it."""

    delegation: Delegation
    capacity: str
    holds: bool
    may_end: bool
    may_pass_on: bool


class Sent(NamedTuple):
    """A link that was sent to a person, and what may be done with it."""

    invitation: Invitation
    capacity: str
    by: str
    stands: str
    may_act: bool


def person(request: Request, pk: int) -> HttpResponse:
    check(request.actor, Action.READ_PEOPLE)
    at = now()
    found = roster.listed_person(request.actor, pk, at)
    delegations = roster.delegations_of(request.actor, found.user)
    context = {
        "section": "people:index",
        "person": found.user,
        "key": queries.key_of(found.user),
        "standing": found.standing,
        "roles": [held(request, each, at) for each in delegations],
        "sent": all_sent(request, found, at),
        **possible(request, found),
    }
    return render(request, "actors/person.html", context)


def possible(request: Request, found: Listed) -> dict[str, bool]:
    """What whoever asks may do with the person as a whole."""
    user, actor = found.user, request.actor
    own = actor.key == queries.key_of(user)
    manages = may(actor, Action.MANAGE_PEOPLE) and all(
        role in roles_to_give(request) for role in roles(found)
    )
    joined = user.joined_at is not None
    return {
        "may_give": bool(roles_to_give(request)) and user.is_active and joined,
        "may_deactivate": manages and user.is_active and not own,
        "may_reactivate": manages and not user.is_active and not user.is_erased,
        "may_erase": may(actor, Action.ERASE_NAMES) and not user.is_active and not user.is_erased,
        "may_restore": Role.ADMINISTRATOR in roles_to_give(request) and user.is_active and joined and not own,
    }


def roles(found: Listed) -> set[Role]:
    return {Role(each.role) for each in found.held}


def held(request: Request, delegation: Delegation, at: Any) -> Held:
    own = delegation.role == Role.ADMINISTRATOR and request.actor.key == queries.key_of(delegation.user)
    manages = may(request.actor, Action.MANAGE_PEOPLE, Role(delegation.role)) and not own
    holds = delegation.holds(at)
    return Held(
        delegation,
        queries.capacity_of(delegation, here()),
        holds,
        may_end=manages and holds,
        may_pass_on=manages and not hasattr(delegation, "replaced_by"),
    )


def all_sent(request: Request, found: Listed, at: Any) -> list[Sent]:
    rows = roster.invitations_of(request.actor, found.user)
    names = roster.names_of({each.by for each in rows})
    return [sent(request, each, names.get(each.by, ""), at) for each in rows]


def sent(request: Request, invitation: Invitation, by: str, at: Any) -> Sent:
    role = Role(invitation.role) if invitation.role else Role.ADMINISTRATOR
    pending = invitation.accepted_at is None and invitation.withdrawn_at is None
    stands = (
        "accepted"
        if invitation.accepted_at
        else "withdrawn"
        if invitation.withdrawn_at
        else "open"
        if invitation.is_open(at)
        else "expired"
    )
    capacity = queries.capacity_of(invitation, here()) if invitation.role else ""
    may_act = pending and found_active(invitation) and may(request.actor, Action.MANAGE_PEOPLE, role)
    return Sent(invitation, capacity, by, stands, may_act)


def found_active(invitation: Invitation) -> bool:
    return invitation.user is not None and invitation.user.is_active
