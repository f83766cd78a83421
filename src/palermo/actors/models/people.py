"""People: who signs in, in which role and for whom, and who is invited to."""

import unicodedata
from datetime import datetime
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.utils.crypto import salted_hmac
from django.utils.translation import pgettext_lazy

from palermo.actors.models.places import Organization, State
from palermo.core.actor import Role
from palermo.core.language import LANGUAGES
from palermo.kit.models import Versioned, one_of

AT_MOST_ONE = Q(state__isnull=True) | Q(organization__isnull=True)
FOR_A_STATE = (
    Role.FOCAL_POINT,
    Role.MINISTRY_DELEGATE,
    Role.EXPERT,
    Role.DESK_OFFICER,
    Role.CHAIR,
    Role.BUREAU,
)


class RoleName(models.TextChoices):
    """What a person may be here."""

    ADMINISTRATOR = Role.ADMINISTRATOR.value, pgettext_lazy("role", "Administrator")
    SECRETARIAT = Role.SECRETARIAT.value, pgettext_lazy("role", "Secretariat")
    CHAIR = Role.CHAIR.value, pgettext_lazy("role", "Chair")
    BUREAU = Role.BUREAU.value, pgettext_lazy("role", "Member of the Bureau")
    FOCAL_POINT = Role.FOCAL_POINT.value, pgettext_lazy("role", "Focal point")
    MINISTRY_DELEGATE = Role.MINISTRY_DELEGATE.value, pgettext_lazy("role", "Delegate of a ministry")
    EXPERT = Role.EXPERT.value, pgettext_lazy("role", "Government expert")
    DESK_OFFICER = Role.DESK_OFFICER.value, pgettext_lazy("role", "Desk officer")
    PARTNER = Role.PARTNER.value, pgettext_lazy("role", "Partner organization")
    AUDITOR = Role.AUDITOR.value, pgettext_lazy("role", "Auditor")


def canonical(email: str) -> str:
    """The one form of an e-mail address under which a person is kept, looked for, and has tries counted.

    >>> canonical(" Someone＠Example.ORG ")
    'someone@example.org'
    """
    folded = unicodedata.normalize("NFKC", email).casefold()
    return unicodedata.normalize("NFKC", folded).strip()


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=canonical(email), **fields)
        user.set_password(password)
        user.save()
        return user


class User(AbstractBaseUser, Versioned):
    """A person who signs in, or is invited to and has not joined yet. Roles are given by delegations."""

    email = models.EmailField(unique=True)  # canonical
    name = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=2, default="en")
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(null=True, blank=True)
    sessions_token = models.CharField(max_length=32, blank=True)  # a new one ends every session at once

    USERNAME_FIELD = "email"
    objects = UserManager()

    class Meta:
        constraints: ClassVar = [one_of("language", LANGUAGES, "user_language_is_known")]

    @property
    def erased_address(self) -> str:
        """What stands in the place of the address once it is erased: one that no letter reaches."""
        return f"erased-{self.pk}@erased.invalid"

    @property
    def is_erased(self) -> bool:
        return self.email == self.erased_address

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """What a session must still agree with: another passphrase or other roles, and it is over."""
        token = f"{self.password}|{self.sessions_token}"
        return salted_hmac("palermo.actors.session", token, secret=secret, algorithm="sha256").hexdigest()


class Delegation(Versioned):
    """A person in a role, for a State or an organization or for nobody, from a moment until another."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="delegations")
    role = models.CharField(max_length=20, choices=RoleName.choices)
    state = models.ForeignKey(
        State, on_delete=models.PROTECT, null=True, blank=True, related_name="delegations"
    )
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, null=True, blank=True, related_name="delegations"
    )
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)  # exclusive
    ended_because = models.CharField(max_length=500, blank=True)
    replaces = models.OneToOneField(  # whose drafts and duties passed to this one
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="replaced_by"
    )

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            one_of("role", Role, "delegation_role_is_known"),
            models.CheckConstraint(condition=AT_MOST_ONE, name="delegation_is_for_at_most_one"),
            models.CheckConstraint(
                condition=Q(state__isnull=False) | ~Q(role__in=[str(role) for role in FOR_A_STATE]),
                name="delegation_of_that_role_is_for_a_state",
            ),
            models.CheckConstraint(
                condition=Q(organization__isnull=False) | ~Q(role=Role.PARTNER.value),
                name="delegation_of_a_partner_is_for_an_organization",
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")), name="delegation_ends_after_it_begins"
            ),
        ]

    def holds(self, at: datetime) -> bool:
        return self.since <= at and (self.until is None or at < self.until)


class Invitation(Versioned):
    """A link that leads one person in, once: to join in a role, or to sign in anew after a loss.

    The link itself is nowhere: only the SHA-256 of its token.
    """

    user = models.ForeignKey(  # none for the first administrator, who says who it is
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="invitations"
    )
    role = models.CharField(max_length=20, choices=RoleName.choices, blank=True)  # none: to sign in anew
    state = models.ForeignKey(State, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    replaces = models.ForeignKey(
        Delegation, on_delete=models.PROTECT, null=True, blank=True, related_name="invitations"
    )
    digest = models.CharField(max_length=64, unique=True)
    by = models.CharField(max_length=40)  # the key of the actor
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            one_of("role", ["", *Role], "invitation_role_is_known"),
            models.CheckConstraint(condition=AT_MOST_ONE, name="invitation_is_for_at_most_one"),
            models.CheckConstraint(
                condition=Q(accepted_at=None) | Q(withdrawn_at=None),
                name="invitation_is_not_both_accepted_and_withdrawn",
            ),
        ]

    def is_open(self, at: datetime) -> bool:
        return self.accepted_at is None and self.withdrawn_at is None and at < self.expires_at
