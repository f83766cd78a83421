"""Links for others: invited, replaced, let in anew; sent again and withdrawn."""

from typing import Any

from django.forms import Form
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from palermo.actors import queries, services
from palermo.actors.forms.people import Invite, Letter
from palermo.actors.models import Invitation, User
from palermo.actors.queries import roster
from palermo.actors.views.asking import about, ask, places, roles_to_give, saved, taken
from palermo.core.actor import Role
from palermo.core.permissions import Action, check
from palermo.kit.http import Request, answer_form, choice, now, takes
from palermo.kit.mail import origin_of
from palermo.kit.templatetags.kit import here


@takes("GET", "HEAD", "POST")
def invite(request: Request) -> HttpResponse:
    """Somebody by their address, to a role."""
    check(request.actor, Action.MANAGE_PEOPLE)
    at = now()
    there = places(request, at)
    begin = {
        "language": here(),
        "role": choice(request, "role", set(Role)),
        "state": choice(request, "state", {key for key, _name in there["states"]}),
    }
    filled = request.POST if request.method == "POST" else None
    form = Invite(filled, initial=begin, roles=roles_to_give(request), **there)
    made: list[User] = []
    if form.is_valid() and taken(form, lambda: made.append(send(request, form))):
        return saved(sent_to(made[0]), request, made[0].pk)
    context = {"section": "people:index", "back": reverse("people:index")}
    return answer_form(request, "actors/invite.html", context, form)


def send(request: Request, form: Invite) -> User:
    made = services.invite(form.cleaned_data["email"], form.capacity, **letter(request, form))
    assert made.user is not None
    return made.user


def letter(request: Request, form: Form) -> dict[str, Any]:
    given = form.cleaned_data
    told = {"origin": origin_of(request), "by": request.actor, "at": now()}
    return {"name": given["name"], "language": given["language"], **told}


def sent_to(user: User) -> str:
    sentence = _("The invitation is on its way to %(email)s. Its link is valid for seven days.")
    return sentence % {"email": user.email}


@takes("GET", "HEAD", "POST")
def replace(request: Request, pk: int) -> HttpResponse:
    """A successor, who takes over when they accept."""
    check(request.actor, Action.MANAGE_PEOPLE)
    found = roster.delegation_of(request.actor, pk)
    check(request.actor, Action.MANAGE_PEOPLE, Role(found.role))
    form = Letter(
        request.POST if request.method == "POST" else None, initial={"language": found.user.language}
    )

    def write() -> None:
        services.replace(pk, form.cleaned_data["email"], **letter(request, form))

    if form.is_valid() and taken(form, write):
        sentence = _("The invitation is on its way to %(email)s. Until it is accepted nothing changes.")
        return saved(sentence % {"email": form.cleaned_data["email"]}, request, found.user_id)
    context = {
        **about(found.user),
        "capacity": queries.capacity_of(found, here()),
        "holds": found.holds(now()),
    }
    return answer_form(request, "actors/replace.html", context, form)


@takes("GET", "HEAD", "POST")
def restore(request: Request, pk: int) -> HttpResponse:
    """A link for somebody who lost their second factor."""
    check(request.actor, Action.MANAGE_PEOPLE, Role.ADMINISTRATOR)
    found = roster.listed_person(request.actor, pk, now())
    return ask(
        request,
        lambda why: services.restore(pk, why=why, origin=origin_of(request), by=request.actor, at=now()),
        _("The link is on its way to %(email)s. It is valid for seven days.") % {"email": found.user.email},
        found.user,
        heading=_("Send a link to sign in anew?"),
        sentences=[
            _("Be sure that it is the person who asks: speak to them, by a number that you know."),
            _("It asks for a new passphrase or passkey and a new second factor. The old ones then end."),
            _("Until then the old ones hold. If they may be in other hands, deactivate the person first."),
        ],
        button=_("Send the link"),
    )


@takes("GET", "HEAD", "POST")
def withdraw(request: Request, pk: int) -> HttpResponse:
    user, found = invitation(request, pk)
    return ask(
        request,
        lambda why: services.withdraw_invitation(pk, why=why, by=request.actor, at=now()),
        _("The invitation is withdrawn."),
        user,
        heading=_("Withdraw this invitation?"),
        about=said(found),
        sentences=[_("The link that was sent leads nowhere any more.")],
        button=_("Withdraw"),
    )


@takes("GET", "HEAD", "POST")
def again(request: Request, pk: int) -> HttpResponse:
    """Asks; then a new link goes out, and the old one dies."""
    user, found = invitation(request, pk)
    form = Form(request.POST if request.method == "POST" else None)

    def write() -> None:
        services.send_again(pk, origin=origin_of(request), by=request.actor, at=now())

    if form.is_valid() and taken(form, write):
        return saved(sent_to(user), request, user.pk)
    context = {
        **about(user),
        "heading": _("Send this invitation again?"),
        "about": said(found),
        "sentences": [_("A new link goes out, valid for seven days. The one before leads nowhere any more.")],
        "button": _("Send again"),
    }
    return answer_form(request, "actors/ask.html", context, form)


def invitation(request: Request, pk: int) -> tuple[User, Invitation]:
    """An invitation that whoever asks may look after, and who is invited."""
    check(request.actor, Action.MANAGE_PEOPLE)
    found = roster.invitation(request.actor, pk)
    check(request.actor, Action.MANAGE_PEOPLE, Role(found.role) if found.role else Role.ADMINISTRATOR)
    assert found.user is not None, "the query leaves out links of nobody"
    return found.user, found


def said(found: Invitation) -> str:
    return queries.capacity_of(found, here()) if found.role else _("To sign in anew")
