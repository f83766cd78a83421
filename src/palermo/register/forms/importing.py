"""What is filled in to import a file of acts."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from palermo.core.language import number
from palermo.kit.incoming.limits import LARGEST
from palermo.kit.templatetags.kit import here


class UploadForm(forms.Form):
    """A file; what is in it is looked at afterwards."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("CSV in UTF-8, or XLSX with one sheet."),
        allow_empty_file=True,
        max_length=None,
        widget=forms.FileInput(attrs={"class": "input"}),
        error_messages={"required": _("Choose a file."), "invalid": _("Choose a file.")},
    )

    def clean_file(self) -> Any:
        held = self.cleaned_data["file"]
        if held.size > LARGEST:
            raise forms.ValidationError(
                _("This file has %(size)s bytes. Files of at most %(most)s can be taken: split it."),
                params={"size": number(held.size, here()), "most": number(LARGEST, here())},
            )
        return held
