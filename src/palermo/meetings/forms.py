"""What the address of the list of outcomes asks for."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.http import HttpRequest

from palermo.kit.http import choice, words
from palermo.kit.models import Provenance
from palermo.meetings.models import Outcome
from palermo.meetings.queries import as_recorded


@dataclass(frozen=True, slots=True)
class Filters:
    """ "" is everything."""

    body: str
    year: str
    subject: str
    confidence: str
    q: str

    def keep(self, rows: Iterable[Outcome]) -> list[Outcome]:
        """The rows that fit; a subject is one word among several in its cell."""
        wanted = as_recorded(self.q)
        return [
            row
            for row in rows
            if self.body in ("", row.body_id)
            and self.year in ("", str(row.year))
            and self.confidence in ("", row.confidence)
            and wanted in row.folded
            and (not self.subject or self.subject in row.subjects.split())
        ]


def filters_of(
    request: HttpRequest, bodies: Collection[str], years: Collection[str], subjects: Collection[str]
) -> Filters:
    """Read the address; raises Invalid with a sentence for what cannot be read."""
    return Filters(
        choice(request, "body", bodies),
        choice(request, "year", years),
        choice(request, "subject", subjects),
        choice(request, "confidence", Provenance.Confidence.values),
        words(request, "q"),
    )
