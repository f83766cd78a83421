"""What a link leads to, and what its holder may know of it."""

import hashlib
from datetime import datetime

from django.utils.translation import gettext_noop, override

from palermo.actors.models import Delegation, Invitation, Organization, State, User
from palermo.actors.models.people import RoleName
from palermo.actors.queries.people import key_of
from palermo.core.actor import Actor
from palermo.core.errors import Denied, Missing
from palermo.core.permissions import Action, check
from palermo.kit.templatetags.kit import moment


def digest_of(token: str) -> str:
    """All that is kept of a link. Its token is long and random: nobody comes from one to the other."""
    return hashlib.sha256(token.encode()).hexdigest()


def invitation_of(digest: str, at: datetime) -> Invitation:
    """The open invitation with this digest. Raises Missing, with what the holder of the link may know."""
    found = (
        Invitation.objects.select_related("user", "state", "organization", "replaces__user")
        .filter(digest=digest)
        .first()
    )
    return opened(found, at)


def opened(found: Invitation | None, at: datetime) -> Invitation:
    """The invitation, if it still leads in. One that was used looks like one that never was."""
    if found is None or found.accepted_at is not None:
        raise Missing(
            "link.unknown",
            gettext_noop(
                "This link leads nowhere: it was used already, or a newer one was sent. "
                "If you have joined, sign in."
            ),
        )
    if found.withdrawn_at is not None or (found.user is not None and not found.user.is_active):
        raise Missing("link.withdrawn", gettext_noop("This link was withdrawn. Ask whoever sent it to you."))
    if not found.is_open(at):
        raise Missing(
            "link.expired",
            gettext_noop("This link was valid until %(moment)s. Ask whoever sent it to you for a new one."),
            moment=moment(found.expires_at),
        )
    return found


def own_invitation(actor: Actor, pk: int, at: datetime) -> Invitation:
    """An open invitation of whoever is signed in, to a further role. Any other is as if it were not there."""
    rows = Invitation.objects.select_related("user", "state", "organization", "replaces__user")
    found = rows.filter(pk=pk).first()
    if found is None or not found.is_open(at):
        raise Denied("permission.denied", "You may not do this.")
    own(found, actor)
    return found


def own(invitation: Invitation | None, actor: Actor) -> User:
    """Raise Denied unless the actor is the one who is invited, and has joined."""
    check(actor, Action.USE_ACCOUNT)
    user = invitation.user if invitation is not None and invitation.role else None
    if user is None or user.joined_at is None or actor.key != key_of(user):
        raise Denied("permission.denied", "You may not do this.")
    return user


def capacity_of(row: Delegation | Invitation, language: str) -> str:
    """A role, and for whom, in that language."""
    with override(language):
        role = str(RoleName(row.role).label)
    place: State | Organization | None = row.state or row.organization
    return f"{role} · {place.names.in_(language)}" if place else role


def sender_of(invitation: Invitation) -> str:
    """Who invites, by name; "" where it is the installation itself."""
    room, _slash, pk = invitation.by.partition("/")
    found = User.objects.filter(pk=int(pk)).first() if room == "user" and pk.isdecimal() else None
    return found.name if found else ""


def holder_of(delegation: Delegation) -> Delegation:
    """Who has now what this delegation had: whatever names it as owner shows and serves that one.

    The last of a chain, which may have ended itself: then nobody has taken over yet.
    """
    held = delegation
    while (successor := Delegation.objects.select_related("user").filter(replaces=held).first()) is not None:
        held = successor
    return held


def handed_over(delegation: Delegation) -> list[Delegation]:
    """Whose drafts and duties came to this delegation, the nearest first."""
    found: list[Delegation] = []
    before = delegation.replaces_id
    while before is not None:
        found.append(Delegation.objects.select_related("user").get(pk=before))
        before = found[-1].replaces_id
    return found
