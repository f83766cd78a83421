"""Rows of what is asked, in an order, read only as far as a page needs them."""

from collections.abc import Iterable, Iterator, Sequence
from typing import overload

from django.db.models import F, Prefetch, QuerySet

from palermo.mandates.models import Addressee, Mandate, PrintedParagraph

BY_DAY = (F("year").desc(nulls_last=True), F("adopted").desc(nulls_last=True), "deliberation", "order")
BY_DAY_UP = (F("year").asc(nulls_first=True), F("adopted").asc(nulls_first=True), "deliberation", "order")
GREATEST = 2**63  # numbers that a database takes lie below


class InTurn(Sequence[Mandate]):
    """The rows of several querysets, one after the other, read only as far as a page needs them."""

    def __init__(self, *parts: QuerySet[Mandate]) -> None:
        self.parts = parts
        self.counts = [part.count() for part in parts]

    def __len__(self) -> int:
        return sum(self.counts)

    @overload
    def __getitem__(self, place: int) -> Mandate: ...
    @overload
    def __getitem__(self, place: slice) -> list[Mandate]: ...
    def __getitem__(self, place: int | slice) -> Mandate | list[Mandate]:
        if isinstance(place, int):
            return self[place : place + 1][0]
        start, stop, _step = place.indices(len(self))
        found: list[Mandate] = []
        for part, count in zip(self.parts, self.counts, strict=True):
            if start < min(count, stop):
                found += whole(part[start : min(count, stop)].values_list("pk", flat=True))
            start, stop = max(0, start - count), max(0, stop - count)
        return found


class Keyed(Sequence[Mandate]):
    """The rows of a queryset whose condition takes long to look at: it is looked at once."""

    def __init__(self, rows: QuerySet[Mandate]) -> None:
        self.keys = list(rows.values_list("pk", flat=True))

    def __len__(self) -> int:
        return len(self.keys)

    @overload
    def __getitem__(self, place: int) -> Mandate: ...
    @overload
    def __getitem__(self, place: slice) -> list[Mandate]: ...
    def __getitem__(self, place: int | slice) -> Mandate | list[Mandate]:
        return whole(self.keys[place]) if isinstance(place, slice) else whole([self.keys[place]])[0]


def in_order(found: QuerySet[Mandate], sort: str, *, slow: bool = False) -> Sequence[Mandate]:
    """By the day of adoption, by the day by which it is asked, or by the act; without that day comes last."""
    down = sort.startswith("-")
    if sort.removeprefix("-") == "due":
        if slow:
            return Keyed(
                found.order_by(
                    F("due").desc(nulls_last=True) if down else F("due").asc(nulls_last=True), *BY_DAY
                )
            )
        dated = found.filter(due__isnull=False).order_by("-due" if down else "due", "deliberation", "order")
        return InTurn(dated, found.filter(due=None).order_by(*BY_DAY))
    if sort.removeprefix("-") == "act":
        ordered = found.order_by("-act" if down else "act", *BY_DAY)
    else:
        ordered = found.order_by(*(BY_DAY if down else BY_DAY_UP))
    return Keyed(ordered) if slow else InTurn(ordered)


def whole(found: Iterable[int]) -> list[Mandate]:
    """Rows with all that a list shows of them: in a number of queries that does not grow with the rows."""
    keys = list(found)
    printed = PrintedParagraph.objects.only("paragraph", "language", "words", "deadline")
    addressees = Addressee.objects.select_related("state", "organization").order_by("order")
    held = (
        Mandate.objects.select_related("paragraph", "deliberation__body", "theme")
        .defer("paragraph__folded", "paragraph__source")
        .prefetch_related(
            Prefetch("addressees", queryset=addressees), Prefetch("paragraph__printed_in", queryset=printed)
        )
        .in_bulk(keys)
    )
    return [held[key] for key in keys]


def in_batches(found: QuerySet[Mandate], after: int, size: int) -> Iterator[Mandate]:
    """Rows by their number, those after one, so many at once, read as far as they are asked for."""
    place = after if 0 <= after < GREATEST else 0
    while keys := list(found.filter(pk__gt=place).order_by("pk").values_list("pk", flat=True)[:size]):
        yield from whole(keys)
        place = keys[-1]
