"""Citations of provisions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from palermo.core.citation import Citation
from palermo.core.errors import Invalid
from palermo.core.language import LANGUAGES

citations = st.builds(
    Citation,
    st.integers(1, 999),
    st.integers(1, 99),
    st.lists(st.sampled_from("abcd"), max_size=2).map(tuple),
)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("art. 9, para. 5", Citation(9, 5)),
        ("Article 9(1)(b)", Citation(9, 1, ("b",))),
        ("9/1/b", Citation(9, 1, ("b",))),
        ("artículo 9, párrafo 5", Citation(9, 5)),
        ("статья 9", Citation(9)),
        ("المادة 9", Citation(9)),
        ("第9条第5款", Citation(9, 5)),
    ],
)
def test_it_works(typed: str, meant: Citation) -> None:
    assert Citation.parse(typed) == meant


@pytest.mark.parametrize(
    "typed", ["", "art", "hello 9", "99999", "art. 0", "9 9 9", "9" * 200, "art. 9; drop"]
)
def test_nonsense_is_refused(typed: str) -> None:
    with pytest.raises(Invalid):
        Citation.parse(typed)


@given(citations, st.sampled_from(LANGUAGES))
def test_what_is_printed_reads_back(citation: Citation, language: str) -> None:
    assert Citation.parse(citation.printed(language)) == citation


@given(st.text(max_size=90))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        assert Citation.parse(text).article > 0
    except Invalid as problem:
        assert str(problem)  # noqa: PT017 (either outcome is right; the sentence must be there)


def test_citations_stand_in_the_order_of_the_text() -> None:
    assert sorted([Citation(10), Citation(9, 2), Citation(9), Citation(9, 1, ("b",))]) == [
        Citation(9),
        Citation(9, 1, ("b",)),
        Citation(9, 2),
        Citation(10),
    ]
    assert Citation(9, 1, ("b",)).eid() == "art_9__para_1__point_b"
