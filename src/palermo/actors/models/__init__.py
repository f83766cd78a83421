"""Rows of this room: who is who, and who acts for whom."""

from palermo.actors.models.people import Delegation, Invitation, User, UserManager, canonical
from palermo.actors.models.places import (
    Organization,
    OrganizationKind,
    OrganizationName,
    Region,
    RegionalGroup,
    State,
    StateName,
    UnitedNations,
)

__all__ = [
    "Delegation",
    "Invitation",
    "Organization",
    "OrganizationKind",
    "OrganizationName",
    "Region",
    "RegionalGroup",
    "State",
    "StateName",
    "UnitedNations",
    "User",
    "UserManager",
    "canonical",
]
