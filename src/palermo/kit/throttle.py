"""A limit on tries, kept in the database: each is counted before it is looked at, also of many at once."""

from datetime import datetime, timedelta
from typing import NamedTuple

from django.db import transaction
from django.db.models import F
from django.utils.crypto import salted_hmac

from palermo.kit.models import Tries


class Try(NamedTuple):
    """How many tries are left after this one; or, where there was none, how long to wait for the next."""

    left: int
    wait: timedelta | None = None


@transaction.atomic
def attempt(key: str, most: int, within: timedelta, *, at: datetime) -> Try:
    """Take one of `most` tries under a key; they are all there again after a pause of `within`.

    The pause begins with the last try that was taken, so that no stretch of that length ever holds more.
    """
    rows = Tries.objects.select_for_update()
    held, _new = rows.get_or_create(key=hashed(key), defaults={"last": at, "count": 0})
    taken = held.count if at - held.last < within else 0
    if taken >= most:
        return Try(0, held.last + within - at)
    held.count, held.last = taken + 1, max(at, held.last)
    held.save(update_fields=["count", "last"])
    return Try(most - held.count)


def take(key: str, most: int, within: timedelta, *, at: datetime) -> timedelta | None:
    """Take one of `most` tries under a key; None when there was one, else how long to wait for the next."""
    return attempt(key, most, within, at=at).wait


def give_back(*keys: str) -> None:
    """Forget the tries under these keys: the right answer was given."""
    Tries.objects.filter(key__in=[hashed(key) for key in keys]).delete()


def give_one_back(*keys: str) -> None:
    """Take one try off those under these keys: others are counted there too, whose answers were wrong."""
    rows = Tries.objects.filter(key__in=[hashed(key) for key in keys], count__gt=0)
    rows.update(count=F("count") - 1)


def forget(before: datetime) -> None:
    """Drop what was counted before a moment, beyond every pause."""
    Tries.objects.filter(last__lt=before).delete()


def hashed(key: str) -> str:
    """The key names people and addresses; what is kept names nobody."""
    return salted_hmac("palermo.kit.throttle", key, algorithm="sha256").hexdigest()
