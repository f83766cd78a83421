"""Regular work of this room, run by the task worker."""

import logging
from datetime import UTC, datetime
from time import perf_counter

from django_tasks import task

from palermo.core.actor import Actor, Role
from palermo.journal import queries
from palermo.journal.services import keep_check

AUDITOR = Actor(key="installation", name="Palermo", roles=frozenset({Role.AUDITOR}))
log = logging.getLogger(__name__)


@task()
def verify() -> None:
    """Verify the whole chain, so that its page can say how that ended."""
    at, started, end = datetime.now(UTC), perf_counter(), queries.ending(AUDITOR)
    faults = sum(1 for _fault in queries.faults(AUDITOR, end))
    if faults:
        log.error("The journal has %s faults. See them: ./palermo journal verify", faults)
    seconds = perf_counter() - started
    keep_check(end, at=at, seconds=seconds, faults=faults)
