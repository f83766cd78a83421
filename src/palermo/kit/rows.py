"""Rows put in by their stable key: what is shipped, beside what people recorded."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from copy import copy
from datetime import date
from types import MappingProxyType
from typing import Any, NamedTuple, TypeVar

from django.core.exceptions import ValidationError
from django.db import models, transaction

from palermo.core.language import Text
from palermo.kit.models import Versioned

M = TypeVar("M", bound=models.Model)
KNOWN = "as_of"  # the day from which a row is known here says nothing about what it says


class Kept(NamedTuple):
    """A row that people stand for, what is shipped under its key, if anything, and whether it went along."""

    held: models.Model
    shipped: models.Model | None
    moved: bool


class Put(NamedTuple):
    """What was put in, each key with its version, and the keys of the rows that this changed.

    `kept` are the rows that people stand for; `facts` what each shipped row says, theirs included.
    """

    shipped: dict[str, int]
    added: list[str]
    changed: list[str]
    removed: list[str]
    kept: dict[str, Kept]
    facts: dict[str, dict[str, Any]]


def nothing_more(item: models.Model) -> None:
    """What is derived of a row whose values are all shipped."""


def put_rows(
    model: type[M],
    rows: Iterable[Mapping[str, Any]],
    key: str = "key",
    instead_of: Mapping[str, int] = MappingProxyType({}),
) -> dict[str, int]:
    """The same as `put_rows_told`; answers what was put in alone."""
    return put_rows_told(model, rows, key, instead_of).shipped


@transaction.atomic
def put_rows_told(
    model: type[M],
    rows: Iterable[Mapping[str, Any]],
    key: str = "key",
    instead_of: Mapping[str, int] = MappingProxyType({}),
    derive: Callable[[Any], None] = nothing_more,
    follows: Sequence[str] = (),
) -> Put:
    """Put in rows by their stable key, in the place of those keys, all or nothing; answers what that did.

    Keys stand with their versions. A row that is as it was stays untouched; one that changed keeps its
    primary key, and its version rises. What people recorded under a key, or saved since, stays theirs until
    what is shipped says the same; of it, only the columns `follows` go with those of the shipped row.
    `derive` fills in what follows from the values of a row.
    Raises ValueError for a row that cannot be, while that row is the last one read.
    """
    made, facts = made_of(model, rows, key, derive, follows)
    # Locked, so that nobody saves between the look and the write.
    held = model._base_manager.select_for_update().in_bulk({*made, *instead_of}, field_name=key)
    theirs = {name: row for name, row in held.items() if is_edited(row, instead_of.get(name))}
    looks = {name: look_at(row, made.get(name), derive, follows) for name, row in theirs.items()}
    kept = {name: each for name, each in looks.items() if each is not None}
    held = {name: row for name, row in held.items() if name not in kept}
    made = {name: item for name, item in made.items() if name not in kept}
    same = {name for name, item in made.items() if name in held and is_same(item, held[name])}
    moved = [each.held for each in kept.values() if each.moved]
    out = [held[name] for name in held if name not in same]
    exchange(model, [*out, *moved], [*moved, *(made[name] for name in made if name not in same)])
    return Put(
        {name: version_of(item) for name, item in made.items()}
        | {name: instead_of[name] for name in kept if name in instead_of},
        [name for name in made if name not in held],
        [name for name in made if name in held and name not in same],
        [name for name in held if name not in made],
        kept,
        facts,
    )


def exchange(model: type[models.Model], out: Iterable[models.Model], put: Sequence[Any]) -> None:
    """First out, then in: a number may have passed from one row to another.

    What is taken out takes nothing with it; the database looks at foreign keys when all is in.
    """
    gone = model._base_manager.filter(pk__in=[row.pk for row in out])
    gone._raw_delete(gone.db)
    model._base_manager.bulk_create(put, batch_size=400)


def made_of(
    model: type[M],
    rows: Iterable[Mapping[str, Any]],
    key: str,
    derive: Callable[[Any], None],
    follows: Sequence[str],
) -> tuple[dict[str, M], dict[str, dict[str, Any]]]:
    """The rows as they would stand, and what each says, by their keys."""
    made: dict[str, M] = {}
    facts: dict[str, dict[str, Any]] = {}
    for row in rows:
        item = model(**row)
        check_values(item)
        derive(item)
        if (name := getattr(item, key)) in made:
            raise ValueError(f"more than one row has the key {name}")
        made[name] = item
        facts[name] = plain(item, [column for column in row if column not in {key, *follows}])
    return made, facts


def is_edited(row: models.Model, shipped_as: int | None) -> bool:
    """Whether people recorded a row, or saved it since it was shipped in that version.

    A row that had no versions yet when it was shipped stands as 0.
    """
    version = version_of(row)
    return shipped_as is None or (shipped_as or min(1, version)) != version


def look_at(row: M, shipped: M | None, derive: Callable[[Any], None], follows: Sequence[str]) -> Kept | None:
    """A row that people edited, gone along with the release so far as it has to; nothing where both agree."""
    ours = copy(row)
    for name in follows if shipped is not None else ():
        setattr(ours, name, getattr(shipped, name))
    derive(ours)
    if shipped is not None and says_the_same(ours, shipped):
        return None
    return Kept(ours, shipped, moved=not says_the_same(ours, row))


def says_the_same(one: models.Model, other: models.Model) -> bool:
    """Whether two rows say the same, known from whatever day, in whatever version."""
    fields = [field for field in one._meta.concrete_fields if not isinstance(field, models.AutoField)]
    names = {field.attname for field in fields} - {"version", KNOWN}
    return all(getattr(one, name) == getattr(other, name) for name in names)


def derive_rows(
    model: type[models.Model], key: str, shipped: Collection[str], derive: Callable[[Any], None]
) -> None:
    """Fill in anew what follows from the values of rows that people recorded beside what is shipped."""
    if derive is nothing_more:
        return
    for row in model._base_manager.exclude(**{f"{key}__in": shipped}):
        before = copy(row)
        derive(row)
        if not says_the_same(row, before):
            row.save()


def plain(item: models.Model, columns: Iterable[str]) -> dict[str, Any]:
    """Values of a row as JSON has them."""
    return {name: plain_value(getattr(item, name)) for name in columns}


def plain_value(value: Any) -> Any:
    if isinstance(value, Text):
        return value.to_json()
    return value.isoformat() if isinstance(value, date) else value


def version_of(row: models.Model) -> int:
    """The version of a row that people may edit; 0 of any other."""
    return row.version if isinstance(row, Versioned) else 0


def check_values(item: models.Model) -> None:
    """Raise ValueError unless each value is one that its field can hold; not every database looks.

    Where a foreign key leads is left to the database.
    """
    for field in item._meta.concrete_fields:
        value = getattr(item, field.attname)
        if isinstance(field, models.AutoField):
            continue
        try:
            if value is None and not field.null:
                raise ValidationError(field.error_messages["null"])
            if not (field.is_relation or (field.blank and value in field.empty_values)):
                setattr(item, field.attname, field.clean(value, item))
        except ValidationError as error:
            raise ValueError(f"{field.name}: {' '.join(error.messages)}") from None


def is_same(item: M, held: M) -> bool:
    """Whether a new row says what the one held says; it becomes the next version of that one."""
    item.pk = held.pk
    if isinstance(item, Versioned) and isinstance(held, Versioned):
        item.version = held.version
    fields = [field.attname for field in item._meta.concrete_fields]
    same = all(getattr(item, name) == getattr(held, name) for name in fields)
    if isinstance(item, Versioned) and not same:
        item.version += 1
    return same
