"""Which lines of a page stand apart."""

from itertools import pairwise
from statistics import median

APART = 1.25  # lines stand apart where the step down to them is so much longer than the usual one


class Steps:
    """Hears of each piece of a page, and puts an empty line where one stands apart from the last."""

    def __init__(self) -> None:
        self.lines: list[tuple[float | None, str]] = [(None, "")]

    def see(self, text: str, own: list[float], line: list[float], *_font: object) -> None:
        height = own[1] * line[4] + own[3] * line[5] + own[5]
        first, *others = text.split("\n")
        for at, said in enumerate([first, *others]):
            if at:
                self.lines.append((None, ""))
            place, before = self.lines[-1]
            self.lines[-1] = (height if place is None and said.strip() else place, before + said)

    @property
    def text(self) -> str:
        found = [(place, line) for place, line in self.lines if line.strip() and place is not None]
        steps = [before[0] - after[0] for before, after in pairwise(found)]
        down = sorted(step for step in steps if step > 1)
        usual = median(down[: len(down) // 2 + 1]) if down else 0.0
        said = [line for _place, line in found[:1]]
        for step, (_place, line) in zip(steps, found[1:], strict=True):
            said += ["", line] if step > usual * APART else [line]
        return "\n".join(said)
