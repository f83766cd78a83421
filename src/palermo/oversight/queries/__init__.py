"""What the rules of evidence need from the lower rooms, and what is corrected in these."""

from palermo.oversight.queries.corrections import (
    DESKS,
    Corrected,
    Disputed,
    beside,
    corrected,
    disputed,
    facts_of,
    history,
    listed,
    tables,
)
from palermo.oversight.queries.records import (
    Adopted,
    Held,
    Records,
    Theme,
    Undated,
    history_of,
    position,
    records,
)

__all__ = [
    "DESKS",
    "Adopted",
    "Corrected",
    "Disputed",
    "Held",
    "Records",
    "Theme",
    "Undated",
    "beside",
    "corrected",
    "disputed",
    "facts_of",
    "history",
    "history_of",
    "listed",
    "position",
    "records",
    "tables",
]
