"""A backup and a restore of everything, on SQLite, at 1× and at 10×: seconds, and the size of the file."""

import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from django.conf import settings
from django.db import connection

from benchmarks import scale
from benchmarks.figures import Figure, of
from benchmarks.server import folder
from palermo.cli import backup, restore

TRIES = 5


def run() -> Iterator[Figure]:
    yield from made("1×")
    with scale.ten_times():
        yield from made("10×")


def made(label: str) -> Iterator[Figure]:
    taken, sizes, restored = [], [], []
    connection.close()  # as when nobody else has it open
    with folder() as place:
        for turn in range(TRIES):
            file = place / f"{turn}.backup"
            taken.append(seconds(partial(backup.taken, file, Path(settings.DATA), "", replace=False)))
            sizes.append(file.stat().st_size / 1e6)
            restored.append(seconds(partial(restore.restored, file, place / str(turn), "")))
    yield of(f"backup, {label}", taken, "s")
    yield of(f"backup, {label}, size", sizes, "MB")
    yield of(f"restore, {label}", restored, "s")


def seconds(do: Callable[[], object]) -> float:
    started = time.perf_counter()
    do()
    return time.perf_counter() - started
