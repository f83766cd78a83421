"""What is asked of one party, taken together: by when, with which acts, on which themes."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import Count, F

from palermo.core.actor import Actor
from palermo.core.permissions import Action, check
from palermo.kit.models import remembered
from palermo.mandates.models import Addressee, Mandate, Progress, Standing
from palermo.mandates.queries.asked import Party, asked_of
from palermo.mandates.queries.rows import BY_DAY, whole

GROUPS = ("late", "to_come", "none", "kept")
FIRST = 10  # of each group on the page


@dataclass(frozen=True, slots=True)
class Group:
    """How many there are, and the first of them."""

    key: str
    count: int
    rows: list[Mandate]


class Summary(NamedTuple):
    total: int
    groups: list[Group]
    acts: list[tuple[str, int]]
    themes: list[tuple[str, int]]


def summary(actor: Actor, of: Party, on: date) -> Summary:
    """What still stands of what is asked of a party, as at a day: each row of the record is read once."""
    found = asked_of(actor, of, on).filter(standing=Standing.STANDS)
    ordered = found.order_by(F("due").asc(nulls_last=True), *BY_DAY)
    keys: dict[str, list[int]] = {group: [] for group in GROUPS}
    acts, themes = Counter[str](), Counter[str]()
    for key, due, progress, act, theme in ordered.values_list("pk", "due", "progress", "act", "theme"):
        keys[group_of(due, progress, on)].append(key)
        acts[act] += 1
        themes[theme or ""] += 1
    held = {row.pk: row for row in whole([key for group in keys.values() for key in group[:FIRST]])}
    groups = [Group(name, len(of_it), first(of_it, held)) for name, of_it in keys.items()]
    return Summary(acts.total(), groups, acts.most_common(), themes.most_common())


def first(keys: Sequence[int], held: Mapping[int, Mandate]) -> list[Mandate]:
    return [held[key] for key in keys[:FIRST]]


def group_of(due: date | None, progress: str, on: date) -> str:
    """Late is what has passed, and of which nobody says that it is done."""
    if due is None:
        return "none"
    if due >= on:
        return "to_come"
    return "kept" if progress == Progress.DONE else "late"


def how_many(actor: Actor) -> dict[str, int]:
    """How many paragraphs address each kind; read once."""
    check(actor, Action.READ_MANDATES)
    rows = Addressee.objects.order_by().values_list("kind").annotate(count=Count("mandate", distinct=True))
    return remembered("palermo.mandates", "addressees by kind", lambda: dict(rows))
