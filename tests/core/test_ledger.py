"""The chain of the journal: what is hashed, what is erased, who signed."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from palermo.core import ledger, sealing
from palermo.core.ledger import ERASABLE, ERASURE, PARTS, Fault, Kind, Link, verify
from tests.core.chains import FEW, HASHES, HEAD, VALUES, WHOLE, Committed, erased, head_of, made, rehashed


def test_it_works() -> None:
    assert list(verify(WHOLE, HEAD, HEAD)) == []
    changed = [*WHOLE[:149], replace(WHOLE[149], parts={**WHOLE[149].parts, "why": "Another."}), *WHOLE[150:]]
    assert list(verify(changed, HEAD, HEAD)) == [Fault(Kind.PART, 150, 150, "why")]
    assert list(verify(rehashed(changed), None, HEAD)) == [Fault(Kind.REWRITTEN, 101, 200)]


# ── what is hashed ────────────────────────────────────────────────────────────────────────────────


@given(st.lists(st.text(), max_size=4), st.lists(st.text(), max_size=4))
def test_no_two_lists_of_texts_are_hashed_alike(one: list[str], other: list[str]) -> None:
    try:
        assert (ledger.digest("x", *one) == ledger.digest("x", *other)) is (one == other)
    except UnicodeEncodeError:
        assert any("\ud800" <= letter <= "\udfff" for text in one + other for letter in text)


@given(VALUES, VALUES)
def test_two_values_are_written_alike_only_if_they_are_equal(one: Any, other: Any) -> None:
    one, other = ledger.plain(one), ledger.plain(other)
    alike = ledger.canonical(one) == ledger.canonical(other)
    assert alike is (one == other and repr_of(one) == repr_of(other))


def repr_of(value: Any) -> str:
    """Python holds 1 and True for equal; a journal must not."""
    if isinstance(value, dict):
        return repr(sorted((name, repr_of(each)) for name, each in value.items()))
    return repr([repr_of(each) for each in value]) if isinstance(value, list) else repr(value)


@given(VALUES)
def test_what_is_made_plain_stays_as_it_is(value: Any) -> None:
    plain = ledger.plain(value)
    assert ledger.plain(plain) == plain
    ledger.canonical(plain).encode()


@given(Committed, Committed, st.integers(1, 3), st.integers(1, 3), HASHES, HASHES)
def test_a_hash_depends_on_all_that_it_covers(
    one: dict[str, str], other: dict[str, str], number: int, second: int, before: str, previous: str
) -> None:
    try:
        alike = ledger.chained(before, number, one) == ledger.chained(previous, second, other)
    except UnicodeEncodeError:
        return
    assert alike is ((one, number, before) == (other, second, previous))


@pytest.mark.parametrize("name", PARTS)
def test_the_same_value_in_another_part_or_with_another_salt_is_committed_to_otherwise(name: str) -> None:
    there = {ledger.commitment(part, salt, "x") for part in (*PARTS, "other") for salt in ("a", "b")}
    assert len(there) == 2 * (len(PARTS) + 1)
    assert ledger.commitment(name, "a", "x") in there


def erasing(links: Sequence[Link], number: int, *names: str) -> list[Link]:
    """That entry without those parts, and one more that says so."""
    told = {"act": ERASURE, "values": {"parts": {str(number): list(names)}}}
    kept = [erased(link, *names) if link.number == number else link for link in links]
    return [*kept, made(len(links) + 1, links[-1].hash, **told)]


# ── what is erased ────────────────────────────────────────────────────────────────────────────────


@FEW
@given(st.integers(1, 250), st.sets(st.sampled_from(sorted(ERASABLE)), min_size=1))
def test_what_is_erased_and_said_so_leaves_the_chain_whole(number: int, names: set[str]) -> None:
    links = erasing(WHOLE, number, *names)
    assert list(verify(links, head_of(links), HEAD)) == []


@FEW
@given(st.integers(1, 250), st.sampled_from(PARTS))
def test_what_is_taken_out_and_not_said_so_is_found(number: int, name: str) -> None:
    links = [erased(link, name) if link.number == number else link for link in WHOLE]
    assert list(verify(links, HEAD, HEAD)) == [Fault(Kind.VANISHED, number, number, name)]


def test_what_was_erased_and_is_there_again_is_found() -> None:
    links = erasing(WHOLE, 7, "name")
    links[6] = WHOLE[6]
    assert list(verify(links, head_of(links), HEAD)) == [Fault(Kind.RETURNED, 7, 7, "name")]


def test_a_value_without_its_salt_is_found() -> None:
    links = erasing(WHOLE, 7, "name")
    links[6] = replace(links[6], parts={**links[6].parts, "name": "Somebody"})
    assert list(verify(links, head_of(links))) == [
        Fault(Kind.PART, 7, 7, "name"),
        Fault(Kind.RETURNED, 7, 7, "name"),
    ]


@pytest.mark.parametrize(
    "values",
    [
        *(None, "x", [], {}, {"parts": None}, {"parts": ["7"]}, {"parts": {"x": ["name"]}}),
        *({"parts": {"7": "name"}}, {"parts": {"7": [["name"]]}}, {"parts": {"9" * 5000: ["name"]}}),
        *({"parts": {"251": ["name"]}}, {"parts": {"300": ["name"]}}, {"parts": {"7": ["at"]}}),
    ],
)
def test_an_erasure_that_says_nothing_of_use_excuses_nothing(values: Any) -> None:
    last = made(251, WHOLE[-1].hash, act=ERASURE, values=values)
    links = [erased(link, "name") if link.number == 7 else link for link in WHOLE]
    assert list(verify([*links, last], None, HEAD)) == [Fault(Kind.VANISHED, 7, 7, "name")]


# ── who signed ────────────────────────────────────────────────────────────────────────────────────


@given(st.binary(min_size=32, max_size=32), st.binary(), st.binary())
def test_a_signature_is_of_one_message_by_one_key(secret: bytes, message: bytes, other: bytes) -> None:
    key, signature = sealing.public_key(secret), sealing.sign(secret, message)
    assert sealing.is_signed(key, message, signature)
    assert sealing.is_signed(key, other, signature) is (message == other)
    assert not sealing.is_signed(sealing.public_key(bytes(32 * [7])), message, signature)


@given(st.text(), st.text())
def test_nonsense_is_no_signature(key: str, signature: str) -> None:
    assert not sealing.is_signed(key, b"", signature)
    assert not sealing.is_signed(sealing.public_key(bytes(32)), b"", signature)
