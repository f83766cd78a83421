"""Fields of the forms of this room, each refusing with a sentence."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from palermo.kit.http import DAY

Label = Any  # words, or what will be words once the reader's language is known
Choices = Sequence[tuple[str, Any]]
UNREADABLE = _("There are control characters in it. Take them out.")
CONTROL = frozenset(map(chr, range(32))) - {"\n", "\r", "\t"}


class Pick(forms.ChoiceField):
    """One of several, by its key; nothing is chosen beforehand."""

    def __init__(self, label: Label, nothing: Label, *, required: bool = True, help_text: Label = "") -> None:
        wrong = _("Choose one of the list.")
        super().__init__(
            label=label,
            required=required,
            help_text=help_text,
            error_messages={"required": wrong, "invalid_choice": wrong},
        )
        self.nothing = nothing

    def offer(self, choices: Choices) -> None:
        self.choices = [("", self.nothing), *choices]

    def word(self, value: str) -> str:
        """What the list calls it."""
        flat: dict[str, Any] = {}
        for key, said in cast("Choices", self.choices):
            flat.update(said if isinstance(said, list) else {key: said})
        return str(flat.get(value, value))


class Day(forms.Field):
    """A day as year, month and day, and in no other way: what could be read in two ways is refused."""

    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "input"})

    def to_python(self, value: Any) -> date | None:
        if value in self.empty_values or isinstance(value, date):
            return value or None
        try:
            if not DAY.fullmatch(str(value).strip()):
                raise ValueError
            return date.fromisoformat(str(value).strip())
        except ValueError:
            raise ValidationError(
                _("“%(value)s” is not a date. Give it as year, month and day, such as 2012-10-15."),
                params={"value": str(value)[:60]},
            ) from None


class Words(forms.CharField):
    """Words without control characters; in one line, unless it is given as several paragraphs."""

    def __init__(
        self,
        label: Label,
        *,
        longest: int,
        lines: int = 1,
        required: Label | None,
        help_text: Label = "",
        paragraphs: bool = False,
    ) -> None:
        self.paragraphs = paragraphs
        attributes = {"class": "input", **({"rows": str(lines)} if lines > 1 else {})}
        widget = forms.Textarea(attributes) if lines > 1 else forms.TextInput(attributes)
        super().__init__(
            label=label,
            max_length=longest,
            required=required is not None,
            widget=widget,
            help_text=help_text,
            error_messages={
                "required": required or "",
                "max_length": _("This is too long. Give at most %(limit_value)d letters."),
                "null_characters_not_allowed": UNREADABLE,
            },
        )

    def to_python(self, value: Any) -> str:
        words = super().to_python(value) or ""
        return words if self.paragraphs else " ".join(words.split())

    def validate(self, value: Any) -> None:
        super().validate(value)
        if CONTROL & set(value or ""):
            raise ValidationError(UNREADABLE)


def refill(form: forms.Form, name: str, value: str) -> None:
    """Put another value in the place of what was sent: that is what the form shows then."""
    sent = cast(QueryDict, form.data).copy()
    sent[name] = value
    form.data = sent


def grouped(groups: Iterable[tuple[Label, Choices]]) -> Choices:
    """Choices under heads; a group without any is left out."""
    return [(str(head), list(choices)) for head, choices in groups if choices]
