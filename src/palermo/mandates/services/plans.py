"""What a text holds of a decision, before anything is saved."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from palermo.core.deliberation import Doubt


@dataclass(frozen=True, slots=True)
class Party:
    """Whom a paragraph addresses: a kind, perhaps a State or an organization by its key, and the words."""

    kind: str
    state: str = ""
    organization: str = ""
    printed: str = ""


@dataclass(frozen=True, slots=True)
class PlannedParagraph:
    """A part of the decision as it would be recorded."""

    label: str
    parent: str
    kind: str  # preamble, operative, item
    printed: str
    words: str
    start: int
    end: int
    verbs: tuple[str, ...] = ()
    act: str = ""
    parties: tuple[Party, ...] = ()
    deadline: str = ""
    due: date | None = None
    references: tuple[str, ...] = ()
    provisions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """A decision in one language as it would be recorded; `of` is the key of one that is on record."""

    key: str
    of: str  # "" for a decision that is new here
    kind: str
    symbol: str
    title: str
    language: str
    file_name: str
    digest: str  # SHA-256 of the file
    content: str  # the text of this decision
    paragraphs: Sequence[PlannedParagraph]
    doubts: Sequence[Doubt]
    number: int = 1  # which of the file it is, of how many
    count: int = 1
    adopted: date | None = None
    year: int | None = None
    body: str = ""
    session: str = ""
    organ: str = ""  # who adopted it, as printed

    @property
    def operative(self) -> list[PlannedParagraph]:
        return [each for each in self.paragraphs if each.kind == "operative"]
