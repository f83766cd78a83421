"""What is said where there is no room left to write."""

import errno
import logging
import sqlite3
from typing import ClassVar

from django.utils.translation import gettext_noop

from palermo.core.errors import Problem

DISK_FULL = "53100"  # as PostgreSQL says it
logger = logging.getLogger(__name__)


class NoRoom(Problem):
    """Nothing more can be kept."""

    status: ClassVar[int] = 507


def no_room(error: BaseException) -> Problem | None:
    """The refusal, where an error or one that it comes from says that a disk is full; else nothing."""
    if not says_full(error):
        return None
    logger.error("No room is left to write: %s", error)
    return NoRoom(
        "storage.full",
        gettext_noop(
            "Nothing was saved: there is no room left where Palermo keeps its records. Tell whoever runs it."
        ),
    )


def says_full(error: BaseException | None) -> bool:
    """Of either database, or of files."""
    if error is None:
        return False
    return (
        getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL
        or getattr(error, "sqlstate", None) == DISK_FULL
        or (isinstance(error, OSError) and error.errno == errno.ENOSPC)
        or says_full(error.__cause__)
    )
