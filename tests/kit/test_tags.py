"""What templates say in one way everywhere."""

from datetime import date

import pytest
from django.template import Context, Template
from django.utils.translation import override

from palermo.core.language import Text
from palermo.kit.templatetags import kit


def render(source: str, language: str = "en", **context: object) -> str:
    with override(language):
        return Template(source).render(Context(context))


def test_it_works() -> None:
    assert render("{{ text|say }}", text=Text({"en": "State", "fr": "État"})) == "State"


def test_a_text_that_fell_back_carries_its_language() -> None:
    said = render("{{ text|say }}", "ru", text=Text({"en": "State"}))
    assert said == '<span lang="en" dir="ltr">State</span>'


def test_an_arabic_text_on_an_english_page_keeps_its_direction() -> None:
    assert 'dir="rtl"' in render("{{ text|say }}", text=Text({"ar": "دولة"}))


def test_a_stale_text_says_so() -> None:
    text = Text({"en": "State", "fr": "État"}, stale=frozenset({"fr"}))
    assert "older than the original" in render("{{ text|say }}", "fr", text=text) or "tag" in render(
        "{{ text|say }}", "fr", text=text
    )
    assert "tag" not in render("{{ text|say }}", "en", text=text)


def test_texts_are_escaped() -> None:
    assert "<b>" not in render("{{ text|say }} {{ text|words }}", text=Text({"en": "<b>"}))


@pytest.mark.parametrize(
    ("language", "long", "short"),
    [("en", "3 November 2024", "3 Nov 2024"), ("fr", "3 novembre 2024", "3 nov. 2024")],
)
def test_dates(language: str, long: str, short: str) -> None:
    source = "{{ day|day }}|{{ day|short_day }}"
    assert render(source, language, day=date(2024, 11, 3)) == f"{long}|{short}"
    assert render("{{ day|day }}{{ day|dated }}", language, day=None) == ""


def test_a_dated_thing_names_its_day_for_machines() -> None:
    assert render('{{ day|dated:"short" }}', day=date(2024, 11, 3)) == (
        '<time datetime="2024-11-03">3 Nov 2024</time>'
    )


def test_a_missing_figure_is_not_a_zero() -> None:
    assert render("{{ n|figure }} {{ m|figure }}", n=None, m=1036) == "– 1,036"


@pytest.mark.parametrize("status", kit.STATUSES)
def test_a_status_is_a_shape_and_a_word(status: str) -> None:
    said = render("{% status status %}", status=status)
    assert "<use href=" in said
    assert str(kit.STATUSES[status]) in said


def test_confidence_is_said_in_words() -> None:
    assert "partly sourced" in render('{% confidence "partly" %}')
    assert render('{% confidence "" %}') == ""
