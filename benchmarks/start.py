"""How long a start takes until /healthz answers: again, on an empty folder, and from a fresh clone."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

from benchmarks.figures import Figure, of
from benchmarks.server import folder, served

ROOT = Path(__file__).parents[1]
AGAIN, EMPTY, CLONES = 10, 3, 2


def run() -> Iterator[Figure]:
    empty, again = [], []
    for turn in range(EMPTY):
        with folder() as data:
            empty.append(seconds(data))
            again += [seconds(data) for _ in range(AGAIN if turn == 0 else 0)]
    yield of("start again", again, "s", 3, "highest")
    yield of("start on an empty folder, environment made", empty, "s")
    if (ROOT / ".git").exists():
        clones = [from_a_clone() for _ in range(CLONES)]
        yield of("start from a fresh clone, environment not yet made", clones, "s")


def seconds(data: Path) -> float:
    with served(data) as found:
        return found.seconds


def from_a_clone() -> float:
    """As a newcomer does it; what this machine's caches of packages hold is not fetched again."""
    with folder() as place:
        subprocess.run(["git", "clone", "--quiet", ROOT, place / "palermo"], check=True)
        with served(place / "data", str(place / "palermo" / "palermo")) as found:
            return found.seconds
