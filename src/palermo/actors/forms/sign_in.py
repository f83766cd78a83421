"""What is asked at the door: who, by which passphrase, with which code."""

import unicodedata
from datetime import timedelta
from math import ceil
from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator, MaxLengthValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from palermo.actors.models import User, canonical
from palermo.actors.services.signing_in import HOUR, Outcome

LONGEST, LONGEST_ADDRESS = 1000, 254  # letters
# What is wrong with a new one, in words of ours: the framework's are not in all six languages.
WEAK: dict[str, Any] = {
    "password_too_short": gettext_lazy("This is too short. Give at least twelve letters."),
    "password_too_similar": gettext_lazy("This is too much like your name or your address."),
    "password_too_common": gettext_lazy("Many people use this one, and whoever attacks tries it first."),
    "password_entirely_numeric": gettext_lazy("These are digits alone. Give words."),
}


class AddressValidator(EmailValidator):
    """One that can be kept, too."""

    def __call__(self, value: str | None) -> None:
        super().__call__(value if value and len(value) <= LONGEST_ADDRESS else "")


class EmailField(forms.EmailField):
    """An e-mail address, in the form under which people are kept."""

    def __init__(self, **rest: Any) -> None:
        widget = forms.EmailInput(attrs={"class": "input", "autocomplete": "username", "spellcheck": "false"})
        super().__init__(label=gettext_lazy("E-mail address"), widget=widget, **rest)
        wrong = gettext_lazy("Give an e-mail address, such as name@example.org.")
        self.error_messages = dict.fromkeys(("required", "invalid"), wrong)
        self.validators = [AddressValidator(wrong)]

    def to_python(self, value: Any) -> Any:
        return canonical(super().to_python(value) or "")


class PassphraseField(forms.CharField):
    """A passphrase: taken letter by letter, blanks included, and never shown again."""

    def __init__(self, autocomplete: str, **rest: Any) -> None:
        widget = forms.PasswordInput(attrs={"class": "input", "autocomplete": autocomplete})
        super().__init__(widget=widget, strip=False, **rest)
        self.error_messages["required"] = gettext_lazy("Give the passphrase.")
        wrong = gettext_lazy("A passphrase has at most %(limit_value)s letters.")
        self.validators.append(MaxLengthValidator(LONGEST, wrong))


class SignIn(forms.Form):
    email = EmailField()
    passphrase = PassphraseField("current-password", label=gettext_lazy("Passphrase"))

    def refuse(self, outcome: Outcome) -> None:
        for sentence in refusal(outcome, _("Address and passphrase do not match.")):
            self.add_error("passphrase", sentence)


class Passphrase(forms.Form):
    """The passphrase of whoever is signed in, once more."""

    passphrase = PassphraseField("current-password", label=gettext_lazy("Passphrase"))

    def refuse(self, outcome: Outcome) -> None:
        for sentence in refusal(outcome, _("This is not your passphrase.")):
            self.add_error("passphrase", sentence)


class Code(forms.Form):
    code = forms.CharField(
        label=gettext_lazy("Code"),
        help_text=gettext_lazy("Six digits from your authenticator, or one of your recovery codes."),
        error_messages={"required": gettext_lazy("Give the code.")},
        widget=forms.TextInput(
            attrs={
                "maxlength": "40",
                "class": "input code",
                "autocomplete": "one-time-code",
                "inputmode": "numeric",
            }
        ),
    )

    def clean_code(self) -> str:
        """The digits alone, whichever digits the language of the keyboard has."""
        digits = (unicodedata.digit(letter, None) for letter in self.cleaned_data["code"][:40])
        return "".join(str(digit) for digit in digits if digit is not None)

    def refuse(self, outcome: Outcome) -> None:
        wrong = _("This is not the code, or it was used before. Wait for the next one.")
        for sentence in refusal(outcome, wrong):
            self.add_error("code", sentence)


class AppCode(Code):
    """The first code of an authenticator that is being set up."""

    def __init__(self, *args: Any, **rest: Any) -> None:
        super().__init__(*args, **rest)
        self.fields["code"].help_text = _("Six digits that your authenticator shows now.")


class NewPassphrase(forms.Form):
    """A new passphrase, typed once: the browser can show it, and a link by mail helps whoever mistyped it."""

    new = PassphraseField("new-password", label=gettext_lazy("New passphrase"))

    def __init__(self, *args: Any, user: User, **rest: Any) -> None:
        super().__init__(*args, **rest)
        self.user = user
        self.fields["new"].help_text = _(
            "At least twelve letters. Four words that do not belong together are easy to keep in mind."
        )

    def clean_new(self) -> str:
        new: str = self.cleaned_data["new"]
        try:
            validate_password(new, self.user)
        except ValidationError as error:
            raise ValidationError([WEAK.get(each.code or "", each) for each in error.error_list]) from None
        return new


class Forgotten(forms.Form):
    email = EmailField()

    def refuse(self, outcome: Outcome) -> None:
        for sentence in refusal(outcome, ""):
            self.add_error("email", sentence)


def refusal(outcome: Outcome, wrong: str) -> list[str]:
    """What is said of a try that failed: how many are left, or how long the pause lasts."""
    if outcome.wait is not None:
        return [paused(outcome.wait)]
    if outcome.left == 0:
        return [wrong, paused(outcome.pause)]
    if outcome.pause == HOUR:
        left = ngettext(
            "%(count)s try is left before a pause of an hour.",
            "%(count)s tries are left before a pause of an hour.",
            outcome.left,
        )
    else:
        left = ngettext(
            "%(count)s try is left before a pause of ten minutes.",
            "%(count)s tries are left before a pause of ten minutes.",
            outcome.left,
        )
    return [wrong, left % {"count": outcome.left}]


def paused(wait: timedelta) -> str:
    minutes = ceil(wait / timedelta(minutes=1))
    return ngettext(
        "These were too many tries. Wait %(count)s minute, then try again.",
        "These were too many tries. Wait %(count)s minutes, then try again.",
        minutes,
    ) % {"count": minutes}
