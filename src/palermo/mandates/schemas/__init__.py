"""What the API answers of decisions, of what they ask, and of their texts."""

from palermo.mandates.schemas.decisions import DeliberationOut, ParagraphOut
from palermo.mandates.schemas.mandates import AddresseeOut, MandateOut
from palermo.mandates.schemas.paragraphs import OneParagraphOut
from palermo.mandates.schemas.versions import PrintedOut, VersionOut

__all__ = [
    "AddresseeOut",
    "DeliberationOut",
    "MandateOut",
    "OneParagraphOut",
    "ParagraphOut",
    "PrintedOut",
    "VersionOut",
]
