"""What is filled in to plan what comes next for a State that is no party."""

from collections.abc import Iterable
from datetime import date
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from palermo.actors.models import Delegation
from palermo.core.language import comma_separated, long_date
from palermo.kit.templatetags.kit import here
from palermo.register.forms.fields import Day, Pick, Words, refill
from palermo.register.queries.next_steps import Planned, called
from palermo.register.services.steps import Plan

LONGEST_NOTE = 4000


class StepForm(forms.Form):
    """A step; where somebody else was first, what was typed stays beside what is planned now."""

    what = Words(
        _("Next step"),
        longest=200,
        required=_("Say what is to be done next."),
        help_text=_("In a few words, such as: ask whether a law is before parliament."),
    )
    owner = Pick(_("Owner"), _("Nobody yet"), required=False)
    due = Day(label=_("Until"), required=False)
    note = Words(_("Note"), longest=LONGEST_NOTE, lines=5, required=None, paragraphs=True)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, there: Planned | None, owners: Iterable[Delegation], on: date, **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.there, self.on = there, on
        offered = {each.pk: each for each in owners}
        if there and there.owner:
            offered.setdefault(there.owner.pk, there.owner)
        choices = [(str(pk), owner_in_words(each)) for pk, each in offered.items()]
        cast(Pick, self.fields["owner"]).offer(choices)  # which it is, as it stands above

    def clean_due(self) -> date | None:
        due = cast("date | None", self.cleaned_data["due"])
        before = self.there.step.due if self.there else None
        if due and due < self.on and due != before:
            raise forms.ValidationError(
                _("%(day)s lies in the past. Give today’s date or a later one."),
                params={"day": long_date(due, here())},
            )
        return due

    def clean(self) -> dict[str, Any]:
        now = self.there.step.version if self.there else None
        if self.cleaned_data.get("seen") != now:
            refill(self, "seen", str(now or ""))
            self.add_error(
                None, _("Saved by someone else first: what it says now stands beside what you filled in.")
            )
        return self.cleaned_data

    @property
    def plan(self) -> Plan:
        values = self.cleaned_data
        owner = int(values["owner"]) if values["owner"] else None
        return Plan(values["what"], owner, values["due"], values["note"])


def owner_in_words(each: Delegation) -> str:
    return comma_separated([called(each), str(each.get_role_display())], here())
