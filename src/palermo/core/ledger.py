"""A chain of entries: each carries the hash of the one before, over salted hashes of its parts.

A part is committed to by a hash of its name, a random salt and its value. Whoever erases a part takes its
salt away with it: the commitment that stays says nothing about the value, and the chain still verifies.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

START = "0" * 64  # what stands before the first entry
SALT = 16  # bytes
FORMAT = "palermo.journal.head.1"  # of the file of a head
STEP = 100  # entries from one checkpoint to the next
PARTS = ("at", "act", "key", "name", "capacity", "subject", "values", "why")
ERASABLE = frozenset({"key", "name", "capacity", "subject", "values", "why"})
ERASURE = "journal.part_erased"  # the act of an entry whose values say which parts of which entries went
CANNOT_BE = re.compile("[\0\ud800-\udfff]")  # no database keeps these
NUMBER = re.compile("[1-9][0-9]{0,17}")
BLANK: tuple[Any, ...] = ("", {})  # what stands where a part was erased
ENCODE = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False).encode


# ── making ────────────────────────────────────────────────────────────────────────────────────────


def digest(domain: str, *fields: str) -> str:
    """SHA-256 over texts, each behind its length: no two lists of texts are hashed alike.

    >>> digest("x", "ab", "c") == digest("x", "a", "bc")
    False
    """
    contents = [text.encode() for text in (domain, *fields)]
    return hashlib.sha256(b"".join(b"%d:%b" % (len(each), each) for each in contents)).hexdigest()


def canonical(value: Any) -> str:
    """A value as JSON, written in one way alone.

    >>> canonical({"b": 1, "a": None})
    '{"a":null,"b":1}'
    """
    return ENCODE(value)


def plain(value: Any) -> Any:
    """A value as any database keeps and gives back: texts, whole numbers, yes, no, nothing, lists and tables.

    >>> plain({"since": date(2003, 12, 25), "share": 0.5, 1: ("a",)})
    {'since': '2003-12-25', 'share': '0.5', '1': ['a']}
    """
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int):
        return int(value)
    if isinstance(value, Mapping):
        return {plain(str(name)): plain(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [plain(each) for each in value]
    if isinstance(value, Set):
        return sorted(map(plain, value), key=canonical)
    return CANNOT_BE.sub("\ufffd", value.isoformat() if isinstance(value, date) else str(value))


def commitment(name: str, salt: str, value: Any) -> str:
    """What binds a part to its value without telling it."""
    return digest("palermo.journal.part", name, salt, canonical(value))


def commitments(parts: Mapping[str, Any], salts: Mapping[str, str]) -> dict[str, str]:
    """The commitment of each part."""
    return {name: commitment(name, salts[name], value) for name, value in parts.items()}


def chained(previous: str, number: int, committed: Mapping[str, str]) -> str:
    """The hash of an entry: over the one before, its number, and all that it commits to."""
    pairs = (text for name in sorted(committed) for text in (name, committed[name]))
    return digest("palermo.journal.entry", previous, str(number), *pairs)


def statement(told: Mapping[str, Any]) -> bytes:
    """What is signed of a head that leaves the house: all that its file says, but the signature."""
    said = {name: value for name, value in told.items() if name != "signature"}
    return b"palermo.journal.head\n" + canonical(said).encode()


# ── verifying ─────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Link:
    """An entry as it is held."""

    number: int
    parts: Mapping[str, Any]
    salts: Mapping[str, str]
    commitments: Mapping[str, str]
    hash: str


@dataclass(frozen=True, slots=True)
class Head:
    """Where a chain ends, or ended once; `checkpoints` are the hashes of every hundredth entry up to it."""

    number: int = 0
    hash: str = START
    checkpoints: tuple[str, ...] = ()

    def at(self, number: int) -> str:
        """The hash at a checkpoint, or at the end."""
        if number == self.number:
            return self.hash
        return self.checkpoints[number // STEP - 1] if number else START


class Kind(StrEnum):
    MISSING = "missing"  # entries are not there
    MISPLACED = "misplaced"  # a number comes twice, or before its turn
    UNREADABLE = "unreadable"  # an entry is not made as entries are
    PART = "part"  # a part is not what was committed to
    HASH = "hash"  # an entry does not follow from the one before
    VANISHED = "vanished"  # a part is gone, and no entry says that it was erased
    RETURNED = "returned"  # a part is there that was erased
    REWRITTEN = "rewritten"  # entries are others than those of the head that was kept outside
    UNPROVEN = "unproven"  # entries of which it cannot be told, because the next checkpoint is missing
    CUT = "cut"  # that head knows of entries that are not there
    END = "end"  # the last entry is not the one that the database has for its last


@dataclass(frozen=True, slots=True)
class Fault:
    """What does not fit, in which entry or from which to which."""

    kind: Kind
    first: int
    last: int
    part: str = ""


def verify(
    links: Iterable[Link], end: Head | None = None, outside: Head | None = None, since: Head | None = None
) -> Iterator[Fault]:
    """Every fault of a chain, in order of its entries; none where it is whole.

    `end` is where the database has it end. `outside` is a head that was kept elsewhere: every change up to
    it is found, within a hundred entries. `since` is where to begin, where not at the first.

    >>> list(verify([])), list(verify([], outside=Head(2, "f" * 64)))
    ([], [Fault(kind=<Kind.CUT: 'cut'>, first=1, last=2, part='')])
    """
    walk = Walk(since or Head(), outside)
    for link in links:
        yield from walk.take(link)
    yield from walk.close(end)


@dataclass(slots=True)
class Walk:
    """A way along a chain, entry by entry, that keeps nothing of what it passed but its end."""

    since: Head
    outside: Head | None = None
    number: int = 0  # the last entry, its hash as it is held, and as it follows from the last checkpoint
    hash: str = START
    trusted: str = START
    checked: int = 0  # up to here, the chain was held against the head outside
    gone: set[tuple[int, str]] = field(default_factory=set)
    erased: set[tuple[int, str]] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.number = self.checked = self.since.number
        self.hash = self.trusted = self.since.hash

    def take(self, link: Link) -> Iterator[Fault]:
        yield from self.look_into(link)
        if link.number <= self.number:  # it is no part of the way
            yield Fault(Kind.MISPLACED, link.number, link.number)
            return
        follows, found = link.number == self.number + 1, self.follow(self.hash, link)
        if not follows:
            yield Fault(Kind.MISSING, self.number + 1, link.number - 1)
            yield from self.pass_checkpoints(link.number - 1)
        elif found != link.hash:
            yield Fault(Kind.HASH, link.number, link.number)
        self.trusted = found if self.trusted == self.hash else self.follow(self.trusted, link)
        self.hash, self.number = link.hash, link.number
        yield from self.hold_against_outside()

    def follow(self, previous: str, link: Link) -> str:
        try:
            return chained(previous, link.number, link.commitments)
        except (TypeError, ValueError, AttributeError):  # what is held need not be what was written
            return ""

    def look_into(self, link: Link) -> Iterator[Fault]:
        """Whether each part is what was committed to, and which were erased."""
        if set(link.commitments) != set(PARTS) or not set(link.salts) <= set(PARTS):
            yield Fault(Kind.UNREADABLE, link.number, link.number)
            return
        for name in PARTS:
            value = link.parts.get(name)
            if name in link.salts:
                if not fits(name, link.salts[name], value, link.commitments[name]):
                    yield Fault(Kind.PART, link.number, link.number, name)
            elif value in BLANK:
                self.gone.add((link.number, name))
            else:
                yield Fault(Kind.PART, link.number, link.number, name)
        if link.parts.get("act") == ERASURE:
            self.erased |= {pair for pair in told_erased(link.parts.get("values")) if pair[0] < link.number}

    def pass_checkpoints(self, until: int) -> Iterator[Fault]:
        """Those up to there that no entry stands at: what lies before each is not what it was."""
        while self.outside and self.checked < min(until, self.outside.number):
            end = min(self.checked - self.checked % STEP + STEP, self.outside.number)
            if end > until:
                return
            yield Fault(Kind.REWRITTEN, self.checked + 1, end)
            self.checked, self.trusted = end, self.outside.at(end)

    def hold_against_outside(self) -> Iterator[Fault]:
        if not self.outside or self.number > self.outside.number:
            return
        if self.number % STEP == 0 or self.number == self.outside.number:
            right = self.outside.at(self.number)
            if self.trusted != right:
                yield Fault(Kind.REWRITTEN, self.checked + 1, self.number)
            self.checked, self.trusted = self.number, right

    def close(self, end: Head | None) -> Iterator[Fault]:
        for number, part in sorted(self.gone - self.erased):
            yield Fault(Kind.VANISHED, number, number, part)
        for number, part in sorted(self.erased - self.gone):
            if self.since.number < number:
                yield Fault(Kind.RETURNED, number, number, part)
        if self.outside and self.number < self.outside.number:
            if self.checked < self.number:
                yield Fault(Kind.UNPROVEN, self.checked + 1, self.number)
            yield Fault(Kind.CUT, self.number + 1, self.outside.number)
        if end and (end.number, end.hash) != (self.number, self.hash):
            yield Fault(Kind.END, min(self.number, end.number), max(self.number, end.number))


def fits(name: str, salt: str, value: Any, committed: str) -> bool:
    try:
        return commitment(name, salt, value) == committed
    except (TypeError, ValueError, AttributeError, RecursionError):  # it can be anything
        return False


def told_erased(values: Any) -> Iterator[tuple[int, str]]:
    """The parts that an entry says were erased: its values are {"parts": {"17": ["name"]}}."""
    parts = values.get("parts") if isinstance(values, dict) else None
    for number, names in parts.items() if isinstance(parts, dict) else ():
        if NUMBER.fullmatch(number) and isinstance(names, list):
            yield from ((int(number), name) for name in PARTS if name in ERASABLE and name in names)
