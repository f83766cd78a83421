"""What auditors and administrators read of the journal, and whether its chain holds."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from django.db.models import Q, QuerySet
from django.db.models.functions import Mod
from django.utils.translation import gettext_noop

from palermo.core import ledger
from palermo.core.actor import Actor
from palermo.core.errors import Conflict, Missing
from palermo.core.ledger import PARTS, STEP, Fault, Link
from palermo.core.permissions import Action, check
from palermo.journal.models import Act, Check, Entry, Head

CORRECTING = (
    Act.FACTS_CORRECTED,
    Act.FACTS_RECORDED,
    Act.FACTS_WITHDRAWN,
    Act.OURS_KEPT,
    Act.SHIPPED_TAKEN,
)
BATCH = 500  # rows in memory at once
TAIL = 1000  # entries that a page verifies by itself
COLUMNS = ("number", *PARTS, "salts", "commitments", "hash")
# What reading a row raises that does not hold what its columns hold.
UNREADABLE = (ValueError, TypeError, AttributeError, RecursionError)
Tell = Callable[[int, int], None]


def entries(
    actor: Actor,
    who: str = "",
    act: str = "",
    subject: str = "",
    since: date | None = None,
    until: date | None = None,
) -> QuerySet[Entry]:
    """The entries that fit, the newest first; `who` is in a name or is a key, and days are those of UTC."""
    check(actor, Action.READ_JOURNAL)
    found = Entry.objects.order_by("-number")
    if who:
        found = found.filter(Q(name__icontains=who) | Q(key=who))
    if act:
        found = found.filter(act=act)
    if subject:
        found = found.filter(subject__icontains=subject)
    if since:
        found = found.filter(at__gte=datetime.combine(since, time.min, UTC))
    if until:
        found = found.filter(at__lte=datetime.combine(until, time.max, UTC))
    return found


def entry(actor: Actor, number: int) -> Entry:
    """One entry. Raises Missing where there is none of that number."""
    check(actor, Action.READ_JOURNAL)
    found = Entry.objects.filter(number=number).first()
    if found is None:
        raise Missing("entry.missing", gettext_noop("The journal has no entry %(number)s."), number=number)
    return found


def corrections(actor: Actor, subject: str = "", numbers: Iterable[int] = ()) -> QuerySet[Entry]:
    """What was done to the facts of one row, or in certain entries: for whoever may correct facts."""
    check(actor, Action.CORRECT_FACTS)
    found = Entry.objects.filter(act__in=CORRECTING).order_by("-number")
    return found.filter(subject=subject) if subject else found.filter(number__in=[*numbers])


def previous_hash(actor: Actor, number: int) -> str:
    """The hash that an entry of that number follows from."""
    check(actor, Action.READ_JOURNAL)
    return hash_of(number - 1)


# ── the chain ─────────────────────────────────────────────────────────────────────────────────────


def head(actor: Actor) -> ledger.Head:
    """The head of the chain with its checkpoints, to be kept elsewhere.

    Raises Conflict where the chain is broken so that it has none.
    """
    check(actor, Action.READ_JOURNAL)
    found = held_end()
    held = Entry.objects.annotate(rest=Mod("number", STEP)).filter(rest=0, number__lte=found.number)
    hashes = tuple(held.order_by("number").values_list("hash", flat=True))
    if len(hashes) != found.number // STEP or hash_of(found.number) != found.hash:
        raise Conflict(
            "journal.broken",
            gettext_noop("The journal does not end where it should, so it has no head. Verify it first."),
        )
    return ledger.Head(found.number, found.hash, hashes)


def ending(actor: Actor) -> ledger.Head:
    """Where the database has the chain end."""
    check(actor, Action.READ_JOURNAL)
    return held_end()


def held_end() -> ledger.Head:
    found = Head.objects.filter(pk=1).values_list("number", "hash").first()
    return ledger.Head(*found) if found else ledger.Head()


def faults(
    actor: Actor,
    end: ledger.Head,
    outside: ledger.Head | None = None,
    since: ledger.Head | None = None,
    tell: Tell | None = None,
) -> Iterator[Fault]:
    """Every fault of the chain up to its `end`, from `since` on, and against a head that was kept `outside`.

    It is read in parts, and others may write meanwhile. `tell` hears how many entries are done, of how many.
    """
    check(actor, Action.READ_JOURNAL)
    return along(end, outside, since or ledger.Head(), tell)


def along(
    end: ledger.Head, outside: ledger.Head | None, since: ledger.Head, tell: Tell | None
) -> Iterator[Fault]:
    if since.number and since.hash != hash_of(since.number):  # what was verified before is another chain
        yield Fault(ledger.Kind.HASH, since.number, since.number)
    yield from ledger.verify(links(since.number, end.number, tell), end, outside, since)
    beyond = Entry.objects.filter(number__gt=end.number).count()
    if beyond > held_end().number - end.number:  # more than was written since
        yield Fault(ledger.Kind.END, end.number + 1, end.number + beyond)


def hash_of(number: int) -> str:
    """The hash of an entry as it is held; nothing where there is none."""
    if number == 0:
        return ledger.START
    return Entry.objects.filter(number=number).values_list("hash", flat=True).first() or ""


def links(after: int, until: int, tell: Tell | None = None) -> Iterator[Link]:
    """The entries in order, as they are held; from the first on, whatever its number."""
    done = after
    wanted = Entry.objects.filter(number__lte=until).order_by("number")
    if after:
        wanted = wanted.filter(number__gt=after)
    while numbers := list(wanted.values_list("number", flat=True)[:BATCH]):
        yield from read(numbers)
        done += len(numbers)
        if tell:
            tell(min(done, until), until)
        wanted = wanted.filter(number__gt=numbers[-1])


def read(numbers: Sequence[int]) -> Iterator[Link]:
    rows = Entry.objects.filter(number__gte=numbers[0], number__lte=numbers[-1]).order_by("number")
    try:
        yield from [link(row) for row in rows.values_list(*COLUMNS)]
    except UNREADABLE:
        for number in numbers:
            yield from read_one(number)


def read_one(number: int) -> Iterator[Link]:
    try:
        yield from [link(row) for row in Entry.objects.filter(number=number).values_list(*COLUMNS)]
    except UNREADABLE:
        yield Link(number, {}, {}, {}, "")


def link(row: tuple[Any, ...]) -> Link:
    number, at, *parts, salts, commitments, found = row
    values = (at.isoformat(timespec="microseconds"), *parts)
    named = dict(zip(PARTS, values, strict=True))
    return Link(
        number,
        named,
        salts if isinstance(salts, dict) else {},
        commitments if isinstance(commitments, dict) else {},
        found,
    )


# ── its state on the page ─────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class State:
    """What is known of the chain: how the last look at all of it ended, and what a page saw by itself."""

    end: int
    check: Check | None
    looked_from: int = 0  # the page looked at the entries from here to the end; 0 where there are too many
    faults: tuple[Fault, ...] = ()

    @property
    def unseen(self) -> int:
        """Entries that nobody verified."""
        return 0 if self.looked_from else self.end - (self.check.number if self.check else 0)


def state(actor: Actor) -> State:
    """The state of the chain; of what came since the last look at all of it, no more than a page can bear."""
    end, last = ending(actor), Check.objects.filter(pk=1).first()
    since = ledger.Head(last.number, last.hash) if last else ledger.Head()
    if end.number - since.number > TAIL:
        return State(end.number, last)
    return State(end.number, last, since.number + 1, tuple(faults(actor, end, since=since)))
