"""How sure a fact is."""

from collections.abc import Iterable
from enum import StrEnum


class Confidence(StrEnum):
    """From the surest to the least sure."""

    SOURCED = "sourced"  # a named source says it
    DERIVED = "derived"  # it follows from what a named source says
    PARTLY = "partly"  # a named source says part of it; the rest is from memory
    UNVERIFIED = "unverified"  # no source was found that could be checked
    RECOLLECTION = "recollection"  # from memory

    @property
    def is_low(self) -> bool:
        """Whether any of it rests on memory."""
        return self in LOW


LOW = frozenset({Confidence.PARTLY, Confidence.UNVERIFIED, Confidence.RECOLLECTION})
RANK = {confidence: rank for rank, confidence in enumerate(Confidence)}


def weakest(confidences: Iterable[Confidence]) -> Confidence | None:
    """The least sure of several; None where there is none.

    >>> weakest([Confidence.SOURCED, Confidence.PARTLY]).value
    'partly'
    """
    return max(confidences, key=RANK.__getitem__, default=None)
