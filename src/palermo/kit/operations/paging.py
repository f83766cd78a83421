"""Lists, page by page: a cursor names the last row that was sent, so nothing is repeated or hidden."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from itertools import chain, dropwhile, islice
from typing import TypeVar

from django.utils.translation import gettext_noop

from palermo.core.errors import Invalid
from palermo.kit.http import Request
from palermo.kit.operations.asked import asks

R = TypeVar("R")
Key = tuple[str | int, ...]  # the place of a row in the one order of its list
USUAL, MOST = 50, 200

CURSOR = asks(
    "cursor",
    "Where to go on: “next” of the answer before; from the beginning where it is not given.",
    pattern=r"^[A-Za-z0-9_-]+$",
    maxLength=400,
)
LIMIT = asks(
    "limit", "How many rows to answer at most.", type="integer", minimum=1, maximum=MOST, default=USUAL
)


def limit_of(request: Request) -> int:
    value = request.GET.get("limit") or str(USUAL)
    if not (value.isascii() and value.isdigit() and len(value) < 4 and 1 <= int(value) <= MOST):
        raise Invalid(
            "limit.invalid",
            gettext_noop("“%(value)s” is not a number of rows from 1 to %(most)s."),
            value=value[:20],
            most=MOST,
        )
    return int(value)


def cursor_of(key: Key) -> str:
    """A place as an opaque word."""
    said = json.dumps(key, separators=(",", ":"), ensure_ascii=False)
    return urlsafe_b64encode(said.encode()).decode().rstrip("=")


def place_after(request: Request) -> Key | None:
    """The place that the cursor of the address names. Raises Invalid for what no answer ever gave."""
    value = request.GET.get("cursor")
    if not value:
        return None
    try:
        found = json.loads(urlsafe_b64decode(value + "=" * (-len(value) % 4)))
        key = tuple(found) if isinstance(found, list) else ()
        if not key or not all(type(part) in (str, int) for part in key) or cursor_of(key) != value:
            raise ValueError
    except (ValueError, RecursionError):
        raise unreadable(value) from None
    return key


def unreadable(value: str) -> Invalid:
    return Invalid(
        "cursor.invalid",
        gettext_noop("“%(value)s” is not a cursor of this list. Begin without one."),
        value=value[:60],
    )


def cut(rows: Iterable[R], by: Callable[[R], Key], after: Key | None, limit: int) -> tuple[list[R], bool]:
    """The rows after a place, so many at most, and whether there are others; no row need stand at the place.

    Rows that are not at hand are made only as far as they are needed.
    """
    if isinstance(rows, Sequence):
        start = first_after(rows, by, after) if rows and after else 0
        return list(rows[start : start + limit]), start + limit < len(rows)
    rest = iter(rows)
    if after and (first := next(rest, None)) is not None:
        comparable(by(first), after)
        rest = dropwhile(lambda row: by(row) <= after, chain([first], rest))
    some = list(islice(rest, limit + 1))
    return some[:limit], len(some) > limit


def first_after(rows: Sequence[R], by: Callable[[R], Key], after: Key) -> int:
    comparable(by(rows[0]), after)
    return bisect_right(rows, after, key=by)


def comparable(key: Key, after: Key) -> Key:
    """The key of a row. Raises Invalid where the cursor is not of its list."""
    if [type(part) for part in key] != [type(part) for part in after]:
        raise unreadable(cursor_of(after))
    return key
