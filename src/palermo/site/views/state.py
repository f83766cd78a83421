"""The page of one State or organization."""

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from palermo.actors import queries as actors
from palermo.actors.queries import roster
from palermo.core.language import LANGUAGES, NAMES
from palermo.core.period import Period
from palermo.core.permissions import Action, may
from palermo.kit.corrections.records import told, told_of
from palermo.kit.files import file_of, links
from palermo.kit.http import Request, day, now, today
from palermo.kit.templatetags.kit import day as in_full
from palermo.kit.templatetags.kit import words
from palermo.register import queries as register
from palermo.site.standings import Profile, standings_table

SUBJECTS = {
    "states": "palermo.actors/states.csv",
    "organizations": "palermo.actors/organizations.csv",
}


def state(request: Request, iso3: str) -> HttpResponse:
    found = actors.state(request.actor, iso3)
    if iso3 != found.key:
        return redirect(reverse("state", args=[found.key], query=request.GET), permanent=True)
    on = day(request, "on", today(), latest=today()) or today()
    elsewhere = continued(found)
    facts = [
        (_("Codes"), f"{found.key} · {found.iso2} · {found.m49}"),
        (_("Region"), words(found.region.names)),
        (_("Subregion"), words(found.subregion.names)),
        (_("Regional group"), str(found.get_group_display())),
        (_("Membership"), str(found.get_membership_display())),
        (_("Admitted"), in_full(found.admitted)),
        (_("Exists from"), in_full(found.exists_from)),
        (_("Existed until"), in_full(found.exists_until)),
    ]
    context = {
        "facts": [(label, value) for label, value in facts if value],
        "earlier": actors.earlier_names(request.actor, found.key),
        "absent": absence(found.existence, on),
        "ended": found.exists_until and found.exists_until <= on,
    }
    return answer(request, found, on, context, elsewhere)


def organization(request: Request, slug: str) -> HttpResponse:
    found = actors.organization(request.actor, slug)
    on = day(request, "on", today(), latest=today()) or today()
    context = {
        "facts": [(_("Code"), found.key), (_("Kind"), found.get_kind_display())],
        "earlier": actors.organization_names(request.actor, found.key),
    }
    return answer(request, found, on, context | {"is_organization": True})


def state_export(request: Request, iso3: str, form: str) -> HttpResponse:
    return standings_file(request, actors.state(request.actor, iso3).key, form)


def organization_export(request: Request, slug: str, form: str) -> HttpResponse:
    return standings_file(request, actors.organization(request.actor, slug).key, form)


def standings_file(request: Request, participant: str, form: str) -> HttpResponse:
    """Where it stood on the day to each instrument, in the order of the page."""
    on = day(request, "on", today(), latest=today()) or today()
    table = standings_table(request)
    rows = Profile.load(request.actor, participant, on).table()
    return file_of(table, rows, form, f"{participant}-{on}")


def continued(state: Any) -> str:
    """Where the acts of a State stand that another continues; "" for any other."""
    if state.continued_by is None:
        return ""
    return _("Its acts stand under %(state)s, which continues it.") % {
        "state": words(state.continued_by.names)
    }


def absence(existence: Period, on: date) -> str:
    """Why there is nothing to say of a State on a day on which it did not exist; "" on any other."""
    if existence.contains(on):
        return ""
    if existence.start and on < existence.start:
        first = in_full(existence.start)
        return _("On that day this State did not exist yet: it exists from %(date)s.") % {"date": first}
    end = in_full(existence.end)
    return _("On that day this State no longer existed: it ended on %(date)s.") % {"date": end}


def answer(
    request: Request, participant: Any, on: date, context: dict[str, Any], elsewhere: str = ""
) -> HttpResponse:
    """What States and organizations share: acts, standings, declarations, names."""
    profile = Profile.load(request.actor, participant.key, on)
    kind = "organizations" if context.get("is_organization") else "states"
    context |= {
        "section": "states",
        "participant": participant,
        "on": on,
        "elsewhere": elsewhere,
        "summary": profile.summary(),
        "standings": profile.table(),
        "timeline": profile.timeline(),
        "declarations": register.declarations(request.actor, profile.places.values(), participant.key),
        "exports": links(
            "organization_export" if context.get("is_organization") else "state_export",
            getattr(participant, "slug", participant.key),
        ),
        "correction": told_of(request.actor, SUBJECTS[kind], participant.key),
        "table": kind,
        "corrected_declarations": told(request.actor, "palermo.register/declarations.csv"),
        "names": [(NAMES[code], participant.names.in_(code), code) for code in LANGUAGES],
        "may_record": may(request.actor, Action.RECORD_ACTS) and not elsewhere,
        **acting(request, participant.key),
    }
    return render(request, "site/state.html", context)


def acting(request: Request, participant: str) -> dict[str, Any]:
    """Who acts for it, for those who look after people; and for one of them, their own part."""
    at, actor = now(), request.actor
    return {
        "acting": roster.acting_for(actor, participant, at) if may(actor, Action.READ_PEOPLE) else None,
        "own_part": roster.own_part(actor, participant, at) if may(actor, Action.USE_ACCOUNT) else [],
    }
