"""Everyone who has joined or is invited to, each with what they may do now."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Prefetch, QuerySet, TextChoices
from django.utils.translation import gettext_noop, pgettext_lazy

from palermo.actors.models import Delegation, Invitation, User
from palermo.core.actor import Actor, Role
from palermo.core.errors import Missing
from palermo.core.permissions import Action, check

# Forbidden and absent look the same.
NOTHING = gettext_noop("There is nothing at this address.")


class Standing(TextChoices):
    """Where a person stands."""

    JOINED = "joined", pgettext_lazy("person", "Joined")
    INVITED = "invited", pgettext_lazy("person", "Invited")
    LAPSED = "lapsed", pgettext_lazy("person", "Invitation lapsed")
    ENDED = "ended", pgettext_lazy("person", "Without a role")
    DEACTIVATED = "deactivated", pgettext_lazy("person", "Deactivated")


@dataclass(frozen=True, slots=True)
class Listed:
    """A person, the roles that they hold now, and the roles that they are invited to."""

    user: User
    held: list[Delegation]
    open: list[Invitation]

    @property
    def standing(self) -> Standing:
        if not self.user.is_active:
            return Standing.DEACTIVATED
        if self.user.joined_at is None:
            return Standing.INVITED if self.open else Standing.LAPSED
        return Standing.JOINED if self.held else Standing.ENDED

    @property
    def capacities(self) -> list[Delegation | Invitation]:
        """What they are; of somebody who has not joined, what they are invited to be."""
        return [*self.held] if self.user.joined_at else [*self.open]

    @property
    def roles(self) -> set[str]:
        return {each.role for each in self.capacities}

    @property
    def places(self) -> set[str]:
        """The keys of the State or organization that they act for."""
        return {each.state_id or each.organization_id or "" for each in self.capacities} - {""}


def roster(actor: Actor, at: datetime) -> list[Listed]:
    """Everyone, by name."""
    check(actor, Action.READ_PEOPLE)
    people = User.objects.order_by("name", "email").prefetch_related(
        Prefetch("delegations", placed(Delegation.objects.all())),
        Prefetch("invitations", placed(Invitation.objects.exclude(role=""))),
    )
    return [listed(each, at) for each in people]


def placed(rows: QuerySet[Delegation] | QuerySet[Invitation]) -> QuerySet[Delegation] | QuerySet[Invitation]:
    return rows.select_related("state", "organization")


def listed(user: User, at: datetime) -> Listed:
    return Listed(
        user,
        [each for each in user.delegations.all() if each.holds(at)],
        [each for each in user.invitations.all() if each.role and each.is_open(at)],
    )


def listed_person(actor: Actor, pk: int, at: datetime) -> Listed:
    """One person. Raises Missing."""
    check(actor, Action.READ_PEOPLE)
    found = User.objects.filter(pk=pk).first()
    if found is None:
        raise Missing("page.missing", NOTHING)
    return listed(found, at)


def delegations_of(actor: Actor, user: User) -> list[Delegation]:
    """Every role that a person has or had, the newest first, with who was before and who came after."""
    check(actor, Action.READ_PEOPLE)
    rows = Delegation.objects.filter(user=user).select_related(
        "state", "organization", "replaces__user", "replaced_by__user"
    )
    return list(rows.order_by("-since", "-pk"))


def invitations_of(actor: Actor, user: User) -> list[Invitation]:
    """Every link that was sent to a person, the newest first."""
    check(actor, Action.READ_PEOPLE)
    return list(
        Invitation.objects.filter(user=user)
        .select_related("user", "state", "organization", "replaces__user")
        .order_by("-sent_at", "-pk")
    )


def delegation_of(actor: Actor, pk: int) -> Delegation:
    """One role of one person. Raises Missing."""
    check(actor, Action.READ_PEOPLE)
    found = Delegation.objects.filter(pk=pk).select_related("user", "state", "organization").first()
    if found is None:
        raise Missing("page.missing", NOTHING)
    return found


def invitation(actor: Actor, pk: int) -> Invitation:
    """One link that was sent to a person. Raises Missing."""
    check(actor, Action.READ_PEOPLE)
    rows = Invitation.objects.filter(pk=pk).exclude(user=None)
    found = rows.select_related("user", "state", "organization").first()
    if found is None:
        raise Missing("page.missing", NOTHING)
    return found


def acting_for(actor: Actor, participant: str, at: datetime) -> list[Delegation]:
    """Who acts for a State or an organization, by its key: focal points first, then by name."""
    check(actor, Action.READ_PEOPLE)
    rows = Delegation.objects.filter(state=participant) | Delegation.objects.filter(organization=participant)
    held = [each for each in rows.filter(user__is_active=True).select_related("user") if each.holds(at)]
    return sorted(held, key=lambda each: (each.role != Role.FOCAL_POINT, each.role, each.user.name, each.pk))


def own_part(actor: Actor, participant: str, at: datetime) -> list[Delegation]:
    """The roles in which the actor acts for that one; each knows whom it was taken over from."""
    check(actor, Action.USE_ACCOUNT)
    room, _slash, pk = (actor.key or "").partition("/")
    if participant not in {actor.state, actor.organization} or room != "user" or not pk.isdecimal():
        return []
    rows = Delegation.objects.filter(user=int(pk)).select_related("replaces__user").order_by("since")
    return [each for each in rows if participant in {each.state_id, each.organization_id} and each.holds(at)]


def names_of(keys: Iterable[str]) -> dict[str, str]:
    """What people are called, by the key under which they did something."""
    wanted = {int(key[5:]): key for key in keys if key.startswith("user/") and key[5:].isdecimal()}
    return {wanted[each.pk]: each.name for each in User.objects.filter(pk__in=wanted)}
