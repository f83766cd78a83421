"""State × paragraph: what each State that is asked has said by a day, or that it was asked and has not.

Read in a few queries and put together by columns: what asks the same States on the same terms shares one
column of cells, over which the claims are laid.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from palermo.actors import queries as actors
from palermo.actors.models import State
from palermo.core.actor import Actor
from palermo.core.language import Text
from palermo.core.permissions import Action, check
from palermo.kit.models import remembered
from palermo.mandates.models import Addressee, FollowUp, FollowUpStatus, Mandate
from palermo.mandates.queries.asked import all_parties, is_of
from palermo.mandates.queries.mandates import BY_DAY, Wanted, mandates
from palermo.mandates.queries.owed import OF_A_STATE, asking

# What a cell says where it has no claim: asked and its day has passed; asked; not asked.
SILENT, ASKED, NOT_ASKED = "not_received", "asked", ""
STATUSES = (*FollowUpStatus.values, SILENT, ASKED)
AT_ONCE = 5000  # keys of a question to the database
Claims = Mapping[int, Sequence[tuple[date, str, str]]]


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
    instrument: str | None
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


def columns(actor: Actor, wanted: Wanted, status: str, on: date) -> QuerySet[Mandate]:
    """The paragraphs that ask States something and fit, those of the newest decisions first."""
    to_states = Addressee.objects.filter(mandate=OuterRef("pk"))
    found = asking(actor).filter(
        Exists(to_states.filter(OF_A_STATE)),
        pk__in=mandates(actor, wanted, on).values("pk"),
    )
    if status == SILENT:
        found = found.filter(due__lt=on)
    elif status == ASKED:
        found = found.filter(Q(due=None) | Q(due__gte=on))
    elif status:
        said = FollowUp.objects.filter(paragraph=OuterRef("pk"), withdrawn_at=None, as_at__lte=on)
        found = found.filter(Exists(said.filter(status=status, state__isnull=False)))
    return found.order_by(*BY_DAY)


def read_columns(actor: Actor, rows: QuerySet[Mandate]) -> list[Column]:
    check(actor, Action.READ_MANDATES)
    found = rows.values_list(
        "pk",
        "paragraph__key",
        "paragraph__label",
        "paragraph__printed",
        "deliberation_id",
        "deliberation__symbol",
        "deliberation__titles",
        "deliberation__instrument_id",
        "due",
    )
    return [Column(*row) for row in found]


def claims_of_states(actor: Actor) -> Claims:
    """What every State said of each paragraph, the oldest first; read once while nothing changes."""
    check(actor, Action.READ_MANDATES)

    def read() -> Claims:
        rows = FollowUp.objects.filter(withdrawn_at=None).exclude(state=None).order_by("as_at", "pk")
        found: dict[int, list[tuple[date, str, str]]] = {}
        for paragraph, as_at, state, status in rows.values_list("paragraph", "as_at", "state", "status"):
            found.setdefault(paragraph, []).append((as_at, state, status))
        return found

    return remembered("palermo.mandates", "claims of States", read)


def grid(actor: Actor, states: Sequence[State], held: Sequence[Column], on: date) -> Grid:
    """The cells of these States and paragraphs as at a day."""
    asked, claims = AskedOf(actor, states, held, on), claims_of_states(actor)
    places = {each.key: place for place, each in enumerate(states)}
    cells = []
    for each in held:
        column = asked.cells(each, SILENT if each.due and each.due < on else ASKED)
        if said := claims.get(each.pk):
            column = column.copy()
            for as_at, state, status in said:
                if as_at <= on and state in places:
                    column[places[state]] = status
        cells.append(column)
    return Grid(states, held, cells)


Addressed = tuple[frozenset[str], frozenset[str]]
NOBODY: Addressed = (frozenset(), frozenset())


def addressees_of(actor: Actor, held: Sequence[Column]) -> dict[int, Addressed]:
    """The kinds and the States that each paragraph addresses."""
    check(actor, Action.READ_MANDATES)
    found: dict[int, tuple[set[str], set[str]]] = {}
    for first in range(0, len(held), AT_ONCE):
        keys = [each.pk for each in held[first : first + AT_ONCE]]
        rows = Addressee.objects.filter(mandate__in=keys).order_by()
        for mandate, kind, state in rows.values_list("mandate", "kind", "state"):
            kinds, named = found.setdefault(mandate, (set(), set()))
            kinds.add(kind)
            if state:
                named.add(state)
    return {pk: (frozenset(kinds), frozenset(named)) for pk, (kinds, named) in found.items()}


class AskedOf:
    """The column of cells of paragraphs that ask the same States; made once for all that ask alike."""

    def __init__(self, actor: Actor, states: Sequence[State], held: Sequence[Column], on: date) -> None:
        self.parties, self.addressees = all_parties(actor, on), addressees_of(actor, held)
        self.states = [(each, each.existence.contains(on)) for each in states]
        self.known: dict[tuple[Addressed, str | None, str], list[str]] = {}

    def cells(self, of: Column, word: str) -> list[str]:
        """The word for each State that is asked; not to be changed."""
        addressed = self.addressees.get(of.pk, NOBODY)
        key = (addressed, of.instrument, word)
        if key not in self.known:
            (kinds, named), bound = addressed, self.parties.get(of.instrument or "")
            self.known[key] = [
                word if each.key in named or (exists and is_of(each, kinds, bound)) else NOT_ASKED
                for each, exists in self.states
            ]
        return self.known[key]


def states_on(actor: Actor, on: date, region: str = "", group: str = "") -> list[State]:
    """The States that exist on a day, of a region or a regional group."""
    return [
        each
        for each in actors.all_states(actor)
        if each.existence.contains(on) and region in ("", each.region_id) and group in ("", each.group)
    ]


# ── silence ───────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Silence:
    """Of what a State was asked and has come due: how much was received, and since when the rest is late."""

    state: State
    asked: int
    received: int
    since: date  # the earliest day of what was not received; of nothing, the last of all days

    @property
    def silent(self) -> int:
        return self.asked - self.received


def silence(actor: Actor, states: Sequence[State], on: date, year: str = "") -> list[Silence]:
    """Every State of these, with what it was asked by a day that has passed; in their order."""
    rows = columns(actor, Wanted(year=year), SILENT, on).order_by("due")
    held = read_columns(actor, rows)
    asked, claims = AskedOf(actor, states, held, on), claims_of_states(actor)
    alike: dict[int, list[Column]] = {}  # without a claim, by the cells that they share
    tallies = [Tally() for _state in states]
    for each in held:
        said = {state for as_at, state, _status in claims.get(each.pk, ()) if as_at <= on}
        cells = asked.cells(each, SILENT)
        if not said:
            alike.setdefault(id(cells), []).append(each)
            continue
        for state, cell, tally in zip(states, cells, tallies, strict=True):
            if cell:
                tally.add(1, None if state.key in said else each.due)
    for same in alike.values():
        for cell, tally in zip(asked.cells(same[0], SILENT), tallies, strict=True):
            if cell:
                tally.add(len(same), same[0].due)
    pairs = zip(states, tallies, strict=True)
    return [Silence(state, tally.asked, tally.received, tally.since) for state, tally in pairs]


class Tally:
    """What was counted of one State so far."""

    def __init__(self) -> None:
        self.asked, self.received, self.since = 0, 0, date.max

    def add(self, count: int, silent_since: date | None) -> None:
        self.asked += count
        if silent_since is None:
            self.received += count
        else:
            self.since = min(self.since, silent_since)
