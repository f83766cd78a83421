"""Decisions with their evidence as files, and the list of what is corrected."""

from palermo.oversight.exports.corrections import corrections_table
from palermo.oversight.exports.decisions import (
    TYPES,
    Edition,
    Fine,
    body_of,
    corrected,
    counted,
    document_of,
    evidence_table,
    fine_print,
    leading,
    opening,
    opening_language,
)

__all__ = [
    "TYPES",
    "Edition",
    "Fine",
    "body_of",
    "corrected",
    "corrections_table",
    "counted",
    "document_of",
    "evidence_table",
    "fine_print",
    "leading",
    "opening",
    "opening_language",
]
