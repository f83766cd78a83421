"""Writes of this room: the shipped facts, people, and what they may do for whom."""

from palermo.actors.services.capacities import Capacity
from palermo.actors.services.erasing import erase_identity
from palermo.actors.services.facts import load_facts
from palermo.actors.services.invitations import (
    invite,
    recovery_link,
    replace,
    restore,
    send_again,
    withdraw_invitation,
)
from palermo.actors.services.joining import accept, first_administrator_link, join, regain
from palermo.actors.services.people import deactivate, end_delegation, give_delegation, reactivate

__all__ = [
    "Capacity",
    "accept",
    "deactivate",
    "end_delegation",
    "erase_identity",
    "first_administrator_link",
    "give_delegation",
    "invite",
    "join",
    "load_facts",
    "reactivate",
    "recovery_link",
    "regain",
    "replace",
    "restore",
    "send_again",
    "withdraw_invitation",
]
