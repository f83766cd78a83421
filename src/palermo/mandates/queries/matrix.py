"""State × paragraph: what each State that is asked has said by a day, or that it was asked and has not.

Read in a few queries and put together by columns: what asks the same States on the same terms shares one
column of cells, over which the claims are laid.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from palermo.actors import queries as actors
from palermo.actors.models import State
from palermo.core.actor import Actor
from palermo.core.language import Text
from palermo.core.permissions import Action, check
from palermo.kit.models import remembered
from palermo.mandates.models import Addressee, FollowUp, FollowUpStatus, Mandate
from palermo.mandates.queries.claims import NOBODY, Addressed, Asked, addressed, claims_of_states
from palermo.mandates.queries.mandates import Wanted
from palermo.mandates.queries.owed import ASKS, OF_A_STATE
from palermo.mandates.queries.rows import BY_DAY

# What a cell says where it has no claim: asked and its day has passed; asked; not asked.
SILENT, ASKED, NOT_ASKED = "not_received", "asked", ""
STATUSES = (*FollowUpStatus.values, SILENT, ASKED)
TO_STATES = Addressee.objects.filter(OF_A_STATE)


@dataclass(frozen=True, slots=True)
class Column:
    """A paragraph that asks States something."""

    pk: int
    key: str
    label: str
    printed: str
    decision: str
    symbol: str
    titles: Text
    due: date | None


@dataclass(frozen=True, slots=True)
class Grid:
    """States, columns, and a cell for each pair: `cells` stand by column, in the order of States."""

    states: Sequence[State]
    columns: Sequence[Column]
    cells: Sequence[Sequence[str]]

    def rows(self) -> Iterator[tuple[State, tuple[str, ...]]]:
        by_row: Iterator[tuple[str, ...]] = zip(*self.cells, strict=True)
        yield from zip(self.states, by_row, strict=True) if self.columns else ()

    def having(self, status: str) -> "Grid":
        """The States that have such a cell in any column."""
        kept = [place for place, (_state, row) in enumerate(self.rows()) if status in row]
        cells = [[column[place] for place in kept] for column in self.cells]
        return Grid([self.states[place] for place in kept], self.columns, cells)


def columns(actor: Actor, wanted: Wanted, status: str, on: date) -> Sequence[int]:
    """The numbers of the paragraphs that ask States something and fit, those of the newest decisions first.

    All of them are read once while nothing changes; what filters leave is read each time.
    """
    check(actor, Action.READ_MANDATES)
    if status or wanted.any:
        return list(fitting(wanted, status, on).values_list("pk", flat=True))
    return remembered(
        "palermo.mandates", "columns", lambda: list(fitting(wanted, "", on).values_list("pk", flat=True))
    )


def fitting(wanted: Wanted, status: str, on: date) -> QuerySet[Mandate]:
    """Of a `wanted`, what a matrix can be narrowed by counts: addressee, act, theme, year, decision."""
    to = Addressee.objects.filter(kind=wanted.addressee) if wanted.addressee else TO_STATES
    equal = {
        "act": wanted.act,
        "theme": wanted.theme,
        "year": wanted.year,
        "deliberation": wanted.decision,
    }
    found = ASKS.filter(
        pk__in=to.values("mandate"), **{name: value for name, value in equal.items() if value}
    )
    if status == SILENT:
        found = found.filter(due__lt=on)
    elif status == ASKED:
        found = found.filter(Q(due=None) | Q(due__gte=on))
    elif status:
        said = FollowUp.objects.filter(withdrawn_at=None, as_at__lte=on, status=status, state__isnull=False)
        found = found.filter(pk__in=said.values("paragraph"))
    return found.order_by(*BY_DAY)


def read_columns(actor: Actor, keys: Sequence[int]) -> list[Column]:
    """Columns by their numbers, in that order."""
    check(actor, Action.READ_MANDATES)
    rows = (
        Mandate.objects.filter(pk__in=keys)
        .order_by()
        .values_list(
            "pk",
            "paragraph__key",
            "paragraph__label",
            "paragraph__printed",
            "deliberation_id",
            "deliberation__symbol",
            "deliberation__titles",
            "due",
        )
    )
    found = {row[0]: Column(*row) for row in rows}
    return [found[key] for key in keys]


def grid(actor: Actor, states: Sequence[State], held: Sequence[Column], on: date) -> Grid:
    """The cells of these States and paragraphs as at a day."""
    asked, claims, to = Asked(actor, on), claims_of_states(actor), addressed(actor)
    places = {each.key: place for place, each in enumerate(states)}
    known: dict[tuple[Addressed, str], list[str]] = {}
    cells = []
    for each in held:
        key = (to.get(each.pk, NOBODY), SILENT if each.due and each.due < on else ASKED)
        if key not in known:
            codes, word = asked.states_of(key[0]), key[1]
            known[key] = [word if state.key in codes else NOT_ASKED for state in states]
        column = known[key]
        if said := claims.get(each.pk):
            column = column.copy()
            for as_at, state, status in said:
                if as_at <= on and state in places:
                    column[places[state]] = status
        cells.append(column)
    return Grid(states, held, cells)


def states_on(actor: Actor, on: date, region: str = "", group: str = "") -> list[State]:
    """The States that exist on a day, of a region or a regional group."""
    return [
        each
        for each in actors.all_states(actor)
        if each.existence.contains(on) and region in ("", each.region_id) and group in ("", each.group)
    ]
