"""What people may correct in this room: States, organizations, their names, regions."""

import re
from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from palermo.actors.models import Organization, OrganizationName, Region, State, StateName
from palermo.actors.services.facts import fold_names, fold_organization, fold_state
from palermo.core.errors import Invalid
from palermo.journal.services import enter
from palermo.kit.corrections.desk import Desk
from palermo.kit.corrections.facts import Fact, Facts, Fault

NAMES = Fact("names", _("Name"), needed=True)
NOTES = Fact("notes", _("Note"), long=True)
PERIOD = (
    Fact("since", _("In use from"), past=True),
    Fact("until", _("In use until"), _("The day on which another name took effect."), past=True),
)
STATE = (
    NAMES,
    Fact("iso2", _("ISO code of two letters"), clean=lambda code: shaped(code, "[A-Z]{2}")),
    Fact("m49", _("M49 code"), _("Three figures."), clean=lambda code: shaped(code, "[0-9]{3}")),
    Fact("region", _("Region")),
    Fact("subregion", _("Subregion")),
    Fact("group", _("Regional group")),
    Fact("membership", _("Membership")),
    Fact("admitted", _("Admitted"), past=True),
    Fact("exists_from", _("Exists from"), past=True),
    Fact("exists_until", _("Existed until"), _("The first day on which it was no more."), past=True),
    Fact("continued_by", _("Continued by"), _("The State under which its acts stand now.")),
    NOTES,
)


def shaped(code: str, shape: str) -> str:
    """A code in capitals. Raises Invalid for one of another shape."""
    if not re.fullmatch(shape, code.upper(), re.ASCII):
        raise Invalid("code.invalid", gettext_noop("“%(code)s” is no such code."), code=code[:20])
    return code.upper()


def wrong_state(row: State, _today: date) -> Iterator[Fault]:
    if row.exists_from and row.exists_until and row.exists_until <= row.exists_from:
        sentence = gettext_noop("It ends before it begins. Give a later day.")
        yield Fault("exists_until", Invalid("state.ends", sentence))
    if row.continued_by_id == row.key:
        sentence = gettext_noop("A State does not continue itself.")
        yield Fault("continued_by", Invalid("state.continued", sentence))
    places = dict(
        Region.objects.filter(key__in=[row.region_id, row.subregion_id]).values_list("key", "parent")
    )
    if places[row.region_id] is not None:
        sentence = gettext_noop("This is a subregion. Choose the region in which it lies.")
        yield Fault("region", Invalid("state.region", sentence))
    elif row.region_id != row.subregion_id and places[row.subregion_id] != row.region_id:
        sentence = gettext_noop("This does not lie in the region chosen.")
        yield Fault("subregion", Invalid("state.subregion", sentence))
    if State.objects.filter(iso2=row.iso2).exclude(key=row.key).exists():
        yield Fault("iso2", Invalid("state.iso2", gettext_noop("Another State has this code.")))


def wrong_period(row: StateName | OrganizationName, _today: date) -> Iterator[Fault]:
    if row.since and row.until and row.until <= row.since:
        sentence = gettext_noop("It ends before it begins. Give a later day.")
        yield Fault("until", Invalid("name.ends", sentence))


def all_states(_row: object) -> str:
    return reverse("states")


def page_of_state(row: State) -> str:
    return reverse("state", args=[row.key])


def page_of_organization(row: Organization) -> str:
    return reverse("organization", args=[row.slug])


DESK = Desk(
    "palermo.actors",
    (
        Facts(
            "palermo.actors/states.csv",
            "states",
            State,
            _("State"),
            STATE,
            page_of_state,
            derive=fold_state,
            check=wrong_state,
        ),
        Facts(
            "palermo.actors/state_names.csv",
            "state-names",
            StateName,
            _("Earlier name of a State"),
            (NAMES, *PERIOD, NOTES),
            lambda row: reverse("state", args=[row.state_id]),
            derive=fold_names,
            check=wrong_period,
        ),
        Facts(
            "palermo.actors/organizations.csv",
            "organizations",
            Organization,
            _("Organization"),
            (NAMES, Fact("short_names", _("Short name"), needed=True), Fact("kind", _("Kind"))),
            page_of_organization,
            derive=fold_organization,
        ),
        Facts(
            "palermo.actors/organization_names.csv",
            "organization-names",
            OrganizationName,
            _("Earlier name of an organization"),
            (NAMES, *PERIOD, NOTES),
            lambda row: page_of_organization(row.organization),
            derive=fold_names,
            check=wrong_period,
        ),
        Facts("palermo.actors/regions.csv", "regions", Region, _("Region"), (NAMES,), all_states),
    ),
    enter,
)
