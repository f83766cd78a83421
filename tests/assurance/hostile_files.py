"""Hostile files, more than a thousand: made by code from one seed, each with what must be said of it."""

import random

from tests.assurance.hostile import (
    archives,
    bombs,
    cells,
    encodings,
    kinds,
    markup,
    sheets,
    texts,
    values,
    workbooks,
)
from tests.assurance.hostile.made import Hostile

SEED = 20_030_929


def every() -> list[Hostile]:
    """All of them, in the same order whenever they are made."""
    chance = random.Random(SEED)
    groups = (
        *(kinds.empty(), kinds.kinds(), encodings.encodings(chance), texts.quotes(chance)),
        *(cells.characters(), cells.cells(), texts.heads(), texts.large()),
        *(archives.cut(chance), archives.changed(chance), bombs.bombs(), archives.liars()),
        *(workbooks.parts(), markup.markup(), sheets.sheets(), values.values()),
    )
    return [each for group in groups for each in group]
