"""What the API of every room has in common."""

from palermo.kit.models import remembered
from palermo.kit.operations.adding import lists, reads
from palermo.kit.operations.answers import Page, ProblemOut, Sourced, TextOut, coded
from palermo.kit.operations.asked import CONFIDENCE, DAY, LANG, Asked, Q, asks, place, refuse_unasked, speak
from palermo.kit.operations.paging import CURSOR, LIMIT, MOST, USUAL, Key, place_after

__all__ = [
    "CONFIDENCE",
    "CURSOR",
    "DAY",
    "LANG",
    "LIMIT",
    "MOST",
    "USUAL",
    "Asked",
    "Key",
    "Page",
    "ProblemOut",
    "Q",
    "Sourced",
    "TextOut",
    "asks",
    "coded",
    "lists",
    "place",
    "place_after",
    "reads",
    "refuse_unasked",
    "remembered",
    "speak",
]
