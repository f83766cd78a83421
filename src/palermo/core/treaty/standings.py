"""Where one participant stands to an instrument, and how sure that is."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from palermo.core.provenance import Confidence, weakest
from palermo.core.treaty.acts import Act


class Status(StrEnum):
    PARTY = "party"
    SIGNATORY = "signatory"
    SIGNED_UNKNOWN = "signed_unknown"  # it signed; whether it joined later is not on record
    WITHDRAWN = "withdrawn"
    NONE = "none"
    UNKNOWN = "unknown"


class Exit(NamedTuple):
    """A withdrawal, and the day on which it took effect."""

    act: Act
    day: date


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one participant stands on a day.

    `consent` is the newest; `in_force_from` says since when that binds it, None before then. `inferred` marks
    a party to the Convention known only through a Protocol, whose consent that is. `certain` is False where
    the record ends before the day and one more act would make it a party, or one again. `left` is the newest
    withdrawal that ended its standing, kept when it joins again.
    """

    participant: str
    status: Status
    signed: Act | None = None
    consent: Act | None = None
    in_force_from: date | None = None
    withdrawal: Act | None = None
    inferred: bool = False
    certain: bool = True
    left: Exit | None = None

    @property
    def deciding(self) -> Act | None:
        """The act that decides the status; None where there is none."""
        return self.withdrawal if self.status is Status.WITHDRAWN else self.consent or self.signed

    @property
    def confidence(self) -> Confidence | None:
        """How sure the deciding act is; whoever is inferred from it is no surer than what is derived."""
        act = self.deciding
        if act is None or not self.inferred:
            return act and act.confidence
        return weakest([Confidence.DERIVED, act.confidence])
