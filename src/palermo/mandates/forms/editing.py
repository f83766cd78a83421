"""What is filled in to put an imported decision, or one of its paragraphs, right."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from palermo.mandates.forms.asked import (
    Names,
    asked_fields,
    asked_values,
    head_fields,
    parties_of,
    strange,
)
from palermo.mandates.models import Deliberation, Paragraph
from palermo.mandates.services import Party


def why() -> forms.CharField:
    return forms.CharField(
        label=_("Why"),
        help_text=_("For the journal."),
        max_length=1000,
        widget=forms.Textarea(attrs={"class": "input", "rows": 2}),
    )


class Seen(forms.Form):
    """A form that knows which version of a row was seen."""

    seen = forms.IntegerField(widget=forms.HiddenInput)


class DecisionForm(Seen):
    """The head of an imported decision."""

    def __init__(self, *args: Any, decision: Deliberation, names: Names, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields.update(head_fields(names))
        self.fields["why"] = why()
        held = {name: getattr(decision, name) for name in ("kind", "symbol", "organ", "adopted")}
        keys = {"body": decision.body_id or "", "session": decision.session_id or ""}
        self.initial.update(held | keys | {"seen": decision.version})

    @property
    def values(self) -> dict[str, Any]:
        given = self.cleaned_data
        plain = {name: given[name] for name in ("kind", "symbol", "organ", "adopted")}
        return plain | {"body_id": given["body"] or None, "session_id": given["session"] or None}


class ParagraphForm(Seen):
    """What an imported paragraph asks, of whom, by when."""

    def __init__(self, *args: Any, row: Paragraph, held: list[Party], names: Names, **more: Any) -> None:
        super().__init__(*args, **more)
        self.held, self.known = held, names
        self.fields.update(asked_fields())
        self.fields["why"] = why()
        parties = [(each.kind, each.state) for each in held if each.kind != "none"]
        self.initial.update(asked_values(row.act, row.due, row.provisions.split(), parties))
        self.initial["seen"] = row.version

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for name, sentence in strange(given, self.known).items():
            self.add_error(name, sentence)
        return given

    @property
    def values(self) -> dict[str, Any]:
        given = self.cleaned_data
        return {
            "act": given["act"],
            "due": given["due"],
            "provisions": " ".join(given["provisions"].split()),
        }

    @property
    def addressed(self) -> list[Party]:
        """Whom it is to address, as given."""
        held = [each for each in self.held if each.kind != "none"]
        return list(parties_of(self.cleaned_data, held))
