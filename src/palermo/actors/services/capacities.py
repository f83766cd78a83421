"""What a person may be given: a role that fits whom it is for, and that goes with what they have already."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_noop

from palermo.actors.models import Delegation, Invitation, Organization, State, User
from palermo.actors.models.people import FOR_A_STATE
from palermo.actors.services.accounts import end_sessions
from palermo.core.actor import Role
from palermo.core.errors import Conflict, Invalid, Missing
from palermo.kit.templatetags.kit import words


@dataclass(frozen=True, slots=True)
class Capacity:
    """A role, and for whom: a State or an organization by its key, or nobody."""

    role: Role
    state: str | None = None
    organization: str | None = None

    @classmethod
    def of(cls, row: Delegation | Invitation) -> "Capacity":
        return cls(Role(row.role), row.state_id, row.organization_id)

    @property
    def place(self) -> tuple[str | None, str | None]:
        return self.state, self.organization

    @property
    def columns(self) -> dict[str, str | None]:
        """As the rows have it."""
        return {"role": self.role.value, "state_id": self.state, "organization_id": self.organization}

    @property
    def values(self) -> dict[str, str]:
        """As the journal has it."""
        said = {"role": self.role.value, "state": self.state, "organization": self.organization}
        return {name: value for name, value in said.items() if value}


def locked(*people: int | None) -> dict[int, User]:
    """These people, locked in one order, so that no two writes wait for each other.

    Whoever writes a delegation or an invitation locks its person first.
    """
    wanted = [pk for pk in people if pk is not None]
    return {user.pk: user for user in User.objects.select_for_update().filter(pk__in=wanted).order_by("pk")}


def locked_person(pk: int) -> User:
    """One person, locked. Raises Missing."""
    found = locked(pk).get(pk)
    if found is None:
        raise Missing("person.missing", gettext_noop("There is no such person."))
    return found


def check_fits(capacity: Capacity, at: datetime) -> None:
    """Raise Invalid unless the role is for such a one, and that one is there."""
    role, state, organization = capacity.role, capacity.state, capacity.organization
    if role in FOR_A_STATE and (state is None or organization is not None):
        raise Invalid(
            "role.for_state", gettext_noop("This role is for a State. Choose one, and no organization.")
        )
    if role is Role.PARTNER and (organization is None or state is not None):
        raise Invalid(
            "role.for_organization",
            gettext_noop("This role is for an organization. Choose one, and no State."),
        )
    if role not in {*FOR_A_STATE, Role.PARTNER} and (state or organization):
        raise Invalid(
            "role.for_nobody", gettext_noop("This role is for no State and no organization. Leave both out.")
        )
    if state and not existing(state, at):
        raise Invalid("state.gone", gettext_noop("There is no such State on this day. Choose another."))
    if organization and not Organization.objects.filter(pk=organization).exists():
        raise Invalid("organization.missing", gettext_noop("There is no such organization."))


def existing(state: str, at: datetime) -> bool:
    found = State.objects.filter(pk=state).first()
    return found is not None and found.existence.contains(at.date())


def check_free(user: User, capacity: Capacity, at: datetime) -> None:
    """Raise Conflict where the person has that role already, or acts for another State or organization."""
    for held in holding(at).filter(user=user).select_related("state", "organization"):
        if Capacity.of(held) == capacity:
            raise Conflict("role.held", gettext_noop("%(name)s has this role already."), name=called(user))
        if any(capacity.place) and any(Capacity.of(held).place) and Capacity.of(held).place != capacity.place:
            raise Conflict(
                "place.other",
                gettext_noop(
                    "%(name)s acts for %(place)s. A person acts for one State or organization at a time: "
                    "end that role first."
                ),
                name=called(user),
                place=place_of(held),
            )


def check_uninvited(user: User, capacity: Capacity, at: datetime) -> None:
    """Raise Conflict where an open invitation says the same, or names another State or organization."""
    invited = Invitation.objects.filter(user=user, accepted_at=None, withdrawn_at=None, expires_at__gt=at)
    for each in invited.exclude(role="").select_related("state", "organization"):
        if Capacity.of(each) == capacity:
            raise Conflict(
                "invitation.open",
                gettext_noop("%(name)s is invited to this already. Send that invitation again instead."),
                name=called(user),
            )
        if any(capacity.place) and any(Capacity.of(each).place) and Capacity.of(each).place != capacity.place:
            raise Conflict(
                "invitation.elsewhere",
                gettext_noop("%(name)s is invited for %(place)s. Withdraw that invitation first."),
                name=called(user),
                place=place_of(each),
            )


def lock_administrators() -> None:
    """Lock the roles of all administrators, in one order."""
    list(Delegation.objects.select_for_update().filter(role=Role.ADMINISTRATOR, until=None).order_by("pk"))


def check_another_administrator(user: User, at: datetime) -> None:
    """Raise Conflict where this person is the last administrator who can sign in.

    The roles are locked first and read after that: of two administrators who leave at once, one stays.
    """
    lock_administrators()
    others = holding(at).filter(role=Role.ADMINISTRATOR, user__is_active=True).exclude(user=user)
    if not others.exists():
        raise Conflict(
            "administrator.last",
            gettext_noop("%(name)s is the last administrator. Make someone else one first."),
            name=called(user),
        )


def holding(at: datetime) -> QuerySet[Delegation]:
    """Delegations that hold at that moment."""
    return Delegation.objects.filter(Q(until=None) | Q(until__gt=at), since__lte=at)


def roles_of(user: User, at: datetime) -> set[Role]:
    return {Role(role) for role in holding(at).filter(user=user).values_list("role", flat=True)}


def called(user: User) -> str:
    return user.name or user.email


def place_of(row: Delegation | Invitation) -> str:
    """For whom, in the words of whoever reads the refusal."""
    place: Any = row.state or row.organization
    return words(place.names) if place else ""


def begin(
    user: User, capacity: Capacity, replaces: Delegation | None, *, at: datetime
) -> tuple[Delegation, Delegation | None]:
    """Give a person, who is locked, a role. Answers it, and the one that ended with it.

    Whoever is replaced loses the role in the same moment: there is one holder, before and after.
    """
    check_fits(capacity, at)
    check_free(user, capacity, at)
    if replaces is not None:
        check_not_passed_on(replaces)
    given = Delegation.objects.create(user=user, since=at, replaces=replaces, **capacity.columns)
    end_sessions(user)
    ended = replaces if replaces is not None and replaces.holds(at) else None
    if ended is not None:
        ended.until = at
        ended.save_if_unchanged(ended.version, ["until"])
        end_sessions(ended.user)
    return given, ended


def check_not_passed_on(delegation: Delegation) -> None:
    """Raise Conflict where somebody else has taken over already."""
    if Delegation.objects.filter(replaces=delegation).exists():
        raise Conflict("role.passed_on", gettext_noop("This role has passed to someone else already."))
