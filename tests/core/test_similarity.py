"""Paragraphs that say the same again: found with other dates and words, told from those that look like it."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from palermo.core.language import LANGUAGES, fold
from palermo.core.similarity import THRESHOLD, Index
from tests.core.families import HALVES, Counts, labelled, measured, texts, together
from tests.core.hostile_texts import PIECES

ASKED = "Requests the Secretariat to list the owners of all windmills on the dunes by 31 March 2009;"
AGAIN = "Invites the Secretariat to renew its list of the owners of windmills on the dunes before June 2013;"
YEARS = [
    (2009, ASKED),
    (2010, "Requests the Secretariat to list the owners of all rowing boats on the lake by 31 March 2010;"),
    (
        2011,
        "Urges the Secretariat to complete the list of owners of windmills on the dunes, before 1 May 2011;",
    ),
    (
        2012,
        "Welcomes the list of the owners of all windmills on the dunes that the Secretariat made in 2012;",
    ),
]
WORDS = AGAIN.split()[1:]


def test_it_works() -> None:
    found = Index("en", YEARS).like(AGAIN)
    assert sorted(each.key for each in found) == [2009, 2011]
    assert [each.shared for each in found if each.key == 2009] == [
        ("Secretariat", "list", "owners", "windmills", "dunes")
    ]
    assert all(THRESHOLD <= each.score <= 1 for each in found)


# ── what is found, and what is not ────────────────────────────────────────────────────────────────


def test_the_same_text_is_found_first_with_all_of_the_score() -> None:
    found = Index("en", YEARS).like(ASKED)
    assert (found[0].key, found[0].score) == (2009, 1)
    assert [each.score for each in found] == sorted((each.score for each in found), reverse=True)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "Welcomes the extension of the lease of the mill",
            "Requests the extension of the lease of the mill",
        ),
        ("Decides to open the lock at the mill to barges", "Decides to close the lock at the mill to barges"),
        ("Requests the miller to oil the wheels", "Requests the chandler to trim the sails"),
        ("Condemns the burning of the mill", "Notes with satisfaction the burning of the mill"),
    ],
)
def test_another_sense_or_subject_is_not_the_same(one: str, other: str) -> None:
    assert Index("en", [("other", other)]).like(one) == []


def test_what_is_only_formula_is_like_nothing() -> None:
    formula = "Requests the Secretary-General to report to the Council on implementation of the resolution;"
    assert Index("en", [("one", formula)]).like(formula) == []
    procedure = (
        "Requests the Secretariat to publish the manual on its website and to organize workshops for experts;"
    )
    assert Index("en", [("one", procedure)]).like(procedure) == []
    assert Index("en", [("one", "")]).like("") == []


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("fr", "PRIE LE SECRÉTARIAT DE PEINDRE LES ÉCLUSES", "Prie le Secretariat de peindre les ecluses"),
        ("ar", "يطلب إلى الأمانة طِلاءَ الطَّواحين القديمة", "يطلب إلى الامانة طلاء طواحين قديمة"),
        (
            "ru",
            "Просит Секретариат покрасить МЕЛЬНИЦЫ на дюнах",
            "Просит Секретариат о покраске мельниц на дюне",
        ),
        ("zh", "请秘书处在2009年粉刷沙丘上的风车", "再次请秘书处至迟于2013年粉刷沙丘风车"),
    ],
)
def test_case_accents_vowel_marks_articles_and_years_do_not_count(
    language: str, one: str, other: str
) -> None:
    [found] = Index(language, [("other", other)]).like(one)
    assert found.shared


def test_fewer_are_asked_for_some_left_out_and_less_like_ones_let_in() -> None:
    index = Index("en", YEARS)
    assert len(index.like(ASKED, most=1)) == 1
    assert 2009 not in {each.key for each in index.like(ASKED, without={2009})}
    assert {each.key for each in index.like(ASKED, least=0)} > {each.key for each in index.like(ASKED)}


def test_a_key_that_is_added_anew_has_the_new_text() -> None:
    index = Index("en", YEARS)
    index.add(2011, "Takes note of the price of herring;")
    assert len(index) == len(YEARS)
    assert 2011 not in {each.key for each in index.like(AGAIN)}
    assert [each.key for each in index.like("Notes the price of herring")] == [2011]
    index.add(2011, dict(YEARS)[2011])
    assert index.like(AGAIN) == Index("en", YEARS).like(AGAIN)


# ── the words that are shared ─────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_shared_words_are_in_both_and_in_reading_order(language: str) -> None:
    for one, other, _same in labelled(language, "tuning"):
        for found in Index(language, [("other", other)]).like(one, least=0.2):
            at, there = 0, fold(other)
            for word in found.shared:
                at = one.index(word, at) + len(word)
                if language == "zh":
                    assert all(word[sign : sign + 2] in other for sign in range(len(word) - 1))
                else:
                    assert any(fold(word)[skip : skip + 3] in there for skip in range(4))  # “قديمة”, “القديم”


@given(st.permutations(WORDS))
def test_the_order_of_words_does_not_change_what_is_found(words: list[str]) -> None:
    index = Index("en", YEARS)
    straight, mixed = index.like(AGAIN), index.like(" ".join(["Invites", *words]))
    assert {each.key for each in mixed} == {each.key for each in straight}
    assert [set(each.shared) for each in mixed] == [set(each.shared) for each in straight]


@given(st.permutations(YEARS))
def test_the_order_of_adding_does_not_change_what_is_found(pairs: list[tuple[int, str]]) -> None:
    assert set(Index("en", pairs).like(AGAIN)) == set(Index("en", YEARS).like(AGAIN))


def test_two_paragraphs_are_as_like_from_either_side() -> None:
    pool = texts("en", "tuning")
    index = Index("en", pool.items())
    scores = {(place, each.key): each.score for place in pool for each in index.like(pool[place], len(pool))}
    assert len(scores) > 100
    assert all(scores[other, one] == score for (one, other), score in scores.items())


# ── any text ──────────────────────────────────────────────────────────────────────────────────────


@given(st.sampled_from(LANGUAGES), st.lists(st.text() | st.sampled_from(PIECES), max_size=8))
def test_no_text_is_too_odd(language: str, pieces: list[str]) -> None:
    text = "".join(pieces)
    index = Index(language, [("text", text), ("twice", text * 2), ("asked", ASKED)])
    for found in index.like(text, least=0):
        assert 0 <= found.score <= 1
        assert all(word in text for word in found.shared)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_text_of_another_language_is_like_nothing(language: str) -> None:
    other = LANGUAGES[(LANGUAGES.index(language) + 1) % len(LANGUAGES)]
    index = Index(language, texts(language, "tuning").items())
    assert all(index.like(text) == [] for text in texts(other, "tuning").values())


# ── how often it is right ─────────────────────────────────────────────────────────────────────────


def test_there_are_enough_pairs_of_both_kinds_in_every_language() -> None:
    count = {
        language: [sum(1 for _ in labelled(language, half)) for half in HALVES] for language in LANGUAGES
    }
    assert sum(map(sum, count.values())) >= 150
    assert sum(count["en"]) >= 60
    assert all(sum(each) >= 15 and min(each) >= 9 for each in count.values())
    assert all(
        {same for *_, same in labelled(each, half)} == {True, False} for each in count for half in HALVES
    )


@pytest.mark.parametrize("half", HALVES)
def test_what_is_found_is_right_and_little_is_missed(half: str) -> None:
    counts = {language: measured(language, half) for language in LANGUAGES}
    whole = together(list(counts.values()))
    for name, each in {**counts, "all": whole}.items():
        print(f"{half}, {name}: precision {each.precision:.3f}, recall {each.recall:.3f}; {each.told}")
    assert whole.precision >= 0.9
    assert whole.recall >= 0.8


def test_it_is_measured_against_what_is_wrong() -> None:
    assert measured("en", "tuning", least=0.1).precision < 0.5
    assert measured("en", "tuning", least=0.95).recall < 0.3
    pool = [text for place, text in texts("en", "tuning").items() if place.same]
    random.Random(1).shuffle(pool)
    assert measured("en", "tuning", pool).wrong > len(pool)
    assert Counts(9, 1, 3).told == "9 right, 1 wrong, 3 missed"
