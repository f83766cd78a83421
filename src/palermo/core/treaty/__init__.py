"""Treaty acts -> who is bound on a date, as known on a date; and what was said beside the acts."""

from palermo.core.treaty.acts import CONSENT, Act, Kind, Rules, entry_into_force, in_force_for, known_acts
from palermo.core.treaty.courses import (
    Course,
    Courses,
    Life,
    Steps,
    courses,
    joined_over_time,
    over_time,
    standings,
    with_inferred,
)
from palermo.core.treaty.standings import Exit, Standing, Status
from palermo.core.treaty.statements import Effect, Statement, StatementKind, effects

__all__ = [
    "CONSENT",
    "Act",
    "Course",
    "Courses",
    "Effect",
    "Exit",
    "Kind",
    "Life",
    "Rules",
    "Standing",
    "Statement",
    "StatementKind",
    "Status",
    "Steps",
    "courses",
    "effects",
    "entry_into_force",
    "in_force_for",
    "joined_over_time",
    "known_acts",
    "over_time",
    "standings",
    "with_inferred",
]
