"""Rows of this room: decisions, their paragraphs and texts, and what came of what they ask."""

from palermo.mandates.models.acts import OperativeAct
from palermo.mandates.models.decisions import (
    Deliberation,
    DeliberationKind,
    OperativeVerb,
    Paragraph,
    ParagraphAddressee,
    ParagraphKind,
)
from palermo.mandates.models.following import (
    Claimant,
    FollowUp,
    FollowUpStatus,
    Reminder,
    Succession,
    Task,
    TaskStatus,
)
from palermo.mandates.models.mandates import Addressee, Mandate, Progress, Standing
from palermo.mandates.models.versions import WORDS, LanguageVersion, PrintedParagraph

__all__ = [
    "WORDS",
    "Addressee",
    "Claimant",
    "Deliberation",
    "DeliberationKind",
    "FollowUp",
    "FollowUpStatus",
    "LanguageVersion",
    "Mandate",
    "OperativeAct",
    "OperativeVerb",
    "Paragraph",
    "ParagraphAddressee",
    "ParagraphKind",
    "PrintedParagraph",
    "Progress",
    "Reminder",
    "Standing",
    "Succession",
    "Task",
    "TaskStatus",
]
