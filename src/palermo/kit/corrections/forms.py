"""The form of the facts of a row, made from their description."""

from collections.abc import Iterator, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from palermo.core.language import LANGUAGES, NAMES, Text, direction
from palermo.kit.corrections.facts import LONGEST, Fact, Facts, Words, called
from palermo.kit.models import TextInLanguages
from palermo.kit.tables import sort_key

Choices = list[tuple[str, str]]
NEWEST = 2_000_000_000  # of versions


@dataclass(frozen=True, slots=True)
class Group:
    """The fields of one fact: one, or six for a text."""

    label: Words
    help: Words
    fields: Sequence[forms.BoundField]
    several: bool

    @property
    def bad(self) -> bool:
        return any(field.errors for field in self.fields)


def area(rows: int, **attributes: str) -> forms.Textarea:
    return forms.Textarea(attrs={"class": "input", "rows": rows, **attributes})


def line(**attributes: str) -> forms.TextInput:
    return forms.TextInput(attrs={"class": "input", "autocomplete": "off", **attributes})


def reason_field() -> forms.CharField:
    return forms.CharField(
        widget=area(3),
        label=gettext_lazy("Why"),
        help_text=gettext_lazy("For the journal: what was wrong, and how it came to notice."),
        max_length=1000,
        error_messages={"required": gettext_lazy("Say why: the journal keeps it.")},
    )


class Reason(forms.Form):
    """Why something is done that cannot be seen from the row itself, and which version of it was seen."""

    why = reason_field()
    seen = forms.IntegerField(
        min_value=0, max_value=NEWEST, widget=forms.HiddenInput, required=False, initial=0
    )


class FactsForm(forms.Form):
    """All that people may correct in a row; of a new one, its key too."""

    def __init__(self, facts: Facts, row: Any, today: date, data: Any = None) -> None:
        super().__init__(data)
        self.facts, self.row, self.today, self.new = facts, row, today, row.pk in (None, "")
        self.filled: Any = None  # the row as it would be
        if self.new:
            self.fields["key"] = key_field(facts)
        for fact in facts.all:
            self.fields |= dict(fields_of(facts, fact, row))
        if self.has_texts and not self.new:
            self.fields["lag"] = forms.BooleanField(
                required=False,
                label=gettext_lazy("The languages that I left as they were lag behind now"),
                help_text=gettext_lazy("Readers of these are told that the text is older than the original."),
            )
        self.fields["why"] = reason_field()
        self.fields["seen"] = forms.IntegerField(
            min_value=0,
            max_value=NEWEST,
            widget=forms.HiddenInput,
            initial=getattr(row, "version", 0),
        )

    @property
    def has_texts(self) -> bool:
        return any(is_text(self.facts, fact) for fact in self.facts.all)

    def groups(self) -> Iterator[Group]:
        """The fields of each fact together, in the order of the description."""
        for fact in self.facts.all:
            several = is_text(self.facts, fact)
            names = [f"{fact.name}_{code}" for code in LANGUAGES] if several else [fact.name]
            yield Group(fact.label, fact.help, [self[name] for name in names], several)

    @property
    def values(self) -> dict[str, Any]:
        """What was given, by the names of the fields."""
        return {fact.name: self.value_of(fact) for fact in self.facts.all}

    def value_of(self, fact: Fact) -> Any:
        given = self.cleaned_data
        if is_text(self.facts, fact):
            held = getattr(self.row, fact.name)
            words = {code: lined(given.get(f"{fact.name}_{code}", "")) for code in LANGUAGES}
            return text_of(held, {code: said for code, said in words.items() if said}, bool(given.get("lag")))
        if fact.codes is not None:
            return " ".join(given[fact.name])
        field = self.facts.field(fact.name)
        return None if field.null and given[fact.name] == "" else lined(given[fact.name])

    def clean(self) -> dict[str, Any]:
        """What cannot be stands beside its field; the row as it would be is kept to be shown."""
        given = self.cleaned_data
        if self.errors:
            return given
        row = copy(self.row)
        if self.new:
            setattr(row, self.facts.key, given["key"])
        self.facts.fill(row, self.values, self.today)
        for fault in self.facts.faults(row, self.today):
            self.add_error(self.place_of(fault.name), _(fault.problem.message) % fault.problem.values)
        if not self.errors and not self.new and self.facts.told(row) == self.facts.told(self.row):
            self.add_error(None, _("Nothing differs from what is held."))
        self.filled = row
        return given

    def place_of(self, name: str) -> str | None:
        """The field beside which a fault stands: the first language of a text."""
        if name in self.fields:
            return name
        return next((field for field in self.fields if name and field.startswith(f"{name}_")), None)


def lined(value: Any) -> Any:
    """Words with their lines as records keep them; browsers end each with two characters."""
    return value.replace("\r\n", "\n") if isinstance(value, str) else value


def is_text(facts: Facts, fact: Fact) -> bool:
    return isinstance(facts.field(fact.name), TextInLanguages)


def text_of(held: Text, words: dict[str, str], lag: bool) -> Text:
    """The text with new words. One that was changed lags behind no more; the others do where that is said."""
    same = {code for code, said in words.items() if held.has(code) and held.to_json().get(code) == said}
    changed = len(same) < len(words)
    stale = {code for code in same if code in held.stale or (lag and changed)}
    return Text(words, frozenset(stale))


def key_field(facts: Facts) -> forms.Field:
    field = facts.model._meta.get_field(facts.key)
    return forms.SlugField(
        label=gettext_lazy("Key"),
        help_text=gettext_lazy(
            "Small letters, figures and hyphens, such as cop-13. It stands in addresses and stays for ever."
        ),
        max_length=min(50, getattr(field, "max_length", 50) or 50),
        widget=line(dir="ltr"),
        error_messages={"invalid": gettext_lazy("Use letters, figures and hyphens alone.")},
    )


def fields_of(facts: Facts, fact: Fact, row: Any) -> Iterator[tuple[str, forms.Field]]:
    """The field of a fact with what is held in it; six of a text."""
    field = facts.field(fact.name)
    held = getattr(row, field.attname)
    if not is_text(facts, fact):
        yield fact.name, one_field(field, fact, held)
        return
    for code in LANGUAGES:
        written = {"lang": code, "dir": direction(code)}
        yield (
            f"{fact.name}_{code}",
            forms.CharField(
                required=False,
                label=NAMES[code],
                initial=held.to_json().get(code, ""),
                max_length=LONGEST,
                widget=area(4, **written) if fact.long else line(**written),
            ),
        )


def one_field(field: Any, fact: Fact, held: Any) -> forms.Field:
    shared: dict[str, Any] = {"label": fact.label, "help_text": fact.help, "initial": held}
    shared["required"] = not (field.blank or field.null) or fact.name == "source"
    if fact.name == "source":
        shared["error_messages"] = {"required": gettext_lazy("Give the source: where this is on record.")}
    if fact.codes is not None:
        shared |= {"required": False, "initial": held.split(), "choices": sorted_choices(fact.codes.items())}
        return forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple, **shared)
    if options := options_of(field, fact):
        empty = [] if shared["required"] and held else [("", "–")]
        widget = forms.Select(attrs={"class": "input"})
        shared["error_messages"] = {"required": gettext_lazy("Choose one of the list.")}
        return forms.ChoiceField(choices=[*empty, *options], widget=widget, **shared)
    if isinstance(field, models.BooleanField):
        return forms.BooleanField(**shared | {"required": False})
    if isinstance(field, models.DateField):
        days = forms.DateInput(format="%Y-%m-%d", attrs={"class": "input", "type": "date"})
        return forms.DateField(widget=days, input_formats=["%Y-%m-%d"], **shared)
    if isinstance(field, models.IntegerField):
        numbers = forms.NumberInput(attrs={"class": "input"})
        return forms.IntegerField(min_value=0, max_value=32_767, widget=numbers, **shared)
    longest = field.max_length or LONGEST
    return forms.CharField(max_length=longest, widget=area(3) if fact.long else line(), **shared)


def options_of(field: Any, fact: Fact) -> Choices:
    """What there is to choose from; nothing where people write."""
    if field.choices:
        return [(str(code), str(label)) for code, label in field.choices]
    if field.is_relation:
        return rows_of(field.remote_field.model, field.target_field.attname)
    return rows_of(fact.keys, "pk") if fact.keys is not None else []


def rows_of(model: type[models.Model], column: str) -> Choices:
    """Every row of a table by name, with the key by which it is told from others."""
    rows = ((str(getattr(row, column)), called(row)) for row in model._base_manager.select_related())
    return sorted_choices((key, f"{name} ({key})") for key, name in rows)


def sorted_choices(pairs: Any) -> Choices:
    return sorted(((key, str(label)) for key, label in pairs), key=lambda pair: sort_key(pair[1]))
