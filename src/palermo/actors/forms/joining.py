"""What somebody who is invited says of themselves."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from palermo.actors.forms.sign_in import EmailField


class You(forms.Form):
    """By what name; the first administrator also says under which address."""

    name = forms.CharField(
        label=_("Your name"),
        help_text=_("As others see it beside what you record."),
        max_length=200,
        widget=forms.TextInput(attrs={"class": "input", "autocomplete": "name", "dir": "auto"}),
    )
    email = EmailField(help_text=_("You sign in with it, and letters go there."))

    def __init__(self, *args: Any, asks_address: bool, **rest: Any) -> None:
        super().__init__(*args, **rest)
        if not asks_address:
            del self.fields["email"]
