"""What is filled in to import a decision: the file, then everything that was read in it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from palermo.core.language import LANGUAGES, NAMES, comma_separated, number
from palermo.kit.templatetags.kit import here
from palermo.mandates.importers.decoding import LARGEST
from palermo.mandates.models import Deliberation, Paragraph
from palermo.mandates.models.acts import OperativeAct
from palermo.mandates.services import Party, Plan, PlannedParagraph

LONGEST = 20_000  # characters of a paragraph
Choices = Sequence[tuple[str, Any]]


class FileForm(forms.Form):
    """A file, perhaps its language, and perhaps the decision that it is a version of."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("Plain text in UTF-8. It may hold several decisions."),
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
        if held.size > LARGEST:
            raise forms.ValidationError(
                _("This file has %(size)s bytes. A decision has at most %(most)s."),
                params={"size": number(held.size, here()), "most": number(LARGEST, here())},
            )
        return held


def line(label: Any, longest: int, *, required: bool = False, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        required=required,
        max_length=longest,
        help_text=help_text,
        widget=forms.TextInput(attrs={"class": "input"}),
    )


def one(label: Any, choices: Choices, *, required: bool = False) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, required=required, choices=choices, widget=forms.Select(attrs={"class": "input"})
    )


def a_day(label: Any, help_text: Any = "") -> forms.DateField:
    return forms.DateField(
        label=label,
        required=False,
        help_text=help_text,
        input_formats=["%Y-%m-%d"],
        widget=forms.DateInput(attrs={"class": "input", "type": "date"}, format="%Y-%m-%d"),
    )


class Rows(NamedTuple):
    """A part of the decision, and the fields by which it is edited."""

    part: PlannedParagraph
    words: forms.BoundField
    fields: list[forms.BoundField]
    parties: forms.BoundField | None

    @property
    def chosen(self) -> str:
        """The addressees that are ticked, in words."""
        if self.parties is None:
            return ""
        words = dict(Paragraph.Addressee.choices)
        return comma_separated(
            [str(words[key]) for key in self.parties.value() or [] if key in words], here()
        )


class PlanForm(forms.Form):
    """Everything that was read in a decision, to be put right before it is kept.

    Of a decision that is on record, only the words can be: what it asks of whom is recorded already.
    """

    def __init__(self, *args: Any, plan: Plan, names: "Names", **more: Any) -> None:
        super().__init__(*args, **more)
        self.plan, self.known = plan, names
        if not plan.of:
            self.add_head()
        self.fields["title"] = line(_("Title"), 500)
        self.initial.setdefault("title", plan.title)
        for at, part in enumerate(plan.paragraphs):
            self.add_part(at, part)

    def add_head(self) -> None:
        plan = self.plan
        kinds = Deliberation.Kind.choices
        self.fields["key"] = line(
            _("Key"),
            50,
            required=True,
            help_text=_("Small letters, figures and hyphens; it stands in addresses."),
        )
        self.fields["kind"] = one(_("Kind"), kinds, required=True)
        self.fields["symbol"] = line(_("Symbol"), 60)
        self.fields["body"] = one(_("Body"), [("", _("not on record")), *self.known.bodies])
        self.fields["session"] = one(_("Session"), [("", _("not on record")), *self.known.sessions])
        self.fields["organ"] = line(_("Who decided, as printed"), 200)
        self.fields["adopted"] = a_day(_("Adopted"))
        names = ("key", "kind", "symbol", "body", "session", "organ", "adopted")
        for name in names:
            self.initial.setdefault(name, getattr(plan, name))

    def add_part(self, at: int, part: PlannedParagraph) -> None:
        """The fields of a part: its words, and of an operative paragraph of a new decision what it asks."""
        self.fields[f"words-{at}"] = forms.CharField(
            label=_("Words"),
            max_length=LONGEST,
            widget=forms.Textarea(
                attrs={"class": "input", "rows": 3, "lang": self.plan.language, "dir": "auto"}
            ),
        )
        self.initial.setdefault(f"words-{at}", part.words)
        if part.kind != "operative" or self.plan.of:
            return
        self.fields[f"act-{at}"] = one(_("Act"), OperativeAct.choices, required=True)
        self.fields[f"parties-{at}"] = forms.MultipleChoiceField(
            label=pgettext_lazy("of a paragraph", "Addressee"),
            required=False,
            choices=[each for each in Paragraph.Addressee.choices if each[0] not in ("none", "state")],
            widget=forms.CheckboxSelectMultiple,
        )
        self.fields[f"states-{at}"] = line(
            _("States that are named"), 200, help_text=_("Codes such as JPN, set apart by spaces.")
        )
        self.fields[f"due-{at}"] = a_day(_("Due on"))
        self.fields[f"provisions-{at}"] = line(
            _("Provisions"), 200, help_text=_("Such as tip-protocol/9/5; several set apart by spaces.")
        )
        self.initial.update(
            {
                f"act-{at}": part.act,
                f"parties-{at}": list(
                    dict.fromkeys(each.kind for each in part.parties if each.kind != "state")
                ),
                f"states-{at}": " ".join(each.state for each in part.parties if each.state),
                f"due-{at}": part.due,
                f"provisions-{at}": " ".join(part.provisions),
            }
        )

    def rows(self) -> Iterator[Rows]:
        for at, part in enumerate(self.plan.paragraphs):
            names = [f"{name}-{at}" for name in ("act", "due", "states", "provisions")]
            fields = [self[name] for name in names if name in self.fields]
            yield Rows(part, self[f"words-{at}"], fields, self[f"parties-{at}"] if fields else None)

    @property
    def head(self) -> list[forms.BoundField]:
        names = ("title", "key", "kind", "symbol", "body", "session", "organ", "adopted")
        return [self[name] for name in names if name in self.fields]

    def clean_key(self) -> str:
        key: str = self.cleaned_data["key"]
        if not re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", key):
            raise forms.ValidationError(_("Give small letters, figures and single hyphens alone."))
        return key

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for name, codes in [*given.items()]:
            known = {"states": self.known.states, "provisions": self.known.places}.get(name.partition("-")[0])
            if known is None or not isinstance(codes, str) or "-" not in name:
                continue
            strange = [code for code in codes.split() if code not in known]
            if strange:
                sentence = ngettext("Not on record: %(codes)s.", "Not on record: %(codes)s.", len(strange))
                self.add_error(name, sentence % {"codes": ", ".join(strange)[:200]})
        return given

    def planned(self) -> Plan:
        """The plan with what was put right."""
        given = self.cleaned_data
        paragraphs = [self.part(at, part) for at, part in enumerate(self.plan.paragraphs)]
        if self.plan.of:
            return replace(self.plan, title=given["title"], paragraphs=paragraphs)
        names = ("key", "kind", "symbol", "title", "body", "session", "organ", "adopted")
        return replace(self.plan, paragraphs=paragraphs, **{name: given[name] for name in names})

    def part(self, at: int, part: PlannedParagraph) -> PlannedParagraph:
        given = self.cleaned_data
        part = replace(part, words=given[f"words-{at}"])
        if f"act-{at}" not in self.fields:
            return part
        kinds = [Party(kind) for kind in given[f"parties-{at}"]]
        states = [Party("state", state=code) for code in given[f"states-{at}"].split()]
        same = {(each.kind, each.state) for each in part.parties} == {
            (each.kind, each.state) for each in [*kinds, *states]
        }
        return replace(
            part,
            act=given[f"act-{at}"],
            parties=part.parties if same else (*kinds, *states),
            due=given[f"due-{at}"],
            provisions=tuple(given[f"provisions-{at}"].split()),
        )


class Names(NamedTuple):
    """What may be chosen, or named, from what is on record."""

    bodies: Choices
    sessions: Choices
    states: frozenset[str]
    places: frozenset[str]


class RemoveForm(forms.Form):
    """Why a text is taken out, and which one was seen."""

    held = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    why = forms.CharField(
        label=_("Why it is taken out"),
        help_text=_("For the journal."),
        max_length=1000,
        widget=forms.Textarea(attrs={"class": "input", "rows": 3}),
    )
