"""Sessions and meetings."""

from datetime import date

from django.urls import reverse
from ninja import Field

from palermo.kit.operations import Sourced, TextOut, coded
from palermo.meetings.models import Session

URL = "Path of its page, on this server."
UNCERTAIN = "Names of fields whose values are not certain."


class SessionOut(Sourced):
    """A session of the Conference, or a meeting of one of its groups."""

    key: str = Field(description="Its stable key.", examples=["wg-tip-1"])
    body: str = Field(description="Key of the body.", examples=["wg-tip"])
    title: str = Field(description="Body and number, or year, in the language of the request.")
    number: int | None = Field(description="Its number; null where that is not on record.")
    kind: str = coded(Session.Kind.values, "What it is to the Conference.")
    year: int = Field(description="Its year.")
    start: date | None = Field(description="First day; null where that is not on record.")
    end: date | None = Field(description="Last day; null where that is not on record.")
    place: str | None = coded(
        Session.Place.values, "Where it is held; null where that is not on record.", none=True
    )
    report_symbol: str | None = Field(
        description="Symbol of its report; null where that is not on record.",
        examples=["CTOC/COP/WG.4/2009/2"],
    )
    uncertain_fields: list[str] = Field(description=UNCERTAIN)
    notes: TextOut | None = Field(description="What must be known of it; null where nothing must.")
    url: str = Field(description=URL, examples=["/en/meetings/wg-tip/wg-tip-1/"])

    @classmethod
    def of(cls, row: Session) -> "SessionOut":
        return cls.model_construct(
            **{
                name: getattr(row, name)
                for name in ("key", "number", "kind", "year", "start", "end", "title")
            },
            body=row.body_id,
            place=row.place or None,
            report_symbol=row.report_symbol or None,
            uncertain_fields=row.uncertain_fields.split(),
            notes=TextOut.said(row.notes),
            url=reverse("meetings:session", args=[row.body_id, row.key]),
            confidence=row.confidence,
            source=row.source or None,
        )
