"""The house as docs/house.md tells it: sizes, rooms, drawers, words in step."""

import re
import subprocess
from pathlib import Path

import pytest
from django.apps import apps

from palermo.cli.__main__ import COMMANDS
from tests import factories, house
from tests.house import CONTRACTS, FILES, PAGE, PROJECT, ROOMS, ROOT, SOURCE, TEXTS

UNNAMED = {"__init__.py", "__main__.py", "apps.py", "__pycache__"}  # everywhere, and told by the language
page = PAGE.read_text(encoding="utf-8")


# ── sizes ─────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_files_and_functions_are_of_natural_size(path: Path) -> None:
    assert house.too_long(TEXTS[path]) == []


def test_medians_are_small() -> None:
    sizes = sorted(house.lines(text) for text in TEXTS.values())
    lengths = sorted(length for text in TEXTS.values() for length in house.lengths(text).values())
    assert sizes[len(sizes) // 2] < 80
    assert lengths[len(lengths) // 2] <= 10


def test_templates_are_of_natural_size() -> None:
    assert {
        path.name for path in SOURCE.rglob("*.html") if house.lines(path.read_text("utf-8")) > 120
    } == set()


def test_what_is_too_long_is_found() -> None:
    body = "    x = 1\n"
    assert house.too_long("x = 1\n" * 300 + "def f():\n" + body) == ["302 lines"]
    assert house.too_long("def f():\n" + body * 39) == []
    assert house.too_long("class A:\n    async def f():\n" + f"    {body}" * 40) == ["f: 41 lines"]


# ── rooms and drawers ─────────────────────────────────────────────────────────────────────────────


def test_every_path_of_the_tree_is_there_and_none_of_what_is_to_come() -> None:
    built, coming = house.tree(house.block(page, "The tree")), house.tree(house.block(page, "To come"))
    assert [path for path in built if not (ROOT / path).exists()] == []
    ends = [path for path in coming if not any(other.startswith(path) for other in coming if other != path)]
    assert [path for path in ends if (ROOT / path).exists()] == []


def test_the_tree_names_every_room_and_every_file_of_those_that_are_no_rooms() -> None:
    there = {f"src/palermo/{room}/" for room in ROOMS}
    for folder in (*(f"src/palermo/{name}" for name in ("core", "kit", "site", "cli")), "tests", "docs"):
        inside = [path for path in (ROOT / folder).iterdir() if path.name not in UNNAMED]
        there |= {f"{folder}/{path.name}{'/' if path.is_dir() else ''}" for path in inside}
    assert there - house.tree(house.block(page, "The tree")).keys() == set()


def test_the_tree_names_every_model_and_no_other() -> None:
    words = house.tree(house.block(page, "The tree"))
    for room in ROOMS & {"journal", "actors", "texts", "register", "meetings", "mandates"}:
        told = words[f"src/palermo/{room}/"].split(":")[0].split(", ")
        assert set(told) == {model.__name__ for model in apps.get_app_config(room).get_models()}, room


def test_a_room_holds_its_drawers_and_nothing_else() -> None:
    drawers = house.drawers(page) | {"__init__", "__pycache__"}
    assert {"models", "queries", "pictures", "evidence"} <= drawers
    for room in ROOMS - {"core", "kit", "site", "cli"}:
        assert {path.stem for path in (SOURCE / room).iterdir()} <= drawers, room


def test_the_floors_of_the_page_are_those_of_the_contract_with_what_is_to_come_in_brackets() -> None:
    told = house.floors(re.sub(r" {2,}.*", "", house.block(page, "The floors: imports go down only")))
    [layers] = [each["layers"] for each in CONTRACTS if each["name"].startswith("Floors")]
    held = house.floors("\n".join(layers).replace("palermo.", ""))
    assert [floor.keys() for floor in told] == [floor.keys() for floor in held]
    for name, in_brackets in (pair for floor in told for pair in floor.items()):
        assert in_brackets is (name not in ROOMS), name
    assert f"{['Six', 'Seven', 'Eight'][len(CONTRACTS) - 6]} contracts" in page


def test_every_decision_is_one_page_of_four_parts_and_the_numbers_have_no_gap() -> None:
    pages = sorted((ROOT / "docs" / "adr").iterdir())
    assert [int(path.name[:4]) for path in pages] == list(range(1, len(pages) + 1))
    for path in pages:
        parts = re.findall(r"^\*\*(\w+)\.\*\*", path.read_text(encoding="utf-8"), re.MULTILINE)
        assert parts == ["Context", "Decision", "Consequences", "Rejected"], path


def test_every_model_has_a_factory_that_makes_a_valid_row(db: None) -> None:
    for model in apps.get_models():
        if model.__module__.startswith("palermo."):
            name = re.sub(r"(?<!^)(?=[A-Z])", "_", model.__name__).lower()
            made = getattr(factories, name)()
            assert type(made) is model
            assert type(made)._base_manager.filter(pk=made.pk).exists()


def test_a_tree_that_is_not_true_is_found() -> None:
    text = "\npalermo        the command\nsrc/\n  a.py b/      two\n    c.py\n          (goes on)\n  d.py\n"
    assert house.tree(text) == {
        "palermo": "the command",
        "src/": "",
        "src/a.py": "two",
        "src/b/": "two",
        "src/b/c.py": "",
        "src/d.py": "",
    }


def reasonless(text: str) -> list[str]:
    needs = [line for line in text.splitlines() if re.match(r'\s+"[\w\[\]-]+[<>=,.\d\w\]]*",', line)]
    assert needs
    return [line.strip() for line in needs if "#" not in line and "palermo." not in line]


# ── words in step ─────────────────────────────────────────────────────────────────────────────────


def test_every_dependency_states_its_reason() -> None:
    assert reasonless(PROJECT) == []
    assert reasonless('[\n  "django>=5,<6", # the web\n  "left-pad>=1",\n]') == ['"left-pad>=1",']


def test_every_setting_is_on_its_page_with_its_default() -> None:
    told = house.settings_told((ROOT / "docs" / "reference" / "settings.md").read_text(encoding="utf-8"))
    read = house.settings_read(TEXTS[SOURCE / "settings.py"])
    assert len(read) > 5
    assert list(house.faults_of(read, told)) == []


def test_a_setting_that_is_not_on_its_page_is_found() -> None:
    read = house.settings_read('a = env.text("A", "var")\nb = env.flag("B")\nc = env.secret("C", kept_in=x)')
    assert read == {"A": "var", "B": "no", "C": None}
    assert list(house.faults_of(read, {"A": "`var`", "B": "`no`", "C": "made once"})) == []
    assert sorted(house.faults_of(read, {"A": "`tmp`", "B": "`no`", "D": ""})) == [
        "A is var where nothing is given",
        "C is not on the page",
        "D is not read",
    ]


def test_the_command_lists_itself() -> None:
    said = subprocess.run([ROOT / "palermo"], capture_output=True, text=True, check=True).stdout
    for name in (name for commands in COMMANDS.values() for name in commands):
        assert re.search(rf"^  {name}\s+\S", said, re.MULTILINE), name
