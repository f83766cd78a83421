"""Writes of this room: the shipped facts, corrections of them, and official texts that holders import."""

from palermo.texts.services.facts import load_facts
from palermo.texts.services.official import Plan, keep_text, remove_text

__all__ = ["Plan", "keep_text", "load_facts", "remove_text"]
