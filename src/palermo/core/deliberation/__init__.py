"""Decisions and resolutions, read from their text: what was asked of whom, how strongly, by when."""

from palermo.core.deliberation.reading import read, read_all
from palermo.core.deliberation.records import ACTS, Doubt, Item, Paragraph, Reading, Recital

__all__ = ["ACTS", "Doubt", "Item", "Paragraph", "Reading", "Recital", "read", "read_all"]
