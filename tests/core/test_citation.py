"""Citations of provisions."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from palermo.core import citation as module
from palermo.core.citation import Citation
from palermo.core.errors import Invalid
from palermo.core.language import LANGUAGES

letters = st.one_of(
    st.just(()),
    st.tuples(st.sampled_from("abcdefghijklmnopqrstuvwxyz")),
    st.tuples(st.sampled_from("abcdef"), st.sampled_from(["i", "iv", "ix", "xii"])),
)
citations = st.builds(Citation, st.integers(1, 999), st.integers(0, 99), letters)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("art. 9, para. 5", Citation(9, 5)),
        ("Article 9(1)(b)", Citation(9, 1, ("b",))),
        ("9/1/b", Citation(9, 1, ("b",))),
        ("art. 3 (a)", Citation(3, 0, ("a",))),
        ("paragraph 5 of article 9", Citation(9, 5)),
        ("paragraphe 1 b) de l’article 9", Citation(9, 1, ("b",))),
        ("artículo 9, párrafo 5", Citation(9, 5)),
        ("párrafo 5 del artículo 9", Citation(9, 5)),
        ("статья 9", Citation(9)),
        ("пункт 1 статьи 9", Citation(9, 1)),
        ("المادة 9", Citation(9)),
        ("الفقرة ٥ من المادة ٩", Citation(9, 5)),
        ("第9条第5款", Citation(9, 5)),
        ("第十五条第三款", Citation(15, 3)),
        ("  ART.  9 ", Citation(9)),
    ],
)
def test_it_works(typed: str, meant: Citation) -> None:
    assert Citation.parse(typed) == meant


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "",
            "art",
            "hello 9",
            "99999",
            "art. 0",
            "art. 9, para. 0",
            "9 9",
            "9 9 9",
            "9" * 200,
            "art. 9; drop",
        ),
        *(
            "9.5",
            "9,5",
            "9, ",
            "of 9",
            "para. 9",
            "9a",
            "art. 9bis",
            "9(1(b",
            "9 (b",
            "9()",
            "9(zzz)",
            "第九九条",
        ),
    ],
)
def test_nonsense_is_refused(typed: str) -> None:
    with pytest.raises(Invalid):
        Citation.parse(typed)


@pytest.mark.parametrize(
    ("language", "printed"),
    [
        ("ar", "المادة 9، الفقرة 1 (ب)"),
        ("zh", "第9条第1款(b)项"),
        ("en", "art. 9, para. 1 (b)"),
        ("fr", "art. 9, par. 1 b)"),
        ("ru", "ст. 9, п. 1 (b)"),
        ("es", "art. 9, párr. 1 b)"),
    ],
)
def test_each_language_prints_its_own_form(language: str, printed: str) -> None:
    assert Citation(9, 1, ("b",)).printed(language) == printed


@given(citations, st.sampled_from(LANGUAGES))
def test_what_is_printed_reads_back(citation: Citation, language: str) -> None:
    assert Citation.parse(citation.printed(language)) == citation


@given(st.text(max_size=90) | st.text("9 (/)arti.,第条ب", max_size=80))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        assert Citation.parse(text).article > 0
    except Invalid as problem:
        assert str(problem)  # noqa: PT017 (either outcome is right; the sentence must be there)


def test_no_repetition_lets_a_hostile_text_stall_a_search() -> None:
    """A run without bound beside another makes the time grow with a power of the length."""
    assert re.search(r"[*+](?!\))", re.sub(r"\\.|\[.*?\]", "", module.TOKEN.pattern)) is None
    with pytest.raises(Invalid):
        Citation.parse("9" + " " * 78 + "x")


def test_citations_stand_in_the_order_of_the_text() -> None:
    ordered = [
        Citation(9),
        Citation(9, 1),
        Citation(9, 1, ("b",)),
        Citation(9, 1, ("b", "viii")),
        Citation(9, 1, ("b", "ix")),
        Citation(9, 1, ("c",)),
        Citation(9, 2),
        Citation(10),
    ]
    shuffled = [ordered[place] for place in (7, 4, 0, 6, 3, 1, 5, 2)]
    assert sorted(shuffled) == ordered
    assert Citation(9, 1, ("b",)).eid() == "art_9__para_1__point_b"
