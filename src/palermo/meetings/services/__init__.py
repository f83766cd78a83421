"""Writes of this room: the shipped facts, and what is corrected in them."""

from palermo.meetings.services.facts import load_facts, symbol_of

__all__ = ["load_facts", "symbol_of"]
