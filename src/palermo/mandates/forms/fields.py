"""Fields of the forms of what came of a paragraph, each refusing with a sentence."""

from collections.abc import Sequence
from datetime import date
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from palermo.kit.http import DAY

Choices = Sequence[tuple[str, Any]]
CONTROL = frozenset(map(chr, range(32))) - {"\n", "\r", "\t"}
INPUT = {"class": "input"}


class Day(forms.Field):
    """A day as year, month and day, and in no other way."""

    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", **INPUT})

    def to_python(self, value: Any) -> date | None:
        if value in self.empty_values or isinstance(value, date):
            return value or None
        try:
            if not DAY.fullmatch(str(value).strip()):
                raise ValueError
            return date.fromisoformat(str(value).strip())
        except ValueError:
            raise forms.ValidationError(
                _("“%(value)s” is not a date. Give it as year, month and day, such as 2012-10-15."),
                params={"value": str(value)[:60]},
            ) from None


class Words(forms.CharField):
    """Words without control characters, of one line or of several."""

    def __init__(
        self, label: Any, longest: int, *, lines: int = 1, needed: Any = None, help_text: Any = ""
    ) -> None:
        widget = (
            forms.Textarea({**INPUT, "rows": str(lines), "dir": "auto"})
            if lines > 1
            else forms.TextInput(INPUT)
        )
        super().__init__(
            label=label,
            max_length=longest,
            required=needed is not None,
            widget=widget,
            help_text=help_text,
            error_messages={
                "required": needed or "",
                "max_length": _("This is too long. Give at most %(limit_value)d letters."),
            },
        )

    def validate(self, value: Any) -> None:
        super().validate(value)
        if CONTROL & set(value or ""):
            raise forms.ValidationError(_("There are control characters in it. Take them out."))


class Pick(forms.ChoiceField):
    """One of several; nothing is chosen beforehand where something has to be."""

    def __init__(self, label: Any, choices: Choices = (), *, required: bool = True, **more: Any) -> None:
        wrong = _("Choose one of the list.")
        messages = {"required": wrong, "invalid_choice": wrong}
        super().__init__(label=label, choices=choices, required=required, error_messages=messages, **more)


def chosen(form: forms.Form, name: str, choices: Choices) -> None:
    cast(Pick, form.fields[name]).choices = choices
