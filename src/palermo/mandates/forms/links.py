"""What is filled in to link a paragraph to an earlier one; and why something is taken back."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from palermo.core.actor import Actor
from palermo.mandates.exports.words import called
from palermo.mandates.forms.fields import Pick, Words
from palermo.mandates.models import Paragraph, Succession
from palermo.mandates.queries.following import named
from palermo.mandates.services.following import LONGEST_REASON


class WhyForm(forms.Form):
    """Why something is withdrawn or removed, and which version of it was seen."""

    why = Words(
        _("Reason"), LONGEST_REASON, lines=3, needed=_("Give the reason."), help_text=_("It stays on record.")
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)


class LinkForm(forms.Form):
    """What a paragraph does to an earlier one, which is found by what it is called."""

    kind = Pick(_("What this paragraph does"), [("", _("Choose what it does")), *Succession.Kind.choices])
    other = Words(
        _("The earlier paragraph"),
        120,
        needed=_("Name the earlier paragraph."),
        help_text=_(
            "By its symbol and letter or number, such as Decision 4/4 (o), or by its key, such as 4-4/o."
        ),
    )

    def __init__(self, *args: Any, by: Actor, **more: Any) -> None:
        super().__init__(*args, **more)
        self.by = by

    def clean_other(self) -> Paragraph:
        found = named(self.by, self.cleaned_data["other"])
        if not found:
            raise forms.ValidationError(
                _("No operative paragraph on record is called “%(value)s”."),
                params={"value": self.cleaned_data["other"][:60]},
            )
        if len(found) > 1:
            keys = "; ".join(f"{each.key} – {called(each, each.deliberation)}" for each in found)
            raise forms.ValidationError(
                _("Several are called so. Give the key of one: %(keys)s."), params={"keys": keys}
            )
        return found[0]
