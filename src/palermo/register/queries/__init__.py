"""What an actor may see of the register: who is bound, on a day, as known on a day."""

from palermo.register.queries.acts import Declared, acts_of, declarations, joined_last
from palermo.register.queries.counts import Comparison, Year, by_year, count_on, published_counts, sourced_to
from palermo.register.queries.positions import Position, position

__all__ = [
    "Comparison",
    "Declared",
    "Position",
    "Year",
    "acts_of",
    "by_year",
    "count_on",
    "declarations",
    "joined_last",
    "position",
    "published_counts",
    "sourced_to",
]
