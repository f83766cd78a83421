"""The way in for those who are invited: one sitting, from the link in a letter to the page of their State."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from palermo.actors import queries, services
from palermo.actors.adapters import passkeys
from palermo.actors.adapters.session import give_second_factor, open_session
from palermo.actors.forms.joining import You
from palermo.actors.forms.sign_in import NewPassphrase
from palermo.actors.models import Invitation, User
from palermo.actors.services import second_factors
from palermo.actors.views.asking import taken
from palermo.actors.views.sign_in import refused
from palermo.core.errors import Missing
from palermo.kit.http import Request, answer_form, now, problem_response, see_other, takes
from palermo.kit.templatetags.kit import here

DIGEST, SAID = (
    "join",
    "join_said",
)  # in the session: which link was used, and what its holder said of themselves
View = Callable[..., HttpResponse]


def unseen(view: View) -> View:
    """No cache keeps the answer and no index lists it: its address, or what it shows, leads in."""

    @wraps(view)
    def hidden(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            answer = view(request, *args, **kwargs)
        except Missing as problem:  # its address may hold a token too
            answer = problem_response(request, problem)
        answer["Cache-Control"] = "private, no-store"
        answer["X-Robots-Tag"] = "noindex, nofollow"
        return answer

    return hidden


@takes("GET", "HEAD", "POST")
@unseen
def join(request: Request, token: str) -> HttpResponse:
    """What the link leads to. From the first form on, the token is in no address any more."""
    digest = queries.digest_of(token)
    found = queries.invitation_of(digest, now())
    if has_account(found):
        return render(request, "actors/join_account.html", {"found": found, **told_of(found)})
    if request.actor.key is not None:
        return render(request, "actors/join_other.html", {"found": found, **told_of(found)})
    if request.method != "POST":
        return who_page(request, found, who_form(found, None))
    request.session.flush()
    request.session[DIGEST] = digest
    return said_who(request, found) or see_other(reverse("people:you"))


@takes("GET", "HEAD", "POST")
@unseen
def you(request: Request) -> HttpResponse:
    """Who joins, and in which way they will sign in."""
    if DIGEST not in request.session:
        return render(request, "actors/join_by_link.html")
    found = queries.invitation_of(request.session[DIGEST], now())
    if request.method == "POST":
        on = said_who(request, found)
        return on or who_page(request, found, who_form(found, request.session[SAID]))
    return who_page(request, found, who_form(found, request.session.get(SAID)))


def said_who(request: Request, found: Invitation) -> HttpResponse | None:
    """Keep what was said; on to the way of signing in that was chosen, or nowhere if something is amiss."""
    names = ("name", "email") if found.user is None else ("name",)
    request.session[SAID] = {name: request.POST.get(name, "")[:400] for name in names}
    form = who_form(found, request.session[SAID])
    if form is not None and not form.is_valid():
        return None
    by_passkey = request.POST.get("way") == "passkey" and found.user is not None
    return see_other(reverse("people:passkey" if by_passkey else "people:passphrase"))


def who_form(found: Invitation, said: dict[str, str] | None) -> You | None:
    """None for somebody who signs in anew: it is known who they are."""
    if not found.role:
        return None
    name = found.user.name if found.user else ""
    return You(said, initial={"name": name}, asks_address=found.user is None)


def who_page(request: Request, found: Invitation, form: You | None) -> HttpResponse:
    works = passkeys.possible(request.get_host()) and found.user is not None
    context = {"found": found, "passkeys_work": works, "form": form, **told_of(found)}
    amiss = request.method == "POST" and form is not None and not form.is_valid()
    return render(request, "actors/join.html", context, status=422 if amiss else 200)


def told_of(found: Invitation) -> dict[str, str]:
    """What an invitation says: to what, by whom, in whose place."""
    before = found.replaces.user if found.replaces else None
    return {
        "capacity": queries.capacity_of(found, here()) if found.role else "",
        "by": queries.sender_of(found),
        "before": before.name or before.email if before else "",
    }


def has_account(found: Invitation) -> bool:
    return bool(found.role) and found.user is not None and found.user.joined_at is not None


def under_way(request: Request) -> tuple[Invitation, dict[str, str]] | None:
    """The link by which somebody came, and what they said of themselves; None where a step is missing."""
    if DIGEST not in request.session or SAID not in request.session:
        return None
    found = queries.invitation_of(request.session[DIGEST], now())
    form = who_form(found, request.session[SAID])
    if form is None:
        return found, {}
    return (found, form.cleaned_data) if form.is_valid() else None


@takes("GET", "HEAD", "POST")
@unseen
def passphrase(request: Request) -> HttpResponse:
    if (way := under_way(request)) is None:
        return see_other(reverse("people:you"))
    found, said = way
    user = as_said(found, said)
    form = NewPassphrase(request.POST if request.method == "POST" else None, user=user)

    def write() -> None:
        enter(request, found, said, form.cleaned_data["new"])

    if form.is_valid() and taken(form, write):
        return see_other(reverse("people:second_factor"))
    context = {"person": user, "anew": not found.role}
    return answer_form(request, "actors/join_passphrase.html", context, form)


@takes("GET", "HEAD", "POST")
@unseen
def passkey(request: Request) -> HttpResponse:
    """A passkey that knows its person is both factors at once."""
    way = under_way(request)
    if way is None or way[0].user is None:
        return see_other(reverse("people:you"))
    found, said = way
    if request.method != "POST":
        return passkey_page(request, as_said(found, said), "")
    credential = passkeys.added(request.POST.get("credential", ""))
    if credential is None:
        return passkey_page(request, as_said(found, said), refused())
    with transaction.atomic():  # nobody joins without a way to come back
        user = enter(request, found, said, None)
        row = second_factors.add_passkey(user, _("Passkey"), credential, by=request.actor, at=now())
        give_second_factor(request, row)
    return see_other(reverse("people:recovery_codes"))


def passkey_page(request: Request, user: User, error: str) -> HttpResponse:
    context = {
        "options": passkeys.options_to_add(user),
        "passkeys_work": passkeys.possible(request.get_host()),
        "passkey_error": error,
    }
    return render(request, "actors/join_passkey.html", context, status=422 if error else 200)


def as_said(found: Invitation, said: dict[str, str]) -> User:
    """The person as they will be, to show and to hold a passphrase against; not saved."""
    user = found.user or User()
    user.name, user.email = said.get("name", user.name), said.get("email", user.email)
    return user


@transaction.atomic
def enter(request: Request, found: Invitation, said: dict[str, str], passphrase: str | None) -> User:
    """Use the link, and open the session of whoever used it."""
    if found.role:
        told: dict[str, Any] = {"passphrase": passphrase, "language": here(), "at": now()}
        user = services.join(found.digest, **{**said, **told})
    else:
        user = services.regain(found.digest, passphrase=passphrase, at=now())
    open_session(request, user, method="invitation")
    return user
