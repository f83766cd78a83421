"""Published counts, and how far the record goes."""

from datetime import date
from typing import NamedTuple

from django.urls import reverse
from ninja import Field

from palermo.kit.operations import Sourced, TextOut, coded
from palermo.register.models import Completeness, PublishedCount
from palermo.register.queries import Comparison
from palermo.register.schemas.words import INSTRUMENT, PAGE

VERDICTS = ("equal", "within", "short", "differs")


class Compared(NamedTuple):
    """A published count beside ours, and the place of its instrument among the others."""

    instrument: int
    row: Comparison


class PublishedCountOut(Sourced):
    """How many signatories and parties somebody else counted, beside how many are on record here."""

    key: str = Field(description="Its stable key.")
    instrument: str = Field(description=INSTRUMENT, examples=["tip-protocol"])
    as_at: date = Field(description="The day that it is for; the first of the month where it is for a month.")
    precision: str = coded(PublishedCount.Precision.values, "Whether it is for a day or for a month.")
    parties: int = Field(description="Parties that were published.")
    signatories: int | None = Field(description="Signatories that were published; null where none were.")
    parties_first: int = Field(description="Parties on record here on its first day.")
    parties_last: int = Field(description="Parties on record here on its last day.")
    signatories_last: int = Field(description="Whoever had signed by its last day, on record here.")
    inferred: int = Field(description="Further parties that only a Protocol shows.")
    low: int = Field(description="Of the parties on record, those of low confidence.")
    verdict: str = coded(
        VERDICTS, "equal; within what changed in the month; short, for the record ends before; or differs."
    )
    url: str = Field(description=PAGE, examples=["/en/register/tip-protocol/"])

    @classmethod
    def of(cls, compared: Compared) -> "PublishedCountOut":
        row, published = compared.row, compared.row.published
        names = ("key", "as_at", "precision", "parties", "signatories", "confidence")
        return cls.model_construct(
            **{name: getattr(published, name) for name in names},
            instrument=published.instrument_id,
            parties_first=row.first,
            parties_last=row.last,
            signatories_last=row.signatories,
            inferred=row.inferred,
            low=row.low,
            verdict=row.verdict,
            url=reverse("register:instrument", args=[published.instrument_id]),
            source=published.source or None,
        )


class CompletenessOut(Sourced):
    """The day up to which the acts of an instrument are complete; after it, no act means unknown."""

    instrument: str = Field(description=INSTRUMENT, examples=["tip-protocol"])
    complete_to: date = Field(description="The last day of which the record speaks.")
    notes: TextOut | None = Field(description="What must be known of it; null where nothing must.")
    url: str = Field(description=PAGE, examples=["/en/register/tip-protocol/"])

    @classmethod
    def of(cls, row: Completeness) -> "CompletenessOut":
        return cls.model_construct(
            instrument=row.instrument_id,
            complete_to=row.complete_to,
            notes=TextOut.said(row.notes),
            url=reverse("register:instrument", args=[row.instrument_id]),
            confidence=row.confidence,
            source=row.source or None,
        )
