"""Writes of this room: the shipped facts, acts that people record, and next steps."""

from palermo.register.services.acts import correct_act, record_act, withdraw_act
from palermo.register.services.facts import load_facts
from palermo.register.services.imports import import_acts
from palermo.register.services.steps import plan_step

__all__ = [
    "correct_act",
    "import_acts",
    "load_facts",
    "plan_step",
    "record_act",
    "withdraw_act",
]
