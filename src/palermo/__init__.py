"""Palermo: Decision 4/4 as a working system."""
