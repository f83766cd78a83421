"""States of a file that somebody gave and has not saved: the same for whatever room reads it."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from types import MappingProxyType
from typing import Any

from palermo.kit.models import Upload
from tests import factories
from tests.assurance.cast import user_of
from tests.assurance.states.making import NONE, Made, Makes

NOWHERE: Mapping[str, Any] = MappingProxyType({})


def uploads(kind: str, content: bytes | None = None, beside: Mapping[str, Any] = NOWHERE) -> dict[str, Makes]:
    """One's own, one that is too old, one that is saved, another's, none; `beside` are other places.

    Nothing is kept of it, whoever sends an empty form.
    """
    given = {} if content is None else {"content": content}

    def of(by: str, **changes: Any) -> Made:
        made = factories.upload(kind=kind, by=by, at=datetime.now(UTC), **given)
        if changes:
            Upload.objects.filter(pk=made.pk).update(**changes)
        return {**beside, "number": made.pk}

    def own(visitor: str, **changes: Any) -> Made:
        user = user_of(visitor)
        return of(f"user/{user.pk}" if user else "", **changes)

    return {
        "own": own,
        "own, expired": lambda visitor: own(visitor, at=datetime.now(UTC) - timedelta(hours=25)),
        "own, saved": lambda visitor: own(visitor, saved_at=datetime.now(UTC), content=b""),
        "another's": lambda _visitor: of("user/987654"),
        "not there": lambda _visitor: {**beside, "number": NONE},
    }
