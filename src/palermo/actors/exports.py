"""States and organizations as files: codes, names, region, group, membership, dates, source; and people."""

from collections.abc import Callable

from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import escape, format_html
from django.utils.translation import gettext_lazy as _

from palermo.actors.models import Organization, State
from palermo.actors.queries import capacity_of
from palermo.actors.queries.roster import Listed, Standing
from palermo.core.language import LANGUAGES, NAMES
from palermo.kit.tables import Column, Table, word
from palermo.kit.templatetags.kit import here


def states_table(request: HttpRequest) -> Table[State]:
    columns = [
        Column[State]("iso3", "ISO 3166-1 alpha-3", lambda row: row.key),
        Column[State]("iso2", "ISO 3166-1 alpha-2", lambda row: row.iso2),
        Column[State]("m49", "UN M49", lambda row: row.m49),
        *(Column[State](f"name_{code}", NAMES[code], name_in(code)) for code in LANGUAGES),
        Column[State]("region", _("Region"), lambda row: row.region.names.in_(here())),
        Column[State]("subregion", _("Subregion"), lambda row: row.subregion.names.in_(here())),
        Column[State]("group", _("Regional group"), lambda row: row.get_group_display()),
        Column[State]("membership", _("Membership"), lambda row: row.get_membership_display()),
        Column[State]("admitted", _("Admitted"), lambda row: row.admitted),
        Column[State]("exists_from", _("Exists from"), lambda row: row.exists_from),
        Column[State]("exists_until", _("Existed until"), lambda row: row.exists_until),
        Column[State]("continued_by", _("Continued by"), lambda row: row.continued_by_id),
        Column[State]("confidence", _("Confidence"), lambda row: row.get_confidence_display()),
        Column[State]("note", _("Note"), lambda row: row.notes.in_(here())),
        Column[State]("source", _("Source"), lambda row: row.source),
    ]
    return Table(columns, request, "iso3")


def organizations_table(request: HttpRequest) -> Table[Organization]:
    columns = [
        Column[Organization]("name", _("Organization"), lambda row: row.names.in_(here())),
        Column[Organization]("short_name", _("Short name"), lambda row: row.short_names.in_(here())),
        Column[Organization]("kind", _("Kind"), lambda row: row.get_kind_display()),
        Column[Organization]("confidence", _("Confidence"), lambda row: row.get_confidence_display()),
        Column[Organization]("source", _("Source"), lambda row: row.source),
        Column[Organization]("key", _("Key"), lambda row: row.key),
    ]
    return Table(columns, request, "name")


def people_table(request: HttpRequest) -> Table[Listed]:
    """Who has joined and who is invited; for those alone who may look after people, or audit."""
    language = here()

    def capacities(row: Listed) -> list[str]:
        return [capacity_of(each, language) for each in row.capacities]

    columns = [
        Column[Listed]("name", _("Name"), lambda row: row.user.name, person_link, heads=True, css=""),
        Column[Listed]("email", _("E-mail address"), lambda row: row.user.email, css="", identifies=True),
        Column[Listed](
            "role",
            _("Role"),
            lambda row: "; ".join(capacities(row)),
            lambda row: "<br>".join(map(escape, capacities(row))) or "–",
            css="",
        ),
        Column[Listed]("status", _("Status"), lambda row: word(Standing, row.standing)),
        Column[Listed]("joined", _("Joined"), lambda row: row.user.joined_at and row.user.joined_at.date()),
        Column[Listed]("language", _("Language"), lambda row: NAMES[row.user.language], exported_only=True),
        Column[Listed]("place", _("Code"), lambda row: " ".join(sorted(row.places)), exported_only=True),
    ]
    return Table(columns, request, "name")


def person_link(row: Listed) -> str:
    address = reverse("people:person", args=[row.user.pk])
    return format_html('<a href="{}">{}</a>', address, row.user.name or row.user.email)


def name_in(language: str) -> Callable[[State], str]:
    """The name in that language, and nothing where there is none."""
    return lambda row: row.names.in_(language) if row.names.has(language) else ""
