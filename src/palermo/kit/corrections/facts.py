"""Which facts of a table people may correct: what each is called, and which values it may have."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from palermo.core.errors import Invalid, Missing, Problem
from palermo.core.language import Text
from palermo.kit.models import Provenance, TextInLanguages
from palermo.kit.rows import KNOWN, nothing_more, plain
from palermo.kit.templatetags.kit import here

ABSENT = gettext_noop("There is nothing under the key “%(key)s”.")
CONTROLS = re.compile("[\0-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")  # what no file may hold
LONGEST = 5000  # characters of a text in one language
NAMES = ("names", "titles", "headings", "themes", "summaries")  # what a row is called by
Words = str | Promise


@dataclass(frozen=True, slots=True)
class Fact:
    """One value of a row that people may correct."""

    name: str  # of the field
    label: Words
    help: Words = ""
    clean: Callable[[str], str] | None = None  # the word as records keep it; raises a Problem for none
    codes: Mapping[str, Words] | None = None  # it holds codes of these, set apart by spaces
    keys: type[models.Model] | None = None  # it is the key of a row of that table, which nothing else ties
    long: bool = False  # several lines
    needed: bool = False  # a text must have words in one language at least
    past: bool = False  # no day that is still to come


class Fault(NamedTuple):
    """What is wrong with which value; "" where several do not go together."""

    name: str
    problem: Problem


def nothing_wrong(_row: Any, _today: date) -> Iterable[Fault]:
    return ()


SOURCE = (
    Fact("source", _("Source"), _("Where it is on record: a document, its symbol, a page."), long=True),
    Fact("confidence", _("Confidence")),
)


@dataclass(frozen=True, slots=True)
class Facts:
    """A table whose rows people may correct. What places a row, such as its key and its order, is no fact."""

    subject: str  # palermo.meetings/sessions.csv
    slug: str  # in addresses
    model: type[models.Model]
    title: Words  # what one row is
    own: tuple[Fact, ...]
    page: Callable[[Any], str]  # where everybody reads it
    key: str = "key"
    derive: Callable[[Any], None] = nothing_more
    after: Callable[[Any], None] = nothing_more  # what follows in other tables, once the row of a key stands
    check: Callable[[Any, date], Iterable[Fault]] = nothing_wrong
    begin: Callable[[Any], None] | None = None  # what a new row begins with; None: people record none
    reserved: frozenset[str] = frozenset()  # keys that no new row may have
    only: Mapping[str, Any] = field(default_factory=dict)  # which rows, where others are edited elsewhere

    @property
    def all(self) -> tuple[Fact, ...]:
        """Its own, then where they are known from."""
        return self.own + (SOURCE if issubclass(self.model, Provenance) and self.own else ())

    @property
    def columns(self) -> list[str]:
        return [self.field(fact.name).attname for fact in self.all]

    def field(self, name: str) -> Any:
        return self.model._meta.get_field(name)

    def held(self, key: str) -> Any:
        """The row, locked. Raises Missing where there is none."""
        return self.found(self.model._base_manager.select_for_update(), key)

    def row(self, key: str) -> Any:
        """The row. Raises Missing where there is none."""
        return self.found(self.model._base_manager.all(), key)

    def found(self, rows: Any, key: str) -> Any:
        found = rows.filter(**{self.key: key}, **self.only).first()
        if found is None:
            raise Missing("row.missing", ABSENT, key=key[:60])
        return found

    def told(self, row: models.Model) -> dict[str, Any]:
        """What the row says, as JSON has it."""
        return plain(row, self.columns)

    def fill(self, row: Any, values: Mapping[str, Any], on: date) -> None:
        """Give a row new values, known from the day `on`, and what follows from them."""
        for fact in self.all:
            if fact.name in values:
                setattr(row, self.field(fact.name).attname, values[fact.name])
        if KNOWN in {field.name for field in self.model._meta.concrete_fields}:
            setattr(row, KNOWN, on)
        self.derive(row)

    def restore(self, row: Any, told: Mapping[str, Any]) -> None:
        """Give a row the values that a release ships, and what follows from them."""
        for name, value in told.items():
            field = self.field(name)
            setattr(row, name, real(field, value))
            if field.is_relation:
                is_there(field.remote_field.model, field.target_field.attname, value, field.null)
        self.derive(row)

    def faults(self, row: Any, today: date) -> list[Fault]:
        """All that is wrong with a row that is to be saved; what can be written otherwise is mended in it."""
        found = [fault for fact in self.all for fault in self.faults_of(row, fact, today)]
        return found or list(self.check(row, today)) or list(beyond(row))

    def faults_of(self, row: Any, fact: Fact, today: date) -> Iterable[Fault]:
        field = self.field(fact.name)
        try:
            setattr(row, field.attname, cleaned(field, fact, getattr(row, field.attname), row, today))
        except Problem as problem:
            return [Fault(fact.name, problem)]
        except ValidationError as error:
            reason = " ".join(error.messages)
            sentence = gettext_noop("This value cannot be taken: %(reason)s")
            return [Fault(fact.name, Invalid("value.invalid", sentence, reason=reason))]
        return []


def cleaned(field: Any, fact: Fact, value: Any, row: Any, today: date) -> Any:
    """The value as records keep it. Raises a Problem, or ValidationError, for one that cannot be."""
    if isinstance(value, str):
        value = value.strip()
    if any(CONTROLS.search(words) for words in words_of(value)):
        raise Invalid("value.control", gettext_noop("There are control characters in it. Take them out."))
    if fact.name == "source" and not value:
        raise Invalid("source.missing", gettext_noop("Give the source: where this is on record."))
    if fact.needed and not value:
        raise Invalid("value.missing", gettext_noop("Give this in one language at least."))
    if field.is_relation:
        is_there(field.remote_field.model, field.target_field.attname, value, field.null)
    elif not (field.blank and value in field.empty_values):
        value = field.clean(value, row)
    if fact.keys is not None and value:
        is_there(fact.keys, "pk", value, may_be_empty=True)
    if isinstance(value, Text) and any(len(words) > LONGEST for words in value.values()):
        raise Invalid(
            "value.long", gettext_noop("At most %(most)s characters in one language."), most=LONGEST
        )
    if fact.codes is not None and not set(value.split()) <= set(fact.codes):
        raise Invalid("value.unknown", gettext_noop("Choose from the list."))
    if fact.past and value and value > today:
        raise Invalid(
            "date.future", gettext_noop("%(value)s lies in the future. Give today’s date or an earlier one."),
            value=value.isoformat(),
        )  # fmt: skip
    return fact.clean(value) if fact.clean and value else value


def words_of(value: Any) -> Iterable[str]:
    if isinstance(value, Text):
        return value.values()
    return (value,) if isinstance(value, str) else ()


def is_there(model: Any, name: str, value: Any, may_be_empty: bool) -> None:
    """Raise Invalid unless a row has that key."""
    if may_be_empty and not value:
        return
    if not model._base_manager.filter(**{name: value}).exists():
        raise Invalid("value.unknown", gettext_noop("Choose from the list."))


def beyond(row: models.Model) -> Iterable[Fault]:
    """What the database would refuse, and nobody said better."""
    try:
        row.validate_constraints()
    except ValidationError as error:
        reason = " ".join(error.messages)
        sentence = gettext_noop("These values do not go together: %(reason)s")
        return [Fault("", Invalid("values.together", sentence, reason=reason))]
    return []


def real(field: Any, value: Any) -> Any:
    """The value of a field from what JSON has of it."""
    if isinstance(field, TextInLanguages):
        return Text.from_json(value or {})
    return (field.target_field if field.is_relation else field).to_python(value)


def called(row: Any) -> str:
    """What a row is called in the reader’s language; its key where it has no name."""
    if title := getattr(row, "title", ""):
        return str(title)
    texts = (getattr(row, name).in_(here()) for name in NAMES if hasattr(row, name))
    return next((said[:120] for said in texts if said), str(row.pk))
