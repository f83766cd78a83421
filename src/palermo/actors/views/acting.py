"""Giving a role and ending one; letting a person sign in no longer, or again; erasing who one was."""

from django.http import HttpResponse
from django.utils.translation import gettext as _

from palermo.actors import queries, services
from palermo.actors.forms.people import RoleForm
from palermo.actors.models import User
from palermo.actors.queries import roster
from palermo.actors.views.asking import about, ask, places, roles_to_give, saved, taken
from palermo.core.actor import Role
from palermo.core.permissions import Action, check
from palermo.kit.http import Request, answer_form, now, takes
from palermo.kit.mail import origin_of
from palermo.kit.templatetags.kit import here


@takes("GET", "HEAD", "POST")
def give(request: Request, pk: int) -> HttpResponse:
    """A further role for somebody who has joined."""
    check(request.actor, Action.MANAGE_PEOPLE)
    at = now()
    found = roster.listed_person(request.actor, pk, at)
    filled = request.POST if request.method == "POST" else None
    form = RoleForm(filled, roles=roles_to_give(request), **places(request, at))
    if form.is_valid() and taken(
        form,
        lambda: services.give_delegation(
            pk, form.capacity, origin=origin_of(request), by=request.actor, at=at
        ),
    ):
        return saved(_("The role is given. A letter says so."), request, pk)
    return answer_form(request, "actors/give.html", about(found.user), form)


@takes("GET", "HEAD", "POST")
def end(request: Request, pk: int) -> HttpResponse:
    """Asks, and for a reason; then the role gives nothing any more."""
    check(request.actor, Action.MANAGE_PEOPLE)
    found = roster.delegation_of(request.actor, pk)
    check(request.actor, Action.MANAGE_PEOPLE, Role(found.role))
    return ask(
        request,
        lambda why: services.end_delegation(pk, why=why, by=request.actor, at=now()),
        _("The role has ended. A letter says so, with the reason."),
        found.user,
        heading=_("End this role?"),
        about=queries.capacity_of(found, here()),
        sentences=[
            _("From this moment it gives nothing, and the person is signed out everywhere."),
            _("What they drafted stays, and nobody takes it over. If there is a successor, replace them."),
            _("The reason is kept in the journal, and is told to the person in a letter."),
        ],
        button=_("End the role"),
    )


@takes("GET", "HEAD", "POST")
def deactivate(request: Request, pk: int) -> HttpResponse:
    return ask(
        request,
        lambda why: services.deactivate(pk, why=why, by=request.actor, at=now()),
        _("The person is deactivated."),
        person_to_switch(request, pk),
        heading=_("Deactivate this person?"),
        sentences=[
            _("They are signed out everywhere and cannot sign in. Links sent to them lead nowhere."),
            _("Their roles stay as they are, and count again once the person is reactivated."),
        ],
        button=_("Deactivate"),
    )


@takes("GET", "HEAD", "POST")
def reactivate(request: Request, pk: int) -> HttpResponse:
    return ask(
        request,
        lambda why: services.reactivate(pk, why=why, by=request.actor, at=now()),
        _("The person can sign in again."),
        person_to_switch(request, pk),
        heading=_("Reactivate this person?"),
        sentences=[_("They can sign in again, in the roles that they still have.")],
        button=_("Reactivate"),
    )


@takes("GET", "HEAD", "POST")
def erase(request: Request, pk: int) -> HttpResponse:
    """Asks, and for a reason; then the name and the address are gone for good."""
    check(request.actor, Action.ERASE_NAMES)
    found = roster.listed_person(request.actor, pk, now())
    return ask(
        request,
        lambda why: services.erase_identity(pk, why=why, by=request.actor, at=now()),
        _("The name and the address are erased. The journal says that they were, and why."),
        found.user,
        heading=_("Erase the name and the address of this person?"),
        sentences=[
            _("They cannot be brought back. What the person did stays, under the number of the account."),
            _("Roles that they still have end, and nobody takes them over. They can be invited anew."),
            _("In the journal, their name and the values of what was done to their account are erased too."),
            _("Copies that were made before, and letters that were sent, still have them."),
            _("The reason stands in the journal. Do not repeat in it what is erased."),
        ],
        button=_("Erase"),
    )


def person_to_switch(request: Request, pk: int) -> User:
    """The person; who may not give every role that they have finds nobody there."""
    check(request.actor, Action.MANAGE_PEOPLE)
    found = roster.listed_person(request.actor, pk, now())
    for each in found.held:
        check(request.actor, Action.MANAGE_PEOPLE, Role(each.role))
    return found.user
