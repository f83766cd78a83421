"""Writes of this room: one entry for each write of any room, and the erasing of what must be erased."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from secrets import token_hex
from typing import Any, ClassVar

from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.utils.translation import gettext_noop

from palermo.core import ledger
from palermo.core.actor import Actor
from palermo.core.errors import Conflict, Invalid, Missing, Problem
from palermo.core.permissions import Action, check
from palermo.journal.models import LONGEST, Act, Check, Entry, Head
from palermo.kit.env import keep_new_secret


class Unwritten(Problem):
    """The journal cannot be written, so that nothing else is."""

    status: ClassVar[int] = 503


def enter(
    by: Actor,
    act: str,
    subject: str,
    *,
    at: datetime,
    values: Mapping[str, Any] | None = None,
    why: str = "",
) -> Entry:
    """Put an act into the journal, as the last step of its write and in the same transaction.

    Raises Unwritten where that cannot be: the write is undone with it. From here on until the transaction
    ends, nobody else can enter anything.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("An entry stands in the transaction of its write.")
    if len(subject) > LONGEST or len(by.key or "") > LONGEST:
        raise ValueError("A subject and a key are names of rows, and short.")
    entry = Entry(
        at=at.astimezone(UTC),
        act=Act(act).value,
        key=ledger.plain(by.key or ""),
        name=ledger.plain(by.name),
        capacity=ledger.plain(by.capacity),
        subject=ledger.plain(subject),
        values=ledger.plain(values or {}),
        why=ledger.plain(why),
    )
    try:
        with transaction.atomic():
            append(entry)
    except DatabaseError as error:
        raise Unwritten(
            "journal.unwritten",
            gettext_noop("The journal cannot be written, so nothing was saved. Try again in a while."),
        ) from error
    return entry


def append(entry: Entry) -> None:
    head, _new = Head.objects.select_for_update().get_or_create(pk=1)
    entry.number = head.number + 1
    entry.salts = {name: token_hex(ledger.SALT) for name in ledger.PARTS}
    entry.commitments = ledger.commitments(entry.parts, entry.salts)
    entry.hash = ledger.chained(head.hash, entry.number, entry.commitments)
    entry.save(force_insert=True)
    head.number, head.hash = entry.number, entry.hash
    head.save(force_update=True)


@transaction.atomic
def erase(parts: Iterable[tuple[int, str]], *, by: Actor, at: datetime, why: str) -> Entry:
    """Erase parts of entries, such as (17, "name"), for a reason, which must not repeat what is erased.

    What each entry committed to stays, so that the chain verifies; a new entry says what went, and why.
    Raises Missing for an entry that is not there, Conflict where all of it was erased before.
    """
    check(by, Action.ERASE_NAMES)
    if not why.strip():
        raise Invalid("erasure.reason", gettext_noop("Give the reason why this must be erased."))
    wanted = defaultdict(set)
    for number, part in parts:
        if part not in ledger.ERASABLE:
            raise Invalid(
                "erasure.part",
                gettext_noop("“%(part)s” of an entry cannot be erased. Choose one of: %(allowed)s."),
                part=part[:60],
                allowed=", ".join(sorted(ledger.ERASABLE)),
            )
        wanted[number].add(part)
    held = Entry.objects.select_for_update().in_bulk(wanted)
    gone = {
        str(number): erased
        for number in sorted(wanted)
        if (erased := blank(number, held.get(number), wanted[number]))
    }
    if not gone:
        raise Conflict("erasure.done", gettext_noop("There is nothing left to erase."))
    subject = f"journal.entry/{next(iter(gone))}" if len(gone) == 1 else "journal.entries"
    return enter(by, ledger.ERASURE, subject, at=at, values={"parts": gone}, why=why)


def blank(number: int, entry: Entry | None, parts: Iterable[str]) -> list[str]:
    """Take the parts out of an entry, with their salts; answers those that were there."""
    if entry is None:
        raise Missing("entry.missing", gettext_noop("The journal has no entry %(number)s."), number=number)
    if set(parts) - entry.erasable - entry.erased:
        raise Invalid("erasure.itself", gettext_noop("What says that something was erased must stay."))
    found = sorted(set(parts) & entry.erasable)
    for part in found:
        del entry.salts[part]
        setattr(entry, part, {} if part == "values" else "")
    if found:
        entry.save(update_fields=["salts", *found])
    return found


@transaction.atomic
def erase_person(key: str, *, about: Iterable[str] = (), by: Actor, at: datetime, why: str) -> Entry:
    """Erase a person's name from all entries of theirs, and the values of those with a subject in `about`."""
    check(by, Action.ERASE_NAMES)
    own = Entry.objects.filter(key=key).exclude(key="").values_list("number", flat=True)
    others = Entry.objects.filter(subject__in=about).exclude(act=ledger.ERASURE)
    parts = [(number, "name") for number in own]
    parts += [(number, "values") for number in others.values_list("number", flat=True)]
    return erase(parts, by=by, at=at, why=why)


def keep_check(end: ledger.Head, *, at: datetime, seconds: float, faults: int) -> None:
    """Keep how a verification of the whole chain ended, in the place of the one before."""
    found = {"at": at, "number": end.number, "hash": end.hash, "seconds": seconds, "faults": faults}
    Check.objects.update_or_create(pk=1, defaults=found)


def signing_secret() -> bytes:
    """What signs the head of this installation: made once, kept in a file that nobody else reads."""
    if not secret_file().exists():
        keep_new_secret(secret_file())
    return hashlib.sha256(b"palermo.journal.key\n" + secret_file().read_bytes().strip()).digest()


def secret_file() -> Path:
    return Path(settings.DATA) / "journal.key"
