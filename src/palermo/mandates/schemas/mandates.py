"""What the API answers of what is asked: a row of the list."""

from collections.abc import Iterable
from datetime import date

from django.urls import reverse
from ninja import Field, Schema

from palermo.core.language import Text
from palermo.kit.operations import TextOut, coded
from palermo.mandates.models import (
    Addressee,
    Mandate,
    OperativeAct,
    ParagraphAddressee,
    PrintedParagraph,
)


class AddresseeOut(Schema):
    """Whom a paragraph addresses: a kind, or a State or an organization by its name."""

    kind: str = coded(ParagraphAddressee.values, "Of which kind it is.")
    state: str | None = Field(description="Code of the State that is named; else null.", examples=["JPN"])
    organization: str | None = Field(description="Key of the organization that is named; else null.")

    @classmethod
    def of(cls, row: Addressee) -> "AddresseeOut":
        return cls.model_construct(kind=row.kind, state=row.state_id, organization=row.organization_id)


def printed_text(rows: Iterable[PrintedParagraph]) -> TextOut | None:
    """The words as printed in each language that is held; None where none is."""
    return TextOut.said(Text({each.language: each.words for each in rows}))


class MandateOut(Schema):
    """An operative paragraph: what it does, whom it asks, by when, and what is said of it."""

    key: str = Field(description="Stable key of the paragraph.", examples=["4-4/f"])
    decision: str = Field(description="Key of the decision or resolution.", examples=["4-4"])
    label: str = Field(description="Its label within the decision.", examples=["f"])
    act: str | None = coded(
        OperativeAct.values, "What it does, on the one scale of acts; null where that is not told.", none=True
    )
    addressees: list[AddresseeOut] = Field(description="Whom it addresses, in the order of its words.")
    due: date | None = Field(description="The day by which it is asked; null where none is on record.")
    theme: str | None = Field(description="Key of the theme of the first provision that it names; else null.")
    progress: str = coded(Mandate.Progress.values, "What is claimed of it, taken together.")
    standing: str = coded(Mandate.Standing.values, "Whether it still stands by itself.")
    adopted: date | None = Field(description="Day of adoption; null where it is not on record.")
    year: int | None = Field(description="Year of adoption; null where it is not on record.")
    headings: TextOut | None = Field(description="Its heading, in our own words; null where it has none.")
    summaries: TextOut | None = Field(
        description="What it says, in our own words; null where that is not told."
    )
    words: TextOut | None = Field(description="Its words as printed; null where no text of it is held.")
    url: str = Field(
        description="Path of its page, on this server.", examples=["/en/decisions/4-4/paragraphs/f/"]
    )

    @classmethod
    def of(cls, row: Mandate) -> "MandateOut":
        paragraph = row.paragraph
        return cls.model_construct(
            key=paragraph.key,
            decision=row.deliberation_id,
            label=paragraph.label,
            act=row.act or None,
            addressees=[AddresseeOut.of(each) for each in row.addressees.all()],
            due=row.due,
            theme=row.theme_id,
            progress=row.progress,
            standing=row.standing,
            adopted=row.adopted,
            year=row.year,
            headings=TextOut.said(paragraph.headings),
            summaries=TextOut.said(paragraph.summaries),
            words=printed_text(paragraph.printed_in.all()),
            url=reverse("mandates:paragraph", args=[row.deliberation_id, paragraph.label]),
        )
