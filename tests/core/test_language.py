"""The six languages."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from palermo.core.language import (
    LANGUAGES,
    Text,
    begins,
    direction,
    fold,
    long_date,
    month_year,
    number,
    short_date,
)


def test_it_works() -> None:
    text = Text({"en": "State", "fr": "État"})
    assert text.choose("fr") == ("État", "fr", False)
    assert text.choose("ru") == ("State", "en", False)
    assert Text({"es": "Estado"}).choose("ru") == ("Estado", "es", False)
    assert Text().choose("ru") == ("", "ru", False)


def test_a_text_left_empty_gives_way_to_one_that_is_there() -> None:
    text = Text({"fr": "", "en": "State"}, stale=frozenset({"en"}))
    assert text.choose("fr") == ("State", "en", True)
    assert (text.in_("fr"), text.has("fr")) == ("State", False)
    assert not Text({"en": ""})


def test_equal_texts_are_one_in_a_set() -> None:
    stale = Text({"en": "State", "fr": "État"}, stale=frozenset({"fr"}))
    assert stale.to_json() == {"en": "State", "fr": "État", "stale": ["fr"]}
    assert len({stale, Text.from_json(stale.to_json()), Text({"en": "State", "fr": "État"})}) == 2


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("ar", "3 تشرين الثاني/نوفمبر 2024"),
        ("zh", "2024年11月3日"),
        ("en", "3 November 2024"),
        ("fr", "3 novembre 2024"),
        ("ru", "3 ноября 2024\u00a0года"),
        ("es", "3 de noviembre de 2024"),
    ],
)
def test_dates_are_said_as_the_united_nations_says_them(language: str, said: str) -> None:
    assert long_date(date(2024, 11, 3), language) == said


def test_the_first_of_a_french_month() -> None:
    assert long_date(date(2024, 5, 1), "fr") == "1er mai 2024"
    assert short_date(date(2024, 9, 1), "fr") == "1er sept. 2024"
    assert long_date(date(2024, 5, 1), "en") == "1 May 2024"


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("ar", "تشرين الثاني/نوفمبر 2024"),
        ("zh", "2024年11月"),
        ("en", "November 2024"),
        ("fr", "novembre 2024"),
        ("ru", "ноябрь 2024\u00a0года"),
        ("es", "noviembre de 2024"),
    ],
)
def test_months_stand_alone_in_the_nominative(language: str, said: str) -> None:
    assert month_year(date(2024, 11, 3), language) == said


@given(st.dates(date(1000, 1, 1)), st.sampled_from(LANGUAGES))
def test_every_date_has_its_year_in_every_language(day: date, language: str) -> None:
    for form in (long_date, short_date, month_year):
        assert str(day.year) in form(day, language)


@given(st.dictionaries(st.sampled_from(LANGUAGES), st.text(min_size=1)), st.sampled_from(LANGUAGES))
def test_a_text_survives_the_database_and_always_says_something(texts: dict[str, str], language: str) -> None:
    text = Text(texts, stale=frozenset(list(texts)[:1]))
    assert Text.from_json(text.to_json()) == text
    chosen = text.choose(language)
    assert chosen.text == texts.get(chosen.language, "")
    assert bool(chosen.text) == bool(texts)


@given(st.text())
def test_folding_is_stable(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_folding_is_stable_for_every_letter_and_ligature_of_our_scripts() -> None:
    letters = [
        chr(code) for block in ((0, 0x700), (0x1E00, 0x2000), (0xFB00, 0xFF00)) for code in range(*block)
    ]
    assert [letter for letter in letters if fold(fold(letter)) != fold(letter)] == []


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("turkiye", "Türkiye"),
        ("cote d'ivoire", "Côte d’Ivoire"),
        ("ايران", "إيران"),
        ("سوريه", "سُورِيّة"),
        ("ИЕМЕН", "Йемен"),
    ],
)
def test_names_are_found_without_their_accents(typed: str, meant: str) -> None:
    assert fold(typed) == fold(meant)


def test_numbers_and_direction() -> None:
    assert [number(1036, code) for code in LANGUAGES] == [
        *("1,036", "1,036", "1,036", "1\u202f036", "1\u00a0036", "1\u202f036")
    ]
    assert [direction(code) for code in ("ar", "zh")] == ["rtl", "ltr"]


@pytest.mark.parametrize(
    ("wanted", "yes"),
    [
        ("human beings", True),
        ("Being hum", True),
        ("贩运", True),
        ("4/4", True),
        ("4/", True),
        ("4/5", False),
    ],
)
def test_words_are_found_from_their_beginning(wanted: str, yes: bool) -> None:
    assert begins(wanted, ["Trafficking in human beings", "贩运人口", "Decision 4/4"]) is yes
    assert not begins("", ["anything"])
