"""Treaty acts -> who is bound on a date, as known on a date; and what was said beside the acts."""

from palermo.core.treaty.acts import CONSENT, Act, Kind, Rules, entry_into_force, in_force_for, known_acts
from palermo.core.treaty.standings import (
    Exit,
    Standing,
    Status,
    inferred_parties,
    joined_over_time,
    standings,
)
from palermo.core.treaty.statements import Effect, Statement, StatementKind, effects

__all__ = [
    "CONSENT",
    "Act",
    "Effect",
    "Exit",
    "Kind",
    "Rules",
    "Standing",
    "Statement",
    "StatementKind",
    "Status",
    "effects",
    "entry_into_force",
    "in_force_for",
    "inferred_parties",
    "joined_over_time",
    "known_acts",
    "standings",
]
