"""What is filled in of a claim: who says what came of a paragraph, as at which day, and what shows it."""

from datetime import date
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from palermo.core.language import LANGUAGES, NAMES, long_date
from palermo.kit.templatetags.kit import here
from palermo.mandates.forms.fields import Choices, Day, Pick, Words, chosen
from palermo.mandates.models import FollowUpStatus
from palermo.mandates.services.following import LONGEST_EVIDENCE, LONGEST_WORDS, Claim


class ClaimForm(forms.Form):
    """A claim. `parties` are those for whom the actor may speak: pairs of “state:JPN” and a name."""

    party = Pick(_("Who says so"))
    status = Pick(_("What came of it"), [("", _("Choose a status")), *FollowUpStatus.choices])
    as_at = Day(
        label=_("As at"),
        help_text=_("The day on which it stood so."),
        error_messages={"required": _("Give the day on which it stood so.")},
    )
    words = Words(
        _("In words"),
        LONGEST_WORDS,
        lines=5,
        help_text=_("What was done, or what stands in the way. Everyone can read it."),
    )
    language = Pick(_("Language of these words"), [(code, NAMES[code]) for code in LANGUAGES])
    evidence = Words(
        _("Evidence"),
        LONGEST_EVIDENCE,
        lines=3,
        help_text=_(
            "What shows it: symbols of documents, titles or addresses, one a line. Everyone can read it."
        ),
    )

    def __init__(self, *args: Any, parties: Choices, adopted: date | None, on: date, **more: Any) -> None:
        super().__init__(*args, **more)
        self.adopted, self.on = adopted, on
        several = sum(len(each[1]) if isinstance(each[1], list) else 1 for each in parties) > 1
        chosen(self, "party", [("", _("Choose who says so")), *parties] if several else parties)

    def clean_as_at(self) -> date | None:
        day = cast("date | None", self.cleaned_data["as_at"])
        if day and day > self.on:
            raise forms.ValidationError(
                _("%(value)s lies in the future. Give today’s date or an earlier one."),
                params={"value": long_date(day, here())},
            )
        if day and self.adopted and day < self.adopted:
            raise forms.ValidationError(
                _("The decision was adopted on %(day)s: nothing came of it before."),
                params={"day": long_date(self.adopted, here())},
            )
        return day

    @property
    def claim(self) -> Claim:
        given = self.cleaned_data
        claimant, _colon, party = given["party"].partition(":")
        return Claim(
            claimant,
            party,
            given["status"],
            given["as_at"],
            given["words"],
            given["language"],
            given["evidence"],
        )
