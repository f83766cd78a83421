"""Instruments, their articles, and how they are found."""

from collections.abc import Iterable

import pytest
from pytest_django import DjangoAssertNumQueries

from palermo.core.actor import Actor
from palermo.core.errors import Missing
from palermo.core.language import LANGUAGES
from palermo.kit.models import changed
from palermo.texts import queries
from palermo.texts.models import Provision
from tests import factories

pytestmark = pytest.mark.usefixtures("facts")


def keys(provisions: "Iterable[Provision]") -> list[str]:
    return [each.key for each in provisions]


def test_it_works(stranger: Actor) -> None:
    assert [each.key for each in queries.instruments(stranger)] == [
        "untoc",
        "tip-protocol",
        "smuggling-protocol",
        "firearms-protocol",
        "uncac",
    ]
    assert queries.instrument(stranger, "tip-protocol").deposits_required == 40


def test_an_instrument_that_is_not_there_is_named_in_the_refusal(stranger: Actor) -> None:
    with pytest.raises(Missing, match="“nowhere”"):
        queries.instrument(stranger, "nowhere")


ARTICLES = {"untoc": 41, "tip-protocol": 20, "smuggling-protocol": 25, "firearms-protocol": 21}


@pytest.mark.parametrize(("instrument", "count"), ARTICLES.items())
def test_every_article_is_listed_in_order(stranger: Actor, instrument: str, count: int) -> None:
    listed = queries.articles(stranger, instrument)
    assert [each.number for each in listed] == [str(number) for number in range(1, count + 1)]
    assert queries.instrument(stranger, instrument).article_count == count


def test_instruments_are_read_once_while_nothing_changes(
    stranger: Actor, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    queries.all_instruments(stranger)
    with django_assert_num_queries(1):  # the look at the revisions
        assert queries.instrument(stranger, "untoc").parent is None
    factories.instrument()
    changed("palermo.texts")
    assert queries.instrument(stranger, "x-treaty").key == "x-treaty"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("article 9", {"tip-protocol/9", "untoc/9", "smuggling-protocol/9", "firearms-protocol/9"}),
        ("المادة 9", {"tip-protocol/9", "untoc/9", "smuggling-protocol/9", "firearms-protocol/9"}),
        ("第9条第5款", {"tip-protocol/9/5", "untoc/9", "smuggling-protocol/9", "firearms-protocol/9"}),
        (
            "art. 9, para. 1 (b)",
            {"tip-protocol/9/1/b", "untoc/9/1", "smuggling-protocol/9", "firearms-protocol/9"},
        ),
        ("ст. 41", {"untoc/41"}),
    ],
)
def test_a_citation_finds_the_place_or_the_nearest_above(stranger: Actor, text: str, found: set[str]) -> None:
    assert found == set(keys(queries.search(stranger, text)))


@pytest.mark.parametrize("text", ["criminalization", "CRIMINALIZATION", "incrimination", "penalizacion"])
def test_an_article_is_found_by_its_heading_in_any_language(stranger: Actor, text: str) -> None:
    assert "tip-protocol/5" in keys(queries.search(stranger, text))


def test_a_provision_is_found_by_the_words_of_its_summary(stranger: Actor) -> None:
    found = queries.all_provisions(stranger)[40]
    words = found.summaries.in_("ru").rstrip(".")
    assert found.key in keys(queries.search(stranger, words))


def test_every_provision_has_its_words_in_six_languages_and_a_parent_above(stranger: Actor) -> None:
    rows = {each.key: each for each in queries.all_provisions(stranger)}
    for row in rows.values():
        for text in (row.headings, row.summaries):
            assert all(text.in_(language).strip(" …") for language in LANGUAGES), row.key
        assert row.parent_id is None or row.parent_id in rows


STRENGTH = ["none", "may", "consider", "shall"]


def test_an_article_binds_as_strongly_as_the_strongest_of_its_paragraphs(stranger: Actor) -> None:
    below: dict[str, list[str]] = {}
    for row in queries.all_provisions(stranger):
        if row.parent_id:
            below.setdefault(f"{row.instrument_id}/{row.article}", []).append(row.weight)
    for article in queries.all_provisions(stranger):
        if weights := below.get(article.key):
            assert article.weight == max(weights, key=STRENGTH.index), article.key


@pytest.mark.parametrize("text", ["zzzz", "%%", "art. 0", "art. 999", "\u202e", "9" * 100])
def test_odd_words_find_nothing_and_break_nothing(stranger: Actor, text: str) -> None:
    assert queries.search(stranger, text) == []
    assert queries.search_instruments(stranger, text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("UNTOC", ["untoc"]),
        ("XVIII-12-a", ["tip-protocol"]),
        ("Palermo Protocol", ["tip-protocol", "smuggling-protocol", "firearms-protocol"]),
        ("Palermo Convention", ["untoc", "tip-protocol", "smuggling-protocol", "firearms-protocol"]),
        ("Протокол о торговле людьми", ["tip-protocol"]),
        ("偷运移民", ["smuggling-protocol"]),
        ("ita", []),
    ],
)
def test_an_instrument_is_found_by_its_names(stranger: Actor, text: str, found: list[str]) -> None:
    assert [each.key for each in queries.search_instruments(stranger, text)] == found
