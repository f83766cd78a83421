"""Decisions and resolutions, read from their text in six languages; the texts in decisions/ are invented."""

import importlib.util
import json
import random
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from palermo.core.deliberation import ACTS, Reading, read, read_all
from palermo.core.language import LANGUAGES
from tests.core.hostile_texts import mutated, shapes

HERE = Path(__file__).parent / "decisions"
TEXTS = sorted(HERE.glob("*.txt"))
LINES = [line + "\n" for text in TEXTS for line in text.read_text("utf-8").splitlines()]
MARKS = [
    "\n",
    "\r\n",
    "(a) ",
    "(i) ",
    "1. ",
    "’1’ ",
    "¹",
    "¹ x\n",
    ":",
    ";",
    "\x00",
    "\u200f",
    "A/RES/",
    "- 3 -\n",
    "（一）",
]


def covers(text: str, readings: list[Reading]) -> bool:
    """Whether every character of a text lies in exactly one span."""
    at = 0
    for span in (span for reading in readings for span in reading.spans):
        if span.start != at or span.end <= at:
            return False
        at = span.end
    return at == len(text)


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_it_works(path: Path) -> None:
    text = path.read_text("utf-8")
    assert read(text).annotated == json.loads(path.with_suffix(".json").read_text("utf-8"))
    assert covers(text, read_all(text))


def test_there_are_texts_in_every_language() -> None:
    assert {path.stem.rpartition(".")[2] for path in TEXTS} == set(LANGUAGES)


@given(st.lists(st.one_of(st.sampled_from(LINES), st.sampled_from(MARKS), st.text(max_size=8)), max_size=40))
@example([])
@example(["¹"])
def test_any_text_is_read_and_every_character_has_its_place(pieces: list[str]) -> None:
    text = "".join(pieces)
    for language in (None, *LANGUAGES):
        found = read_all(text, language)
        assert covers(text, found)
        assert {paragraph.act for reading in found for paragraph in reading.operative} <= set(ACTS)


def test_several_in_one_file_are_read_one_by_one() -> None:
    texts = [
        path.read_text("utf-8") for path in TEXTS if path.stem in {"bridges-council.en", "ferries-parties.en"}
    ]
    found = read_all("\n\n".join(texts))
    assert [each.annotated for each in found] == [read(text).annotated for text in texts]


def test_what_may_be_wrong_is_listed_with_its_place() -> None:
    text = "\n\n".join(
        [
            "Resolution 1/1",
            "The Council,",
            "1. Reguests the Chair to write;",
            "Urges the Chair to think;",
            "3. Xyzzies it.",
        ]
    )
    found = read(text)
    assert [(each.code, text[each.start :].split("\n")[0]) for each in found.doubts] == [
        ("verb.misread", "1. Reguests the Chair to write;"),
        ("label.lost", "Urges the Chair to think;"),
        ("verb.unknown", "3. Xyzzies it."),
    ]
    assert [(each.number, each.act) for each in found.operative] == [
        ("1", "requests"),
        ("2", "urges"),
        ("3", "other"),
    ]


def kinds(name: str) -> dict[str, list[str]]:
    """The lines of one of the texts, by the kind of span that they lie in."""
    text, held = (HERE / f"{name}.txt").read_text("utf-8"), dict[str, list[str]]()
    for span in read(text).spans:
        held.setdefault(span.kind, []).extend(text[span.start : span.end].splitlines())
    return held


def test_a_title_is_no_masthead_and_furniture_and_annex_are_no_paragraphs() -> None:
    found = kinds("orchards-parties.en")
    assert found["furniture"] == ["CTO/COP/2031/7", "Page 2", "- 2 -", "V.31-58296 (E)", "/…"]
    assert found["annex"][0] == "Annex"
    assert not any("Requests to the working group" in line for line in found["paragraph"])
    reading = read((HERE / "orchards-parties.en.txt").read_text("utf-8"))
    assert reading.title == "Orchards along the road and the sharing of what grows in them"


@pytest.mark.parametrize(
    ("name", "furniture", "annex"),
    [
        ("vergers-parties.fr", "page 3", "Annexe"),
        ("huertos-partes.es", "Página 3", "Anexo"),
        ("sady-storony.ru", "стр. 3", "Приложение"),
        ("basatin-atraf.ar", "الصفحة 3", "المرفق"),
        ("guoyuan-dangshiguo.zh", "第3页", "附件"),
    ],
)
def test_furniture_and_annexes_are_known_in_every_language(name: str, furniture: str, annex: str) -> None:
    found = kinds(name)
    assert (found["furniture"], found["annex"][0]) == ([furniture], annex)


def test_the_number_of_a_draft_is_no_title_and_a_symbol_alone_no_resolution() -> None:
    found = read_all((HERE / "harbours-council.en.txt").read_text("utf-8"))
    assert [(each.symbol, each.title) for each in found] == [("S/RES/4322 (2019)", "")]
    assert found[0].operative[-1].items[-1].text == "To remain seized of the matter."


def test_where_nobody_decides_anything_that_is_said() -> None:
    assert [each.code for each in read("A letter.\n\nDear friends, we met.").doubts] == ["operative.none"]


# ── measured ──────────────────────────────────────────────────────────────────────────────────────

WANTED = {
    "count": 1.0,
    "verb": 0.98,
    "act": 0.97,
    "addr_f1": 0.92,
    "dl_given": 0.9,
    "ref_f1": 0.95,
    "it_given": 0.9,
}


def scores_of(shared: Path, part: str) -> dict[str, dict[str, Any]]:
    """The scores of a folder of annotated texts, by the program that comes with them."""
    spec = importlib.util.spec_from_file_location("score", shared / "deliberations" / "score.py")
    assert spec
    assert spec.loader
    score = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(score)
    folder, tallies = shared / "deliberations", dict[str, Any]()
    for path in sorted((folder / part).glob("*.gold.json")):
        base = path.name.removesuffix(".gold.json")
        text = next(
            place for place in (folder / "dev", folder, folder / part) if (place / f"{base}.txt").exists()
        )
        gold = json.loads(path.read_text("utf-8"))
        found = read((text / f"{base}.txt").read_text("utf-8")).annotated
        for key in (gold["language"], "all"):
            score.score_text(gold, found, tallies.setdefault(key, score.Tally()))
    return {key: tally.row() for key, tally in tallies.items()}


@pytest.mark.parametrize("part", ["gold", "synthetic"])
def test_it_agrees_with_those_who_annotated(shared: Path, part: str, counted: Any) -> None:
    for language, row in sorted(scores_of(shared, part).items()):
        counted(f"{part}, {language}: " + ", ".join(f"{name} {value}" for name, value in row.items()))
        assert {
            name: row[name] for name in WANTED if row[name] is not None and row[name] < WANTED[name]
        } == {}


@pytest.mark.full
def test_every_text_at_hand_is_read(shared: Path, counted: Any) -> None:
    paths = sorted((shared / "deliberations" / "dev").glob("*.txt"))
    without = 0
    for path in paths:
        text = path.read_text("utf-8")
        found = read_all(text)
        assert covers(text, found), path.name
        without += not any(each.operative for each in found)
    counted(f"{len(paths)} texts, {without} without an operative paragraph")
    assert len(paths) > 600


# ── hostile ───────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_piece_over_and_over_is_read(language: str) -> None:
    for name, text in shapes(language, 3_000):
        assert covers(text, read_all(text, language)), name


def test_mutated_texts_are_read() -> None:
    assert_read(300, random.Random(1))


@pytest.mark.full
def test_many_mutated_texts_are_read() -> None:
    assert_read(100_000, random.Random(2))


def assert_read(count: int, chance: random.Random) -> None:
    own = [path.read_text("utf-8") for path in TEXTS]
    for _ in range(count):
        text = mutated(chance.choice(own), chance)
        assert covers(text, read_all(text)), text
