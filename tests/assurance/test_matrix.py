"""Who may do what at which address: every cell of the matrix, against the hand-written policy."""

import ast
import random
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path
from types import ModuleType

import pytest

from tests.assurance import answers, policy
from tests.assurance.cast import Visitor
from tests.assurance.matrix import VERBS_TRIED, Cell, cells, expected, faults_of, ruled, sample, states

PARTS = 8  # of the long run, each with a share of every kind of address
SAMPLE = 1_500
LEAST = 20_000

pytestmark = pytest.mark.usefixtures("official", "quiet")


def hold(
    cells: Iterable[Cell], visitors: dict[str, Visitor], counted: Callable[[str], None], note: str
) -> None:
    """Try every cell; say how many, and of what kind; fail with all that are not as the policy says."""
    tried = list(cells)
    told, faults = Counter(map(kind, tried)), faults_of(tried, visitors)
    counts = ", ".join(f"{count} {name}" for name, count in told.most_common())
    counted(f"{told.total()} cells ({counts}){note}; {len(faults)} not as the policy says")
    assert faults == [], "\n".join(faults[:50])


def kind(cell: Cell) -> str:
    wanted = expected(cell)
    if wanted.absent:
        return "forbidden, like nothing there"
    named = {
        200: "open",
        204: "told the verbs",
        404: "not there",
        405: "verb not taken",
        422: "form sent empty",
    }
    return named.get(wanted.status, "otherwise")


def test_a_sample_of_the_matrix_is_as_the_policy_says(
    visitors: dict[str, Visitor], counted: Callable[[str], None]
) -> None:
    seed = random.randrange(10**9)
    hold(sample(SAMPLE, seed), visitors, counted, f", drawn with seed {seed}")


@pytest.mark.full
@pytest.mark.parametrize("part", range(PARTS))
def test_the_whole_matrix_is_as_the_policy_says(
    part: int, visitors: dict[str, Visitor], counted: Callable[[str], None]
) -> None:
    hold(cells(sorted(ruled())[part::PARTS]), visitors, counted, f", part {part + 1} of {PARTS}")


def test_the_matrix_is_large(counted: Callable[[str], None]) -> None:
    number = sum(1 for _ in cells(ruled()))
    things = sum(len(states(address)) for address in ruled())
    counted(
        f"{number} cells: {len(ruled())} addresses in {things} states, {len(VERBS_TRIED)} verbs "
        f"(those not taken in one state), {len(policy.LIKE)} visitors"
    )
    assert number >= LEAST


def test_the_policy_shares_no_code_with_the_program() -> None:
    assert imported_by(policy) == []
    assert imported_by(answers) == ["tests.assurance.policy"]


def imported_by(module: ModuleType) -> list[str | None]:
    tree = ast.parse(Path(str(module.__file__)).read_text(encoding="utf-8"))
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.Import)]
    return [node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
