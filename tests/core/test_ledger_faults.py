"""Whatever is changed in a chain is found, and where."""

import random
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from palermo.core import ledger
from palermo.core.ledger import PARTS, STEP, Fault, Kind, Link, verify
from tests.core.chains import FEW, HEAD, WHOLE, head_of, kinds, made, rehashed


@FEW
@given(st.integers(0, 249), st.sampled_from(PARTS))
def test_a_part_that_is_changed_is_named(place: int, part: str) -> None:
    link = WHOLE[place]
    links = [*WHOLE[:place], replace(link, parts={**link.parts, part: "other"}), *WHOLE[place + 1 :]]
    assert list(verify(links, HEAD)) == [Fault(Kind.PART, place + 1, place + 1, part)]


@FEW
@given(st.integers(0, 249), st.sampled_from(PARTS))
def test_a_commitment_that_is_changed_is_found(place: int, part: str) -> None:
    link = WHOLE[place]
    other = {**link.commitments, part: ledger.digest("other")}
    links = [*WHOLE[:place], replace(link, commitments=other), *WHOLE[place + 1 :]]
    number = place + 1
    assert kinds(verify(links, HEAD)) == [(Kind.PART, number, number), (Kind.HASH, number, number)]


@FEW
@given(st.integers(1, 250), st.integers(0, 249))
def test_entries_that_are_taken_out_are_missing(first: int, more: int) -> None:
    last = min(first + more, 250)
    links = [link for link in WHOLE if not first <= link.number <= last]
    if last == 250:
        assert kinds(verify(links, HEAD)) == [(Kind.END, first - 1, 250)]
        found, checked = kinds(verify(links, None, HEAD)), (first - 1) // STEP * STEP
        assert found[-1] == (Kind.CUT, first, 250)
        assert found[:-1] == [(Kind.UNPROVEN, checked + 1, first - 1)] * (first - 1 > checked)
    else:
        assert kinds(verify(links, HEAD)) == [(Kind.MISSING, first, last)]
        assert (Kind.MISSING, first, last) in kinds(verify(links, HEAD, HEAD))
        assert covered(verify(links, HEAD, HEAD), first)


@FEW
@given(st.randoms(use_true_random=False), st.integers(1, 250))
def test_a_chain_that_is_made_anew_is_found_by_a_head_and_only_by_it(
    chance: random.Random, place: int
) -> None:
    """With numbers, salts, commitments and hashes that fit, from some entry on."""
    links = list(WHOLE)
    first = tamper(links, chance, place)
    links = rehashed(links)
    assert list(verify(links, head_of(links))) == []
    assert covered(verify(links, head_of(links), HEAD), first)


def tamper(links: list[Link], chance: random.Random, place: int) -> int:
    """One of five changes at that place; answers the first entry that is another than it was."""
    link = links[place - 1]
    match chance.choice(("edit", "delete", "insert", "swap", "salt")):
        case "delete":
            del links[place - 1]
        case "insert":
            links.insert(place - 1, made(0, "", name="Nobody"))
        case "swap":
            other = chance.randrange(len(links))
            if other == place - 1:
                other -= 1
            links[place - 1], links[other] = links[other], links[place - 1]
            return min(place, other % len(links) + 1)
        case "salt":
            links[place - 1] = replace(link, salts={**link.salts, "name": "other"})
        case _:
            links[place - 1] = replace(link, parts={**link.parts, "name": "Another"})
    return place


def covered(faults: Any, number: int) -> bool:
    """Whether a fault says where, within a hundred entries; a cut is known exactly."""
    return any(
        fault.first <= number <= fault.last and (fault.last - fault.first < STEP or fault.kind is Kind.CUT)
        for fault in faults
    )


def test_each_part_of_the_chain_between_checkpoints_is_held_against_the_head_by_itself() -> None:
    links = [link if link.number not in (7, 230) else replace(link, salts={}) for link in WHOLE]
    links = [replace(each, salts={**WHOLE[0].salts}) if not each.salts else each for each in links]
    faults = kinds(verify(rehashed(links), None, HEAD))
    assert faults == [(Kind.REWRITTEN, 1, 100), (Kind.REWRITTEN, 201, 250)]


@pytest.mark.parametrize("number", [0, 1, 99, 100, 101, 200, 249, 250])
def test_a_head_of_any_length_fits_the_chain_that_grew_from_it(number: int) -> None:
    assert list(verify(WHOLE, HEAD, head_of(WHOLE, number))) == []
    assert list(verify(WHOLE[number:], HEAD, since=head_of(WHOLE, number))) == []


def test_a_checkpoint_that_is_taken_out_does_not_hide_what_lies_before_it() -> None:
    links = [link for link in WHOLE if not 95 <= link.number <= 205]
    assert kinds(verify(links, HEAD, HEAD)) == [
        (Kind.MISSING, 95, 205),
        (Kind.REWRITTEN, 1, 100),
        (Kind.REWRITTEN, 101, 200),
        (Kind.REWRITTEN, 201, 250),
    ]


@pytest.mark.parametrize("number", [-3, 0, 1, 100, 250])
def test_a_number_that_comes_twice_is_found_and_the_rest_is_not_blamed(number: int) -> None:
    stray = replace(WHOLE[100], number=number, commitments=WHOLE[100].commitments)
    place = max(number, 0)
    faults = kinds(verify([*WHOLE[:place], stray, *WHOLE[place:]], HEAD, HEAD))
    assert faults == [(Kind.MISPLACED, number, number)]


@pytest.mark.parametrize(
    "broken",
    [
        Link(2, {}, {}, {}, ""),
        Link(2, {}, {}, {"more": "x"}, "x"),
        replace(WHOLE[1], commitments={**WHOLE[1].commitments, "more": "x"}),
        replace(WHOLE[1], salts={**WHOLE[1].salts, "more": "x"}),
        replace(WHOLE[1], commitments={**WHOLE[1].commitments, "name": 7}),  # type: ignore[dict-item]
        replace(WHOLE[1], salts={**WHOLE[1].salts, "name": []}),  # type: ignore[dict-item]
        replace(WHOLE[1], parts={**WHOLE[1].parts, "values": float("nan")}),
        replace(WHOLE[1], parts={**WHOLE[1].parts, "values": "\ud800"}),
        replace(WHOLE[1], parts={}),
        replace(WHOLE[1], hash=None),  # type: ignore[arg-type]
    ],
)
def test_what_is_no_entry_is_a_fault_and_the_rest_is_read(broken: Link) -> None:
    faults = list(verify([WHOLE[0], broken, *WHOLE[2:]], HEAD, HEAD))
    assert faults
    assert {number for fault in faults for number in (fault.first, fault.last)} <= {1, 2, 3, 100}
