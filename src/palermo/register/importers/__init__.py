"""Files in: treaty acts as a table."""

from palermo.register.importers.acts import KIND, ActFile, read_acts

__all__ = ["KIND", "ActFile", "read_acts"]
