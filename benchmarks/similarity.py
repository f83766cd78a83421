"""Paragraphs that say the same: how many of tests/core/similar are found, and rightly; how fast, how large.

The 5,000 paragraphs are those of ../shared/data/deliberations/dev where they are; the rest are invented.
"""

import random
import time
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

from tests.core.families import HALVES, Counts, measured, texts, together

from benchmarks.figures import Figure, of
from palermo.core.deliberation import Paragraph, read_all
from palermo.core.language import LANGUAGES
from palermo.core.similarity import Index

SHARED = Path(__file__).parents[2] / "shared" / "data" / "deliberations" / "dev"
COUNT, ASKED, TRIES, SEED = 5_000, 500, 3, 1
WRONG, MISSED, QUESTION = 10, 20, 50  # per cent, per cent, ms
OPENINGS = (
    "Requests the Secretariat to",
    "Urges States parties to",
    "Invites the Commission to",
    "Decides to",
)
DEEDS = (
    "count",
    "paint",
    "insure",
    "repair",
    "publish figures on",
    "hold a workshop on",
    "protect",
    "report on",
)
THINGS = (
    "bells",
    "ferries",
    "orchards",
    "shelters",
    "wells",
    "archives",
    "lanterns",
    "eels",
    "organs",
    "kites",
)
WHERE = (
    "in the northern",
    "in the flooded",
    "in the coastal",
    "in the oldest",
    "in the remote",
    "in the walled",
)
LANDS = ("provinces", "harbours", "valleys", "towns", "islands", "parishes", "camps", "schools", "markets")
ENDS = (
    "before 1 March 2012",
    "at its next session",
    "subject to the availability of funds",
    "every two years",
)
SOUNDS = ("ba", "ko", "li", "mu", "ne", "ra", "so", "ti", "vu", "ze", "lan", "mir", "tor")


def run() -> Iterator[Figure]:
    for half in HALVES:
        counts = {language: measured(language, half) for language in LANGUAGES}
        for language, each in counts.items():
            yield from shares(f"{half}, {language}", each)
        yield from shares(f"{half}, all", together(list(counts.values())), WRONG, MISSED)
    pool = paragraphs()
    for half in HALVES:
        yield from shares(f"{half}, en, among {len(pool):,} more", measured("en", half, pool))
    yield from speed(pool)


def shares(
    name: str, counts: Counts, wrong: float | None = None, missed: float | None = None
) -> Iterator[Figure]:
    """Precision and recall, as what they lack."""
    found, there = counts.right + counts.wrong, counts.right + counts.missed
    yield of(f"{name}: {counts.wrong} of {found} found are wrong", [100 * (1 - counts.precision)], "%", wrong)
    yield of(f"{name}: {counts.missed} of {there} are missed", [100 * (1 - counts.recall)], "%", missed)


def speed(pool: list[str]) -> Iterator[Figure]:
    built = [seconds(pool) for _ in range(TRIES)]
    yield of(f"build an index of {len(pool):,} paragraphs", built, "s")
    tracemalloc.start()
    index = Index("en", enumerate(pool))
    held = tracemalloc.get_traced_memory()[0] / len(pool)
    tracemalloc.stop()
    yield of("memory of a paragraph in it", [held], "bytes")
    asked = random.Random(SEED).sample(pool, ASKED - 60) + [*texts("en", "tuning").values()][:60]
    taken = [milliseconds(index, text) for text in asked]
    yield of(f"ask which of {len(pool):,} say the same", taken, "ms", QUESTION, "p95")


def seconds(pool: list[str]) -> float:
    started = time.perf_counter()
    Index("en", enumerate(pool))
    return time.perf_counter() - started


def milliseconds(index: Index[int], text: str) -> float:
    started = time.perf_counter()
    index.like(text)
    return (time.perf_counter() - started) * 1000


def paragraphs() -> list[str]:
    real = [each.text for path in sorted(SHARED.glob("*.en.txt")) for each in operative(path)]
    chance = random.Random(SEED)
    return [*dict.fromkeys(real), *(invented(chance) for _ in range(COUNT))][:COUNT]


def operative(path: Path) -> Iterator[Paragraph]:
    for reading in read_all(path.read_text("utf-8"), "en"):
        yield from reading.operative


def invented(chance: random.Random) -> str:
    names = ["".join(chance.choices(SOUNDS, k=3)).capitalize() for _ in range(3)]
    parts = [f"{chance.choice(DEEDS)} the {chance.choice(THINGS)} of {name}" for name in names]
    where = f"{chance.choice(WHERE)} {chance.choice(LANDS)}"
    return f"{chance.choice(OPENINGS)} {', '.join(parts[:2])} and {parts[2]} {where}, {chance.choice(ENDS)};"
