"""The fields in which people put right the head of a decision, and what a paragraph asks of whom."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from django import forms
from django.utils.translation import gettext as now_said
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from palermo.mandates.forms.fields import Day
from palermo.mandates.models import Deliberation, Paragraph
from palermo.mandates.models.acts import OperativeAct
from palermo.mandates.services import Party

Choices = Sequence[tuple[str, Any]]
# What is ticked; a State is named by its code.
KINDS = [each for each in Paragraph.Addressee.choices if each[0] not in ("none", "state")]


class Names(NamedTuple):
    """What may be chosen, or named, from what is on record."""

    bodies: Choices
    sessions: Choices
    states: frozenset[str]
    places: frozenset[str]


def line(label: Any, longest: int, *, required: bool = False, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        required=required,
        max_length=longest,
        help_text=help_text,
        widget=forms.TextInput(attrs={"class": "input", "dir": "auto"}),
    )


def one(label: Any, choices: Choices, *, required: bool = False) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, required=required, choices=choices, widget=forms.Select(attrs={"class": "input"})
    )


def head_fields(names: Names) -> dict[str, forms.Field]:
    """Of a decision: what kind it is, who decided, when."""
    return {
        "kind": one(_("Kind"), Deliberation.Kind.choices, required=True),
        "symbol": line(_("Symbol"), 60),
        "body": one(_("Body"), [("", _("not on record")), *names.bodies]),
        "session": one(_("Session"), [("", _("not on record")), *names.sessions]),
        "organ": line(_("Who decided, as printed"), 200),
        "adopted": Day(label=_("Adopted"), required=False),
    }


def asked_fields() -> dict[str, forms.Field]:
    """Of an operative paragraph."""
    return {
        "act": one(_("Act"), OperativeAct.choices, required=True),
        "due": Day(label=_("Due on"), required=False),
        "states": line(
            _("States that are named"), 200, help_text=_("Codes such as JPN, set apart by spaces.")
        ),
        "provisions": line(
            _("Provisions"), 200, help_text=_("Such as tip-protocol/9/5; several set apart by spaces.")
        ),
        "parties": forms.MultipleChoiceField(
            label=pgettext_lazy("of a paragraph", "Addressee"),
            required=False,
            choices=KINDS,
            widget=forms.CheckboxSelectMultiple,
        ),
    }


def asked_values(
    act: str, due: Any, provisions: Iterable[str], parties: Iterable[tuple[str, str]]
) -> dict[str, Any]:
    """What stands in these fields at first; parties are kinds, each with a State or with "" ."""
    held = list(parties)
    return {
        "act": act,
        "due": due,
        "provisions": " ".join(provisions),
        "states": " ".join(state for _kind, state in held if state),
        "parties": list(dict.fromkeys(kind for kind, state in held if not state)),
    }


def parties_of(given: Mapping[str, Any], before: Sequence[Party]) -> tuple[Party, ...]:
    """The addressees that were ticked or named; in their order, and with their words, where none changed."""
    found = (
        *(Party(kind) for kind in given["parties"]),
        *(Party("state", state=code) for code in codes(given)),
    )
    same = {(each.kind, each.state) for each in before} == {(each.kind, each.state) for each in found}
    return tuple(before) if same else found


def codes(given: Mapping[str, Any]) -> list[str]:
    return list(dict.fromkeys(given["states"].upper().split()))


def strange(given: Mapping[str, Any], names: Names) -> dict[str, str]:
    """What is wrong with which field: codes and places that are not on record."""
    found = {
        "states": [code for code in given.get("states", "").upper().split() if code not in names.states],
        "provisions": [place for place in given.get("provisions", "").split() if place not in names.places],
    }
    return {
        name: now_said("Not on record: %(codes)s.") % {"codes": ", ".join(unknown)[:200]}
        for name, unknown in found.items()
        if unknown
    }
