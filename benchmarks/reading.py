"""Decisions read on one core; and texts that are none, mutated and hostile ones: no exception, none slow.

It reads the texts of ../shared/data/deliberations/dev where they are, and else those of tests/core/decisions.
`MUTATED` is how many texts are mutated, `SEED` which; both may be set in the environment.
"""

import os
import random
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.core.hostile_texts import mutated, shapes

from benchmarks.figures import Figure, of
from palermo.core.deliberation import read_all
from palermo.core.language import LANGUAGES

ROOT = Path(__file__).parents[1]
HERE, SHARED = (
    ROOT / "tests" / "core" / "decisions",
    ROOT.parent / "shared" / "data" / "deliberations" / "dev",
)
COUNT, SEED = int(os.environ.get("MUTATED", "2000")), int(os.environ.get("SEED", "1"))
PER_TEXT, PER_SIZE = 1000 / 300, 50  # ms that a text, and 10 KB of any text, may take at most
SIZES = (10_000, 100_000)
TRIES = 3


def run() -> Iterator[Figure]:
    texts = [path.read_text("utf-8") for path in sorted(SHARED.glob("*.txt")) or sorted(HERE.glob("*.txt"))]
    for language in LANGUAGES:  # its word lists are compiled once
        read_all("", language)
    whole = [taken(lambda: [read_all(text) for text in texts]) * 1000 / len(texts) for _ in range(TRIES)]
    yield of(f"read a decision: {len(texts)} texts, processor time", whole, "ms", PER_TEXT)
    for size in SIZES:
        slow = [slowness(text, language) for language in LANGUAGES for _name, text in shapes(language, size)]
        yield of(f"hostile shapes of {size // 1000} KB: 10 KB take", slow, "ms", PER_SIZE, "highest")
    yield from fuzz()


def fuzz() -> Iterator[Figure]:
    """Mutated decisions of our own: what was raised, and how long 10 KB took."""
    chance, own = random.Random(SEED), [path.read_text("utf-8") for path in sorted(HERE.glob("*.txt"))]
    slow, raised = [0.0], 0
    for _ in range(COUNT):
        text = mutated(chance.choice(own), chance)
        try:
            slow.append(slowness(text))
        except Exception as error:
            raised += 1
            print(f"  raised {error!r} at a text that begins {text[:60]!r}")
    yield of(f"{COUNT:,} mutated texts: exceptions", [raised], "", 0, "highest")
    yield of(f"{COUNT:,} mutated texts: 10 KB take", slow, "ms", PER_SIZE, "highest")


def slowness(text: str, language: str | None = None) -> float:
    """Milliseconds of processor time for 10 KB, the best of three; a shorter text counts as 10 KB."""
    size = max(len(text.encode("utf-8", "surrogatepass")), 10_000) / 10_000
    best = taken(lambda: read_all(text, language))
    for _ in range(TRIES - 1):
        if best * 1000 / size < PER_SIZE / 2:
            break
        best = min(best, taken(lambda: read_all(text, language)))
    return best * 1000 / size


def taken(does: Callable[[], object]) -> float:
    """Seconds of processor time."""
    started = time.process_time()
    does()
    return time.process_time() - started
