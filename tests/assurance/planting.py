"""Puts a word that stands nowhere else into every field of every model that can bear one."""

from collections.abc import Iterator
from random import Random
from secrets import token_hex
from string import ascii_lowercase
from typing import Any
from uuid import uuid4

from allauth.account.models import EmailAddress, EmailConfirmation
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError, transaction
from django.db.models import BinaryField, CharField, Field, JSONField, Model, TextField, UUIDField
from django_tasks_db.models import DBTaskResult

from palermo.actors.adapters.second_factor import SecondFactorAdapter
from palermo.core.actor import Actor
from palermo.core.language import LANGUAGES, Text
from palermo.journal.models import Entry
from palermo.kit.models import TextInLanguages
from tests import factories
from tests.assurance.cast import say_changed
from tests.assurance.fields import CODE, FIELDS, NOBODY
from tests.assurance.leaks import MARK, Word
from tests.conftest import session_of

TEXTUAL = (BinaryField, CharField, JSONField, TextField, UUIDField)
# Fields whose own value is looked for: another in its place would break what rests on it.
KEPT = {
    "actors.Invitation.digest",
    "sessions.Session.session_key",
    "sessions.Session.session_data",
    "journal.Entry.salts",
    "journal.Entry.commitments",
    "journal.Entry.hash",
    "journal.Check.hash",
    "kit.Revision.token",
    "kit.ShippedTable.digest",
    "mfa.Authenticator.data",
    "django_tasks_database.DBTaskResult.id",
}
SHORTEST = 16  # letters of a value that stands nowhere by chance


def textual(model: type[Model]) -> Iterator[tuple[str, Field[Any, Any]]]:
    """The fields of a model that hold text, by the names that the policy gives them."""
    for field in model._meta.concrete_fields:
        if isinstance(field, TEXTUAL) and not field.is_relation:
            yield f"{model._meta.label}.{field.name}", field


def all_fields() -> dict[str, Field[Any, Any]]:
    return {name: field for model in apps.get_models() for name, field in textual(model)}


class Planting:
    """The words, by where they stand; `rows` are those there before, which are let be."""

    def __init__(self, seed: int) -> None:
        self.chance = Random(seed)
        self.planted: dict[bytes, Word] = {}
        self.before = {
            model: set(model._base_manager.values_list("pk", flat=True)) for model in apps.get_models()
        }

    def word(self, field: str) -> str:
        """A new word for a field."""
        made = MARK.decode() + "".join(self.chance.choices(ascii_lowercase, k=8))
        self.planted[made.encode()] = Word(field, FIELDS[field] or NOBODY)
        return made

    def note(self, field: str, value: Any) -> None:
        """Look for a value that stands in a field by itself."""
        for each in value.values() if isinstance(value, dict) else [value]:
            if len(str(each)) >= SHORTEST:
                self.planted[str(each).lower().encode()] = Word(field, FIELDS.get(field) or NOBODY)

    def plant(self) -> None:
        """Put words into all rows that were made since, of each model at least one."""
        self.make_rows()
        for model in apps.get_models():
            for row in model._base_manager.exclude(pk__in=self.before[model]):
                self.into(row)
        self.note("the secret key of the installation", settings.SECRET_KEY)
        say_changed()

    def into(self, row: Model) -> None:
        values = {}
        for name, field in textual(type(row)):
            if FIELDS.get(name, CODE) is CODE:
                continue
            if name in KEPT or isinstance(row, Entry):
                self.note(name, getattr(row, field.name))
            elif getattr(row, field.name) is not None:
                values[field.name] = bearing(field, self.word_of(name), row)
        if values:
            put(row, values)

    def word_of(self, name: str) -> str:
        """The word of a field, the same in all its rows."""
        held = next((word for word, told in self.planted.items() if told.field == name), None)
        return held.decode() if held else self.word(name)

    def make_rows(self) -> None:
        """One row at least of every model, with an entry that bears its words from the beginning."""
        factories.check(hash=token_hex(32))
        factories.revision(token=token_hex(16))
        factories.shipped_table(digest=token_hex(32))
        for model in apps.get_models():
            if model.__module__.startswith("palermo.") and model is not Entry:
                self.make(model)
        self.hang_on_what_is_asked_for()
        part = {
            name: self.word(f"journal.Entry.{name}") for name in ("key", "name", "subject", "values", "why")
        }
        by = Actor(key=part["key"], name=part["name"])
        factories.entry(by, subject=part["subject"], values={"note": part["values"]}, why=part["why"])
        self.make_rows_of_libraries()

    def make(self, model: type[Model]) -> None:
        if not model._base_manager.exclude(pk__in=self.before[model]).exists():
            name = "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in model.__name__)
            getattr(factories, name.lstrip("_"))()

    def hang_on_what_is_asked_for(self) -> None:
        """Words of a decision, and what came of it: on the paragraph whose pages are fetched.

        What the policy needs in its states may hang on others, and then no factory was asked.
        """
        row = factories.mandate().paragraph
        if not row.printed_in.exists():
            factories.printed_paragraph(paragraph=row)
        factories.follow_up(paragraph=row, withdrawn_at=factories.MOMENT, withdrawn_because="Wrong")

    def make_rows_of_libraries(self) -> None:
        somebody = factories.user("somebody-else@example.org")
        session_of(somebody).session.save()
        secret = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
        self.note("the code of an app", secret)
        sealed = SecondFactorAdapter().encrypt(secret)
        Authenticator.objects.create(user=somebody, type="totp", data={"secret": sealed})
        address = EmailAddress.objects.create(user=somebody, email="old@example.org")
        EmailConfirmation.objects.create(email_address=address, key="x")
        kind = ContentType.objects.create(app_label="x", model="x")
        Permission.objects.create(name="x", codename="x", content_type=kind)
        Group.objects.create(name="x")
        DBTaskResult.objects.create(
            id=uuid4(), task_path="x", args_kwargs={}, return_value={}, run_after=factories.MOMENT
        )


def put(row: Model, values: dict[str, Any]) -> None:
    """Write the values; where what is empty must stay so, only those of what is not."""
    held = type(row)._base_manager.filter(pk=row.pk)
    try:
        with transaction.atomic():
            held.update(**values)
    except IntegrityError:
        held.update(**{name: value for name, value in values.items() if getattr(row, name)})


def within(value: Any, word: str) -> Any:
    """The same, with the word for each of its own."""
    match value:
        case dict():
            return {name: within(each, word) for name, each in value.items()} or {"note": word}
        case list():
            return [word]
        case str():
            return word
        case _:
            return value


def bearing(field: Field[Any, Any], word: str, row: Model) -> Any:
    """A value of the field with the word in it."""
    match field:
        case TextInLanguages():
            return Text(dict.fromkeys(LANGUAGES, word))
        case JSONField():
            return within(getattr(row, field.name), word)
        case BinaryField():
            return f"state,{word}\n".encode()
        case CharField() if field.name == "email":
            return f"{word}.{row.pk}@example.org"
        case _ if field.unique:
            return f"{word}{row.pk}"[: getattr(field, "max_length", None)]
        case _:
            return word
