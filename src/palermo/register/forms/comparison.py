"""What the address of a comparison asks for."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest

from palermo.kit.http import choice, day
from palermo.register.exports.comparison import Row
from palermo.register.forms.who import Who, who_of
from palermo.register.queries import ChangeKind


@dataclass(frozen=True, slots=True)
class Filters:
    """Two days, the day of knowledge, and what is left of the list of changes; "" is everything."""

    since: date
    until: date
    known: date | None
    change: str
    who: Who

    @property
    def any(self) -> bool:
        return bool(self.change) or self.who.any

    def keep(self, rows: Iterable[Row]) -> list[Row]:
        return [row for row in rows if self.change in ("", row.change.kind) and self.who.keeps(row.who)]


def filters_of(request: HttpRequest, regions: Iterable[str], begin: date, now: date) -> Filters:
    """Read the address, from the day `begin` to `now` where it names none, and no day after `now`."""
    return Filters(
        day(request, "from", begin, latest=now) or begin,
        day(request, "to", now, latest=now) or now,
        day(request, "known", None, latest=now),
        choice(request, "change", [kind.value for kind in ChangeKind]),
        who_of(request, regions),
    )
