"""What is filled in to import a decision: the file, then everything that was read in it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from palermo.core.language import LANGUAGES, NAMES, comma_separated, number
from palermo.kit.templatetags.kit import here
from palermo.mandates.forms.asked import (
    KINDS,
    Choices,
    Names,
    asked_fields,
    asked_values,
    head_fields,
    line,
    parties_of,
    strange,
)
from palermo.mandates.importers.reading import largest
from palermo.mandates.services import Plan, PlannedParagraph

LONGEST = 20_000  # characters of a paragraph
HEAD = ("key", "kind", "symbol", "body", "session", "organ", "adopted")


class FileForm(forms.Form):
    """A file, perhaps its language, and perhaps the decision that it is a version of."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("DOCX, PDF with text in it, or plain text in UTF-8. It may hold several decisions."),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"class": "input"}),
        error_messages={"required": _("Choose a file."), "invalid": _("Choose a file.")},
    )
    language = forms.ChoiceField(
        label=_("Language"),
        required=False,
        choices=[("", _("found in the text")), *((code, NAMES[code]) for code in LANGUAGES)],
        widget=forms.Select(attrs={"class": "input"}),
    )
    of = forms.ChoiceField(
        label=_("Which decision it is"),
        required=False,
        widget=forms.Select(attrs={"class": "input"}),
    )

    def __init__(self, *args: Any, decisions: Choices, **more: Any) -> None:
        super().__init__(*args, **more)
        chosen = self.fields["of"]
        assert isinstance(chosen, forms.ChoiceField)
        chosen.choices = [
            ("", _("found by its symbol")),
            ("new", _("one that is not on record yet")),
            *decisions,
        ]

    def clean_file(self) -> Any:
        held = self.cleaned_data["file"]
        most = largest(held.read(1000))
        held.seek(0)
        if held.size > most:
            raise forms.ValidationError(
                _("This file has %(size)s bytes. One of its kind has at most %(most)s."),
                params={"size": number(held.size, here()), "most": number(most, here())},
            )
        return held


@dataclass(frozen=True)
class Rows:
    """A part of the decision, and the fields by which it is edited."""

    part: PlannedParagraph
    words: forms.BoundField
    fields: list[forms.BoundField]
    parties: forms.BoundField | None

    @property
    def ticks(self) -> list[tuple[str, str, bool]]:
        """Each kind of addressee, its words, and whether it is ticked; quicker than a widget for each."""
        held = set(self.parties.value() or []) if self.parties else set()
        return [(kind, str(words), kind in held) for kind, words in KINDS]

    @property
    def chosen(self) -> str:
        """The addressees that are ticked, in words."""
        return comma_separated([words for _kind, words, ticked in self.ticks if ticked], here())


class PlanForm(forms.Form):
    """Everything that was read in a decision, to be put right before it is kept.

    Of a decision that is on record, only the words can be: what it asks of whom is recorded already.
    """

    def __init__(self, *args: Any, plan: Plan, names: Names, **more: Any) -> None:
        super().__init__(*args, **more)
        self.plan, self.known = plan, names
        if not plan.of:
            self.add_head()
        self.fields["title"] = line(_("Title"), 500)
        self.initial.setdefault("title", plan.title)
        for at, part in enumerate(plan.paragraphs):
            self.add_part(at, part)

    def add_head(self) -> None:
        sentence = _("Small letters, figures and hyphens; it stands in addresses.")
        self.fields["key"] = line(_("Key"), 50, required=True, help_text=sentence)
        self.fields.update(head_fields(self.known))
        for name in HEAD:
            self.initial.setdefault(name, getattr(self.plan, name))

    def add_part(self, at: int, part: PlannedParagraph) -> None:
        """The fields of a part: its words, and of an operative paragraph of a new decision what it asks."""
        attrs = {"class": "input", "rows": 3, "lang": self.plan.language, "dir": "auto"}
        self.fields[f"words-{at}"] = forms.CharField(
            label=_("Words"), max_length=LONGEST, widget=forms.Textarea(attrs=attrs)
        )
        self.initial.setdefault(f"words-{at}", part.words)
        if part.kind != "operative" or self.plan.of:
            return
        self.fields.update({f"{name}-{at}": field for name, field in asked_fields().items()})
        parties = [(each.kind, each.state) for each in part.parties]
        values = asked_values(part.act, part.due, part.provisions, parties)
        self.initial.update({f"{name}-{at}": value for name, value in values.items()})

    def rows(self) -> Iterator[Rows]:
        for at, part in enumerate(self.plan.paragraphs):
            names = [f"{name}-{at}" for name in ("act", "due", "states", "provisions")]
            fields = [self[name] for name in names if name in self.fields]
            yield Rows(part, self[f"words-{at}"], fields, self[f"parties-{at}"] if fields else None)

    @property
    def head(self) -> list[forms.BoundField]:
        return [self[name] for name in ("title", *HEAD) if name in self.fields]

    def clean_key(self) -> str:
        key: str = self.cleaned_data["key"]
        if not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", key):
            raise forms.ValidationError(_("Give small letters, figures and single hyphens alone."))
        return key

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for at, part in enumerate(self.plan.paragraphs):
            if part.kind == "operative" and not self.plan.of:
                for name, sentence in strange(self.asked(at), self.known).items():
                    self.add_error(f"{name}-{at}", sentence)
        return given

    def asked(self, at: int) -> dict[str, Any]:
        """What was given in the fields of one paragraph."""
        names = asked_fields()
        return {
            name: self.cleaned_data[f"{name}-{at}"] for name in names if f"{name}-{at}" in self.cleaned_data
        }

    def planned(self) -> Plan:
        """The plan with what was put right."""
        given = self.cleaned_data
        paragraphs = [self.part(at, part) for at, part in enumerate(self.plan.paragraphs)]
        if self.plan.of:
            return replace(self.plan, title=given["title"], paragraphs=paragraphs)
        return replace(self.plan, paragraphs=paragraphs, **{name: given[name] for name in ("title", *HEAD)})

    def part(self, at: int, part: PlannedParagraph) -> PlannedParagraph:
        part = replace(part, words=self.cleaned_data[f"words-{at}"])
        if f"act-{at}" not in self.fields:
            return part
        given = self.asked(at)
        return replace(
            part,
            act=given["act"],
            due=given["due"],
            parties=parties_of(given, part.parties),
            provisions=tuple(given["provisions"].split()),
        )


class RemoveForm(forms.Form):
    """Why a text is taken out, and which one was seen."""

    held = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    why = forms.CharField(
        label=_("Why it is taken out"),
        help_text=_("For the journal."),
        max_length=1000,
        widget=forms.Textarea(attrs={"class": "input", "rows": 3}),
    )
