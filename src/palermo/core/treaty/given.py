"""An act as somebody gives it, in a form or in a file, before it is recorded."""

from dataclasses import dataclass
from datetime import date

Day = date  # in ActRow the name `date` is a field


@dataclass(frozen=True, slots=True)
class ActRow:
    """One act that is to be recorded; `line` is its row in the file, 0 where it comes from none."""

    line: int
    participant: str  # the code of a State or organization that is on record
    is_organization: bool
    instrument: str  # its key
    kind: str  # a core.treaty.Kind
    date: Day
    source: str
    confidence: str  # a core.provenance.Confidence
