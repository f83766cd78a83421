"""What the API answers of the texts that their holders imported."""

from datetime import datetime

from ninja import Field, Schema

from palermo.core.language import LANGUAGES
from palermo.kit.operations import coded
from palermo.mandates.models import LanguageVersion, PrintedParagraph


class VersionOut(Schema):
    """The text of a decision in one language, and the file that it came from."""

    language: str = coded(LANGUAGES, "Its language.")
    title: str | None = Field(description="Its title as printed; null where none is.")
    symbol: str | None = Field(description="Its symbol as printed; null where none is.")
    file_name: str = Field(description="Name of the file that it was read from.")
    digest: str = Field(description="SHA-256 of that file, in hexadecimal.")
    imported_at: datetime = Field(description="When it was imported.")

    @classmethod
    def of(cls, row: LanguageVersion) -> "VersionOut":
        return cls.model_construct(
            language=row.language,
            title=row.title or None,
            symbol=row.symbol or None,
            file_name=row.file_name,
            digest=row.digest,
            imported_at=row.imported_at,
        )


class PrintedOut(Schema):
    """A paragraph as printed in one language, and what was read in it."""

    label: str = Field(description="Label of the paragraph within the decision.", examples=["f"])
    language: str = coded(LANGUAGES, "The language.")
    words: str = Field(description="Its words.")
    verbs: str | None = Field(description="The verbs that were read, set apart by semicolons; else null.")
    parties: str | None = Field(
        description="The addressees as printed, set apart by semicolons; null where none was read."
    )
    deadline: str | None = Field(description="The deadline as printed; null where none was read.")
    references: str | None = Field(description="What it refers to, set apart by semicolons; else null.")

    @classmethod
    def of(cls, row: PrintedParagraph) -> "PrintedOut":
        return cls.model_construct(
            label=row.paragraph.label,
            language=row.language,
            words=row.words,
            verbs=row.verbs or None,
            parties=row.parties or None,
            deadline=row.deadline or None,
            references=row.references or None,
        )
