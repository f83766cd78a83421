"""What a load does about rows that people stand for: theirs stay, and what differs is told."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from django.db.models.functions import Now

from palermo.kit.models import Correction, Disagreement
from palermo.kit.rows import Put

SHORT = 16  # characters: enough to tell two editions of one row apart


def digest_of(facts: Mapping[str, Any] | None) -> str:
    """A short hash of what a row says; "" where nothing is shipped."""
    if facts is None:
        return ""
    return hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()[:SHORT]


def keep(subject: str, put: Put, before: Mapping[str, str] | None, now: Mapping[str, str]) -> None:
    """Say where a release changed what it ships under the key of a row that people stand for.

    `before` are the digests of the rows as they were last shipped: None in a database that kept none, where
    every difference is told.
    """
    open_ones = {each.key: each for each in Disagreement.objects.filter(subject=subject, settled="")}
    corrected = dict(Correction.objects.filter(subject=subject).values_list("key", "shipped"))
    for key in open_ones.keys() - put.kept.keys():
        how = Disagreement.Settled.AGREED if key in put.facts else Disagreement.Settled.OVERTAKEN
        close(open_ones[key], how)
    for key in put.kept:
        if before is not None and before.get(key, "") == now.get(key, ""):
            continue
        if key in open_ones:
            close(open_ones[key], Disagreement.Settled.OVERTAKEN)
        if not is_decided(corrected.get(key), put.facts.get(key)):
            Disagreement.objects.create(subject=subject, key=key, shipped=put.facts.get(key))
    Correction.objects.filter(subject=subject, key__in=put.shipped).exclude(key__in=put.kept).delete()


def is_decided(corrected: Mapping[str, Any] | None, shipped: Mapping[str, Any] | None) -> bool:
    """Whether what is shipped is the very thing that people corrected, in all that both tell."""
    if not corrected or not shipped:
        return False
    return all(shipped[name] == corrected[name] for name in shipped.keys() & corrected.keys())


def close(open_one: Disagreement, how: str) -> None:
    open_one.settled, open_one.settled_at = how, Now()
    open_one.save()
