"""Writes of this room: the shipped facts, and what is corrected in them."""

from palermo.mandates.services.facts import load_facts

__all__ = ["load_facts"]
