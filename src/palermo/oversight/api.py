"""The evidence of a decision, for programs."""

from typing import Annotated

from ninja import Router

from palermo.kit.http import Request, day, today
from palermo.kit.operations import DAY, place, reads
from palermo.oversight.evidence import evidence
from palermo.oversight.schemas import EvidenceOut

router = Router(tags=["oversight"])
Key = Annotated[str, place("Key of a decision", "4-4")]


@reads(
    router,
    "/decisions/{slug:key}/evidence",
    list[EvidenceOut],
    "What the records say of each paragraph of a decision on a day",
    DAY,
)
def decision_evidence(request: Request, key: Key) -> list[EvidenceOut]:
    """One row for each paragraph and each item, in the order of the decision: 24 for decision 4-4."""
    now = today()
    return [
        EvidenceOut.of(row)
        for row in evidence(request.actor, key, day(request, "on", now, latest=now) or now)
    ]
