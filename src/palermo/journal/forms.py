"""What the address of the journal asks for, and what is to be erased."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop, pgettext_lazy

from palermo.core.errors import Invalid
from palermo.journal.models import Act
from palermo.kit.http import choice, day, words


@dataclass(frozen=True, slots=True)
class Filters:
    """ "" and None are everything."""

    who: str
    act: str
    subject: str
    since: date | None
    until: date | None

    @property
    def any(self) -> bool:
        return any((self.who, self.act, self.subject, self.since, self.until))


def filters_of(request: HttpRequest, now: date) -> Filters:
    """Read the address, no day after `now`; raises Invalid with a sentence for what cannot be read."""
    since, until = (day(request, name, None, latest=now) for name in ("from", "to"))
    if since and until and until < since:
        raise Invalid(
            "period.backwards",
            gettext_noop("The period ends on %(end)s, not after it begins on %(start)s. Give a later end."),
            start=since.isoformat(),
            end=until.isoformat(),
        )
    return Filters(
        words(request, "who"), choice(request, "act", Act.values), words(request, "subject"), since, until
    )


EVERYWHERE = "everywhere"  # the name, in all entries of the same account


class ErasureForm(forms.Form):
    """Which part of an entry is to be erased, and why."""

    part = forms.ChoiceField(
        label=pgettext_lazy("of an entry", "Part"),
        error_messages={"required": _("Choose the part."), "invalid_choice": _("Choose one of these parts.")},
    )
    why = forms.CharField(
        label=_("Reason"),
        help_text=_("It stands in the journal. Do not repeat in it what is erased."),
        max_length=500,
        widget=forms.Textarea({"rows": 2}),
        error_messages={"required": _("Give the reason why this must be erased.")},
    )

    def __init__(self, *args: Any, parts: Sequence[tuple[str, str | Promise]], **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["part"].choices = [("", _("Choose the part")), *parts]  # type: ignore[attr-defined]
