"""What an actor may see of the register: who is bound, on a day, as known on a day."""

from palermo.register.queries.acts import Recorded, acts_of, joined_last, recorded, sources
from palermo.register.queries.comparison import Change, ChangeKind, InRegion, TwoDays, two_days
from palermo.register.queries.counts import Comparison, Year, by_year, count_on, published_counts, sourced_to
from palermo.register.queries.pipeline import OF_PROTOCOL, Pipeline, Step, Waiting, not_parties
from palermo.register.queries.positions import Position, position
from palermo.register.queries.statements import Declared, declarations, said_beside

__all__ = [
    "OF_PROTOCOL",
    "Change",
    "ChangeKind",
    "Comparison",
    "Declared",
    "InRegion",
    "Pipeline",
    "Position",
    "Recorded",
    "Step",
    "TwoDays",
    "Waiting",
    "Year",
    "acts_of",
    "by_year",
    "count_on",
    "declarations",
    "joined_last",
    "not_parties",
    "position",
    "published_counts",
    "recorded",
    "said_beside",
    "sourced_to",
    "sources",
    "two_days",
]
