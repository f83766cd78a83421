"""What the address of a status table asks for."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from palermo.actors.models import State
from palermo.core.language import fold
from palermo.core.treaty import Status
from palermo.kit.http import choice, day, words
from palermo.kit.models import Provenance
from palermo.register.exports.status import STATUSES, Row
from palermo.register.models import Act

WITHOUT_CONSENT = {
    "signed": Status.SIGNATORY,
    "signed_unknown": Status.SIGNED_UNKNOWN,
    "withdrawn": Status.WITHDRAWN,
    "none": Status.NONE,
    "unknown": Status.UNKNOWN,
}
# An act by which somebody is bound, or where those without one stand.
ACTS: dict[str, str | Promise] = {
    **{kind.value: kind.label for kind in Act.Kind if kind not in {Act.Kind.SIGNATURE, Act.Kind.WITHDRAWAL}},
    **{value: STATUSES[status] for value, status in WITHOUT_CONSENT.items()},
    "inferred": _("Inferred from a Protocol"),
}


@dataclass(frozen=True, slots=True)
class Filters:
    """The day, the day of knowledge, and what is left of the table; "" is everything."""

    on: date
    known: date | None
    region: str
    group: str
    act: str
    confidence: str
    q: str

    @property
    def any(self) -> bool:
        return bool(self.region or self.group or self.act or self.confidence or self.q)

    def keep(self, rows: Iterable[Row]) -> list[Row]:
        wanted = fold(self.q)
        return [row for row in rows if self._keeps(row) and wanted in row.folded]

    def _keeps(self, row: Row) -> bool:
        return (
            (not self.region or row.region_key == self.region)
            and (not self.group or row.group == self.group)
            and (not self.confidence or row.standing.confidence == self.confidence)
            and (not self.act or self._keeps_act(row))
        )

    def _keeps_act(self, row: Row) -> bool:
        standing = row.standing
        if self.act == "inferred" or standing.inferred:
            return self.act == "inferred" and standing.inferred
        if self.act in WITHOUT_CONSENT:
            return standing.status is WITHOUT_CONSENT[self.act]
        return standing.status is Status.PARTY and bool(
            standing.consent and standing.consent.kind == self.act
        )


def filters_of(request: HttpRequest, regions: Iterable[str], now: date) -> Filters:
    """Read the address, no day after `now`; raises Invalid with a sentence for what cannot be read."""
    return Filters(
        day(request, "on", now, latest=now) or now,
        day(request, "known", None, latest=now),
        choice(request, "region", set(regions)),
        choice(request, "group", State.Group.values),
        choice(request, "act", ACTS),
        choice(request, "confidence", Provenance.Confidence.values),
        words(request, "q"),
    )
