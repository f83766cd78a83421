"""What the API answers of States, organizations and regions."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.urls import reverse
from ninja import Field

from palermo.actors.models import Organization, OrganizationName, Region, State, StateName
from palermo.kit.operations import Sourced, TextOut, coded


class RegionOut(Sourced):
    """A region or subregion of the UN's M49 list."""

    code: str = Field(description="M49 code.", examples=["150"])
    parent: str | None = Field(description="Code of the region that it is a part of; null for a region.")
    names: TextOut = Field(description="Its name.")

    @classmethod
    def of(cls, row: Region) -> "RegionOut":
        return cls.model_construct(
            code=row.key,
            parent=row.parent_id,
            names=TextOut.of(row.names),
            confidence=row.confidence,
            source=row.source or None,
        )


class EarlierNameOut(Sourced):
    """A name borne until another took effect."""

    since: date | None = Field(description="First day; null where it is not on record.")
    until: date | None = Field(description="The day on which the next name took effect; null: not on record.")
    names: TextOut = Field(description="The name.")
    notes: TextOut | None = Field(description="What must be known of it; null where nothing must.")

    @classmethod
    def of(cls, row: StateName | OrganizationName) -> "EarlierNameOut":
        return cls.model_construct(
            since=row.since,
            until=row.until,
            names=TextOut.of(row.names),
            notes=TextOut.said(row.notes),
            confidence=row.confidence,
            source=row.source or None,
        )


class StateOut(Sourced):
    """A State: a Member of the United Nations or not, one that is gone included. All are equal."""

    iso3: str = Field(description="ISO 3166-1 alpha-3 code: its stable key.", examples=["JPN"])
    iso2: str = Field(description="ISO 3166-1 alpha-2 code.", examples=["JP"])
    m49: str = Field(description="M49 code of the United Nations.", examples=["392"])
    names: TextOut = Field(description="Its present name; the last, of one that is gone.")
    region: str = Field(description="M49 code of its region.", examples=["142"])
    subregion: str = Field(description="M49 code of its subregion.", examples=["030"])
    group: str | None = coded(
        State.Group.values, "Regional group of the United Nations; null where it is in none.", none=True
    )
    membership: str = coded(State.Membership.values, "What it is to the United Nations.")
    admitted: date | None = Field(
        description="Day of its admission to the United Nations; null where there is none on record."
    )
    exists_from: date | None = Field(
        description="First day of its existence, where that matters here; else null."
    )
    exists_until: date | None = Field(
        description="The day after the last of its existence; null where it exists."
    )
    continued_by: str | None = Field(
        description="Code of the State under which its acts stand; null where they are its own."
    )
    notes: TextOut | None = Field(description="What must be known of it; null where nothing must.")
    url: str = Field(description="Path of its page, on this server.", examples=["/en/states/JPN/"])

    @classmethod
    def of(cls, row: State) -> "StateOut":
        return cls.model_construct(**values_of(row))


class StateInFullOut(StateOut):
    """The same, with the names that it bore before."""

    earlier_names: list[EarlierNameOut] = Field(description="Earlier names, the first first.")

    @classmethod
    def with_names(cls, row: State, names: Iterable[StateName]) -> "StateInFullOut":
        return cls.model_construct(**values_of(row), earlier_names=[*map(EarlierNameOut.of, names)])


def values_of(row: State) -> dict[str, Any]:
    return {
        "iso3": row.key,
        "iso2": row.iso2,
        "m49": row.m49,
        "names": TextOut.of(row.names),
        "region": row.region_id,
        "subregion": row.subregion_id,
        "group": row.group or None,
        "membership": row.membership,
        "admitted": row.admitted,
        "exists_from": row.exists_from,
        "exists_until": row.exists_until,
        "continued_by": row.continued_by_id,
        "notes": TextOut.said(row.notes),
        "url": reverse("state", args=[row.key]),
        "confidence": row.confidence,
        "source": row.source or None,
    }


class OrganizationOut(Sourced):
    """An international organization that may join a treaty."""

    code: str = Field(description="Its stable key.", examples=["EUE"])
    names: TextOut = Field(description="Its present name.")
    short_names: TextOut | None = Field(description="Its short name; null where it has none.")
    kind: str = coded(Organization.Kind.values, "What it is.")
    url: str = Field(description="Path of its page, on this server.", examples=["/en/organizations/eu/"])

    @classmethod
    def of(cls, row: Organization) -> "OrganizationOut":
        return cls.model_construct(
            code=row.key,
            names=TextOut.of(row.names),
            short_names=TextOut.said(row.short_names),
            kind=row.kind,
            url=reverse("organization", args=[row.slug]),
            confidence=row.confidence,
            source=row.source or None,
        )
