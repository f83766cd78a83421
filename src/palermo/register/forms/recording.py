"""What is filled in to record, correct or withdraw an act."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from palermo.core.actor import Actor
from palermo.core.language import long_date
from palermo.core.treaty.given import ActRow
from palermo.kit.tables import sort_key
from palermo.kit.templatetags.kit import here
from palermo.register.exports.participants import Participant
from palermo.register.exports.remarks import Said, said
from palermo.register.forms.fields import Choices, Day, Pick, Words, grouped, refill
from palermo.register.models import Act
from palermo.register.queries.proposals import Proposal, judged

LONGEST_SOURCE, LONGEST_REASON = 2000, 2000
OF_THE_DAY = frozenset(  # remarks that stand at the date; the others stand at the act
    f"act.{name}"
    for name in (
        *("future", "before_instrument", "after_closing", "after_existence", "before_existence"),
        *("not_bound", "within_record"),
    )
)


@dataclass(frozen=True, slots=True)
class Offered:
    """What can be chosen: participants by code, instruments by key, and who is an organization."""

    people: Mapping[str, Participant]
    instruments: Mapping[str, str]  # their titles
    continued: frozenset[str]  # States whose acts stand under another

    @property
    def participants(self) -> Choices:
        """In the order of names, organizations apart."""
        shown = [each for each in self.people.values() if each.code not in self.continued]
        by_name = sorted(shown, key=lambda each: sort_key(each.name))
        states, organizations = (
            [(each.code, each.name) for each in by_name if bool(each.region_key) is is_state]
            for is_state in (True, False)
        )
        return grouped([(_("States"), states), (_("Organizations"), organizations)])


class ActForm(forms.Form):
    """An act; `row` is what was filled in, once it is valid, and `said` what is to be said of it."""

    instrument = Pick(_("Instrument"), _("Choose an instrument"))
    participant = Pick(_("State or organization"), _("Choose who acted"))
    kind = Pick(_("Act"), _("Choose an act"))
    date = Day(
        label=_("Date"),
        help_text=_("The day of signature, or of deposit or receipt by the depositary."),
        error_messages={"required": _("Give the day of the act.")},
    )
    source = Words(
        _("Source"),
        longest=LONGEST_SOURCE,
        lines=2,
        required=_("Give the source: where this act is on record."),
        help_text=_("Such as a notification of the depositary and its date. Everyone can read it."),
    )
    confidence = Pick(_("Confidence"), _("Choose how sure it is"))

    def __init__(
        self, *args: Any, by: Actor, on: datetime.date, offered: Offered, out: Act | None = None, **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.by, self.on, self.offered, self.out = by, on, offered, out
        self.said: Sequence[Said] = ()
        choices = {
            "instrument": list(offered.instruments.items()),
            "participant": offered.participants,
            "kind": Act.Kind.choices,
            "confidence": Act.Confidence.choices,
        }
        for name, each in choices.items():
            cast(Pick, self.fields[name]).offer(each)  # which it is, as it stands above

    def clean(self) -> dict[str, Any]:
        """Each contradiction stands at its field."""
        values = super().clean() or {}
        if not self.errors:
            remarks = judged(self.by, self.proposal, self.on)
            self.said = said(remarks, self.offered.instruments)
            for each in self.said:
                if each.refused:
                    self.add_error("date" if each.code in OF_THE_DAY else "kind", each.sentence)
        return values

    @property
    def proposal(self) -> Proposal:
        return Proposal((self.row,), (self.out,) if self.out else ())

    @property
    def row(self) -> ActRow:
        values = self.cleaned_data
        code = values["participant"]
        return ActRow(
            line=0,
            participant=code,
            is_organization=not self.offered.people[code].region_key,
            instrument=values["instrument"],
            kind=values["kind"],
            date=values["date"],
            source=values["source"],
            confidence=values["confidence"],
        )

    @property
    def filled(self) -> list[tuple[str, str]]:
        """What was filled in, in words."""
        said = []
        for field in self.visible_fields():
            value = self.cleaned_data[field.name]
            if isinstance(value, datetime.date):
                value = long_date(value, here())
            elif isinstance(field.field, Pick):
                value = field.field.word(value)
            said.append((str(field.label), str(value)))
        return said

    @property
    def cautions(self) -> list[str]:
        return [each.sentence for each in self.said if not each.refused]


def reason() -> Words:
    return Words(
        _("Reason"),
        longest=LONGEST_REASON,
        lines=2,
        required=_("Give the reason: it stays with the act, for everyone to read."),
        help_text=_("It stays with the act, for everyone to read, and in the journal."),
    )


class CorrectionForm(ActForm):
    """An act in the place of one that is wrong, and why.

    Where somebody else was first, what was typed stays, beside what is on record now.
    """

    why = reason()
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def clean(self) -> dict[str, Any]:
        if self.out and (gone := self.out.known_until):
            day = long_date(gone, here())
            self.add_error(None, _("This act was corrected or withdrawn on %(day)s.") % {"day": day})
            return self.cleaned_data
        if self.out and "seen" in self.cleaned_data and self.cleaned_data["seen"] != self.out.version:
            refill(self, "seen", str(self.out.version))
            self.add_error(
                None, _("Saved by someone else first: what it says now stands beside what you filled in.")
            )
            return self.cleaned_data
        values = super().clean()
        if not self.errors and self.proposal.is_idle:
            self.add_error(None, _("Nothing differs from what is on record. Change what is wrong."))
        return values


class WithdrawalForm(forms.Form):
    """Why an act is held true no longer; refused where another rests on it."""

    why = reason()
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(
        self, *args: Any, by: Actor, on: datetime.date, offered: Offered, out: Act, **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.proposal = Proposal(out=(out,))
        self.said = said(judged(by, self.proposal, on), offered.instruments)

    def clean(self) -> dict[str, Any]:
        for each in self.said:
            if each.refused:
                self.add_error(None, each.sentence)
        return super().clean() or {}
