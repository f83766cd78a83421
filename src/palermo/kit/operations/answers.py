"""What every room answers: a refusal, a text in six languages, a fact with its source, a page of rows."""

from collections.abc import Iterable
from typing import Any, Generic, TypeVar

from ninja import Field, Schema

from palermo.core.language import LANGUAGES, Text
from palermo.kit.models import Provenance

R = TypeVar("R")


class ProblemOut(Schema):
    """A refusal, as RFC 9457 has it."""

    type: str = Field(
        description="Stable name of the problem.", examples=["urn:palermo:problem:date.invalid"]
    )
    title: str = Field(description="What is wrong, in one sentence, in the language of the request.")
    status: int = Field(description="The status of the answer.")
    detail: str = Field(description="The same sentence.")


class Page(Schema, Generic[R]):
    """Some rows of a list, in its one order."""

    items: list[R] = Field(description="The rows.")
    next: str | None = Field(
        description="The cursor of the rows after these; null where these are the last. Its form may change."
    )


def coded(values: Iterable[str], description: str, *, none: bool = False) -> Any:
    """A field that holds one of some codes, or null."""
    enum: list[Any] = [*map(str, values), *([None] if none else [])]
    return Field(description=description, json_schema_extra={"enum": enum})


class TextOut(Schema):
    """One text in the six languages; null where it is not on record in one."""

    ar: str | None = Field(description="In Arabic.")
    zh: str | None = Field(description="In Chinese.")
    en: str | None = Field(description="In English.")
    fr: str | None = Field(description="In French.")
    ru: str | None = Field(description="In Russian.")
    es: str | None = Field(description="In Spanish.")
    stale: list[str] = Field(
        description="Languages whose words are older than a change of the original.",
        json_schema_extra={"items": {"type": "string", "enum": list(LANGUAGES)}},
    )

    @classmethod
    def of(cls, text: Text) -> "TextOut":
        """Made without looking at it again: a list has hundreds."""
        found: dict[str, Any] = {code: text.in_(code) if text.has(code) else None for code in LANGUAGES}
        return cls.model_construct(**found, stale=sorted(text.stale))

    @classmethod
    def said(cls, text: Text) -> "TextOut | None":
        """None where there is none."""
        return cls.of(text) if text else None


class Sourced(Schema):
    """What every fact has."""

    confidence: str = coded(
        Provenance.Confidence.values, "How sure the fact is; from the surest to the least sure."
    )
    source: str | None = Field(
        description="Where the fact comes from, in English; null where nothing says so."
    )
