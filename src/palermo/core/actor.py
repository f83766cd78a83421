"""Who asks: a person in a capacity, the installation, or the public."""

from dataclasses import dataclass, field
from enum import StrEnum


class Role(StrEnum):
    ADMINISTRATOR = "administrator"
    SECRETARIAT = "secretariat"
    CHAIR = "chair"
    BUREAU = "bureau"
    FOCAL_POINT = "focal_point"
    MINISTRY_DELEGATE = "ministry_delegate"
    EXPERT = "expert"
    DESK_OFFICER = "desk_officer"
    PARTNER = "partner"
    AUDITOR = "auditor"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who asks, for which State or organization, with which roles."""

    key: str | None
    name: str
    roles: frozenset[Role] = field(default_factory=frozenset)
    state: str | None = None  # ISO 3166-1 alpha-3
    organization: str | None = None

    @property
    def capacity(self) -> str:
        """In which roles, for whom: as the journal keeps it.

        >>> Actor("user/7", "A. Person", frozenset({Role.FOCAL_POINT}), state="XAA").capacity
        'focal_point for XAA'
        """
        behalf = self.state or self.organization
        return ", ".join(sorted(self.roles)) + (f" for {behalf}" if behalf else "")


# The stranger: nobody signed in.
PUBLIC = Actor(key=None, name="")
