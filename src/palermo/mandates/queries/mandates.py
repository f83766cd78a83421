"""Operative paragraphs as lists have them: what of them is wanted, in which order, and the rows of a page."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import overload

from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, QuerySet, Value
from django.db.models.functions import StrIndex

from palermo.core.actor import Actor
from palermo.core.language import fold
from palermo.core.permissions import Action, check
from palermo.kit.models import remembered
from palermo.mandates.models import Addressee, Mandate, PrintedParagraph, Progress
from palermo.mandates.queries.asked import party, reaching

BY_DAY = (F("year").desc(nulls_last=True), F("adopted").desc(nulls_last=True), "deliberation", "order")
BY_DAY_UP = (F("year").asc(nulls_first=True), F("adopted").asc(nulls_first=True), "deliberation", "order")
GREATEST = 2**63  # numbers that a database takes lie below
# What a day by which something is asked may be, beside between two days.
DUE = ("late", "to_come", "dated", "none")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list asks for; "" and None are everything.

    A `party` is asked whether it is named, or of a kind that is addressed.
    """

    party: str = ""
    addressee: str = ""
    state: str = ""
    organization: str = ""
    act: str = ""
    due: str = ""
    since: date | None = None
    until: date | None = None
    theme: str = ""
    progress: str = ""
    standing: str = ""
    year: str = ""
    decision: str = ""
    q: str = ""

    @property
    def any(self) -> bool:
        return self != Wanted()


def mandates(actor: Actor, wanted: Wanted, on: date) -> QuerySet[Mandate]:
    """The operative paragraphs that fit, in no order."""
    check(actor, Action.READ_MANDATES)
    equal = {
        "act": wanted.act,
        "theme": wanted.theme,
        "progress": wanted.progress,
        "standing": wanted.standing,
        "year": wanted.year,
        "deliberation": wanted.decision,
    }
    found = Mandate.objects.filter(**{name: value for name, value in equal.items() if value})
    to = {
        "kind": wanted.addressee,
        "state": wanted.state,
        "organization": wanted.organization,
    }
    if asked := {name: value for name, value in to.items() if value}:
        found = found.filter(pk__in=Addressee.objects.filter(**asked).values("mandate"))
    if wanted.party:
        found = found.filter(reaching(actor, party(actor, wanted.party), on))
    return containing(by_when(found, wanted, on), wanted.q)


def by_when(found: QuerySet[Mandate], wanted: Wanted, on: date) -> QuerySet[Mandate]:
    """Those whose day fits."""
    if wanted.since:
        found = found.filter(due__gte=wanted.since)
    if wanted.until:
        found = found.filter(due__lte=wanted.until)
    if wanted.due == "none":
        return found.filter(due=None)
    if wanted.due == "late":
        return late(found, on)
    if wanted.due == "to_come":
        return found.filter(due__gte=on)
    return found.exclude(due=None) if wanted.due == "dated" else found


def late(found: QuerySet[Mandate], on: date) -> QuerySet[Mandate]:
    """Those whose day has passed, and of which nobody says that they are done."""
    return found.filter(due__lt=on).exclude(progress=Progress.DONE)


def containing(found: QuerySet[Mandate], text: str) -> QuerySet[Mandate]:
    """Those with the words in our summary, or in the printed text of any language."""
    words = fold(text).strip()
    if not words:
        return found
    printed = PrintedParagraph.objects.annotate(at=StrIndex("folded", Value(words)))
    return found.annotate(at=StrIndex("paragraph__folded", Value(words))).filter(
        Q(at__gt=0) | Exists(printed.filter(paragraph=OuterRef("pk"), at__gt=0))
    )


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


def years(actor: Actor) -> list[int]:
    """The years of what is on record, the newest first; read once."""
    check(actor, Action.READ_MANDATES)
    found = Mandate.objects.exclude(year=None).order_by("-year").values_list("year", flat=True).distinct()
    return remembered("palermo.mandates", "years of mandates", lambda: [year for year in found if year])


def named(actor: Actor) -> tuple[set[str], set[str]]:
    """The codes of the States, and the keys of the organizations, that paragraphs address by name."""
    check(actor, Action.READ_MANDATES)

    def read() -> tuple[set[str], set[str]]:
        rows = Addressee.objects
        states = rows.exclude(state=None).values_list("state", flat=True).distinct()
        organizations = rows.exclude(organization=None).values_list("organization", flat=True).distinct()
        return set(states), set(organizations)

    return remembered("palermo.mandates", "named addressees", read)


def sizes(actor: Actor) -> dict[str, int]:
    """How many operative paragraphs each decision has; read once."""
    check(actor, Action.READ_MANDATES)
    rows = Mandate.objects.order_by().values_list("deliberation").annotate(count=Count("pk"))
    return remembered("palermo.mandates", "sizes of decisions", lambda: dict(rows))


def counts(found: QuerySet[Mandate], by: str) -> list[tuple[str, int]]:
    """How many have each value of a column, the most first."""
    rows = found.order_by().values_list(by).annotate(count=Count("pk")).order_by("-count", by)
    return [(value or "", count) for value, count in rows]
