"""What the address of the list of acts asks for."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest

from palermo.core.errors import Invalid
from palermo.kit.http import choice, day
from palermo.kit.models import Provenance
from palermo.register.exports.participants import Participant
from palermo.register.forms.who import Who, participant, who_of
from palermo.register.models import Act
from palermo.register.queries import Recorded


@dataclass(frozen=True, slots=True)
class Filters:
    """ "" and None are everything."""

    instrument: str
    kind: str
    participant: str  # its code
    since: date | None
    until: date | None
    year: int | None
    confidence: str
    who: Who

    @property
    def any(self) -> bool:
        asked = (
            self.instrument,
            self.kind,
            self.participant,
            self.since,
            self.until,
            self.year,
            self.confidence,
        )
        return any(asked) or self.who.any

    def keep(self, rows: Sequence[Recorded], people: Mapping[str, Participant], now: date) -> list[Recorded]:
        """The rows that fit, none after `now`; they come the newest first, and there may be thousands."""
        first, last = self.since or date.min, min(self.until or now, now)
        if self.year:
            first = max(first, date(self.year, 1, 1))
            last = min(last, date(self.year, 12, 31))
        begin = bisect_left(rows, -last.toordinal(), key=age)
        kept = list(rows[begin : bisect_right(rows, -first.toordinal(), lo=begin, key=age)])
        if self.instrument:
            kept = [row for row in kept if row.instrument == self.instrument]
        if self.kind:
            kept = [row for row in kept if row.kind == self.kind]
        if self.confidence:
            kept = [row for row in kept if row.act.confidence == self.confidence]
        if self.who.any or self.participant:
            codes = {code for code, each in people.items() if self.who.keeps(each)}
            codes &= {self.participant} if self.participant else codes
            kept = [row for row in kept if row.act.participant in codes]
        return kept


def age(row: Recorded) -> int:
    """What grows along the list."""
    return -row.act.date.toordinal()


def filters_of(
    request: HttpRequest,
    regions: Iterable[str],
    instruments: Iterable[str],
    people: Mapping[str, Participant],
    years: Iterable[int],
    now: date,
) -> Filters:
    """Read the address, no day after `now`; raises Invalid with a sentence for what cannot be read."""
    since, until = (day(request, name, None, latest=now) for name in ("from", "to"))
    if since and until and until < since:
        raise Invalid(
            "period.backwards",
            "The period ends on %(end)s, not after it begins on %(start)s. Give a later end.",
            start=since.isoformat(),
            end=until.isoformat(),
        )
    year = choice(request, "year", [str(each) for each in years])
    return Filters(
        choice(request, "instrument", set(instruments)),
        choice(request, "kind", Act.Kind.values),
        participant(request, people),
        since,
        until,
        int(year) if year else None,
        choice(request, "confidence", Provenance.Confidence.values),
        who_of(request, regions),
    )
