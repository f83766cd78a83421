"""The house as docs/house.md tells it: sizes, rooms, drawers, factories, no clock below the doors."""

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps

from tests import factories

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "palermo"
FILES = [path for path in SOURCE.rglob("*.py") if "migrations" not in path.parts]
DOORS = {"views", "api", "http.py", "cli", "tasks.py"}
WRITERS = {"services.py", "migrations", "models.py", "cli"}


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_files_and_functions_are_of_natural_size(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300
    long = [
        f"{f.name}: {f.end_lineno - f.lineno + 1}"
        for f in functions(path)
        if (f.end_lineno or 0) - f.lineno >= 40
    ]
    assert not long


def test_medians_are_small() -> None:
    sizes = sorted(len(path.read_text(encoding="utf-8").splitlines()) for path in FILES)
    lengths = sorted((f.end_lineno or 0) - f.lineno + 1 for path in FILES for f in functions(path))
    assert sizes[len(sizes) // 2] < 80
    assert lengths[len(lengths) // 2] <= 10


def test_templates_are_of_natural_size() -> None:
    assert {path.name for path in SOURCE.rglob("*.html") if len(path.read_text().splitlines()) > 120} == set()


def test_every_model_has_a_factory_that_makes_a_valid_row(db: None) -> None:
    for model in apps.get_models():
        if model.__module__.startswith("palermo."):
            name = re.sub(r"(?<!^)(?=[A-Z])", "_", model.__name__).lower()
            made = getattr(factories, name)()
            assert type(made) is model
            assert type(made)._base_manager.filter(pk=made.pk).exists()


def test_the_page_of_the_house_names_every_room_and_every_file_of_core_and_kit() -> None:
    page = (ROOT / "docs" / "house.md").read_text(encoding="utf-8")
    rooms = {
        path.name for path in SOURCE.iterdir() if path.is_dir() and path.name not in {"__pycache__", "locale"}
    }
    files = {path.name for room in ("core", "kit") for path in (SOURCE / room).glob("*.py")}
    missing = [name for name in (rooms | files) - {"__init__.py", "apps.py"} if name not in page]
    assert missing == []


def test_a_room_holds_its_drawers_and_nothing_else() -> None:
    allowed = {
        *(
            "__init__",
            "apps",
            "models",
            "queries",
            "services",
            "forms",
            "schemas",
            "importers",
            "exports",
            "views",
        ),
        *("api", "tasks", "urls", "migrations", "templates", "templatetags", "facts", "evidence", "pictures"),
        *("adapters", "receivers", "__pycache__"),
    }
    for room in ("actors", "texts", "register", "meetings", "mandates", "oversight"):
        assert {path.stem for path in (SOURCE / room).iterdir()} <= allowed, room


def test_time_is_read_at_the_doors_only() -> None:
    clock = re.compile(r"\b(?:datetime\.now|date\.today|timezone\.now|time\.time|today\(\))")
    for path in FILES:
        at_a_door = (
            DOORS & {path.name, path.parent.name, path.stem}
            or "site" in path.parts
            or path.name == "forms.py"
        )
        if not at_a_door:
            assert not clock.search(path.read_text(encoding="utf-8")), path


def test_rows_are_written_by_services_only() -> None:
    writes = re.compile(
        r"\.(?:save|bulk_create|bulk_update|get_or_create|update_or_create|delete)\(|objects\.create\("
    )
    for path in FILES:
        if (
            not WRITERS & {path.name, *path.parts}
            and path.name != "tabular.py"
            and "documents" not in path.parts
        ):
            assert not writes.search(path.read_text(encoding="utf-8")), path


def test_every_dependency_states_its_reason() -> None:
    lines = (ROOT / "pyproject.toml").read_text(encoding="utf-8").splitlines()
    needs = [
        line for line in lines if re.match(r'\s+"[\w\[\]-]+[<>=,.\d\w\]]*",', line) and "palermo." not in line
    ]
    assert len(needs) > 20
    assert [line for line in needs if "#" not in line] == []


def test_the_command_lists_itself() -> None:
    said = subprocess.run([ROOT / "palermo"], capture_output=True, text=True, check=True).stdout
    for name in ("serve", "test", "check", "bench", "manage", "facts"):
        assert re.search(rf"^  {name}\s+\S", said, re.MULTILINE), name


def test_no_real_state_is_invented_in_the_tests() -> None:
    for path in (ROOT / "tests").rglob("*.py"):
        assert "example.com" not in path.read_text(encoding="utf-8") or path == Path(__file__)
