"""The text of a treaty, read into parts; the treaty on lanterns and its six languages are invented."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from palermo.core.citation import Citation
from palermo.core.language import LANGUAGES
from palermo.core.treaty_text import Part, doubts, joined, read
from tests.core.lanterns import ENGLISH, NUMBERS, OTHERS, PIECES


def numbers(parts: list[Part]) -> list[str]:
    return [part.number for part in parts if part.number]


def test_it_works() -> None:
    parts = read(ENGLISH)
    assert joined(parts) == ENGLISH
    assert numbers(parts) == NUMBERS
    assert [part.words for part in parts if part.kind == "preface"] == [
        "# kept by somebody",
        "Convention on Lanterns",
        "Preamble The States Parties to this Convention, Have agreed as follows:",
    ]
    assert [(part.printed, part.heading) for part in parts if part.kind == "division"] == [
        ("I", "General provisions"),
        ("II", "Lighting"),
    ]
    duty = next(part for part in parts if part.number == "3/1/a/i")
    assert (duty.kind, duty.printed, duty.words, duty.raw) == (
        *("point", "(i)", "At dusk; and", "(i) At dusk; and\n\n"),
    )
    article = next(part for part in parts if part.number == "3")
    assert (article.kind, article.printed, article.heading) == ("article", "Article 3", "Duties of keepers")
    assert ENGLISH.splitlines()[article.line - 1] == "Article 3"
    assert parts[-1].kind == "conclusion"
    assert parts[-1].words.endswith("Done at Nowhere.")
    assert doubts(parts) == []


@pytest.mark.parametrize("language", OTHERS)
def test_each_language_is_read_alike(language: str) -> None:
    text = OTHERS[language]
    parts = read(text)
    assert joined(parts) == text
    assert numbers(parts) == NUMBERS
    assert [part.kind for part in parts][-1] == "conclusion"
    assert all(part.heading for part in parts if part.kind == "article")
    assert doubts(parts) == []


def test_every_language_is_here() -> None:
    assert {"en", *OTHERS} == set(LANGUAGES)


def after(*lines: str) -> list[str]:
    """The places of points below a paragraph, from their lines."""
    return numbers(read("Article 1\n\n1. Such as:\n\n" + "\n\n".join(lines)))[2:]


# ── markers that may be taken for others ──────────────────────────────────────────────────────────


def test_i_after_h_is_a_letter_and_after_a_letter_a_numeral() -> None:
    to_j = [f"{letter}) such;" for letter in "abcdefghij"]
    assert after(*to_j)[-2:] == ["1/1/i", "1/1/j"]
    assert after("a) such;", "i) such;", "ii) such;", "b) such.") == ["1/1/a", "1/1/a/i", "1/1/a/ii", "1/1/b"]
    assert after(*to_j[:8], "(i) below;", "(ii) below;", "i) such.")[-3:] == ["1/1/h/i", "1/1/h/ii", "1/1/i"]


def test_lists_stand_in_lists_and_end_where_the_one_above_goes_on() -> None:
    told = after("a) such:", "(i) such:", "a. this;", "b. that;", "(ii) such;", "b) such.")
    assert told == ["1/1/a", "1/1/a/i", "1/1/a/i/a", "1/1/a/i/b", "1/1/a/ii", "1/1/b"]


@pytest.mark.parametrize("letters", ["абвгдежзийк", "абвгдежзикл", "abcdеfghijk", "аbсdеfghijk"])
def test_cyrillic_letters_count_by_their_place_with_or_without_short_i(letters: str) -> None:
    assert after(*(f"{letter}) пункт;" for letter in letters)) == [f"1/1/{name}" for name in "abcdefghijk"]


def test_markers_may_follow_one_another_on_a_line() -> None:
    text = "Article 1\n\n1. (a) This;\n(b) (i) that;\n(ii) and that.\n"
    parts = read(text)
    assert numbers(parts) == ["1", "1/1", "1/1/a", "1/1/b", "1/1/b/i", "1/1/b/ii"]
    assert [part.raw for part in parts[1:3]] == ["1. ", "(a) This;\n"]
    assert joined(parts) == text


def test_a_line_that_is_but_wrapped_begins_nothing() -> None:
    text = (
        "Article 1\n\n1. Offences established in accordance with\nArticle 2 of this Convention or paragraph\n"
        "2. of it, or mentioned in subparagraph\na) above, shall be\nlamplit.\n2. Others shall not.\n"
    )
    assert numbers(read(text)) == ["1", "1/1", "1/2"]


def test_text_that_goes_on_after_a_list_stands_where_it_stood() -> None:
    parts = read(
        "Article 1\n\n1. Where:\n\n(a) It is dark;\n\n(b) It is late,\n\nlanterns are lit.\n\n2. Else not.\n"
    )
    assert numbers(parts) == ["1", "1/1", "1/1/a", "1/1/b", "1/2"]
    assert parts[3].words == "It is late,\nlanterns are lit."


def test_an_article_needs_no_heading() -> None:
    parts = read(
        "Article 1\n\n1. Light.\n\nArticle 2\n\nA lantern is a light.\n\nArticle 3\nA lantern is\nwhat burns."
    )
    assert [(part.kind, part.number, part.heading) for part in parts] == [
        *(("article", "1", ""), ("paragraph", "1/1", ""), ("article", "2", ""), ("paragraph", "2", "")),
        *(("article", "3", ""), ("paragraph", "3", "")),
    ]
    assert doubts(parts) == []


def test_a_file_without_empty_lines_is_read_too() -> None:
    text = ENGLISH.replace("\n\n", "\n")
    assert numbers(read(text)) == NUMBERS
    assert [part.heading for part in read(text) if part.kind == "article"] == [
        *("Purpose", "Use of terms", "Duties of keepers"),
    ]


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_lines_may_end_as_they_like(end: str) -> None:
    text = "\ufeff" + ENGLISH.replace("\n", end)
    parts = read(text)
    assert joined(parts) == text
    assert [part.words for part in parts] == [part.words for part in read(ENGLISH)]


def test_nothing_has_no_parts_and_what_has_no_article_is_a_preface() -> None:
    assert read("") == []
    assert {part.kind for part in read("\n\nA letter.\n\n1. Dear State,\n")} == {"preface"}


# ── what looks wrong ──────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("Article 1\n\n1. A.\n\nArticle 3\n\n1. B.", "article.order", 5),
        ("Article 2\n\n1. A.", "article.order", 1),
        ("Article 1\n\n1. A.\n\nArticle 1\n\n1. B.", "article.twice", 5),
        ("Article 1\n\n1. A.\n3. B.", "number.jump", 4),
        ("Article 1\n\n1. A.\n\n1. B.", "number.twice", 5),
        ("Article 1\n\n(a) A;\n\n(c) B.", "number.jump", 5),
        ("Article 1\n\n(a) A;\n\n(a) B.", "number.twice", 5),
        ("Article 1\n\nPurpose\n\nArticle 2\n\n1. A.", "article.empty", 1),
        ("Article 1\n\n1.\n\n2. A.", "words.missing", 3),
    ],
)
def test_what_looks_wrong_is_found_where_it_stands(text: str, code: str, line: int) -> None:
    assert [(each.code, each.line) for each in doubts(read(text))] == [(code, line)]


# ── properties ────────────────────────────────────────────────────────────────────────────────────


@given(st.lists(PIECES, max_size=40).map("".join))
@example("\x85Article 1\x0c\n\n\x1c1. a")
@example("Article 1\n(xxxviii) a\n(xxxviii) (xxxviii) (i) (a) b")
def test_the_parts_of_any_text_are_the_text(text: str) -> None:
    parts = read(text)
    assert joined(parts) == text
    assert all(part.raw for part in parts)
    for part in parts:
        assert part.words == "\n".join(" ".join(line.split()) for line in part.words.split("\n"))
        assert len(part.number) <= 20
        assert len(part.printed) <= 60
        assert not part.number or Citation.at(part.number).path == part.number
        assert text.replace("\r\n", "\n").replace("\r", "\n").count("\n") >= part.line - 1
    doubts(parts)
