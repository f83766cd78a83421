"""What an actor may see of decisions, of what they ask, and of what came of it."""

from palermo.mandates.queries.asked import Party, asked_of, party, states_addressed
from palermo.mandates.queries.mandates import Wanted, mandates
from palermo.mandates.queries.reading import (
    cited,
    deliberation,
    deliberations,
    every,
    names_of,
    paragraphs,
    pointing,
    search,
    search_deliberations,
)
from palermo.mandates.queries.versions import (
    addressees,
    claims_as_at,
    is_held,
    languages_held,
    of_symbol,
    printed,
    unused_key,
    version,
    versions,
    worded,
)

__all__ = [
    "Party",
    "Wanted",
    "addressees",
    "asked_of",
    "cited",
    "claims_as_at",
    "deliberation",
    "deliberations",
    "every",
    "is_held",
    "languages_held",
    "mandates",
    "names_of",
    "of_symbol",
    "paragraphs",
    "party",
    "pointing",
    "printed",
    "search",
    "search_deliberations",
    "states_addressed",
    "unused_key",
    "version",
    "versions",
    "worded",
]
