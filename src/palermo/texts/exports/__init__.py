"""What leaves this room as a file, or as a table: provisions, and an official text as Akoma Ntoso."""

from palermo.texts.exports.akoma_ntoso import TYPE, to_akoma_ntoso
from palermo.texts.exports.provisions import table, url_of

__all__ = ["TYPE", "table", "to_akoma_ntoso", "url_of"]
