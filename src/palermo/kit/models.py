"""Three things that exist once: provenance, text in six languages, and a token against lost updates."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from secrets import token_hex
from types import MappingProxyType
from typing import Any, ClassVar, NamedTuple, TypeVar, cast

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models.functions import Now
from django.utils.translation import gettext_noop as _
from django.utils.translation import pgettext_lazy

from palermo.core.errors import Conflict
from palermo.core.language import Text


class TextInLanguages(models.JSONField):
    """A core.language.Text, kept as {"en": "…", "fr": "…", "stale": ["fr"]}; it may lack any language."""

    empty_values = (None,)  # a text without words is one

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("default", Text)
        super().__init__(*args, **kwargs)

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Text:
        return Text.from_json(super().from_db_value(value, expression, connection) or {})

    def get_prep_value(self, value: Any) -> Any:
        return super().get_prep_value(value.to_json() if isinstance(value, Text) else value)

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        value = value.to_json() if isinstance(value, Text) else value
        return super().get_db_prep_value(value, connection, prepared)

    def value_to_string(self, obj: models.Model) -> Any:
        return self.value_from_object(obj).to_json()

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        super().validate(value.to_json() if isinstance(value, Text) else value, model_instance)


class Provenance(models.Model):
    """Where a fact comes from, how sure it is, and since when it is known here."""

    class Confidence(models.TextChoices):
        SOURCED = "sourced", pgettext_lazy("confidence", "sourced")
        DERIVED = "derived", pgettext_lazy("confidence", "derived")
        PARTLY = "partly", pgettext_lazy("confidence", "partly sourced")
        UNVERIFIED = "unverified", pgettext_lazy("confidence", "not verified")
        RECOLLECTION = "recollection", pgettext_lazy("confidence", "from memory, not verified")

    source = models.TextField(blank=True)
    confidence = models.CharField(max_length=12, choices=Confidence.choices)
    as_of = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True


def one_of(field: str, values: Iterable[str], name: str) -> models.CheckConstraint:
    """A named constraint: the database takes no other value in the field, whoever writes it."""
    allowed = [str(value) for value in values]
    return models.CheckConstraint(condition=models.Q(**{f"{field}__in": allowed}), name=name)


class Versioned(models.Model):
    """A row that people edit: whoever saves must have seen the newest version."""

    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        abstract = True

    def save_if_unchanged(self, seen: int, fields: Sequence[str]) -> None:
        """Write `fields` if nobody saved since version `seen`; otherwise raise Conflict and write nothing."""
        values = {name: getattr(self, name) for name in fields}
        manager = type(self)._base_manager
        if not manager.filter(pk=self.pk, version=seen).update(version=seen + 1, **values):
            raise Conflict(
                "version.stale", _("Saved by someone else first. Nothing of yours was overwritten.")
            )
        self.version = seen + 1


class ShippedTable(models.Model):
    """Which edition of a shipped table this database holds, so that an unchanged one is not loaded again.

    Its `keys`, each with the version that was shipped, tell those rows from what people recorded beside them
    or corrected in them. A database made before they were kept has none: it held shipped rows alone.
    """

    name = models.CharField(max_length=80, primary_key=True)
    digest = models.CharField(max_length=64)
    keys = models.JSONField(null=True)
    loaded_at = models.DateTimeField(db_default=Now())


class Change(models.Model):
    """What one write changed in the public records, by the keys of its rows. Written once, never edited.

    The first load of a table has none: what it put in, the table says; `first` is how many rows that were.
    """

    subject = models.CharField(max_length=80, db_index=True)  # palermo.register/acts.csv
    at = models.DateTimeField(db_default=Now())
    first = models.PositiveIntegerField(null=True)
    added = models.JSONField(default=list)
    changed = models.JSONField(default=list)
    removed = models.JSONField(default=list)

    class Meta:
        ordering: ClassVar = ["-pk"]


class Revision(models.Model):
    """A token that changes with every write to the tables of a room; random, so that none comes back."""

    name = models.CharField(max_length=80, primary_key=True)
    token = models.CharField(max_length=32)


M = TypeVar("M", bound=models.Model)
T = TypeVar("T")
_remembered: dict[tuple[str, Hashable], tuple[tuple[str | None, ...], Any]] = {}
_tokens: ContextVar[dict[str, str] | None] = ContextVar("tokens", default=None)


def changed(name: str) -> None:
    """Say, in the transaction of a write, that the tables of a room changed."""
    Revision.objects.update_or_create(name=name, defaults={"token": token_hex(16)})


def record_change(
    subject: str,
    added: Iterable[str] = (),
    changed: Iterable[str] = (),
    removed: Iterable[str] = (),
    *,
    first: int | None = None,
) -> None:
    """Put on record, in the transaction of a write, which rows it changed; nothing where it changed none."""
    keys = {"added": sorted(added), "changed": sorted(changed), "removed": sorted(removed)}
    if first or any(keys.values()):
        Change.objects.create(subject=subject, first=first, **keys)


@contextmanager
def one_look() -> Iterator[None]:
    """Within it, revisions are read once: a request sees one state of what is remembered."""
    mark = _tokens.set({})
    try:
        yield
    finally:
        _tokens.reset(mark)


def token_of(name: str) -> str | None:
    seen = _tokens.get()
    if not seen:
        found = dict(Revision.objects.values_list("name", "token"))
        if seen is None:
            return found.get(name)
        seen.update(found or {"": ""})
    return seen.get(name)


def remembered(rooms: str, key: Hashable, make: Callable[[], T]) -> T:
    """What `make` reads from the tables of one room, or of several, read again only when they changed.

    For tables that are read on every page and seldom written. Never inside a transaction that writes
    them; what is answered must not be changed. The next request sees a write after the look at the
    revisions.
    """
    tokens = tuple(token_of(room) for room in rooms.split())
    if None in tokens:
        return make()
    held = _remembered.get((rooms, key))
    if held is None or held[0] != tokens:
        held = _remembered[rooms, key] = (tokens, make())
    return cast(T, held[1])  # what was put in under this key


class Put(NamedTuple):
    """What was put in, each key with its version, and the keys of the rows that this changed."""

    shipped: dict[str, int]
    added: list[str]
    changed: list[str]
    removed: list[str]


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
) -> Put:
    """Put in rows by their stable key, in the place of those keys, all or nothing; answers what that did.

    Keys stand with their versions. A row that is as it was stays untouched; one that changed keeps its
    primary key, and its version rises. What people recorded under a key, or saved since, stays theirs.
    Raises ValueError for a row that cannot be, while that row is the last one read.
    """
    made: dict[str, M] = {}
    for row in rows:
        item = model(**row)
        check_values(item)
        if (name := getattr(item, key)) in made:
            raise ValueError(f"more than one row has the key {name}")
        made[name] = item
    # Locked, so that nobody saves between the look and the write.
    held = model._base_manager.select_for_update().in_bulk({*made, *instead_of}, field_name=key)
    theirs = {name for name, row in held.items() if instead_of.get(name) != version_of(row)}
    held = {name: row for name, row in held.items() if name not in theirs}
    made = {name: item for name, item in made.items() if name not in theirs}
    same = {name for name, item in made.items() if name in held and is_same(item, held[name])}
    # First out, then in: a number may have passed from one row to another. What is taken out takes nothing
    # with it; the database looks at foreign keys when all is in.
    out = model._base_manager.filter(pk__in=[held[name].pk for name in held if name not in same])
    out._raw_delete(out.db)
    model._base_manager.bulk_create([made[name] for name in made if name not in same], batch_size=400)
    shipped = {name: version_of(item) for name, item in made.items()}
    return Put(
        shipped | {name: instead_of[name] for name in theirs if name in instead_of},
        [name for name in made if name not in held],
        [name for name in made if name in held and name not in same],
        [name for name in held if name not in made],
    )


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
