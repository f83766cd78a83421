"""Invitations and their links, as people send and use them."""

from datetime import timedelta
from typing import Any

from palermo.actors.models import Invitation, User
from palermo.actors.queries import digest_of
from palermo.actors.services import (
    Capacity,
    invite,
    join,
)
from palermo.core.actor import Actor, Role
from tests.actors.letters import delivered, token_of
from tests.factories import MOMENT

AT = MOMENT + timedelta(days=1)
LATER = AT + timedelta(hours=1)
FOCAL = Capacity(Role.FOCAL_POINT, "XAA")
UNKNOWN = (
    "This link leads nowhere: it was used already, or a newer one was sent. If you have joined, sign in."
)


def send(by: Actor, email: str = "a@example.org", capacity: Capacity = FOCAL, **rest: Any) -> Invitation:
    told: dict[str, Any] = {"language": "en", "origin": "https://palermo.example", "by": by, "at": AT}
    return invite(email, capacity, **(told | rest))


def link_to(invitation: Invitation) -> str:
    """The digest of the newest link that a letter brought to that person."""
    [letter] = [each for each in delivered() if each.to == [invitation.user.email if invitation.user else ""]]
    return digest_of(token_of(letter))


def joined(digest: str, name: str = "A. Person", at: Any = LATER) -> User:
    return join(digest, name=name, passphrase="a passphrase of words", language="en", at=at)
