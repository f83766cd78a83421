"""The one stylesheet and the pages agree, and nothing on a page needs more than the policy allows."""

import re
from pathlib import Path

SOURCE = Path(__file__).parents[2] / "src" / "palermo"
STYLESHEET = SOURCE / "site" / "static" / "palermo" / "palermo.css"
TEMPLATES = sorted(SOURCE.glob("*/templates/**/*.html"))
CSS = re.sub(r"/\*.*?\*/", "", STYLESHEET.read_text(encoding="utf-8"), flags=re.DOTALL)
STYLED = set(re.findall(r"\.([a-z][\w-]*)", re.sub(r"\{[^{}]*\}", "{}", CSS)))
# Classes that are hooks for tests and scripts, or made of parts in Python.
UNSTYLED = {"icon", "sure"}


def classes_of(template: str) -> set[str]:
    """The classes that a template names, those built by tags left out."""
    found = re.findall(r'class="([^"]*)"', template)
    plain = re.sub(r"\{[{%].*?[%}]\}", " ", " ".join(found))
    return {name for name in plain.split() if re.fullmatch(r"[a-z][\w-]*", name) and not name.endswith("-")}


def test_it_works() -> None:
    assert len(TEMPLATES) > 10
    assert {"strip", "para", "note", "tile"} <= STYLED


def test_every_class_in_a_template_is_styled() -> None:
    missing = {
        f"{path.relative_to(SOURCE)}: {name}"
        for path in TEMPLATES
        for name in classes_of(path.read_text(encoding="utf-8")) - STYLED - UNSTYLED
    }
    assert not missing


def test_every_styled_class_is_on_some_page() -> None:
    """What a later room needs comes with that room."""
    sources = [*TEMPLATES, *SOURCE.rglob("*.py")]
    named = set(re.findall(r"[\w-]+", " ".join(path.read_text(encoding="utf-8") for path in sources)))
    made_of_parts = re.compile(r"is-\w+|n\d|sw-\w+")  # a status, a number of columns, a token
    assert {name for name in STYLED - named if not made_of_parts.fullmatch(name)} == set()


def test_no_inline_style_or_script_in_any_template() -> None:
    for path in TEMPLATES:
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"\sstyle=|\son[a-z]+=|javascript:|<style", text), path
        assert not re.search(r"<script(?![^>]*\ssrc=)", text), path


def test_only_logical_properties() -> None:
    physical = re.findall(
        r"[;{\s]((?:margin|padding|border)-(?:left|right|top|bottom)|(?:left|right)\s*:|float:\s*(?:left|right))",
        CSS,
    )
    assert not physical


def test_colours_are_tokens() -> None:
    """Colours stand in the tokens at the head; print has its own."""
    body = CSS[CSS.index("*, ::before") : CSS.index("@media print")]
    assert not re.findall(r"#[0-9a-fA-F]{3,8}\b", body)


def test_no_other_host() -> None:
    for path in [STYLESHEET, *TEMPLATES]:
        hosts = re.findall(r"https?://[\w.-]+", path.read_text(encoding="utf-8"))
        assert set(hosts) <= {"http://www.w3.org"}, path
