"""When entries of tests are written, and what the chain says then."""

from datetime import UTC, datetime

from palermo.core import ledger
from palermo.core.actor import Actor
from palermo.journal import queries

AT = datetime(2026, 1, 2, 3, 4, 5, 678901, tzinfo=UTC)


def faults(auditor: Actor) -> list[ledger.Fault]:
    return list(queries.faults(auditor, queries.ending(auditor)))
