"""What the API answers."""

from ninja import Field, Schema

from palermo.core.provenance import Confidence
from palermo.oversight.evidence import Row, Status


class RecordOut(Schema):
    """A record that a status rests on."""

    label: str = Field(description="What the record is, in words.")
    url: str = Field(description="Path of the page that shows it, on this server.")


class EvidenceOut(Schema):
    """A paragraph of a decision, or an item of one, with what the records say of it."""

    paragraph: str = Field(
        description="Letter of the paragraph: a … t; o.i … o.iv for the items of (o).", examples=["p"]
    )
    status: Status = Field(
        description="“unknown” is a status of its own: it says nothing about whether it was done."
    )
    rule: str = Field(description="How the status is found, in one sentence.")
    sentence: str = Field(description="What the records say.")
    records: list[RecordOut] = Field(description="The records that the status rests on.")
    confidence: Confidence | None = Field(
        description="That of the least sure record; null where there is none."
    )

    @classmethod
    def of(cls, row: Row) -> "EvidenceOut":
        found = row.evidence
        return cls(
            paragraph=row.label,
            status=found.status,
            rule=row.rule,
            sentence=found.sentence,
            records=[RecordOut(label=record.label, url=record.url) for record in found.records],
            confidence=found.confidence,
        )
