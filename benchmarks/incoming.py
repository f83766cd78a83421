"""A good file of 5,000 treaty acts, read in its own process and held against the records."""

import time
from collections.abc import Iterator
from datetime import date, timedelta

from benchmarks.figures import Figure, of
from palermo.actors import queries as actors
from palermo.core.actor import Actor, Role
from palermo.kit.incoming.tables import read
from palermo.kit.tabular import to_csv, to_xlsx
from palermo.register.importers import acts, read_acts

ACTS, TRIES = 5_000, 7
SECONDS, MEGABYTES = 3, 300  # what is wanted at most
HEAD = ["participant", "instrument", "kind", "date", "source", "confidence", "as_of"]
SECRETARY = Actor(key="benchmark", name="A benchmark", roles=frozenset({Role.SECRETARIAT}))
SOURCE = "Depositary notification C.N.%s.2017.TREATIES-XVIII.12.a, as the secretariat received it"


def run() -> Iterator[Figure]:
    rows = made()
    files = {
        "CSV": to_csv(HEAD, rows),
        "XLSX": to_xlsx("Acts", HEAD, rows, right_to_left=False),
        "CSV, one row": to_csv(HEAD, rows[:1]),
        "XLSX, one row": to_xlsx("Acts", HEAD, rows[:1], right_to_left=False),
    }
    for name, data in files.items():
        label = name if "row" in name else f"{name}, {ACTS:,} acts"
        yield of(f"read a file: {label}", [seconds(data) for _ in range(TRIES)], "s", SECONDS, "highest")
        peaks = [read(data, acts.columns(SECRETARY)).peak / 1e6 for _ in range(TRIES)]
        yield of(f"memory of the process that reads: {label}", peaks, "MB", MEGABYTES, "highest")


def made() -> list[list[str | date]]:
    """Acts that could be, no two alike."""
    names = [each.names.in_("en") for each in actors.states_in_brief(SECRETARY).values()]
    return [
        [
            *(names[number % len(names)], "tip-protocol", "Accession"),
            date(2001, 1, 1) + timedelta(number // len(names)),
            *(SOURCE % number, "sourced", ""),
        ]
        for number in range(ACTS)
    ]


def seconds(data: bytes) -> float:
    started = time.perf_counter()
    file = read_acts(SECRETARY, data)
    taken = time.perf_counter() - started
    assert not file.problems, file.problems[0].sentence
    return taken
