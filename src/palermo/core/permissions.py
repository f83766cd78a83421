"""The one table of who may do what. What is not in it is refused."""

from collections.abc import Callable
from enum import StrEnum
from typing import Any

from palermo.core.actor import Actor, Role
from palermo.core.errors import Denied


class Action(StrEnum):
    READ_ACTORS = "actors.read"
    READ_TEXTS = "texts.read"
    READ_REGISTER = "register.read"
    READ_MEETINGS = "meetings.read"
    READ_MANDATES = "mandates.read"
    READ_OVERSIGHT = "oversight.read"
    READ_CHANGES = "changes.read"
    LOAD_FACTS = "facts.load"
    IMPORT_TEXTS = "texts.import"


Rule = Callable[[Actor, Any], bool]


def everyone(actor: Actor, subject: Any) -> bool:
    """Open to the public."""
    return True


def having(*roles: Role) -> Rule:
    """Open to whoever has one of the roles."""

    def rule(actor: Actor, subject: Any) -> bool:
        return not actor.roles.isdisjoint(roles)

    rule.__doc__ = "Has the role " + " or ".join(roles) + "."
    return rule


TABLE: dict[Action, Rule] = {
    Action.READ_ACTORS: everyone,
    Action.READ_TEXTS: everyone,
    Action.READ_REGISTER: everyone,
    Action.READ_MEETINGS: everyone,
    Action.READ_MANDATES: everyone,
    Action.READ_OVERSIGHT: everyone,
    Action.READ_CHANGES: everyone,
    Action.LOAD_FACTS: having(Role.ADMINISTRATOR),
    Action.IMPORT_TEXTS: having(Role.ADMINISTRATOR),
}


def may(actor: Actor, action: Action, subject: Any = None) -> bool:
    """Whether the actor may. No line in the table, or a rule that fails, means no.

    >>> from palermo.core.actor import PUBLIC
    >>> may(PUBLIC, Action.READ_REGISTER), may(PUBLIC, Action.LOAD_FACTS)
    (True, False)
    """
    rule = TABLE.get(action)
    try:
        return rule is not None and rule(actor, subject) is True
    except Exception:  # a guard that fails, fails closed
        return False


def check(actor: Actor, action: Action, subject: Any = None) -> None:
    """Raise Denied unless the actor may."""
    if not may(actor, action, subject):
        raise Denied("permission.denied", "You may not do this.")
