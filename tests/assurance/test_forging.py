"""A form that was not sent from a page of ours changes nothing, whoever's browser it comes from."""

import random
from collections.abc import Callable

import pytest

from tests.assurance import forging
from tests.assurance.cast import Visitor
from tests.assurance.forging import FORGERIES, RIGHT, fingerprint, open_to, send
from tests.assurance.matrix import Cell, Stage, writes

SAMPLE = 250

pytestmark = pytest.mark.usefixtures("official", "quiet")


def hold(
    tried: list[tuple[Cell, str]], visitors: dict[str, Visitor], counted: Callable[[str], None], note: str
) -> None:
    stage = Stage()
    for cell, _name in tried:
        stage.path(cell)
    before = fingerprint()
    faults = [
        found
        for cell, name in tried
        if (found := forging.fault(cell, visitors[cell.visitor], stage, name)) is not None
    ]
    changed = {table for table, mark in fingerprint().items() if before[table] != mark}
    addresses = {cell.address for cell, _name in tried}
    counted(
        f"{len(tried)} forged requests to {len(addresses)} addresses that take a form{note}: "
        f"{len(tried) - len(faults)} refused, {len(changed)} of {len(before)} tables changed"
    )
    assert faults == []
    assert changed == set()


def all_of_them() -> list[tuple[Cell, str]]:
    return [(cell, name) for cell in open_to() for name in FORGERIES]


def test_a_sample_of_forged_requests_is_refused(
    visitors: dict[str, Visitor], counted: Callable[[str], None]
) -> None:
    seed = random.randrange(10**9)
    tried = random.Random(seed).sample(all_of_them(), SAMPLE)
    hold(tried, visitors, counted, f", drawn with seed {seed}")


@pytest.mark.full
def test_every_forged_request_is_refused(
    visitors: dict[str, Visitor], counted: Callable[[str], None]
) -> None:
    hold(all_of_them(), visitors, counted, "")


@pytest.mark.full
def test_the_same_requests_are_taken_from_a_page_of_ours(
    visitors: dict[str, Visitor], counted: Callable[[str], None]
) -> None:
    """Or refusing all would prove nothing."""
    stage, told = Stage(), list[int]()
    for cell in open_to():
        with writes():
            told.append(send(visitors[cell.visitor], stage.path(cell), RIGHT).status)
    counted(f"{len(told)} requests with their own token: {told.count(403)} refused")
    assert 403 not in told
    assert not [status for status in told if status >= 500]
