"""States of people, of their roles, and of links that lead in."""

from datetime import UTC, datetime, timedelta
from secrets import token_hex
from typing import Any

from palermo.actors.models import Delegation, Invitation, User
from palermo.actors.queries import digest_of
from tests import factories
from tests.assurance.cast import user_of
from tests.assurance.states.making import Made, Makes, Table, named, no_number

DAY = timedelta(days=1)


def somebody(**values: Any) -> User:
    """A person of whom nothing else is known."""
    user = factories.user(f"{token_hex(6)}@example.org", name="Some One", **values)
    user.set_unusable_password()
    user.save()
    return user


def joined(role: str = "focal_point", **values: Any) -> User:
    user = somebody(**values)
    factories.delegation(user=user, role=role)
    return user


def invitation(user: User | None = None, **values: Any) -> Invitation:
    """Of somebody who has not joined, unless it says whose; open, unless it says otherwise."""
    now = datetime.now(UTC)
    given = {"digest": digest_of(token_hex(16)), "sent_at": now, "expires_at": now + DAY} | values
    return factories.invitation(user=user or somebody(joined_at=None), **given)


def past(**values: Any) -> dict[str, Any]:
    """What an invitation holds that has come to its end."""
    now = datetime.now(UTC)
    return {name: now - timedelta(minutes=1) for name in values}


ENDS: dict[str, dict[str, Any]] = {
    "accepted": past(accepted_at=True),
    "withdrawn": past(withdrawn_at=True),
    "expired": past(expires_at=True),
}


# ── for those who look after people ───────────────────────────────────────────────────────────────


def a_person(user: Any) -> Makes:
    return lambda _visitor: {"pk": user().pk}


def invited() -> User:
    user = invitation().user
    assert user is not None
    return user


def a_role(user: Any) -> Makes:
    return lambda _visitor: {"pk": Delegation.objects.get(user=user()).pk}


def ended() -> User:
    user = somebody()
    until = datetime.now(UTC) - DAY
    factories.delegation(user=user, role="secretariat", until=until, ended_because="They moved on.")
    return user


def an_invitation(**values: Any) -> Makes:
    return lambda _visitor: {"pk": invitation(**values).pk}


def one_anew(_visitor: str) -> Made:
    return {"pk": invitation(joined(), role="").pk}


PERSONS: dict[str, Makes] = {
    "joined": a_person(joined),
    "an administrator": a_person(lambda: joined("administrator")),
    "invited": a_person(invited),
    "deactivated": a_person(lambda: joined(is_active=False)),
    "not there": no_number("pk"),
}
ROLES: dict[str, Makes] = {
    "present": a_role(joined),
    "ended": a_role(ended),
    "an administrator's": a_role(lambda: joined("administrator")),
    "not there": no_number("pk"),
}
INVITATIONS: dict[str, Makes] = {
    "open": an_invitation(),
    **{name: an_invitation(**values) for name, values in ENDS.items()},
    "an administrator's": an_invitation(role="administrator"),
    "to sign in anew": one_anew,
    "not there": no_number("pk"),
}

# ── for those who come by a link ──────────────────────────────────────────────────────────────────


def a_link(**values: Any) -> Makes:
    def makes(_visitor: str) -> Made:
        token = token_hex(20)
        invitation(digest=digest_of(token), **values)
        return {"token": token}

    return makes


def a_link_anew(_visitor: str) -> Made:
    token = token_hex(20)
    invitation(joined(), role="", digest=digest_of(token))
    return {"token": token}


def a_link_for_somebody_who_has_joined(_visitor: str) -> Made:
    token = token_hex(20)
    invitation(somebody(), digest=digest_of(token))
    return {"token": token}


def own_invitation(**values: Any) -> Makes:
    """To a role that goes with all others; of nobody, where a stranger comes."""

    def makes(visitor: str) -> Made:
        user = user_of(visitor)
        role = "secretariat" if visitor == "auditor" else "auditor"
        return {"pk": invitation(user, **{"role": role, **values}).pk}

    return makes


STATES: Table = {
    "/{lang}/people/{pk}/": PERSONS,
    "/{lang}/people/{pk}/give/": PERSONS,
    "/{lang}/people/{pk}/deactivate/": PERSONS,
    "/{lang}/people/{pk}/reactivate/": PERSONS,
    "/{lang}/people/{pk}/erase/": PERSONS,
    "/{lang}/people/{pk}/restore/": PERSONS,
    "/{lang}/people/delegations/{pk}/end/": ROLES,
    "/{lang}/people/delegations/{pk}/replace/": ROLES,
    "/{lang}/people/invitations/{pk}/withdraw/": INVITATIONS,
    "/{lang}/people/invitations/{pk}/again/": INVITATIONS,
    "/{lang}/join/{token}/": {
        "open": a_link(),
        "open, to sign in anew": a_link_anew,
        "open, of somebody who has joined": a_link_for_somebody_who_has_joined,
        **{name: a_link(**values) for name, values in ENDS.items()},
        "not there": named(token="f" * 40),
    },
    "/{lang}/join/role/{pk}/": {
        "own": own_invitation(),
        **{f"own, {name}": own_invitation(**values) for name, values in ENDS.items()},
        "another's": lambda _visitor: {"pk": invitation(somebody()).pk},
        **{f"another's, {name}": an_invitation(**values) for name, values in ENDS.items()},
        "not there": no_number("pk"),
    },
}
