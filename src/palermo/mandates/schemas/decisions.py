"""What the API answers of decisions and their paragraphs, in our own words."""

from datetime import date

from django.urls import reverse
from ninja import Field

from palermo.kit.operations import Sourced, TextOut, coded
from palermo.mandates.models import Deliberation, Paragraph


class DeliberationOut(Sourced):
    """A decision or resolution that was read into paragraphs."""

    key: str = Field(description="Its stable key.", examples=["4-4"])
    kind: str = coded(Deliberation.Kind.values, "A decision or a resolution.")
    symbol: str = Field(description="Its symbol.", examples=["Decision 4/4"])
    body: str | None = Field(
        description="Key of the body that adopted it; null where it is not on record.", examples=["cop"]
    )
    organ: str | None = Field(
        description="Who adopted it, as printed in its text; null where a body is on record, or nothing."
    )
    session: str | None = Field(
        description="Key of the session; null where it is not on record.", examples=["cop-4"]
    )
    instrument: str | None = Field(description="Key of the instrument that it is about; else null.")
    adopted: date | None = Field(description="Day of its adoption; null where it is not on record.")
    year: int | None = Field(description="Year of its adoption; null where it is not on record.")
    imported: bool = Field(description="Whether it was read from a text that its holder imported.")
    document: str | None = Field(
        description="Symbol of the document that has its text; null where that is not on record."
    )
    titles: TextOut = Field(description="Its title.")
    url: str = Field(description="Path of its page, on this server.", examples=["/en/decisions/4-4/"])

    @classmethod
    def of(cls, row: Deliberation) -> "DeliberationOut":
        return cls.model_construct(
            key=row.key,
            kind=row.kind,
            symbol=row.symbol,
            body=row.body_id,
            organ=row.organ or None,
            session=row.session_id,
            instrument=row.instrument_id,
            adopted=row.adopted,
            year=row.year,
            imported=row.imported,
            document=row.document or None,
            titles=TextOut.of(row.titles),
            url=reverse("oversight:decision", args=[row.key]),
            confidence=row.confidence,
            source=row.source or None,
        )


class ParagraphOut(Sourced):
    """A clause of the preamble, an operative paragraph or an item of one, summarized in our own words."""

    key: str = Field(description="Its stable key.", examples=["4-4/o.i"])
    label: str = Field(description="Its label within the decision.", examples=["o.i"])
    parent: str | None = Field(description="Label of the paragraph above an item; else null.")
    order: int = Field(description="Its place in the decision.")
    kind: str = coded(Paragraph.Kind.values, "What it is in the decision.")
    printed: str | None = Field(description="How it is marked; null for the preamble.", examples=["(i)"])
    verb: str | None = coded(Paragraph.Verb.values, "Its printed verb; null where it has none.", none=True)
    act: str | None = Field(
        description="What it does, on the one scale of acts; null where it does nothing on it."
    )
    addressee: str = coded(Paragraph.Addressee.values, "Whom it addresses.")
    deadlines: TextOut | None = Field(description="By when, in words; null where it says nothing.")
    headings: TextOut | None = Field(description="Its heading, in our own words; null where it has none.")
    summaries: TextOut | None = Field(
        description="What it says, in our own words; null where that is not told."
    )
    provisions: list[str] = Field(
        description="Keys of the provisions that it names or rests on.", examples=[["tip-protocol/9/5"]]
    )
    url: str = Field(
        description="Path of its page, on this server, at its place there.",
        examples=["/en/decisions/4-4/#o-i"],
    )

    @classmethod
    def of(cls, row: Paragraph) -> "ParagraphOut":
        page = reverse("oversight:decision", args=[row.deliberation_id])
        return cls.model_construct(
            **{name: getattr(row, name) for name in ("key", "label", "order", "kind", "addressee")},
            parent=row.parent or None,
            printed=row.printed or None,
            verb=row.verb or None,
            act=row.act or None,
            deadlines=TextOut.said(row.deadlines),
            headings=TextOut.said(row.headings),
            summaries=TextOut.said(row.summaries),
            provisions=row.provisions.split(),
            url=f"{page}#{row.label.replace('.', '-')}" if row.printed else page,
            confidence=row.confidence,
            source=row.source or None,
        )
