"""Acts from a file: all of its rows, or none."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from palermo.core.actor import Actor
from palermo.core.errors import Invalid
from palermo.core.permissions import Action, check
from palermo.core.treaty.given import ActRow
from palermo.journal.services import enter
from palermo.kit.incoming import staging
from palermo.kit.models import Upload
from palermo.register.models import Act
from palermo.register.queries.proposals import Proposal
from palermo.register.services.acts import made, noted, refuse


@transaction.atomic
def import_acts(rows: Sequence[ActRow], upload: Upload, *, by: Actor, at: datetime) -> list[Act]:
    """Put every row of a file that was uploaded on record; the file is saved then, and goes.

    Raises Conflict where the record contradicts one of them, where they contradict each other, and where the
    file is saved already.
    """
    check(by, Action.RECORD_ACTS)
    if not rows:
        raise Invalid("acts.none", "The file has no act to record.")
    staging.done(upload, by=by, at=at)
    refuse(by, Proposal(put=tuple(rows)), at)
    acts = Act.objects.bulk_create(made(rows, at.date()), batch_size=400)
    keys = [act.key for act in acts]
    noted(added=keys)
    values = {"file": upload.file_name, "digest": upload.digest, "rows": len(rows), "keys": keys}
    enter(by, "register.acts_imported", f"register.acts/{upload.digest}", at=at, values=values)
    return acts
