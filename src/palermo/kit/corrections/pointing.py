"""What points to a row: by a foreign key, or by its key as a word."""

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from palermo.kit.corrections.facts import Facts, called

MOST = 5  # that are named


def pointing_to(row: Any, tables: Iterable[Facts]) -> list[str]:
    """The first few of all that points to a row, by name."""
    return list(islice(every(row, tables), MOST))


def every(row: Any, tables: Iterable[Facts]) -> Iterator[str]:
    for relation in row._meta.related_objects:
        rows = relation.related_model._base_manager.filter(**{relation.field.name: row})
        yield from (called(each) for each in rows[:MOST])
    for facts in tables:
        for fact in facts.own:
            if fact.keys is type(row):
                rows = facts.model._base_manager.filter(**{fact.name: row.pk})
                yield from (called(each) for each in rows[:MOST])
