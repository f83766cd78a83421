"""Hostile files, more than a thousand: made by code from one seed, each with what must be said of it."""

import random

from tests.assurance.hostile import archives, texts, workbooks
from tests.assurance.hostile.made import Hostile

SEED = 20_030_929


def every() -> list[Hostile]:
    """All of them, in the same order whenever they are made."""
    chance = random.Random(SEED)
    groups = (
        *(texts.empty(), texts.kinds(), texts.encodings(chance), texts.quotes(chance), texts.characters()),
        *(texts.cells(), texts.heads(), texts.large()),
        *(archives.cut(chance), archives.changed(chance), archives.bombs(), archives.liars()),
        *(workbooks.parts(), workbooks.markup(), workbooks.sheets(), workbooks.values()),
    )
    return [each for group in groups for each in group]
