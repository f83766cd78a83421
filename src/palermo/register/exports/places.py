"""Provisions that somebody named: how they are cited, ordered, and where they stand."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse

from palermo.core.citation import Citation
from palermo.kit.templatetags.kit import here


@dataclass(frozen=True, slots=True)
class Place:
    """A provision that somebody named: tip-protocol/15/2."""

    instrument: str
    citation: Citation

    @classmethod
    def at(cls, key: str) -> "Place":
        instrument, _slash, path = key.partition("/")
        return cls(instrument, Citation.at(path))

    @property
    def article(self) -> str:
        """The key of the article that it stands in."""
        return f"{self.instrument}/{self.citation.article}"

    @property
    def url(self) -> str:
        page = reverse("article", args=[self.instrument, self.citation.article])
        return f"{page}#{self.citation.eid()}"


@dataclass(frozen=True, slots=True)
class Titles:
    """The instruments' names in the reader's language, and their order."""

    names: Mapping[str, str]

    def printed(self, place: Place, of: str) -> str:
        """A citation; with its instrument where that is not the one `of` which the list tells."""
        cited = place.citation.printed(here())
        return cited if place.instrument == of else f"{self.names.get(place.instrument, '')}, {cited}"

    def rank(self, instrument: str) -> int:
        return list(self.names).index(instrument) if instrument in self.names else len(self.names)

    def order(self, place: Place) -> tuple[int, Citation]:
        return self.rank(place.instrument), place.citation
