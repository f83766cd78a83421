"""Decisions and their paragraphs, for programs."""

from collections.abc import Sequence
from typing import Annotated

from ninja import Router

from palermo.kit.http import Request
from palermo.kit.operations import lists, place, reads
from palermo.mandates import queries
from palermo.mandates.models import Deliberation, Paragraph
from palermo.mandates.schemas import DeliberationOut, ParagraphOut

router = Router(tags=["mandates"])
Key = Annotated[str, place("Key of a decision or resolution", "4-4")]


@lists(
    router,
    "/deliberations",
    DeliberationOut,
    "Decisions and resolutions that were read into paragraphs, the oldest first",
    by=lambda row: (row.adopted.isoformat(), row.key),
)
def deliberations(request: Request) -> Sequence[Deliberation]:
    """By the day of their adoption."""
    return list(queries.every(request.actor).values())


@reads(router, "/deliberations/{slug:key}", DeliberationOut, "A decision or resolution")
def deliberation(request: Request, key: Key) -> DeliberationOut:
    """A decision or resolution by its key."""
    return DeliberationOut.of(queries.deliberation(request.actor, key))


@lists(
    router,
    "/deliberations/{slug:key}/paragraphs",
    ParagraphOut,
    "The paragraphs of a decision or resolution, as its text has them",
    by=lambda row: (row.order, row.key),
)
def paragraphs(request: Request, key: Key) -> Sequence[Paragraph]:
    """The clauses of the preamble, then each operative paragraph with its items; in our own words."""
    found = queries.deliberation(request.actor, key)
    return queries.paragraphs(request.actor, found.key)
