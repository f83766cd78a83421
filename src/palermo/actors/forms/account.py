"""What people say of themselves, and what they call their passkeys."""

from django import forms
from django.utils.translation import gettext_lazy

from palermo.core.language import LANGUAGES, NAMES


class Profile(forms.Form):
    name = forms.CharField(
        label=gettext_lazy("Name"),
        help_text=gettext_lazy("As others see it beside what you record."),
        max_length=200,
        error_messages={"required": gettext_lazy("Give your name.")},
        widget=forms.TextInput(attrs={"class": "input", "autocomplete": "name", "dir": "auto"}),
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language"),
        help_text=gettext_lazy("Of the mail that you get, and of this page."),
        choices=[(code, NAMES[code]) for code in LANGUAGES],
        widget=forms.Select(attrs={"class": "input", "autocomplete": "language"}),
    )
    seen = forms.IntegerField(min_value=0, max_value=2_000_000_000, widget=forms.HiddenInput)


class PasskeyName(forms.Form):
    name = forms.CharField(
        label=gettext_lazy("Name of the passkey"),
        help_text=gettext_lazy("Such as “Office laptop”: where it is kept."),
        max_length=60,
        error_messages={"required": gettext_lazy("Give the passkey a name.")},
        widget=forms.TextInput(attrs={"class": "input", "autocomplete": "off"}),
    )


class NewPasskey(PasskeyName):
    """A name, and what the browser answered; it is checked against what was asked."""

    credential = forms.CharField(
        max_length=20_000,
        widget=forms.HiddenInput,
        error_messages={
            "required": gettext_lazy("No passkey was made. This needs JavaScript, and a browser that can.")
        },
    )


class Nothing(forms.Form):
    """A page that asks, and takes nothing but a yes."""
