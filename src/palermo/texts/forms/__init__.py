"""What the address of a list of provisions asks for, and what is filled in to import an official text."""

from palermo.texts.forms.official import FileForm, KeepForm, RemoveForm
from palermo.texts.forms.provisions import (
    LEVELS,
    WEIGHTS,
    Filters,
    Listed,
    clusters_of,
    listed,
    themes_of,
    weights_of,
)

__all__ = [
    "LEVELS",
    "WEIGHTS",
    "FileForm",
    "Filters",
    "KeepForm",
    "Listed",
    "RemoveForm",
    "clusters_of",
    "listed",
    "themes_of",
    "weights_of",
]
