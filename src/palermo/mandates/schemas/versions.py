"""What the API answers of the texts that their holders imported, and of one paragraph with all of it."""

from collections.abc import Iterable
from datetime import date, datetime

from ninja import Field, Schema

from palermo.core.language import LANGUAGES
from palermo.kit.operations import coded
from palermo.mandates.models import LanguageVersion, Mandate, PrintedParagraph
from palermo.mandates.schemas.decisions import ParagraphOut
from palermo.mandates.schemas.mandates import AddresseeOut


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


class OneParagraphOut(ParagraphOut):
    """A paragraph with whom it addresses, by when, what is said of it, and its words in every language."""

    addressees: list[AddresseeOut] = Field(
        description="Whom it addresses, in the order of its words; of an item, whom the paragraph above does."
    )
    due: date | None = Field(description="The day by which it is asked; null where none is on record.")
    progress: str | None = coded(
        Mandate.Progress.values, "What is claimed of it; null for the preamble.", none=True
    )
    standing: str | None = coded(
        Mandate.Standing.values, "Whether it still stands; null for the preamble.", none=True
    )
    texts: list[PrintedOut] = Field(description="Its words in each language that is held.")

    @classmethod
    def whole(
        cls, row: ParagraphOut, mandate: Mandate | None, printed: Iterable[PrintedParagraph]
    ) -> "OneParagraphOut":
        return cls.model_construct(
            **{name: getattr(row, name) for name in ParagraphOut.model_fields},
            addressees=[AddresseeOut.of(each) for each in mandate.addressees.all()] if mandate else [],
            due=mandate.due if mandate else None,
            progress=mandate.progress if mandate else None,
            standing=mandate.standing if mandate else None,
            texts=[PrintedOut.of(each) for each in printed],
        )
