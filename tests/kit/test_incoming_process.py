"""The process in which files are read: its limits, and that it always ends with a sentence."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.utils.translation import override

from palermo.core.language import LANGUAGES
from palermo.kit.incoming import process
from palermo.kit.incoming.faults import Fault
from palermo.kit.incoming.limits import LARGEST, Limits
from palermo.kit.incoming.sentences import SENTENCES
from palermo.kit.incoming.tables import read
from tests.kit.fruit import COLUMNS, GOOD, HEAD, book_of, csv_of

SOURCE = Path(process.__file__).parent


def test_the_process_imports_nothing_of_django_nor_of_the_rooms() -> None:
    program = (
        "import sys, palermo.kit.incoming.child, palermo.kit.incoming.workbooks; print(*sorted(sys.modules))"
    )
    run = subprocess.run([sys.executable, "-I", "-c", program], capture_output=True, text=True, check=True)
    there = run.stdout.split()
    assert "palermo.kit.incoming.child" in there
    assert [name for name in there if name.partition(".")[0] in ("django", "lxml", "openpyxl")] == []
    ours = {name for name in there if name.startswith("palermo.") and "incoming" not in name}
    assert ours == {"palermo.core", "palermo.core.language", "palermo.kit"}


ENDS = {
    "import time; time.sleep(60)": "file.slow",
    "while True: pass": "file.slow",
    "import os, signal; os.kill(os.getpid(), signal.SIGXCPU)": "file.slow",
    "import os; os.abort()": "file.memory",
    "import os, signal; os.kill(os.getpid(), signal.SIGKILL)": "file.memory",
    "import os, signal; os.kill(os.getpid(), signal.SIGSEGV)": "file.memory",
    "raise SystemExit(3)": "file.unreadable",
    "raise ValueError": "file.unreadable",
    "pass": "file.unreadable",
    "print('no answer')": "file.unreadable",
    "print('[1, 2]')": "file.unreadable",
    'print(\'{"rows": 5, "faults": [], "more": 0, "peak": 0}\')': "file.unreadable",
    'print(\'{"rows": [[1, [{"a": 1}]]], "faults": [], "more": 0, "peak": 0}\')': "file.unreadable",
    "print('x' * 9_000_000)": "file.unreadable",
}


@pytest.mark.parametrize(("program", "code"), ENDS.items())
def test_every_way_in_which_the_process_can_end_has_its_sentence(
    monkeypatch: pytest.MonkeyPatch, program: str, code: str
) -> None:
    monkeypatch.setattr(process, "PROGRAM", (sys.executable, "-I", "-c", program))
    table = read(b"a,b", COLUMNS, Limits(patience=0.4))
    assert [each.code for each in table.problems] == [code]
    assert table.problems[0].sentence


def limited(data: bytes, **limits: int) -> list[str]:
    return [each.code for each in read(data, COLUMNS, Limits(**limits)).problems]


def test_each_limit_stops_what_passes_it() -> None:
    text, book = csv_of(HEAD, *GOOD * 50), book_of(HEAD, *GOOD * 50)
    assert limited(text) == limited(book) == []
    assert limited(book, memory=40_000_000) == ["file.memory"]
    assert limited(text, rows=99) == limited(book, rows=99) == ["file.rows"]
    assert limited(text, rows=100) == limited(book, rows=100) == []
    assert limited(text, columns=3) == limited(book, columns=3) == ["file.columns"]
    assert limited(text, produced=900) == limited(book, produced=900) == ["file.produced"]
    assert limited(book, unpacked=3000) == ["book.unpacked"]
    assert limited(book, members=6) == ["book.members"]
    assert limited(book, elements=100) == ["book.elements"]
    assert limited(book, depth=4) == ["book.depth"]
    assert limited(csv_of(HEAD, *[["Apple", "2012-10-15", "A", "x"]] * 400_000)[:LARGEST], processor=1) in (
        ["file.slow"],
        ["file.rows"],
    )


def test_the_process_cannot_lift_its_limits_nor_start_another() -> None:
    program = (
        "import resource, os\n"
        "from palermo.kit.incoming.child import limit_itself\n"
        "from palermo.kit.incoming.limits import Limits\n"
        "limit_itself(Limits())\n"
        "for kind in (resource.RLIMIT_AS, resource.RLIMIT_CPU, resource.RLIMIT_FSIZE):\n"
        "    assert resource.getrlimit(kind)[0] == resource.getrlimit(kind)[1] < 300_000_000\n"
        "assert resource.getrlimit(resource.RLIMIT_NPROC) == (0, 0)\n"
        "print('limited')"
    )
    run = subprocess.run([sys.executable, "-I", "-c", program], capture_output=True, text=True)
    assert run.stdout == "limited\n", run.stderr


def test_nothing_of_ours_goes_along(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgres://a:secret@b/c")
    program = (
        "import os, json; print(json.dumps({'refused': ['x', None, None, dict(os.environ)], 'peak': 0}))"
    )
    monkeypatch.setattr(process, "PROGRAM", (sys.executable, "-I", "-c", program))
    table = read(b"a,b", COLUMNS)
    assert set(table.problems[0].values) == {"LC_ALL", "OPENPYXL_LXML"}


def test_every_code_of_the_process_has_a_sentence_in_every_language() -> None:
    pattern = re.compile(r'"((?:file|kind|text|book|sheet|row|cell)\.[a-z_0-9]+)"')
    apart = {"columns", "choices", "tables", "faults", "staging", "door", "sentences", "rewriting"}
    sources = [path.read_text("utf-8") for path in SOURCE.glob("*.py") if path.stem not in apart]
    told = {code for text in sources for code in pattern.findall(text)} | {"file.large"}
    assert told == set(SENTENCES)
    for language in LANGUAGES:
        with override(language):
            assert all(Fault(code, SENTENCES[code], AnyValue()).sentence for code in told)


class AnyValue(dict[str, Any]):
    """Has every value that a sentence may ask for."""

    def items(self) -> Any:
        return [(name, 1) for name in NAMES]


NAMES = [
    "size",
    "most",
    "kind",
    "line",
    "column",
    "name",
    "count",
    "names",
    "cells",
    "length",
    "longest",
    "code",
    "place",
    "value",
]


def test_a_good_file_takes_little_memory(counted: Any) -> None:
    peaks = [read(data, COLUMNS).peak for data in (csv_of(HEAD, *GOOD * 500), book_of(HEAD, *GOOD * 500))]
    assert 0 < max(peaks) < 60_000_000
    counted(f"1,000 rows: {peaks[0] / 1e6:.0f} MB as CSV, {peaks[1] / 1e6:.0f} MB as XLSX")
