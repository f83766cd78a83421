"""Where everyone stands."""

from datetime import date
from typing import NamedTuple

from ninja import Field, Schema

from palermo.actors.models import State
from palermo.core import treaty
from palermo.kit.operations import TextOut, coded
from palermo.register.models import Act
from palermo.register.schemas.words import INSTRUMENT, NAMES, PAGE, PARTICIPANT, Who


class Stood(NamedTuple):
    """A row of a status table, and the place of its instrument among the others."""

    instrument: int
    key: str
    who: Who
    region: str
    group: str
    standing: treaty.Standing
    source: str


class StandingOut(Schema):
    """Where a State or organization stands to an instrument on the day asked for."""

    confidence: str | None = coded(
        State.Confidence.values, "How sure the act is that decides it; null where there is none.", none=True
    )
    source: str | None = Field(description="Where that act comes from, in English; null where there is none.")
    instrument: str = Field(description=INSTRUMENT, examples=["tip-protocol"])
    participant: str = Field(description=PARTICIPANT, examples=["JPN"])
    names: TextOut = Field(description=NAMES)
    region: str | None = Field(description="M49 code of its region; null for an organization.")
    group: str | None = coded(
        State.Group.values, "Regional group; null for an organization, and for a State in none.", none=True
    )
    status: str = coded(treaty.Status, "Where it stands; “unknown” says nothing of whether it is a party.")
    inferred: bool = Field(
        description="Whether it is a party only because a Protocol shows it: no act of its own is on record."
    )
    certain: bool = Field(
        description="False where the record ends before the day, so that an act may be missing."
    )
    signed: date | None = Field(description="Day of its signature; null where there is none on record.")
    act: str | None = coded(
        Act.Kind.values,
        "The newest act by which it consented to be bound; null where there is none.",
        none=True,
    )
    deposited: date | None = Field(description="Day of that act; null where there is none.")
    in_force: date | None = Field(description="Since when that act binds it; null where it does not.")
    withdrawn: date | None = Field(
        description="Day of a withdrawal that took effect; null where there is none."
    )
    known_from: date | None = Field(description="Since when the act that decides is known here; else null.")
    url: str = Field(description=PAGE, examples=["/en/states/JPN/"])

    @classmethod
    def of(cls, row: Stood) -> "StandingOut":
        standing, deciding = row.standing, row.standing.deciding
        consent = None if standing.inferred else standing.consent
        return cls.model_construct(
            instrument=row.key,
            participant=row.who.code,
            names=TextOut.of(row.who.names),
            region=row.region or None,
            group=row.group or None,
            status=standing.status.value,
            inferred=standing.inferred,
            certain=standing.certain,
            signed=standing.signed and standing.signed.date,
            act=consent and consent.kind.value,
            deposited=consent and consent.date,
            in_force=standing.in_force_from,
            withdrawn=standing.left and standing.left.day,
            known_from=deciding and deciding.known_from,
            url=row.who.url,
            confidence=standing.confidence and standing.confidence.value,
            source=row.source or None,
        )
