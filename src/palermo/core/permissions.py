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
    READ_JOURNAL = "journal.read"
    ERASE_NAMES = "journal.erase"
    READ_PEOPLE = "people.read"
    MANAGE_PEOPLE = "people.manage"
    USE_ACCOUNT = "account.use"
    RECORD_ACTS = "acts.record"
    PLAN_STEPS = "steps.plan"
    CORRECT_FACTS = "facts.correct"
    LOAD_FACTS = "facts.load"
    IMPORT_TEXTS = "texts.import"
    IMPORT_DECISIONS = "decisions.import"
    RECORD_FOLLOW_UP = "follow_up.record"
    READ_TASKS = "tasks.read"
    MANAGE_TASKS = "tasks.manage"


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


def signed_in(actor: Actor, subject: Any) -> bool:
    """Open to whoever has signed in, with a role or without."""
    return actor.key is not None


def giving_that_role(actor: Actor, subject: Any) -> bool:
    """The administrator gives and ends every role; the Secretariat all but administrator and auditor.

    Without a role in mind: whether any can be given.
    """
    if Role.ADMINISTRATOR in actor.roles:
        return True
    return Role.SECRETARIAT in actor.roles and subject not in {Role.ADMINISTRATOR, Role.AUDITOR}


SPEAKING_FOR_A_STATE = (Role.FOCAL_POINT, Role.MINISTRY_DELEGATE)


def claiming_for_it(actor: Actor, subject: Any) -> bool:
    """The Secretariat for anybody; a focal point or delegate for its State; a partner for its organization.

    The subject is the code of a State, or the key of an organization. Without one in mind: whether for any.
    """
    if Role.SECRETARIAT in actor.roles:
        return True
    own: set[str] = set()
    if actor.state and not actor.roles.isdisjoint(SPEAKING_FOR_A_STATE):
        own.add(actor.state)
    if actor.organization and Role.PARTNER in actor.roles:
        own.add(actor.organization)
    return bool(own) if subject is None else subject in own


TABLE: dict[Action, Rule] = {
    Action.READ_ACTORS: everyone,
    Action.READ_TEXTS: everyone,
    Action.READ_REGISTER: everyone,
    Action.READ_MEETINGS: everyone,
    Action.READ_MANDATES: everyone,
    Action.READ_OVERSIGHT: everyone,
    Action.READ_CHANGES: everyone,
    Action.READ_JOURNAL: having(Role.ADMINISTRATOR, Role.AUDITOR),
    Action.ERASE_NAMES: having(Role.ADMINISTRATOR),
    Action.READ_PEOPLE: having(Role.ADMINISTRATOR, Role.SECRETARIAT, Role.AUDITOR),
    Action.MANAGE_PEOPLE: giving_that_role,
    Action.USE_ACCOUNT: signed_in,
    Action.RECORD_ACTS: having(Role.SECRETARIAT),
    Action.PLAN_STEPS: having(Role.SECRETARIAT),
    Action.CORRECT_FACTS: having(Role.SECRETARIAT),
    Action.LOAD_FACTS: having(Role.ADMINISTRATOR),
    Action.IMPORT_TEXTS: having(Role.ADMINISTRATOR, Role.SECRETARIAT),
    Action.IMPORT_DECISIONS: having(Role.ADMINISTRATOR, Role.SECRETARIAT),
    Action.RECORD_FOLLOW_UP: claiming_for_it,
    Action.READ_TASKS: having(Role.ADMINISTRATOR, Role.SECRETARIAT, Role.AUDITOR),
    Action.MANAGE_TASKS: having(Role.SECRETARIAT),
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
