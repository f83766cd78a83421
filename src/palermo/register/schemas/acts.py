"""Treaty acts."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from ninja import Field

from palermo.core import treaty
from palermo.kit.operations import Sourced, TextOut, coded
from palermo.register.models import Act
from palermo.register.schemas.words import INSTRUMENT, NAMES, PAGE, PARTICIPANT, Who

Day = date  # in ActOut the name `date` is a field


class Recorded(NamedTuple):
    """An act, the place of its instrument among the others, its source, and how its participant is found."""

    instrument: int
    key: str
    act: treaty.Act
    source: str
    who: Callable[[str], Who]  # asked of the rows that are sent


class ActOut(Sourced):
    """A signature, a consent to be bound, or a withdrawal, by one State or organization."""

    key: str = Field(description="Its stable key.", examples=["tip-protocol:JPN:acceptance:2017-07-11"])
    instrument: str = Field(description=INSTRUMENT, examples=["tip-protocol"])
    participant: str = Field(description=PARTICIPANT, examples=["JPN"])
    names: TextOut = Field(description=NAMES)
    kind: str = coded(Act.Kind.values, "What it did.")
    date: Day = Field(description="Day of the act.")
    known_from: Day = Field(
        description="Since when the act is known here; its own day where nothing says later."
    )
    url: str = Field(description=PAGE, examples=["/en/states/JPN/#tip-protocol:JPN:acceptance:2017-07-11"])

    @classmethod
    def of(cls, row: Recorded) -> "ActOut":
        who = row.who(row.act.participant)
        return cls.model_construct(
            key=row.act.key,
            instrument=row.key,
            participant=who.code,
            names=TextOut.of(who.names),
            kind=row.act.kind.value,
            date=row.act.date,
            known_from=row.act.known_from,
            url=f"{who.url}#{row.act.key}",
            confidence=row.act.confidence.value,
            source=row.source or None,
        )
