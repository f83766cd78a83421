"""What pages of many cells need of every paragraph at once: who says what, and which States each asks.

Both are read once while nothing changes; days and States are looked at afterwards.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time
from typing import NamedTuple

from django.db.models import Q

from palermo.actors import queries as actors
from palermo.core.actor import Actor
from palermo.core.permissions import Action, check
from palermo.kit.models import remembered
from palermo.mandates.models import Addressee, FollowUp
from palermo.mandates.queries.asked import OF_STATES, all_parties, is_of

Claims = Mapping[int, Sequence[tuple[date, str, str]]]


class Addressed(NamedTuple):
    """Which kinds of States, and which by name, a paragraph addresses; under which instrument."""

    kinds: frozenset[str]
    named: frozenset[str]
    instrument: str | None


NOBODY = Addressed(frozenset(), frozenset(), None)


def claims_of_states(actor: Actor) -> Claims:
    """What every State said of each paragraph, the oldest first: day, State, status."""
    check(actor, Action.READ_MANDATES)

    def read() -> Claims:
        rows = FollowUp.objects.filter(withdrawn_at=None).exclude(state=None).order_by("as_at", "pk")
        found: dict[int, list[tuple[date, str, str]]] = {}
        for paragraph, as_at, state, status in rows.values_list("paragraph", "as_at", "state", "status"):
            found.setdefault(paragraph, []).append((as_at, state or "", status))
        return found

    return remembered("palermo.mandates", "claims of States", read)


def addressed(actor: Actor) -> Mapping[int, Addressed]:
    """Every paragraph that addresses States, by its number; paragraphs that address alike share one."""
    check(actor, Action.READ_MANDATES)

    def read() -> dict[int, Addressed]:
        rows = Addressee.objects.order_by().values_list(
            "mandate", "kind", "state", "mandate__deliberation__instrument"
        )
        parts: dict[int, tuple[set[str], set[str], str | None]] = {}
        for mandate, kind, state, instrument in rows:
            if state or kind in OF_STATES:
                kinds, named, _of = parts.setdefault(mandate, (set(), set(), instrument))
                named.add(state) if state else kinds.add(kind)
        shared: dict[Addressed, Addressed] = {}
        made = ((pk, addressed_of(*part)) for pk, part in parts.items())
        return {pk: shared.setdefault(each, each) for pk, each in made}

    return remembered("palermo.mandates", "addressed States", read)


def addressed_of(kinds: Iterable[str], named: Iterable[str], instrument: str | None) -> Addressed:
    return Addressed(frozenset(kinds) & frozenset(OF_STATES), frozenset(named), instrument)


class Asked:
    """Which States are asked as at a day; each kind is looked at once."""

    def __init__(self, actor: Actor, on: date) -> None:
        self.parties = all_parties(actor, on)
        self.states = [each for each in actors.all_states(actor) if each.existence.contains(on)]
        self.by_kind: dict[tuple[str, str | None], frozenset[str]] = {}
        self.known: dict[Addressed, frozenset[str]] = {}

    def states_of(self, each: Addressed) -> frozenset[str]:
        """The codes of the States that a paragraph asks."""
        if each not in self.known:
            kinds = (self.of_kind(kind, each.instrument) for kind in each.kinds)
            self.known[each] = each.named.union(*kinds)
        return self.known[each]

    def of_kind(self, kind: str, instrument: str | None) -> frozenset[str]:
        key = (kind, instrument)
        if key not in self.by_kind:
            bound = self.parties.get(instrument or "")
            found = (each.key for each in self.states if is_of(each, [kind], bound))
            self.by_kind[key] = frozenset(found)
        return self.by_kind[key]


def claims_as_at(actor: Actor, key: str, on: date) -> dict[int, list[FollowUp]]:
    """The claims about each paragraph of a decision that stood on a day, the oldest first."""
    check(actor, Action.READ_MANDATES)
    end = datetime.combine(on, time.max, UTC)
    held = FollowUp.objects.filter(paragraph__deliberation=key, as_at__lte=on)
    standing = held.filter(Q(withdrawn_at=None) | Q(withdrawn_at__gt=end))
    found: dict[int, list[FollowUp]] = defaultdict(list)
    for each in standing.order_by("as_at", "pk"):
        found[each.paragraph_id].append(each)
    return dict(found)
