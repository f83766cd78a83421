"""Periods of days, and months counted on the calendar."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date

from palermo.core.errors import Invalid


@dataclass(frozen=True, slots=True)
class Period:
    """The days from `start` up to but without `end`; None where it has no beginning or no end.

    Raises Invalid unless it ends after it begins.

    >>> Period(date(2008, 10, 8), date(2008, 10, 18)).contains(date(2008, 10, 17))
    True
    """

    start: date | None = None
    end: date | None = None

    def __post_init__(self) -> None:
        if self.start and self.end and self.end <= self.start:
            raise Invalid(
                "period.backwards",
                "The period ends on %(end)s, not after it begins on %(start)s. Give a later end.",
                start=self.start.isoformat(),
                end=self.end.isoformat(),
            )

    def contains(self, day: date) -> bool:
        return (self.start is None or self.start <= day) and (self.end is None or day < self.end)

    def overlaps(self, other: "Period") -> bool:
        return self.intersect(other) is not None

    def intersect(self, other: "Period") -> "Period | None":
        """The days in both; None where there is none.

        >>> Period(None, date(2010, 1, 1)).intersect(Period(date(2010, 1, 1)))
        """
        start = max((day for day in (self.start, other.start) if day), default=None)
        end = min((day for day in (self.end, other.end) if day), default=None)
        return None if start and end and end <= start else Period(start, end)


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last day of that month; at most the calendar's own ends.

    >>> months_after(date(2024, 2, 29), 12)
    datetime.date(2025, 2, 28)
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not MINYEAR <= year <= MAXYEAR:
        return date.max if months > 0 else date.min
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
