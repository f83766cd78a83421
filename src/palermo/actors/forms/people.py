"""What those who look after people fill in, and by what they narrow the list."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from palermo.actors.forms.sign_in import EmailField
from palermo.actors.models.people import RoleName
from palermo.actors.queries.roster import Listed, Standing
from palermo.actors.services import Capacity
from palermo.core.actor import Role
from palermo.core.language import LANGUAGES, NAMES, fold
from palermo.kit.http import Request, choice, words

Choices = list[tuple[str, str]]


def select() -> forms.Select:
    return forms.Select(attrs={"class": "input"})


class Letter(forms.Form):
    """To whom an invitation goes."""

    email = EmailField()
    name = forms.CharField(
        label=_("Name"),
        help_text=_("As far as you know it. Whoever joins can change it."),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"class": "input", "autocomplete": "off", "dir": "auto"}),
    )
    language = forms.ChoiceField(
        label=_("Language"),
        help_text=_("Of the letter, and of the pages that it leads to."),
        choices=[(code, NAMES[code]) for code in LANGUAGES],
        widget=select(),
    )

    def __init__(self, *args: Any, **rest: Any) -> None:
        super().__init__(*args, **rest)
        self.fields["email"].widget.attrs["autocomplete"] = "off"


class RoleForm(forms.Form):
    """A role, and for whom. Whether they fit each other the service says."""

    role = forms.ChoiceField(
        label=_("Role"), widget=select(), error_messages={"required": _("Choose one of the list.")}
    )
    state = forms.ChoiceField(label=_("State"), required=False, widget=select())
    organization = forms.ChoiceField(label=_("Organization"), required=False, widget=select())

    def __init__(
        self, *args: Any, roles: Iterable[Role], states: Choices, organizations: Choices, **rest: Any
    ) -> None:
        super().__init__(*args, **rest)
        offered: dict[str, Choices] = {
            "role": [
                ("", str(_("Choose one"))),
                *((role.value, str(RoleName(role).label)) for role in roles),
            ],
            "state": [("", str(_("No State"))), *states],
            "organization": [("", str(_("No organization"))), *organizations],
        }
        for name, choices in offered.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices

    @property
    def capacity(self) -> Capacity:
        given = self.cleaned_data
        return Capacity(Role(given["role"]), given["state"] or None, given["organization"] or None)


class Invite(RoleForm, Letter):
    field_order = ("email", "name", "role", "state", "organization", "language")


class Reason(forms.Form):
    """Why something is taken from somebody, or given back."""

    why = forms.CharField(
        label=_("Reason"),
        max_length=500,
        widget=forms.Textarea(attrs={"class": "input", "rows": "3"}),
        error_messages={"required": _("Say why: the journal keeps it.")},
    )


# Which field a refusal of a service is about; all others are about the whole.
ABOUT = {
    "email.invalid": "email",
    "successor.same": "email",
    "role.for_state": "state",
    "role.for_organization": "organization",
    "role.for_nobody": "role",
    "state.gone": "state",
    "reason.missing": "why",
    "email.taken": "email",
}


@dataclass(frozen=True, slots=True)
class Filters:
    """What the address leaves of the list."""

    role: str
    state: str
    organization: str
    standing: str
    who: str

    @property
    def any(self) -> bool:
        return any((self.role, self.state, self.organization, self.standing, self.who))

    def keeps(self, row: Listed) -> bool:
        places = row.places
        return (
            self.role in {"", *row.roles}
            and self.state in {"", *places}
            and self.organization in {"", *places}
            and self.standing in {"", row.standing}
            and fold(self.who) in fold(f"{row.user.name} {row.user.email}")
        )


def filters_of(request: Request, states: Collection[str], organizations: Collection[str]) -> Filters:
    return Filters(
        role=choice(request, "role", set(RoleName.values)),
        state=choice(request, "state", states),
        organization=choice(request, "organization", organizations),
        standing=choice(request, "status", set(Standing.values)),
        who=words(request, "q"),
    )
