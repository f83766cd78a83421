"""What is filled in of what came of a paragraph: claims, links to other paragraphs, tasks."""

from collections.abc import Sequence
from datetime import date
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from palermo.core.actor import Actor
from palermo.core.language import LANGUAGES, NAMES, long_date
from palermo.kit.http import DAY
from palermo.kit.templatetags.kit import here
from palermo.mandates.exports.words import called
from palermo.mandates.models import FollowUpStatus, Paragraph, Succession, Task, TaskStatus
from palermo.mandates.queries.following import named
from palermo.mandates.services.duties import LONGEST_PRODUCT, LONGEST_SYMBOL, Assignment
from palermo.mandates.services.following import LONGEST_EVIDENCE, LONGEST_REASON, LONGEST_WORDS, Claim

Choices = Sequence[tuple[str, Any]]
CONTROL = frozenset(map(chr, range(32))) - {"\n", "\r", "\t"}
INPUT = {"class": "input"}


class Day(forms.Field):
    """A day as year, month and day, and in no other way."""

    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", **INPUT})

    def to_python(self, value: Any) -> date | None:
        if value in self.empty_values or isinstance(value, date):
            return value or None
        try:
            if not DAY.fullmatch(str(value).strip()):
                raise ValueError
            return date.fromisoformat(str(value).strip())
        except ValueError:
            raise forms.ValidationError(
                _("“%(value)s” is not a date. Give it as year, month and day, such as 2012-10-15."),
                params={"value": str(value)[:60]},
            ) from None


class Words(forms.CharField):
    """Words without control characters, of one line or of several."""

    def __init__(
        self, label: Any, longest: int, *, lines: int = 1, needed: Any = None, help_text: Any = ""
    ) -> None:
        widget = (
            forms.Textarea({**INPUT, "rows": str(lines), "dir": "auto"})
            if lines > 1
            else forms.TextInput(INPUT)
        )
        super().__init__(
            label=label,
            max_length=longest,
            required=needed is not None,
            widget=widget,
            help_text=help_text,
            error_messages={
                "required": needed or "",
                "max_length": _("This is too long. Give at most %(limit_value)d letters."),
            },
        )

    def validate(self, value: Any) -> None:
        super().validate(value)
        if CONTROL & set(value or ""):
            raise forms.ValidationError(_("There are control characters in it. Take them out."))


class Pick(forms.ChoiceField):
    """One of several; nothing is chosen beforehand where something has to be."""

    def __init__(self, label: Any, choices: Choices = (), *, required: bool = True, **more: Any) -> None:
        wrong = _("Choose one of the list.")
        messages = {"required": wrong, "invalid_choice": wrong}
        super().__init__(label=label, choices=choices, required=required, error_messages=messages, **more)


def chosen(form: forms.Form, name: str, choices: Choices) -> None:
    cast(Pick, form.fields[name]).choices = choices


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
