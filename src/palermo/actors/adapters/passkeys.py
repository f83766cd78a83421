"""Passkeys: what is asked of the browser, and whether its answer is right."""

import json
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth
from django.core.exceptions import ValidationError

from palermo.actors.models import User

# What the answer of a browser may come to when it is none.
UNREADABLE = (ValidationError, ValueError, TypeError, KeyError, AttributeError, RecursionError)


def options_to_add(user: User) -> str:
    """Asks for a passkey that knows its person, by a finger or a PIN: two factors by itself. In JSON."""
    return json.dumps(auth.begin_registration(user, True))


def added(answer: str) -> dict[str, Any] | None:
    """The new passkey, or nothing where the answer is not to what was asked."""
    try:
        credential = json.loads(answer)
        auth.parse_registration_response(credential)
        if not auth.complete_registration(credential).is_user_verified():
            return None
    except UNREADABLE:
        return None
    return dict(credential)


def options_to_use(user: User | None = None) -> str:
    """Asks for a passkey of the person; where none is known, for one that knows its person. In JSON."""
    return json.dumps(auth.begin_authentication(user))


def used(answer: str, user: User | None = None) -> Authenticator | None:
    """Whose passkey answered, or nothing."""
    try:
        response = json.loads(answer)
        auth.parse_authentication_response(response)
        owner = user or auth.extract_user_from_response(response)
        found: Authenticator = auth.complete_authentication(owner, response)
    except UNREADABLE:
        return None
    found.user = owner
    return found if owner.is_active else None


def possible(host: str) -> bool:
    """Whether browsers take passkeys for that name: not for a numeric address.

    >>> possible("localhost:8000"), possible("127.0.0.1:8000"), possible("[::1]:8000")
    (True, False, False)
    """
    return not host.startswith("[") and not host.partition(":")[0].replace(".", "").isdigit()
