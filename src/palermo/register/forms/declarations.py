"""What the address of the list of reservations and declarations asks for."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest

from palermo.core.errors import Invalid
from palermo.core.language import fold
from palermo.kit.http import choice, day, words
from palermo.register.exports.articles import NONE
from palermo.register.exports.declarations import Row
from palermo.register.exports.participants import Participant
from palermo.register.forms.who import participant
from palermo.register.models import Declaration

NUMBER = re.compile(r"[1-9]\d{0,2}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Filters:
    """The day of the effects, and what is left of the list; "" is everything."""

    on: date
    instrument: str
    article: str
    kind: str
    effect: str
    participant: str  # its code
    q: str

    @property
    def any(self) -> bool:
        return bool(self.instrument or self.article or self.kind or self.effect or self.participant or self.q)

    def keep(self, rows: Iterable[Row]) -> list[Row]:
        wanted = fold(self.q)
        return [
            row
            for row in rows
            if self.instrument in ("", row.row.instrument_id)
            and self.kind in ("", row.row.kind)
            and self.effect in ("", row.declared.effect)
            and self.participant in ("", row.who.code)
            and (wanted in row.who.folded or wanted in row.folded)
            and self._keeps_article(row)
        ]

    def _keeps_article(self, row: Row) -> bool:
        if self.article == NONE:
            return not row.places
        return not self.article or any(place.article == self.article for place in row.places)


def filters_of(
    request: HttpRequest,
    registered: Iterable[str],
    counts: Mapping[str, int],
    people: Mapping[str, Participant],
    now: date,
) -> Filters:
    """Read the address, no day after `now`; `counts` says how many articles each instrument has."""
    return Filters(
        day(request, "on", now, latest=now) or now,
        choice(request, "instrument", set(registered)),
        article(request, counts),
        choice(request, "kind", Declaration.Kind.values),
        choice(request, "effect", Declaration.Effect.values),
        participant(request, people),
        words(request, "q"),
    )


def article(request: HttpRequest, counts: Mapping[str, int]) -> str:
    """An article by its key, whether or not anybody named it; "none" for statements that name none."""
    value = request.GET.get("article", "")
    instrument, _slash, number = value.partition("/")
    there = NUMBER.fullmatch(number) and int(number) <= counts.get(instrument, 0)
    if value and value != NONE and not there:
        raise Invalid(
            "article.invalid",
            "“%(value)s” is not an article. Give the instrument and the number, such as tip-protocol/15.",
            value=value[:60],
        )
    return value
