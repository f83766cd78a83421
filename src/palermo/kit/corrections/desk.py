"""The one way in which rooms have their facts corrected, recorded anew, withdrawn and settled.

Each is one transaction: check, row, what readers are told, and as its last step the journal, which stands
above this room: whoever makes a desk gives it the way to enter. What people stand for is marked with the
number of the entry.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_noop

from palermo.core.actor import Actor
from palermo.core.errors import Conflict, Invalid, Missing
from palermo.core.permissions import Action, check
from palermo.kit.corrections.facts import ABSENT, Facts
from palermo.kit.corrections.pointing import pointing_to
from palermo.kit.models import Correction, Disagreement, ShippedTable, changed, record_change
from palermo.kit.rows import plain

Enter = Callable[..., Any]
STALE = gettext_noop("Saved by someone else first. Nothing of yours was overwritten.")


@dataclass(frozen=True, slots=True)
class Desk:
    """The facts of one room, and how what is done to them gets into the journal."""

    room: str  # palermo.meetings
    tables: Sequence[Facts]
    enter: Enter

    @transaction.atomic
    def correct(
        self,
        facts: Facts,
        key: str,
        values: Mapping[str, Any],
        *,
        seen: int,
        why: str,
        by: Actor,
        at: datetime,
    ) -> None:
        """Put values in the place of those of a row, known from that day.

        Raises Conflict where somebody else saved since version `seen`, Invalid for what cannot be.
        """
        check(by, Action.CORRECT_FACTS)
        reason, table, row = given(why), held_table(facts), held_here(facts, key)
        before, old = facts.told(row), copy(row)
        facts.fill(row, values, at.date())
        refuse(facts, row, at)
        after = facts.told(row)
        if after == before:
            raise Invalid("correction.nothing", gettext_noop("Nothing differs from what is held."))
        row.save_if_unchanged(seen, columns_that_differ(row, old))
        was_shipped = table is not None and key in (table.keys or {})
        entry = self.note("facts.corrected", facts, key, by, at, reason, two_sides(before, after))
        Correction.objects.update_or_create(
            subject=facts.subject,
            key=key,
            defaults={"at": at, "entry": entry},
            create_defaults={
                "at": at,
                "entry": entry,
                "shipped": told_before(facts, old) if was_shipped else None,
            },
        )

    @transaction.atomic
    def record(
        self, facts: Facts, key: str, values: Mapping[str, Any], *, why: str, by: Actor, at: datetime
    ) -> None:
        """Put a row on record that was never shipped, under a key of its own."""
        check(by, Action.CORRECT_FACTS)
        reason, _table = given(why), held_table(facts)
        if facts.begin is None:
            raise Missing("row.missing", ABSENT, key=key[:60])
        if key in facts.reserved or facts.model._base_manager.filter(**{facts.key: key}).exists():
            raise Conflict(
                "key.taken", gettext_noop("The key “%(key)s” is taken. Give another."), key=key[:60]
            )
        row = facts.model(**{facts.key: key})
        facts.begin(row)
        facts.fill(row, values, at.date())
        refuse(facts, row, at)
        row.save(force_insert=True)
        entry = self.note("facts.recorded", facts, key, by, at, reason, {"after": facts.told(row)}, "added")
        Correction.objects.create(subject=facts.subject, key=key, at=at, entry=entry)

    @transaction.atomic
    def withdraw(
        self,
        facts: Facts,
        key: str,
        *,
        seen: int,
        why: str,
        by: Actor,
        at: datetime,
        beside: Iterable[Facts] = (),
    ) -> None:
        """Take out a row that people recorded. What it said stays in the journal.

        `beside` are tables of other rooms that may hold its key as a word. Raises Conflict for a row that is
        shipped, and for one that something points to.
        """
        check(by, Action.CORRECT_FACTS)
        reason, table, row = given(why), held_table(facts), held_here(facts, key)
        if is_shipped(facts, table, key):
            raise Conflict(
                "row.shipped",
                gettext_noop("This is shipped with Palermo, so it is corrected, not withdrawn."),
            )
        self.take_out(facts, row, seen, [*self.tables, *beside])
        self.note("facts.withdrawn", facts, key, by, at, reason, {"before": facts.told(row)}, "removed")
        forget(facts, key)

    @transaction.atomic
    def keep(self, facts: Facts, key: str, *, number: int, why: str, by: Actor, at: datetime) -> None:
        """Stand by a row against what a later release ships. Raises Conflict where that is settled."""
        check(by, Action.CORRECT_FACTS)
        table, row, dispute = held_table(facts), facts.held(key), open_one(facts, key, number)
        values = {"ours": facts.told(row), "shipped": dispute.shipped}
        if dispute.shipped is None and table is not None:
            table.keys = {name: version for name, version in (table.keys or {}).items() if name != key}
            table.save()
        close(dispute, Disagreement.Settled.KEPT, at)
        entry = self.note("facts.ours_kept", facts, key, by, at, why.strip(), values, "nothing")
        if facts.own:
            fields = {"at": at, "entry": entry, "shipped": dispute.shipped}
            Correction.objects.update_or_create(subject=facts.subject, key=key, defaults=fields)

    @transaction.atomic
    def take(
        self, facts: Facts, key: str, *, seen: int, number: int | None, why: str, by: Actor, at: datetime
    ) -> None:
        """Put what is shipped in the place of what people stand for.

        `number` is that of the disagreement which this settles; without one, the correction is given up.
        Raises Conflict where somebody saved since version `seen`, or settled it.
        """
        check(by, Action.CORRECT_FACTS)
        reason, table, row = given(why), held_table(facts), held_here(facts, key)
        dispute = open_one(facts, key, number) if number is not None else None
        shipped = what_is_shipped(facts, key, dispute)
        before, old, what = facts.told(row), copy(row), "changed"
        if shipped is None:
            self.take_out(facts, row, seen, self.tables)
            what = "removed"
        else:
            facts.restore(row, shipped)
            row.save_if_unchanged(seen, columns_that_differ(row, old))
        if table is not None:
            keys = {name: version for name, version in (table.keys or {}).items() if name != key}
            table.keys = keys if shipped is None else keys | {key: row.version}
            table.save()
        forget(facts, key)
        if dispute is not None:
            close(dispute, Disagreement.Settled.TAKEN, at)
        self.note("facts.shipped_taken", facts, key, by, at, reason, two_sides(before, shipped or {}), what)

    def take_out(self, facts: Facts, row: Any, seen: int, tables: Sequence[Facts]) -> None:
        if found := pointing_to(row, tables):
            raise Conflict(
                "row.pointed_to",
                gettext_noop("Something points to this, so it stays: %(what)s. Change that first."),
                what=", ".join(found),
            )
        gone, _by_model = facts.model._base_manager.filter(pk=row.pk, version=seen).delete()
        if not gone:
            raise Conflict("version.stale", STALE)

    def note(
        self,
        act: str,
        facts: Facts,
        key: str,
        by: Actor,
        at: datetime,
        why: str,
        values: Mapping[str, Any],
        what: str = "changed",
    ) -> int:
        """What follows elsewhere; tell readers, then the journal; answers the number of the entry."""
        facts.after(key)
        changed(self.room)
        added, edited, removed = ([key] if what == kind else [] for kind in ("added", "changed", "removed"))
        record_change(facts.subject, added, edited, removed, by_people=True)
        subject = subject_of(facts, key)
        return int(self.enter(by, act, subject, at=at, values=values, why=why).number)


def subject_of(facts: Facts, key: str) -> str:
    """How the journal names a row: meetings.session/cop-4."""
    return f"{facts.model._meta.app_label}.{facts.model._meta.model_name}/{key}"


def given(why: str) -> str:
    if not why.strip():
        raise Invalid("why.missing", gettext_noop("Say why: the journal keeps it."))
    return why.strip()


def held_table(facts: Facts) -> ShippedTable | None:
    """Which rows were shipped, locked: no load passes meanwhile."""
    return ShippedTable.objects.select_for_update().filter(name=facts.subject).first()


def held_here(facts: Facts, key: str) -> Any:
    """The row, locked. Raises Missing where there is none, or where its facts are corrected elsewhere."""
    row = facts.held(key)
    if not facts.own:
        raise Missing("row.missing", ABSENT, key=key[:60])
    return row


def refuse(facts: Facts, row: Any, at: datetime) -> None:
    for fault in facts.faults(row, at.date()):
        raise fault.problem


def told_before(facts: Facts, row: Any) -> dict[str, Any]:
    """What was shipped, as far as people may correct it, and from when it was known."""
    known = {"as_of"} & {field.name for field in facts.model._meta.concrete_fields}
    return plain(row, [*facts.columns, *known])


def columns_that_differ(one: Any, other: Any) -> list[str]:
    names = [field.attname for field in one._meta.concrete_fields]
    return [name for name in names if getattr(one, name) != getattr(other, name)]


def two_sides(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, Any]:
    """What differs, before and after."""
    names = [name for name in before if name not in after or before[name] != after[name]]
    return {
        "before": {name: before[name] for name in names},
        "after": {name: after[name] for name in names if name in after},
    }


def is_shipped(facts: Facts, table: ShippedTable | None, key: str) -> bool:
    """Whether a release ships, or shipped, something under that key."""
    if table is not None and (key in (table.keys or {}) or key in (table.digests or {})):
        return True
    return not Correction.objects.filter(subject=facts.subject, key=key, shipped__isnull=True).exists()


def open_one(facts: Facts, key: str, number: int) -> Disagreement:
    """The disagreement that somebody looks at. Raises Conflict where it is settled."""
    found = Disagreement.objects.select_for_update().filter(pk=number, subject=facts.subject, key=key).first()
    if found is None or found.settled:
        raise Conflict(
            "disagreement.settled", gettext_noop("This was settled meanwhile. Nothing was changed.")
        )
    return found


def what_is_shipped(facts: Facts, key: str, dispute: Disagreement | None) -> dict[str, Any] | None:
    if dispute is not None:
        return dict(dispute.shipped) if dispute.shipped else None
    found = Correction.objects.filter(subject=facts.subject, key=key).first()
    if found is None or not found.shipped:
        raise Conflict("row.not_shipped", gettext_noop("Nothing is shipped that could be taken instead."))
    return dict(found.shipped)


def close(dispute: Disagreement, how: str, at: datetime) -> None:
    dispute.settled, dispute.settled_at = how, at
    dispute.save()


def forget(facts: Facts, key: str) -> None:
    """Nobody stands for the row any more."""
    Correction.objects.filter(subject=facts.subject, key=key).delete()
