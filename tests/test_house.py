"""The house as docs/house.md tells it, and planted faults that each of its guards must find."""

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from django.apps import apps

from palermo.cli.__main__ import COMMANDS
from tests import factories, house
from tests.house import PAGE, ROOT, SOURCE

FILES = [path for path in SOURCE.rglob("*.py") if "migrations" not in path.parts]
TEXTS = {path: path.read_text(encoding="utf-8") for path in FILES}
PROJECT = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
CONTRACTS = tomllib.loads(PROJECT)["tool"]["importlinter"]["contracts"]
ROOMS = {path.name for path in SOURCE.iterdir() if path.is_dir()} - {"__pycache__", "locale"}
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


# ── imports ───────────────────────────────────────────────────────────────────────────────────────

PLANTED = {
    "Floors": ("texts/queries.py", "import palermo.register.models"),
    "Inside a room": ("texts/utils.py", ""),
    "The core is plain Python": ("core/period.py", "import django"),
    "Doors are private": ("register/exports/status.py", "import palermo.texts.views"),
    "Shared pages read": ("site/context.py", "import palermo.texts.services"),
    "Two files hold cryptography": ("kit/files.py", "import cryptography"),
    "No cycles": ("core/symbol.py", "import palermo.core.citation\nfrom palermo.core import symbol"),
}


def test_each_contract_breaks_where_a_fault_is_planted(tmp_path: Path) -> None:
    shutil.copytree(
        SOURCE, tmp_path / "palermo", ignore=shutil.ignore_patterns("__pycache__", "facts", "locale")
    )
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for file, line in PLANTED.values():
        with (tmp_path / "palermo" / file).open("a", encoding="utf-8") as written:
            written.write(f"\n{line}\n")
    with (tmp_path / "palermo" / "core" / "citation.py").open("a", encoding="utf-8") as written:
        written.write("\nimport palermo.core.symbol\n")
    program = (
        "import sys; sys.path.insert(0, '.'); from importlinter.cli import lint_imports_command as c; c()"
    )
    run = subprocess.run(
        [sys.executable, "-c", program, "--no-cache"], cwd=tmp_path, capture_output=True, text=True
    )
    assert run.returncode == 1
    broken = re.findall(r"^(.+) BROKEN", run.stdout, re.MULTILINE)
    assert sorted(broken) == sorted(each["name"] for each in CONTRACTS), run.stdout
    assert all(any(name.startswith(planted) for name in broken) for planted in PLANTED)


@pytest.mark.parametrize(
    "line", ["from django.db.models.signals import post_save", "from django.utils.timezone import now"]
)
def test_what_is_banned_is_found(line: str) -> None:
    command = [sys.executable, "-m", "ruff", "check", "--output-format=concise", "--select=TID251", "-"]
    run = subprocess.run(command, input=f"{line}\n", cwd=ROOT, capture_output=True, text=True)
    assert "TID251" in run.stdout


# ── the clock ─────────────────────────────────────────────────────────────────────────────────────

DOORS = {"views", "api", "http", "cli", "tasks", "site", "adapters"}


def test_time_is_read_at_the_doors_only() -> None:
    below = {
        path: text for path, text in TEXTS.items() if not DOORS & {path.stem, *path.relative_to(SOURCE).parts}
    }
    assert len(below) > 50
    assert {path: found for path, text in below.items() if (found := house.clocks(text))} == {}


@pytest.mark.parametrize(
    "line",
    [
        *("datetime.now()", "datetime.datetime.now(UTC)", "date.today()", "timezone.now()", "time.time()"),
        *("today()", "timezone.localdate()", "from time import time", "f(at=now())"),
    ],
)
def test_a_clock_below_the_doors_is_found(line: str) -> None:
    assert house.clocks(f"x = 1\n{line}\n") == ["line 2"]


@pytest.mark.parametrize("line", ["def f(today): pass", "x = today", "row.time", "self.now"])
def test_a_day_that_is_given_is_no_clock(line: str) -> None:
    assert house.clocks(line) == []


# ── writes ────────────────────────────────────────────────────────────────────────────────────────

WRITERS = {"services", "kit/incoming/staging.py", "kit/corrections/desk.py", "kit/corrections/kept.py"} | {
    f"kit/{name}.py" for name in ("models", "notices", "rows", "tabular", "tasks", "throttle")
}


def test_rows_are_written_by_services_only() -> None:
    for path, text in TEXTS.items():
        place = path.relative_to(SOURCE)
        if not WRITERS & {path.stem, path.parent.name, str(place)}:
            manager = "UserManager" if str(place) == "actors/models/people.py" else None
            assert house.writes(text, manager) == [], place


@pytest.mark.parametrize(
    "line",
    [
        *("act.save()", "act.save(update_fields=['date'])", "await act.asave()", "act.delete()"),
        *("Act.objects.create(key='x')", "state.acts.create(key='x')", "Act(key='x').save()"),
        *("Act.objects.filter(key='x').update(kind='y')", "Act.objects.all().delete()"),
        *("Act._base_manager.update(kind='y')", "model._default_manager.filter(**found).update(**values)"),
        *("manager.bulk_create(rows)", "anything.bulk_update(rows, ['kind'])", "x.get_or_create(key='y')"),
        *("x.update_or_create(key='y')", "await Act.objects.aupdate_or_create(key='y')", "x.acreate()"),
        *("found = Act.objects.order_by('key')\nfound.update(kind='y')", "state.acts.update(kind='y')"),
        *("await Act.objects.filter(key='x').aupdate(kind='y')", "row.save_if_unchanged(3, ['kind'])"),
    ],
)
def test_a_write_outside_services_is_found(line: str) -> None:
    assert house.writes(f"async def f():\n    {line.replace(chr(10), chr(10) + '    ')}\n")


@pytest.mark.parametrize(
    "line",
    [
        *(
            "seen.update({'a': 1})",
            "seen.update(a=1)",
            "days.update(day for day in found)",
            "self.held.update(more)",
        ),
        *("hashlib.sha256().update(b'x')", "document.save(out)", "catalogue.update(template, fuzzy=False)"),
        *("Act.objects.filter(key='x').count()", "list.remove(x)"),
    ],
)
def test_what_is_no_row_may_change(line: str) -> None:
    assert house.writes(line) == []


def test_only_the_one_class_that_may_write_is_left_out() -> None:
    text = "class UserManager:\n    def f(self):\n        user.save()\n\ndef g():\n    user.save()\n"
    assert house.writes(text, "UserManager") == ["line 6: .save()"]


def services_of(room: str) -> list[str]:
    return [
        text
        for path, text in TEXTS.items()
        if path.relative_to(SOURCE).parts[0] == room and {path.stem, path.parent.name} & {"services"}
    ]


def test_whatever_somebody_writes_is_entered_in_the_journal() -> None:
    rooms = {room: texts for room in ROOMS - {"journal"} if (texts := services_of(room))}
    assert {"actors", "texts", "register", "meetings", "mandates"} <= rooms.keys()
    assert all("enter(" in "".join(texts) for texts in rooms.values())
    assert {room: house.unentered(texts) for room, texts in rooms.items()} == {room: [] for room in rooms}


ENTERED = """
def record(row, *, by, at):
    put(row)
    enter(by, "x.recorded", row.key, at=at)

def put(row):
    row.save()
"""


@pytest.mark.parametrize(
    ("planted", "found"),
    [
        ("def forget(row, *, by, at):\n    row.delete()\n", ["forget"]),
        ("def forget(by, row):\n    put(row)\n", ["forget"]),
        ("def load(*, by):\n    return load_shipped('x', [])\n", ["load"]),
        ("def forget(row, *, by):\n    told(by)\n    noted()\ndef noted():\n    changed('x')\n", ["forget"]),
        ("def forget(row, *, by, at):\n    put(row)\n    tell(by)\ndef tell(by):\n    enter(by)\n", []),
        ("def again(row, *, by, at):\n    put(row)\n    record(row, by=by, at=at)\n", []),
        ("def count(*, by):\n    return Row.objects.count()\n", []),
        ("def forget(row):\n    row.delete()\n", []),
    ],
)
def test_a_write_that_is_not_entered_is_found(planted: str, found: list[str]) -> None:
    assert house.unentered([ENTERED]) == []
    assert house.unentered([ENTERED, planted]) == found


def test_words_for_translation_stand_where_they_are_collected() -> None:
    hidden = {path: house.hidden_words(text) for path, text in TEXTS.items()}
    assert {str(path): lines for path, lines in hidden.items() if lines} == {}
    assert house.hidden_words("a = _('x')\nb = f'<b>{escape(_(\"y\"))}</b>'") == [2]


# ── words in step ─────────────────────────────────────────────────────────────────────────────────


def reasonless(text: str) -> list[str]:
    needs = [line for line in text.splitlines() if re.match(r'\s+"[\w\[\]-]+[<>=,.\d\w\]]*",', line)]
    assert needs
    return [line.strip() for line in needs if "#" not in line and "palermo." not in line]


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
