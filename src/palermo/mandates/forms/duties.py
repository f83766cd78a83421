"""What is filled in of a task of the Secretariat."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from palermo.mandates.forms.fields import Choices, Day, Pick, Words, chosen
from palermo.mandates.models import Task, TaskStatus
from palermo.mandates.services.duties import LONGEST_PRODUCT, LONGEST_SYMBOL, Assignment


class TaskForm(forms.Form):
    """A task; where somebody else was first, what was typed stays beside what is on record now."""

    product = Words(
        pgettext_lazy("task", "What is to be done"),
        LONGEST_PRODUCT,
        needed=_("Say what is to be done, or which product it is."),
        help_text=_("The product, such as: a paper on technical assistance."),
    )
    owner = Pick(_("Owner"))
    due = Day(label=_("Until"), required=False)
    reports_back = Words(
        _("Reports back in"),
        LONGEST_SYMBOL,
        help_text=_("The symbol of the document that tells what came of it."),
    )
    status = Pick(_("Status"), TaskStatus.choices)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, owners: Choices, there: Task | None, **more: Any) -> None:
        super().__init__(*args, **more)
        self.there = there
        chosen(self, "owner", [("", _("Choose an owner")), *owners])
        if there is None:
            del self.fields["status"]

    def clean(self) -> dict[str, Any]:
        if self.there and self.cleaned_data.get("seen") != self.there.version:
            sent = cast(Any, self.data).copy()
            sent["seen"] = str(self.there.version)
            self.data = sent
            self.add_error(
                None, _("Saved by someone else first: what it says now stands beside what you filled in.")
            )
        return self.cleaned_data

    @property
    def assignment(self) -> Assignment:
        given = self.cleaned_data
        status = given.get("status") or TaskStatus.OPEN.value
        return Assignment(int(given["owner"]), given["product"], given["due"], given["reports_back"], status)
