"""Bodies, and what their meetings dealt with."""

from django.urls import reverse
from ninja import Field

from palermo.kit.operations import Sourced, TextOut, coded
from palermo.meetings.models import Body, Topic

URL = "Path of its page, on this server."


class BodyOut(Sourced):
    """The Conference, one of its working groups, or another body of the United Nations."""

    key: str = Field(description="Its stable key.", examples=["wg-tip"])
    parent: str | None = Field(description="Key of the body whose organ it is; else null.")
    instrument: str | None = Field(description="Key of the instrument that it is about; else null.")
    symbol_series: str | None = Field(
        description="How the symbols of its documents begin; null where that is not on record."
    )
    established: str | None = Field(
        description="Key of the outcome that set it up; null where that is not on record."
    )
    names: TextOut = Field(description="Its name.")
    short_names: TextOut = Field(description="Its short name.")
    url: str = Field(description=URL, examples=["/en/meetings/wg-tip/"])

    @classmethod
    def of(cls, row: Body) -> "BodyOut":
        return cls.model_construct(
            key=row.key,
            parent=row.parent_id,
            instrument=row.instrument_id,
            symbol_series=row.symbol_series or None,
            established=row.established or None,
            names=TextOut.of(row.names),
            short_names=TextOut.of(row.short_names),
            url=reverse("meetings:body", args=[row.key]),
            confidence=row.confidence,
            source=row.source or None,
        )


class TopicOut(Sourced):
    """A theme that a meeting dealt with, and how we know."""

    key: str = Field(description="Its stable key.")
    session: str = Field(description="Key of the session.", examples=["wg-tip-1"])
    body: str = Field(description="Key of the body that met.", examples=["wg-tip"])
    themes: TextOut = Field(description="The theme, in words.")
    basis: str = coded(Topic.Basis.values, "How we know that the meeting dealt with it.")
    notes: TextOut | None = Field(description="What must be known of it; null where nothing must.")
    url: str = Field(
        description="Path of the page of the session, on this server.",
        examples=["/en/meetings/wg-tip/wg-tip-1/"],
    )

    @classmethod
    def of(cls, row: Topic) -> "TopicOut":
        return cls.model_construct(
            key=row.key,
            session=row.session_id,
            body=row.session.body_id,
            themes=TextOut.of(row.themes),
            basis=row.basis,
            notes=TextOut.said(row.notes),
            url=reverse("meetings:session", args=[row.session.body_id, row.session_id]),
            confidence=row.confidence,
            source=row.source or None,
        )
