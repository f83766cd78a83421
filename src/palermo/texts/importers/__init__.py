"""Files in: the official text of a treaty, plain or as Akoma Ntoso, planned before it is kept."""

from palermo.texts.importers.plans import LARGEST, plan_text
from palermo.texts.importers.sentences import sentence

__all__ = ["LARGEST", "plan_text", "sentence"]
