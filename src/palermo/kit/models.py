"""Three things that exist once: provenance, text in six languages, and a token against lost updates."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from secrets import token_hex
from typing import Any, ClassVar, TypeVar, cast

from django.db import models
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
    `digests` are those of the facts of each row, so that one that a later release changes is known.
    """

    name = models.CharField(max_length=80, primary_key=True)
    digest = models.CharField(max_length=64)
    keys = models.JSONField(null=True)
    digests = models.JSONField(null=True)
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
    by_people = models.BooleanField(default=False)  # who recorded or corrected it here; else a new edition

    class Meta:
        ordering: ClassVar = ["-pk"]


class Correction(models.Model):
    """A row that people stand for: they corrected what was shipped, or recorded it anew. Public, but who."""

    subject = models.CharField(max_length=80)  # palermo.meetings/sessions.csv
    key = models.CharField(max_length=120)
    shipped = models.JSONField(null=True)  # what they corrected; None of what was never shipped
    at = models.DateTimeField()
    entry = models.PositiveBigIntegerField()  # of the journal: who, and why

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["subject", "key"], name="correction_is_one_a_row"),
        ]


class Settled(models.TextChoices):
    """How a disagreement ended."""

    KEPT = "kept", pgettext_lazy("disagreement", "ours was kept")
    TAKEN = "taken", pgettext_lazy("disagreement", "what is shipped was taken")
    AGREED = "agreed", pgettext_lazy("disagreement", "a later release says the same")
    OVERTAKEN = "overtaken", pgettext_lazy("disagreement", "a later release says something else")


class Disagreement(models.Model):
    """A later release changed a row that people stand for. Theirs was kept; they decide which is right."""

    Settled = Settled

    subject = models.CharField(max_length=80)
    key = models.CharField(max_length=120)
    shipped = models.JSONField(null=True)  # None where it is shipped no longer
    noticed_at = models.DateTimeField(db_default=Now())
    settled_at = models.DateTimeField(null=True, blank=True)
    settled = models.CharField(max_length=10, choices=Settled.choices, blank=True)

    class Meta:
        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["subject", "key"],
                condition=models.Q(settled=""),
                name="disagreement_is_one_open_a_row",
            ),
            one_of("settled", ["", *Settled], "disagreement_settled_is_known"),
        ]


class Revision(models.Model):
    """A token that changes with every write to the tables of a room; random, so that none comes back."""

    name = models.CharField(max_length=80, primary_key=True)
    token = models.CharField(max_length=32)


class Tries(models.Model):
    """How many tries were taken under a key, and when the last one. The key is hashed: it names nobody."""

    key = models.CharField(max_length=64, primary_key=True)
    last = models.DateTimeField(db_index=True)
    count = models.PositiveSmallIntegerField(default=0)


class Upload(models.Model):
    """A file that a person gave and has not saved yet; once it is saved, what it was, without its content."""

    kind = models.CharField(max_length=100)  # the dotted name of its importer
    file_name = models.CharField(max_length=200)
    size = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)  # SHA-256
    content = models.BinaryField()
    by = models.CharField(max_length=80)  # the key of an actor
    at = models.DateTimeField()
    saved_at = models.DateTimeField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["kind", "digest"], name="upload_by_digest")]


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
    by_people: bool = False,
) -> None:
    """Put on record, in the transaction of a write, which rows it changed; nothing where it changed none."""
    keys = {"added": sorted(added), "changed": sorted(changed), "removed": sorted(removed)}
    if first or any(keys.values()):
        Change.objects.create(subject=subject, first=first, by_people=by_people, **keys)


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
