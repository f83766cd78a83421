"""More than a thousand hostile files: each refused with its sentence, or read whole; nothing is saved."""

import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import pytest
from django.utils.translation import override

from palermo.core.actor import Actor
from palermo.kit.incoming import process, tables
from palermo.kit.incoming.limits import Limits
from palermo.kit.models import Change, Upload
from palermo.register.importers import ActFile, read_acts
from palermo.register.models import Act
from tests.assurance import hostile_files
from tests.assurance.hostile.made import GOOD_BOOK, Hostile

PARTS = 12  # of the long run, so that both cores have work
SHORT = 60
MOST_MEMORY, MOST_SECONDS = 300_000_000, Limits().patience


@cache
def every() -> list[Hostile]:
    return hostile_files.every()


def sample() -> list[Hostile]:
    """One of each group, then others at equal steps."""
    files = every()
    firsts = list({each.group: each for each in reversed(files)}.values())
    return [*firsts, *files[:: len(files) // (SHORT - len(firsts))]][:SHORT]


@dataclass
class Seen:
    """What came of the files that were tried."""

    refused: int = 0
    whole: int = 0
    peaks: list[int] = field(default_factory=list)
    stopped: int = 0  # that said nothing of their memory
    seconds: list[float] = field(default_factory=list)
    codes: Counter[str] = field(default_factory=Counter)

    def __str__(self) -> str:
        return (
            f"{self.refused + self.whole:,} files: {self.refused:,} refused in {len(self.codes)} ways, "
            f"{self.whole:,} read whole; memory at most {max(self.peaks) / 1e6:.0f} MB, "
            f"{self.stopped} stopped; "
            f"{sum(self.seconds) / len(self.seconds):.2f} s a file, at most {max(self.seconds):.1f} s"
        )


def rows_of(file: ActFile) -> list[tuple[Any, ...]]:
    return [
        (row.participant, row.instrument, row.kind, row.date, row.source, row.confidence) for row in file.rows
    ]


@pytest.fixture
def tried(
    facts: None, secretary: Actor, monkeypatch: pytest.MonkeyPatch
) -> Callable[[Sequence[Hostile]], Seen]:
    """Give files to the importer one by one, and hold each to what must come of it."""
    apart = process.read_apart
    answers: list[process.Answer] = []

    def watched(*given: Any) -> Any:
        answers.append(apart(*given))
        return answers[-1]

    monkeypatch.setattr(tables, "read_apart", watched)
    good = rows_of(read_acts(secretary, GOOD_BOOK))
    assert len(good) == 1

    def all_of(files: Sequence[Hostile]) -> Seen:
        seen = Seen()
        for each in files:
            answers.clear()
            data, started = each.make(), time.perf_counter()
            file = read_acts(secretary, data)
            seen.seconds.append(time.perf_counter() - started)
            for answer in answers:
                peak = answer.get("peak")
                seen.stopped += peak is None
                seen.peaks.append(peak or 0)
            judge(each, file, good, seen)
        return seen

    return all_of


def judge(each: Hostile, file: ActFile, good: list[tuple[Any, ...]], seen: Seen) -> None:
    what = f"{each.group}: {each.name}"
    codes = {problem.code for problem in file.problems}
    if not codes:
        seen.whole += 1
        assert not each.codes or (each.or_whole and rows_of(file) == good), what
        assert file.rows, what
        return
    seen.refused += 1
    seen.codes.update(codes)
    assert codes & each.codes, (what, codes)
    assert file.rows == (), what
    for language in ("en", "ar", "fr"):
        with override(language):
            assert all(problem.sentence and problem.place for problem in file.problems), what


def saved() -> tuple[int, ...]:
    return tuple(model._base_manager.count() for model in (Act, Upload, Change))


def hold(seen: Seen) -> None:
    assert max(seen.peaks) < MOST_MEMORY
    assert max(seen.seconds) < MOST_SECONDS


def test_it_works(tried: Callable[[Sequence[Hostile]], Seen], counted: Callable[[str], None]) -> None:
    before, files = saved(), sample()
    assert (len(every()) >= 1000, len(files)) == (True, SHORT)
    seen = tried(files)
    counted(str(seen))
    assert saved() == before
    hold(seen)


@pytest.mark.full
@pytest.mark.parametrize("part", range(PARTS))
def test_every_hostile_file_has_its_sentence_and_leaves_nothing(
    part: int, tried: Callable[[Sequence[Hostile]], Seen], counted: Callable[[str], None]
) -> None:
    before = saved()
    seen = tried(every()[part::PARTS])
    counted(f"part {part + 1} of {PARTS}: {seen}")
    assert saved() == before
    hold(seen)


def test_files_are_the_same_whenever_they_are_made() -> None:
    one, two = every(), hostile_files.every()
    assert [(each.group, each.name) for each in one] == [(each.group, each.name) for each in two]
    names = Counter((each.group, each.name) for each in one)
    assert [name for name, count in names.items() if count > 1] == []
    assert all(first.make() == second.make() for first, second in zip(one[::50], two[::50], strict=True))
