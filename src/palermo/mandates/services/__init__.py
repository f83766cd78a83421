"""Writes of this room: the shipped facts, and what is corrected in them."""

from palermo.mandates.services.editing import edit_decision, edit_paragraph
from palermo.mandates.services.facts import load_facts
from palermo.mandates.services.importing import keep_decision
from palermo.mandates.services.plans import Party, Plan, PlannedParagraph
from palermo.mandates.services.removing import remove_version

__all__ = [
    "Party",
    "Plan",
    "PlannedParagraph",
    "edit_decision",
    "edit_paragraph",
    "keep_decision",
    "load_facts",
    "remove_version",
]
