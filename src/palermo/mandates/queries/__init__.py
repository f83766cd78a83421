"""What an actor may see of decisions, of what they ask, and of what came of it."""

from palermo.mandates.queries.asked import Party, asked_of, party, states_addressed
from palermo.mandates.queries.claims import claims_as_at
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
    is_held,
    languages_held,
    of_symbol,
    unused_key,
    version,
    versions,
)
from palermo.mandates.queries.wording import addressees, printed, worded

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
