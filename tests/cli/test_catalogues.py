"""Interface strings: collected from the sources, merged into six catalogues, compiled when they changed."""

import gettext
import os
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from palermo.cli import catalogues, strings, translations
from palermo.core.language import LANGUAGES

PO = """msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\nPlural-Forms: nplurals=2; plural=(n > 1);\\n"

msgid "State"
msgstr "État"

msgctxt "status"
msgid "Met"
msgstr ""

msgid "%(count)s State"
msgid_plural "%(count)s States"
msgstr[0] "%(count)s État"
msgstr[1] "%(count)s États"

#, fuzzy
msgid "Party"
msgstr "Fête"
"""
PYTHON = """
from django.utils.translation import gettext as _, gettext_lazy, ngettext, pgettext_lazy
from palermo.core.errors import Invalid
A = _("Plain words")
B = gettext_lazy("Lazy words")
C = ngettext("%(count)s State", "%(count)s States", 2)
D = pgettext_lazy("status", "Met")
E = Invalid("a.code", "“%(value)s” is refused.", value="x")
F = "not marked"
for _ in range(2):
    # Translators: what follows "by"
    G = _("The first half "
          "and the second")
"""
TEMPLATE = """{% load i18n %}<p title="not marked">{% translate "Words of a template" %}
{% blocktranslate trimmed with name=state.name %}
  The State is
  {{ name }}.
{% endblocktranslate %}
{% blocktranslate count n=total %}{{ n }} act{% plural %}{{ n }} acts{% endblocktranslate %}
{% translate "Met" context "status" %}</p>
    (an indent, [and an open bracket
   another indent
{% blocktranslate asvar later context "month" %}May is 100% sure{% endblocktranslate %}
{% blocktranslate count n=total context "a list" trimmed %}
  {{ n }} day {% plural %}
  {{ n }} days
{% endblocktranslate %}
{{ name|default:_("No name") }}{% include "x" with y=_("Words for another") %}"""


@pytest.fixture
def locale(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of catalogues beside the real one: in French and in Russian."""
    folder = tmp_path / "locale"
    for language in ("fr", "ru"):
        (folder / language / "LC_MESSAGES").mkdir(parents=True)
        source(folder, language).write_text(PO, encoding="utf-8")
    monkeypatch.setattr(catalogues, "LOCALE", folder)
    return folder


@pytest.fixture
def sources(tmp_path: Path, locale: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small tree of sources, whose strings the catalogues are brought in step with."""
    monkeypatch.setenv("PATH", "")  # nothing else needs to be installed
    tree = tmp_path / "orchard"
    (tree / "templates").mkdir(parents=True)
    (tree / "views.py").write_text(PYTHON, encoding="utf-8")
    (tree / "templates" / "page.html").write_text(TEMPLATE, encoding="utf-8")
    monkeypatch.setattr(translations, "ROOT", tree)
    return tree


def source(folder: Path, language: str = "fr") -> Path:
    return folder / language / "LC_MESSAGES" / "django.po"


def spoken(folder: Path, language: str = "fr") -> gettext.GNUTranslations:
    with source(folder, language).with_suffix(".mo").open("rb") as file:
        return gettext.GNUTranslations(file)


def replaced(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


# ── compiled when they changed ────────────────────────────────────────────────────────────────────


def test_it_works(locale: Path) -> None:
    assert catalogues.compile_stale() == 2
    said = spoken(locale)
    assert said.gettext("State") == "État"
    assert said.ngettext("%(count)s State", "%(count)s States", 0) == "%(count)s État"
    assert said.ngettext("%(count)s State", "%(count)s States", 2) == "%(count)s États"


def test_what_is_not_translated_falls_back_to_its_own_words(locale: Path) -> None:
    catalogues.compile_stale()
    assert spoken(locale).pgettext("status", "Met") == "Met"
    assert spoken(locale).gettext("Party") == "Party"  # a guess is no translation


def test_only_what_changed_is_compiled_again(locale: Path) -> None:
    catalogues.compile_stale()
    compiled = {code: source(locale, code).with_suffix(".mo").stat().st_mtime_ns for code in ("fr", "ru")}
    assert catalogues.compile_stale() == 0
    replaced(source(locale), "État", "Pays")
    later = compiled["fr"] + 10**9
    os.utime(source(locale), ns=(later, later))
    assert catalogues.compile_stale() == 1
    assert spoken(locale).gettext("State") == "Pays"
    assert source(locale, "ru").with_suffix(".mo").stat().st_mtime_ns == compiled["ru"]


def test_no_half_written_file_is_left(locale: Path) -> None:
    catalogues.compile_stale()
    assert {path.name for path in source(locale).parent.iterdir()} == {"django.po", "django.mo"}


# ── collected ─────────────────────────────────────────────────────────────────────────────────────


def test_marked_strings_of_python_and_templates_are_found(sources: Path) -> None:
    found = {(message.context, message.id) for message in strings.collect(sources) if message.id}
    assert found == {
        (None, "Plain words"),
        (None, "Lazy words"),
        (None, ("%(count)s State", "%(count)s States")),
        ("status", "Met"),
        (None, "“%(value)s” is refused."),
        (None, "Words of a template"),
        (None, "The State is %(name)s."),
        (None, ("%(n)s act", "%(n)s acts")),
        (None, "The first half and the second"),
        ("month", "May is 100%% sure"),
        ("a list", ("%(n)s day", "%(n)s days")),
        (None, "No name"),
        (None, "Words for another"),
    }


def test_a_word_to_the_translator_stands_with_its_string(sources: Path) -> None:
    halves = strings.collect(sources).get("The first half and the second")
    assert halves
    assert halves.auto_comments == ['Translators: what follows "by"']


def test_a_string_tells_in_which_files_it_stands_and_nothing_of_the_machine(sources: Path) -> None:
    met = strings.collect(sources).get("Met", context="status")
    assert met
    assert {name for name, _ in met.locations} == {"orchard/views.py", "orchard/templates/page.html"}


# ── merged into the catalogues ────────────────────────────────────────────────────────────────────


def test_all_six_catalogues_come_into_step(sources: Path, locale: Path) -> None:
    translations.main([])
    for language in LANGUAGES:
        made = read_po(BytesIO(source(locale, language).read_bytes()), locale=language)
        assert made.get("Plain words"), language
        assert not made.get("Party"), language
        assert str(sources) not in source(locale, language).read_text(encoding="utf-8")
    french = read_po(BytesIO(source(locale).read_bytes()), locale="fr")
    kept = french.get("%(count)s State")
    assert kept
    assert kept.string == ("%(count)s État", "%(count)s États")
    assert translations.main(["--check"]) == 1  # nothing is stale now, but nothing is translated


def test_to_look_changes_nothing_and_says_what_is_stale(
    sources: Path, locale: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = {path: path.read_bytes() for path in locale.rglob("*.po")}
    assert translations.main(["--check"]) == 1
    said = capsys.readouterr().out.splitlines()
    assert "fr: new, not yet collected: Plain words" in said
    assert "fr: no longer used: State" in said
    assert "fr: not translated: Plain words" in said
    assert {path: path.read_bytes() for path in locale.rglob("*.po")} == before


def test_complete_catalogues_are_praised(
    sources: Path, locale: Path, capsys: pytest.CaptureFixture[str], translated: Callable[[], None]
) -> None:
    translated()
    capsys.readouterr()
    assert translations.main(["--check"]) == 0
    assert capsys.readouterr().out == "13 strings, complete in 6 languages.\n"


@pytest.fixture
def translated(sources: Path, locale: Path) -> Callable[[], None]:
    """Translates every string by saying it again."""

    def translates() -> None:
        translations.main([])
        for language in LANGUAGES:
            catalogue = read_po(BytesIO(source(locale, language).read_bytes()), locale=language)
            for message in catalogue:
                if message.id:
                    forms = (message.id[-1],) * catalogue.num_plurals
                    message.string = forms if isinstance(message.id, tuple) else message.id
            with source(locale, language).open("wb") as file:
                write_po(file, catalogue)

    return translates


# ── what is wrong with a translation ──────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("original", "words", "said"),
    [
        ("State", "État", []),
        ("State", "", ["fr: not translated: State"]),
        ("%(count)s of %(all)s", "%(count)s sur %(all)s", []),
        ("%(count)s of %(all)s", "%(all)s, dont %(count)s", []),
        ("%(count)s of %(all)s", "%(count)s", ["fr: leaves out %(all)s: %(count)s of %(all)s"]),
        ("%(count)s States", "Des États", ["fr: leaves out %(count)s: %(count)s States"]),
        (("%(n)s State", "%(n)s States"), ("%(n)s État", "%(n)s États"), []),
        (("%(n)s State", "%(n)s States"), ("un État", "%(n)s États"), []),
        (("%(n)s State", "%(n)s States"), ("%(n)s État", ""), ["not translated"]),
        (("%(n)s State", "%(n)s States"), ("%(n)s État", "des États"), ["leaves out %(n)s"]),
    ],
)
def test_what_is_missing_is_told(original: str, words: str, said: list[str]) -> None:
    told = faults("fr", original, words)
    assert len(told) == len(said)
    assert all(part in line for part, line in zip(said, told, strict=True))


@pytest.mark.parametrize("words", ["%(nombre)s États", "%s États", "%(count)d États", "%(count) États"])
def test_a_wrong_placeholder_is_told(words: str) -> None:
    assert faults("fr", "%(count)s States", words)


def test_a_translation_marked_as_a_guess_is_told() -> None:
    catalogue = Catalog(locale="fr")
    guess = catalogue.add("Party", "Fête", flags=["fuzzy"])
    assert translations.faults("fr", guess, catalogue) == ["fr: not translated: Party"]


def test_english_may_stay_empty_and_no_other() -> None:
    assert [bool(faults(code, "State", "")) for code in LANGUAGES] == [code != "en" for code in LANGUAGES]


def faults(language: str, original: str, words: str) -> list[str]:
    catalogue = Catalog(locale=language)
    return translations.faults(language, catalogue.add(original, words), catalogue)
