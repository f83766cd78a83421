"""Rules of the house, and planted faults that each of its guards must find: imports, the clock, writes."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests import house
from tests.house import CONTRACTS, ROOMS, ROOT, SOURCE, TEXTS

PLANTED = {
    "Floors": ("texts/queries.py", "import palermo.register.models"),
    "Inside a room": ("texts/utils.py", ""),
    "The core is plain Python": ("core/period.py", "import django"),
    "Doors are private": ("register/exports/status.py", "import palermo.texts.views"),
    "Shared pages read": ("site/context.py", "import palermo.texts.services"),
    "Two files hold cryptography": ("kit/files.py", "import cryptography"),
    "No cycles": ("core/symbol.py", "import palermo.core.citation\nfrom palermo.core import symbol"),
}


# ── imports ───────────────────────────────────────────────────────────────────────────────────────


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


DOORS = {"views", "api", "http", "cli", "tasks", "site", "adapters"}


# ── the clock ─────────────────────────────────────────────────────────────────────────────────────


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


WRITERS = {"services", "kit/incoming/staging.py", "kit/corrections/desk.py", "kit/corrections/kept.py"} | {
    f"kit/{name}.py" for name in ("models", "notices", "rows", "tabular", "tasks", "throttle")
}


# ── writes ────────────────────────────────────────────────────────────────────────────────────────


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
