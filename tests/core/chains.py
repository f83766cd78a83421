"""Chains of entries, whole and tampered with."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st

from palermo.core import ledger
from palermo.core.ledger import PARTS, STEP, Head, Kind, Link

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)
FEW = settings(max_examples=15)  # each walks along the whole chain
HASHES = st.from_regex(r"\A[0-9a-f]{64}\Z")
Committed = st.dictionaries(st.text(max_size=5), st.text(max_size=5), max_size=4)


def made(number: int, previous: str, **values: Any) -> Link:
    """An entry with salts of its own; they need not be random here."""
    parts = {name: f"{name} of {number}" for name in PARTS} | {"values": {"n": number}} | values
    salts = {name: f"{number}-{name}" for name in PARTS}
    committed = ledger.commitments(parts, salts)
    return Link(number, parts, salts, committed, ledger.chained(previous, number, committed))


def chain(length: int, **values: Any) -> list[Link]:
    links: list[Link] = []
    for number in range(1, length + 1):
        links.append(made(number, links[-1].hash if links else ledger.START, **values))
    return links


def head_of(links: Sequence[Link], number: int | None = None) -> Head:
    links = links[:number]
    hashes = tuple(link.hash for link in links if link.number % STEP == 0)
    return Head(links[-1].number, links[-1].hash, hashes) if links else Head()


def erased(link: Link, *names: str) -> Link:
    salts = {name: salt for name, salt in link.salts.items() if name not in names}
    blank = {name: {} if name == "values" else "" for name in names}
    return replace(link, parts={**link.parts, **blank}, salts=salts)


def rehashed(links: Sequence[Link]) -> list[Link]:
    """As somebody would who may write everything: numbers, commitments and hashes fit each other again."""
    again: list[Link] = []
    for number, link in enumerate(links, 1):
        committed = {**link.commitments, **ledger.commitments(present(link), link.salts)}
        found = ledger.chained(again[-1].hash if again else ledger.START, number, committed)
        again.append(replace(link, number=number, commitments=committed, hash=found))
    return again


def present(link: Link) -> dict[str, Any]:
    return {name: value for name, value in link.parts.items() if name in link.salts}


def kinds(faults: Any) -> list[tuple[Kind, int, int]]:
    return [(fault.kind, fault.first, fault.last) for fault in faults]


WHOLE = chain(250)
HEAD = head_of(WHOLE)
