"""How sure a fact is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from palermo.core.provenance import Confidence, weakest

SURE = {Confidence.SOURCED, Confidence.DERIVED}


def test_it_works() -> None:
    assert (
        weakest([Confidence.SOURCED, Confidence.RECOLLECTION, Confidence.PARTLY]) is Confidence.RECOLLECTION
    )
    assert weakest([]) is None


@pytest.mark.parametrize("confidence", Confidence)
def test_what_rests_on_memory_is_low_and_what_follows_from_a_source_is_not(confidence: Confidence) -> None:
    assert confidence.is_low is (confidence not in SURE)


@given(st.lists(st.sampled_from(Confidence), min_size=1))
def test_a_chain_is_as_sure_as_its_weakest_link(chain: list[Confidence]) -> None:
    found = weakest(chain)
    assert found in chain
    assert found is not None
    assert found.is_low is any(each.is_low for each in chain)
