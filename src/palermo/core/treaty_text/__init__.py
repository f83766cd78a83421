"""The text of a treaty as a file has it -> its articles, paragraphs and points, no character lost."""

from palermo.core.treaty_text.doubts import Doubt, doubts
from palermo.core.treaty_text.places import Places
from palermo.core.treaty_text.reading import Part, joined, read

__all__ = ["Doubt", "Part", "Places", "doubts", "joined", "read"]
