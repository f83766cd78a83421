"""Three things that exist once: provenance, text in six languages, and a token against lost updates."""

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from secrets import token_hex
from typing import Any, TypeVar, cast

from django.db import models, transaction
from django.db.models.functions import Now
from django.utils.translation import gettext_noop as _
from django.utils.translation import pgettext_lazy

from palermo.core.errors import Conflict
from palermo.core.language import Text


class TextInLanguages(models.JSONField):
    """A core.language.Text, kept as {"en": "…", "fr": "…", "stale": ["fr"]}."""

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
    """Which edition of a shipped table this database holds, so that an unchanged one is not loaded again."""

    name = models.CharField(max_length=80, primary_key=True)
    digest = models.CharField(max_length=64)
    loaded_at = models.DateTimeField(db_default=Now())


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


@transaction.atomic
def put_rows(model: type[M], rows: Iterable[Mapping[str, Any]], key: str = "key") -> int:
    """Insert or update rows by their stable key, all or nothing; answers how many there were.

    Raises ValueError if a key stands there twice: databases differ in what they make of that.
    """
    objects = [model(**row) for row in rows]
    if not objects:
        return 0
    keys = Counter(made.serializable_value(key) for made in objects)
    if twice := [str(found) for found, times in keys.items() if times > 1]:
        raise ValueError(f"more than one row has the key {', '.join(twice)}")
    written = {field.name for field in model._meta.concrete_fields} - {key, "id", "version"}
    model._base_manager.bulk_create(
        objects, batch_size=400, update_conflicts=True, unique_fields=[key], update_fields=sorted(written)
    )
    return len(objects)
