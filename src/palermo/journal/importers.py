"""A head that was kept outside, read from its file."""

import json
import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_noop

from palermo.core import ledger, sealing
from palermo.core.errors import Invalid

LARGEST = 64 * 1024 * 1024  # bytes: the checkpoints of about a hundred million entries
HASH = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class KeptHead:
    """A head, when it was taken, and the public key that it is signed with."""

    head: ledger.Head
    at: datetime
    key: str
    signature: str


def read_head(content: bytes) -> KeptHead:
    """Raises Invalid where the file is no head, or is not as it was signed."""
    try:
        told = json.loads(content)
        kept = kept_of(told)
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError):  # it can be anything
        raise Invalid(
            "head.unreadable",
            gettext_noop("The file is no head of a journal. Give the file as it was exported."),
        ) from None
    if not sealing.is_signed(kept.key, ledger.statement(told), kept.signature):
        raise Invalid(
            "head.changed",
            gettext_noop("The head is not as it was signed: the file was changed. Take another copy of it."),
        )
    return kept


def kept_of(told: Any) -> KeptHead:
    number, checkpoints = told["number"], told["checkpoints"]
    hashes = [*checkpoints, told["hash"], told["key"]]
    if told["format"] != ledger.FORMAT or type(number) is not int or number < 0:
        raise ValueError
    if not all(HASH.fullmatch(each) for each in hashes) or len(checkpoints) != number // ledger.STEP:
        raise ValueError
    head = ledger.Head(number, told["hash"], tuple(checkpoints))
    return KeptHead(head, datetime.fromisoformat(told["at"]), told["key"], str(told["signature"]))
