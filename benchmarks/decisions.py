"""Decisions from a folder of texts put on record, one after the other, as ./palermo decisions import does."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.figures import Figure, of

TEXTS = Path(__file__).parents[2] / "shared" / "data" / "deliberations" / "dev"
TRIES, SECONDS = 3, 30


def run() -> Iterator[Figure]:
    if not TEXTS.is_dir():
        return
    count = len(list(TEXTS.glob("*.txt")))
    taken = [seconds() for _ in range(TRIES)]
    yield of(
        f"import {count} decisions into an empty database, migrations and all", taken, "s", SECONDS, "highest"
    )


def seconds() -> float:
    """A whole command, from nothing: how long somebody waits who has just installed it."""
    with tempfile.TemporaryDirectory(prefix="palermo-bench-") as folder:
        environment = os.environ | {"PALERMO_DATA": folder}
        command = [sys.executable, "-m", "palermo.cli", "decisions", "import", str(TEXTS), "--yes"]
        started = time.perf_counter()
        run = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        taken = time.perf_counter() - started
    assert run.returncode == 0, run.stderr[-500:]
    return taken
