"""Reservations, declarations, objections and notices."""

from datetime import date
from typing import NamedTuple

from ninja import Field

from palermo.kit.operations import Sourced, TextOut, coded
from palermo.register.models import Act, Declaration
from palermo.register.queries import Declared
from palermo.register.schemas.words import INSTRUMENT, NAMES, PAGE, PARTICIPANT, Who

Day = date  # in DeclarationOut the name `date` is a field


class Said(NamedTuple):
    """A declaration with its effect, and the place of its instrument among the others."""

    instrument: int
    declared: Declared
    who: Who


class DeclarationOut(Sourced):
    """A reservation, a declaration, an objection or a notice, and what has become of it by the day."""

    key: str = Field(description="Its stable key.")
    instrument: str = Field(description=INSTRUMENT, examples=["tip-protocol"])
    participant: str = Field(description=PARTICIPANT, examples=["DZA"])
    names: TextOut = Field(description=NAMES)
    kind: str = coded(Declaration.Kind.values, "What it is.")
    provisions: list[str] = Field(
        description="Keys of the provisions that it is about.", examples=[["tip-protocol/15/2"]]
    )
    date: Day | None = Field(description="Its day; null where that is not on record.")
    occasion: str | None = coded(
        Act.Kind.values, "The act that it was made with; null where that is not on record.", none=True
    )
    about: str | None = Field(
        description="Key of the reservation that an objection answers, or that is withdrawn; else null."
    )
    summaries: TextOut | None = Field(
        description="What it says, in our own words; null where that is not told."
    )
    effect: str = coded(Declaration.Effect.values, "What has become of it by the day asked for.")
    url: str = Field(description=PAGE, examples=["/en/states/DZA/#declarations"])

    @classmethod
    def of(cls, said: Said) -> "DeclarationOut":
        row = said.declared.row
        return cls.model_construct(
            key=row.key,
            instrument=row.instrument_id,
            participant=said.who.code,
            names=TextOut.of(said.who.names),
            kind=row.kind,
            provisions=row.provisions.split(),
            date=row.date,
            occasion=row.occasion or None,
            about=row.about_id,
            summaries=TextOut.said(row.summaries),
            effect=said.declared.effect.value,
            url=f"{said.who.url}#declarations",
            confidence=row.confidence,
            source=row.source or None,
        )
