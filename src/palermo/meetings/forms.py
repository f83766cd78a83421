"""What the address of the list of outcomes asks for."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import HttpRequest

from palermo.core.language import fold
from palermo.kit.http import choice, words
from palermo.kit.models import Provenance
from palermo.meetings.exports import SUBJECTS
from palermo.meetings.models import Outcome


@dataclass(frozen=True, slots=True)
class Filters:
    """ "" is everything."""

    body: str
    year: str
    subject: str
    confidence: str
    q: str

    @property
    def any(self) -> bool:
        return any((self.body, self.year, self.subject, self.confidence, self.q))

    def keep(self, found: QuerySet[Outcome]) -> list[Outcome]:
        if self.body:
            found = found.filter(body=self.body)
        if self.year:
            found = found.filter(year=int(self.year))
        if self.confidence:
            found = found.filter(confidence=self.confidence)
        if self.q:
            found = found.filter(folded__contains=fold(self.q))
        # A subject is one word among several in its cell.
        return [row for row in found if not self.subject or self.subject in row.subjects.split()]


def filters_of(request: HttpRequest, bodies: set[str], years: set[str]) -> Filters:
    """Read the address; raises Invalid with a sentence for what cannot be read."""
    return Filters(
        choice(request, "body", bodies),
        choice(request, "year", years),
        choice(request, "subject", SUBJECTS),
        choice(request, "confidence", Provenance.Confidence.values),
        words(request, "q"),
    )
