"""What the sign-in library asks of us about accounts."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from palermo.actors.adapters.clients import client_address
from palermo.actors.adapters.session import HALFWAY, SEEN, actor_in, proofs
from palermo.actors.models import User
from palermo.actors.services.signing_in import signed_in
from palermo.kit.http import Request, now, see_other


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Nobody signs up: people are invited. Who is signed in is on record, or is not signed in."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 (the library gives it)
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        return client_address(request)

    def authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """No passphrase is compared by the library: services/signing_in.py counts the try before it does."""
        raise NotImplementedError

    def login(self, request: Request, user: User) -> None:
        """Opens the session, under a new key, until the browser is closed and for twelve hours at most."""
        at = now()
        with transaction.atomic():
            super().login(request, user)
            by = actor_in(request, user, at)
            methods = [str(each.get("type") or each["method"]) for each in proofs(request, user)]
            signed_in(user, methods=methods, address=client_address(request), by=by, at=at)
        request.session.pop(HALFWAY, None)
        request.session.set_expiry(0)
        request.session[SEEN] = at.timestamp()
        request.actor, request.device_for = by, user.email

    def post_login(
        self, request: Request, _user: User, *, redirect_url: str | None, **_rest: Any
    ) -> HttpResponse:
        """On to where they were going; or, where a second factor is owed, to where one is set up."""
        if request.lacks_second_factor:
            return see_other(reverse("mfa_index"))
        return see_other(redirect_url or reverse("home"))

    def respond_user_inactive(self, request: Request, user: User) -> HttpResponse:
        """Whoever may no longer sign in was told so before; the library is never asked."""
        raise NotImplementedError

    def add_message(self, request: Request, level: int, *_templates: Any, **_rest: Any) -> None:
        """The library says nothing to people; views do, in sentences of ours."""
