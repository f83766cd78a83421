"""Treaty acts -> who is bound on a date, as known on a date; and what was said beside the acts."""

from palermo.core.treaty.acts import (
    CONSENT,
    Act,
    Kind,
    Rules,
    entry_into_force,
    in_force_for,
    in_order,
    is_known,
    known_acts,
)
from palermo.core.treaty.consistency import new_remarks, remarks
from palermo.core.treaty.courses import (
    NOWHERE,
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
from palermo.core.treaty.remarks import Caution, Conduct, Contradiction, Place, Remark, Terms
from palermo.core.treaty.standings import Exit, Standing, Status
from palermo.core.treaty.statements import Effect, Statement, StatementKind, effects

__all__ = [
    "CONSENT",
    "NOWHERE",
    "Act",
    "Caution",
    "Conduct",
    "Contradiction",
    "Course",
    "Courses",
    "Effect",
    "Exit",
    "Kind",
    "Life",
    "Place",
    "Remark",
    "Rules",
    "Standing",
    "Statement",
    "StatementKind",
    "Status",
    "Steps",
    "Terms",
    "courses",
    "effects",
    "entry_into_force",
    "in_force_for",
    "in_order",
    "is_known",
    "joined_over_time",
    "known_acts",
    "new_remarks",
    "over_time",
    "remarks",
    "standings",
    "with_inferred",
]
