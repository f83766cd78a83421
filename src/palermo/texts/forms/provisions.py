"""What the address of a list of provisions asks for."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from palermo.core.language import LANGUAGES, Text, fold
from palermo.kit.http import Request, choice, words
from palermo.kit.tables import Table
from palermo.texts import queries
from palermo.texts.exports import table
from palermo.texts.models import Provision

LEVELS: dict[str, str | Promise] = {
    "article": _("Articles alone"),
    "paragraph": _("Paragraphs alone"),
    "point": _("Subparagraphs alone"),
}


def level_of(row: Provision) -> str:
    """An article, a numbered paragraph, or what stands below one under a letter."""
    citation = row.citation
    return "point" if citation.letters else "paragraph" if citation.paragraph else "article"


WEIGHTS = Provision.Weight.choices


@dataclass(frozen=True, slots=True)
class Filters:
    """What is left of a list of provisions, and the second language beside; "" is everything, or none."""

    instrument: str
    article: str
    level: str
    weight: str
    addressee: str
    theme: str
    cluster: str
    q: str
    beside: str

    @property
    def any(self) -> bool:
        """Whether anything is left out."""
        parts = (self.instrument, self.level, self.weight, self.addressee, self.theme, self.cluster, self.q)
        return any(parts)

    def keep(self, rows: Sequence[Provision]) -> list[Provision]:
        found, wanted = list(rows), fold(self.q)
        exact = {
            "instrument_id": self.instrument,
            "weight": self.weight,
            "addressee": self.addressee,
            "theme_id": self.theme,
            "cluster": self.cluster,
        }
        for name, value in exact.items():
            if value:
                found = [row for row in found if getattr(row, name) == value]
        if self.article:
            found = [row for row in found if row.article == self.article]
        if self.level:
            found = [row for row in found if level_of(row) == self.level]
        return [row for row in found if wanted in row.folded] if wanted else found


class Listed(NamedTuple):
    """What a list of provisions shows: its filters, its table, its rows in the order asked for."""

    filters: Filters
    table: Table[Provision]
    rows: list[Provision]


def listed(request: Request, *, instrument: str = "", theme: str = "", level: str = "") -> Listed:
    """Read the address; raises Invalid with a sentence for what cannot be read.

    `instrument` or `theme` is that of the page; `level` is shown where the address names none.
    """
    titles = {each.key: each.short_titles for each in queries.all_instruments(request.actor)}
    themes = {each.key for each in queries.themes(request.actor)}
    filters = Filters(
        instrument or choice(request, "instrument", titles),
        "",  # of every article
        choice(request, "level", {*LEVELS, "all"}, level).replace("all", ""),
        choice(request, "weight", Provision.Weight.values),
        choice(request, "addressee", Provision.Addressee.values),
        theme or choice(request, "theme", themes),
        choice(request, "cluster", Provision.Cluster.values),
        words(request, "q"),
        choice(request, "beside", LANGUAGES),
    )
    columns = table(request, filters.beside, {} if instrument else titles, themed=not theme)
    rows = filters.keep(queries.all_provisions(request.actor))
    return Listed(filters, columns, columns.ordered(rows))


def weights_of(rows: Sequence[Provision]) -> list[tuple[str, str]]:
    """The weights that any of the rows has, from the strongest."""
    held = {row.weight for row in rows}
    return [(key, str(label)) for key, label in WEIGHTS if key in held]


def clusters_of(rows: Sequence[Provision]) -> list[tuple[str, str]]:
    held = {row.cluster for row in rows}
    return [(key, str(label)) for key, label in Provision.Cluster.choices if key in held]


def themes_of(rows: Sequence[Provision]) -> list[tuple[str, Text]]:
    """In our order, the themes that any of the rows is about."""
    held = {row.theme_id: row.theme for row in rows}
    return [(key, held[key].names) for key in sorted(held, key=lambda key: held[key].order)]
