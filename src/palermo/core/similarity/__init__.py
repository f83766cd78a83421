"""Paragraphs of decisions that say the same again: in other years, by other bodies, with other dates."""

from palermo.core.similarity.index import THRESHOLD, Alike, Index

__all__ = ["THRESHOLD", "Alike", "Index"]
