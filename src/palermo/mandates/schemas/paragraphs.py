"""What the API answers of one paragraph, with all of it."""

from collections.abc import Iterable
from datetime import date

from ninja import Field

from palermo.kit.operations import coded
from palermo.mandates.models import Mandate, PrintedParagraph
from palermo.mandates.schemas.decisions import ParagraphOut
from palermo.mandates.schemas.mandates import AddresseeOut
from palermo.mandates.schemas.versions import PrintedOut


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
