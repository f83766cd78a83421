"""The chain of the journal: what is changed is found, and what is erased is not told."""

import random
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from palermo.core import ledger, sealing
from palermo.core.ledger import ERASABLE, ERASURE, PARTS, STEP, Fault, Head, Kind, Link, verify

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


# ── what is found ─────────────────────────────────────────────────────────────────────────────────


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


# ── what is erased ────────────────────────────────────────────────────────────────────────────────


def erasing(links: Sequence[Link], number: int, *names: str) -> list[Link]:
    """That entry without those parts, and one more that says so."""
    told = {"act": ERASURE, "values": {"parts": {str(number): list(names)}}}
    kept = [erased(link, *names) if link.number == number else link for link in links]
    return [*kept, made(len(links) + 1, links[-1].hash, **told)]


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
