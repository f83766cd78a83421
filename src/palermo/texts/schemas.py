"""What the API answers of instruments, provisions, themes and official texts."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, NamedTuple

from django.urls import reverse
from ninja import Field, Schema

from palermo.core.language import LANGUAGES
from palermo.kit.operations import Sourced, TextOut, coded
from palermo.kit.templatetags.kit import here
from palermo.texts.models import Instrument, OfficialText, Provision, Theme, Wording

URL = "Path of its page, on this server."


class InstrumentOut(Sourced):
    """A treaty, with the rules by which it enters into force."""

    key: str = Field(description="Its stable key.", examples=["tip-protocol"])
    parent: str | None = Field(description="Key of the Convention, of a Protocol; else null.")
    titles: TextOut = Field(description="Its title.")
    short_titles: TextOut = Field(description="Its short title.")
    adopted: date = Field(description="Day of its adoption.")
    adopted_by: str = Field(description="Symbol of the resolution that adopted it.", examples=["A/RES/55/25"])
    signature_until: date | None = Field(
        description="Last day on which it could be signed; null where that is not on record."
    )
    article_count: int = Field(description="How many articles it has.")
    deposits_required: int = Field(description="How many deposits bring it into force.")
    first_delay_days: int = Field(description="Days from the last of those to its entry into force.")
    later_delay_days: int = Field(description="Days from a later deposit until it binds.")
    withdrawal_delay_months: int = Field(description="Months from a withdrawal until it takes effect.")
    depositary_reference: str = Field(description="Chapter of the depositary.", examples=["XVIII-12-a"])
    acts_recorded: bool = Field(description="Whether its acts are kept in the register.")
    url: str = Field(description=URL, examples=["/en/texts/tip-protocol/"])

    @classmethod
    def of(cls, row: Instrument) -> "InstrumentOut":
        plain = (
            *("key", "adopted", "adopted_by", "signature_until", "article_count", "deposits_required"),
            *("first_delay_days", "later_delay_days", "withdrawal_delay_months"),
            *("depositary_reference", "acts_recorded"),
        )
        return cls.model_construct(
            **{name: getattr(row, name) for name in plain},
            parent=row.parent_id,
            titles=TextOut.of(row.titles),
            short_titles=TextOut.of(row.short_titles),
            url=reverse("instrument", args=[row.key]),
            confidence=row.confidence,
            source=row.source or None,
        )


class Placed(NamedTuple):
    """A provision, and the place of its instrument among the others."""

    instrument: int
    row: Provision


class ProvisionOut(Sourced):
    """An article, one of its paragraphs, or a subparagraph that stands on its own, in our own words."""

    key: str = Field(description="Its stable key.", examples=["tip-protocol/9/1/b"])
    instrument: str = Field(description="Key of the instrument.", examples=["tip-protocol"])
    number: str = Field(description="Its place in the instrument.", examples=["9/1/b"])
    parent: str | None = Field(description="Key of the provision that it stands in; null for an article.")
    citation: str = Field(
        description="How it is cited, in the language of the request.", examples=["art. 9, para. 1 (b)"]
    )
    weight: str = coded(Provision.Weight.values, "How strongly it binds a State.")
    addressee: str = coded(Provision.Addressee.values, "Whom it addresses.")
    theme: str = Field(description="Key of what it is about.", examples=["victims"])
    cluster: str | None = coded(
        Provision.Cluster.values,
        "Under which cluster the Review Mechanism looks at it; null where under none.",
        none=True,
    )
    headings: TextOut = Field(description="Its heading.")
    summaries: TextOut | None = Field(
        description="What it says, in our own words; null where it is not summarized."
    )
    url: str = Field(description=URL, examples=["/en/texts/tip-protocol/9/#art_9__para_1"])

    @classmethod
    def of(cls, placed: Placed) -> "ProvisionOut":
        return cls.model_construct(**values_of(placed.row))


class ProvisionInFullOut(ProvisionOut):
    """The same, with what stands directly below it."""

    parts: list[str] = Field(description="Keys of the provisions directly below it, in their order.")

    @classmethod
    def with_parts(cls, row: Provision, parts: Iterable[Provision]) -> "ProvisionInFullOut":
        return cls.model_construct(**values_of(row), parts=[each.key for each in parts])


def values_of(row: Provision) -> dict[str, Any]:
    citation = row.citation
    page = reverse("article", args=[row.instrument_id, row.article])
    return {
        "key": row.key,
        "instrument": row.instrument_id,
        "number": row.number,
        "parent": row.parent_id,
        "citation": citation.printed(here()),
        "weight": row.weight,
        "addressee": row.addressee,
        "theme": row.theme_id,
        "cluster": row.cluster or None,
        "headings": TextOut.of(row.headings),
        "summaries": TextOut.said(row.summaries),
        "url": f"{page}#{citation.eid()}" if row.parent_id else page,
        "confidence": row.confidence,
        "source": row.source or None,
    }


class ThemeOut(Schema):
    """What provisions of several instruments are about: our own division, which nobody else answers for."""

    key: str = Field(description="Its stable key.", examples=["victims"])
    order: int = Field(description="Its place among the themes.")
    names: TextOut = Field(description="Its name.")
    url: str = Field(description=URL, examples=["/en/texts/themes/victims/"])

    @classmethod
    def of(cls, row: Theme) -> "ThemeOut":
        return cls.model_construct(
            key=row.key, order=row.order, names=TextOut.of(row.names), url=reverse("theme", args=[row.key])
        )


class OfficialTextOut(Schema):
    """The official text of an instrument in one language, as the holder of this place imported it."""

    instrument: str = Field(description="Key of the instrument.", examples=["tip-protocol"])
    language: str = coded(LANGUAGES, "Its language.")
    sha256: str = Field(description="SHA-256 of the file.")
    characters: int = Field(description="How many characters the file has.")
    imported_at: datetime = Field(description="When it was imported.")

    @classmethod
    def of(cls, row: OfficialText) -> "OfficialTextOut":
        return cls.model_construct(
            instrument=row.instrument_id,
            language=row.language,
            sha256=row.digest,
            characters=row.characters,
            imported_at=row.imported_at,
        )


class WordingOut(Schema):
    """A part of an official text, word for word."""

    order: int = Field(description="Its place in the text.")
    kind: str = coded(Wording.Kind.values, "What it is in the text.")
    number: str | None = Field(
        description="The provision that it words, as 9/1/b; null where it words none.", examples=["9/1/b"]
    )
    printed: str | None = Field(description="Its number as the file prints it; null where there is none.")
    heading: str | None = Field(description="Its heading; null where it has none.")
    words: str | None = Field(description="Its words; null where it has none.")

    @classmethod
    def of(cls, row: Wording) -> "WordingOut":
        said = {name: getattr(row, name) or None for name in ("number", "printed", "heading", "words")}
        return cls.model_construct(order=row.order, kind=row.kind, **said)
