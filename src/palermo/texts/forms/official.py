"""What is filled in to import an official text, to put it in the place of another, and to take one out."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from palermo.core.language import LANGUAGES, NAMES, number
from palermo.kit.templatetags.kit import here
from palermo.texts.importers.reading import LARGEST

LONGEST = 1000  # characters of a reason
Choices = Sequence[tuple[str, str]]


class FileForm(forms.Form):
    """A file, and whose text it is; what is in it is looked at afterwards."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("Plain text in UTF-8, or Akoma Ntoso 3.0; at most 5 MB."),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"class": "input", "accept": ".txt,.xml,text/plain,application/xml"}),
        error_messages={"required": _("Choose a file."), "invalid": _("Choose a file.")},
    )
    instrument = forms.ChoiceField(label=_("Instrument"), widget=forms.Select(attrs={"class": "input"}))
    language = forms.ChoiceField(
        label=_("Language"),
        choices=[(code, NAMES[code]) for code in LANGUAGES],
        widget=forms.Select(attrs={"class": "input"}),
    )

    def __init__(self, *args: Any, instruments: Choices, **more: Any) -> None:
        super().__init__(*args, **more)
        chosen = self.fields["instrument"]
        assert isinstance(chosen, forms.ChoiceField)
        chosen.choices = list(instruments)

    def clean_file(self) -> Any:
        held = self.cleaned_data["file"]
        if held.size > LARGEST:
            raise forms.ValidationError(
                _("This file has %(size)s bytes. The text of a treaty has at most %(largest)s."),
                params={"size": number(held.size, here()), "largest": number(LARGEST, here())},
            )
        return held


def why(label: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=_("For the journal."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"class": "input", "rows": 3}),
    )


class KeepForm(forms.Form):
    """To keep what was shown; where a text is held, which one was seen to go, and why."""

    held = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)  # the digest of that one

    def __init__(self, *args: Any, replaces: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        if replaces:
            self.fields["why"] = why(_("Why it is replaced"))


class RemoveForm(forms.Form):
    """Why a text is taken out, and which one was seen."""

    held = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)
    why = why(_("Why it is taken out"))
