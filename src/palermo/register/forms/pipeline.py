"""What the address of a list of those that are no parties asks for."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest

from palermo.kit.http import choice, day
from palermo.register.exports.pipeline import Row
from palermo.register.forms.who import Who, who_of
from palermo.register.queries import Step


@dataclass(frozen=True, slots=True)
class Filters:
    """The day, and what is left of the list; "" is everything."""

    on: date
    step: str
    who: Who

    @property
    def any(self) -> bool:
        return bool(self.step) or self.who.any

    def keep(self, rows: Iterable[Row]) -> list[Row]:
        return [row for row in rows if self.step in ("", row.waiting.step) and self.who.keeps(row.who)]


def filters_of(request: HttpRequest, regions: Iterable[str], now: date) -> Filters:
    """Read the address, no day after `now`; raises Invalid with a sentence for what cannot be read."""
    return Filters(
        day(request, "on", now, latest=now) or now,
        choice(request, "step", [step.value for step in Step]),
        who_of(request, regions),
    )
