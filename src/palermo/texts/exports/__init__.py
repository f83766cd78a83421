"""What leaves this room as a file, or as a table: provisions, and an official text as Akoma Ntoso."""

from palermo.texts.exports.akoma_ntoso import TYPE, to_akoma_ntoso
from palermo.texts.exports.lists import instruments_table, official_texts_table, themes_table
from palermo.texts.exports.provisions import addressee, table, url_of

__all__ = [
    "TYPE",
    "addressee",
    "instruments_table",
    "official_texts_table",
    "table",
    "themes_table",
    "to_akoma_ntoso",
    "url_of",
]
