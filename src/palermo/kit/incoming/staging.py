"""What a person uploaded and has not saved yet: kept a day, for nobody else.

A service that saves what a file holds calls `done` in its own transaction; the file goes then, and what it
was stays: so that the same file is noticed when it comes again.
"""

import hashlib
import re
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from palermo.core.actor import Actor
from palermo.core.errors import Conflict, Denied, Invalid, Missing
from palermo.kit.incoming.limits import LARGEST
from palermo.kit.incoming.sentences import SENTENCES
from palermo.kit.models import Upload

KEPT = timedelta(hours=24)
MOST = 5  # of a person, for one importer: the oldest goes


@transaction.atomic
def keep(kind: str, file_name: str, data: bytes, *, by: Actor, at: datetime) -> Upload:
    """Keep what was uploaded until it is saved. `kind` is the dotted name of the importer.

    The same file again takes the place of the one before it. Raises Denied for whoever has not signed in,
    Invalid for what is too large.
    """
    refuse_strangers(by)
    if len(data) > LARGEST:
        sentence = SENTENCES["file.large"]
        raise Invalid("file.large", sentence, size=f"{len(data):,}", most=f"{LARGEST:,}")
    digest = hashlib.sha256(data).hexdigest()
    waiting = waiting_for(kind, by)
    waiting.filter(digest=digest).delete()
    held = Upload.objects.create(
        kind=kind,
        file_name=shown_name(file_name),
        size=len(data),
        digest=digest,
        content=data,
        by=by.key or "",
        at=at,
    )
    waiting.exclude(pk__in=list(waiting.order_by("-pk").values_list("pk", flat=True)[:MOST])).delete()
    return held


def found(kind: str, number: int, *, by: Actor, at: datetime) -> Upload:
    """What this person uploaded for that importer. Raises Missing for anybody else's, and once it is gone."""
    refuse_strangers(by)
    held = waiting_for(kind, by).filter(pk=number, at__gt=at - KEPT).first()
    if held is None:
        raise Missing(
            "upload.missing",
            "There is no such file. Files that are not saved are kept for a day: upload it again.",
        )
    return held


def saved_before(kind: str, digest: str) -> datetime | None:
    """When the same file was saved last; None where it never was."""
    return (
        Upload.objects.filter(kind=kind, digest=digest)
        .exclude(saved_at=None)
        .order_by("-saved_at")
        .values_list("saved_at", flat=True)
        .first()
    )


def done(held: Upload, *, by: Actor, at: datetime) -> None:
    """Say, in the transaction that saves what it holds, that a file is saved; its content goes.

    Raises Conflict where that was said already, in another window perhaps.
    """
    refuse_strangers(by)
    if not waiting_for(held.kind, by).filter(pk=held.pk).update(saved_at=at, content=b""):
        raise Conflict("upload.saved", "This file is saved already. Nothing was saved again.")
    held.saved_at, held.content = at, b""


def forget_unsaved(*, at: datetime) -> int:
    """Drop what was uploaded more than a day ago and not saved; answers how many files went."""
    return Upload.objects.filter(saved_at=None, at__lte=at - KEPT).delete()[0]


def waiting_for(kind: str, by: Actor) -> QuerySet[Upload]:
    return Upload.objects.filter(kind=kind, by=by.key, saved_at=None)


def refuse_strangers(by: Actor) -> None:
    if by.key is None:
        raise Denied("permission.denied", "You may not do this.")


def shown_name(file_name: str) -> str:
    """The name of a file without its folder, fit to be shown."""
    name = re.sub(r"[^\w .,()+&’'-]", "_", re.split(r"[/\\]", file_name)[-1]).strip(" .")
    return name[-200:] or "file"
