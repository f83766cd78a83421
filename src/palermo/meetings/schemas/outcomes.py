"""Decisions and resolutions, as records of the meetings."""

from datetime import date

from django.urls import reverse
from ninja import Field

from palermo.kit.operations import Sourced, TextOut, coded
from palermo.meetings.models import Outcome

Day = date  # in OutcomeOut the name `date` is a field
URL = "Path of its page, on this server."
UNCERTAIN = "Names of fields whose values are not certain."


class OutcomeOut(Sourced):
    """A decision or resolution, as a record of the meetings."""

    key: str = Field(description="Its stable key.", examples=["decision-4-4"])
    symbol: str | None = Field(description="Its symbol; null where that is not on record.")
    body: str = Field(description="Key of the body that adopted it.", examples=["cop"])
    session: str | None = Field(description="Key of the session; null where that is not on record.")
    year: int = Field(description="Year of its adoption.")
    date: Day | None = Field(description="Day of its adoption; null where that is not on record.")
    titles: TextOut | None = Field(description="Its title; null where that is not known.")
    subjects: list[str] = Field(description="Codes of what it is about.", examples=[["trafficking"]])
    group_effect: str = coded(Outcome.Effect.values, "What it did to the working group on trafficking.")
    group_effect_notes: TextOut | None = Field(description="The same in words; null where there are none.")
    uncertain_fields: list[str] = Field(description=UNCERTAIN)
    notes: TextOut | None = Field(description="What must be known of it; null where nothing must.")
    url: str = Field(description=URL, examples=["/en/outcomes/decision-4-4/"])

    @classmethod
    def of(cls, row: Outcome) -> "OutcomeOut":
        return cls.model_construct(
            key=row.key,
            symbol=row.symbol or None,
            body=row.body_id,
            session=row.session_id,
            year=row.year,
            date=row.date,
            titles=TextOut.said(row.titles),
            subjects=row.subjects.split(),
            group_effect=row.group_effect,
            group_effect_notes=TextOut.said(row.group_effect_notes),
            uncertain_fields=row.uncertain_fields.split(),
            notes=TextOut.said(row.notes),
            url=reverse("meetings:outcome", args=[row.key]),
            confidence=row.confidence,
            source=row.source or None,
        )
