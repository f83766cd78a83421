"""What is asked of a State, of the Secretariat, of an organization, or of any other kind of addressees."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from palermo.actors import queries as actors
from palermo.core.actor import Role
from palermo.core.permissions import Action, may
from palermo.kit.files import file_of, links
from palermo.kit.http import Request, see_other, today, words
from palermo.kit.templatetags.kit import words as words_of
from palermo.mandates import queries
from palermo.mandates.exports.counts import Bar, bars
from palermo.mandates.exports.mandates import mandates_table
from palermo.mandates.exports.parties import name_of_party
from palermo.mandates.exports.words import act_word
from palermo.mandates.models import Standing
from palermo.mandates.queries.asked import KINDS, Party
from palermo.mandates.queries.rows import in_order
from palermo.mandates.queries.summary import Summary, how_many, summary
from palermo.mandates.views.mandates import by_name, whole_list
from palermo.texts import queries as texts

TITLES = {
    "late": _("The day has passed, and nobody says it is done"),
    "to_come": _("The day is still to come"),
    "none": _("No day on record"),
    "kept": _("The day has passed, and it is said to be done"),
}


def choose(request: Request) -> HttpResponse:
    """Of whom: the State or organization of whoever has signed in comes first."""
    if wanted := words(request, "party", 40):
        return see_other(reverse("mandates:asked_of", args=[queries.party(request.actor, wanted).key]))
    kinds = how_many(request.actor)
    context = {
        "section": "mandates",
        "own": own(request),
        "kinds": [
            (name_of_party(Party(kind, kind)), reverse("mandates:asked_of", args=[kind]), kinds[kind])
            for kind in KINDS
            if kind in kinds
        ],
        "states": by_name(
            (key, words_of(each.names)) for key, each in actors.states_in_brief(request.actor).items()
        ),
        "organizations": by_name(
            (each.slug, words_of(each.names))
            for each in actors.organizations_in_brief(request.actor).values()
        ),
    }
    return render(request, "mandates/choose.html", context)


def own(request: Request) -> list[tuple[str, str]]:
    """For whom the reader acts, and the page of what is asked of it."""
    actor = request.actor
    keys = [actor.state, actor.organization, "secretariat" if Role.SECRETARIAT in actor.roles else None]
    found = [queries.party(actor, key) for key in keys if key]
    return [(name_of_party(each), reverse("mandates:asked_of", args=[each.key])) for each in found]


def asked(request: Request, party: str) -> HttpResponse:
    of = queries.party(request.actor, party)
    if of.key != party:
        return see_other(reverse("mandates:asked_of", args=[of.key]))
    on = today()
    found = summary(request.actor, of, on)
    table = mandates_table(request, by=())  # the groups are in the order of their days
    context = {
        "section": "mandates",
        "party": of,
        "name": name_of_party(of),
        "on": on,
        "total": found.total,
        "groups": [
            {
                "key": each.key,
                "title": TITLES[each.key],
                "count": each.count,
                "shown": len(each.rows),
                "table": table.html(each.rows, identifier=each.key, stacked=True),
                "url": address(party=of.key, standing=Standing.STANDS, **in_list(each.key)),
            }
            for each in found.groups
            if each.count
        ],
        "acts": acts(of, found),
        "themes": themes(request, of, found),
        "exports": links("mandates:asked_export", of.key),
        "may_record": may(request.actor, Action.RECORD_FOLLOW_UP, subject(of)),
        "of_states": of.state is not None,
        "page_of_it": page_of(of),
    }
    return render(request, "mandates/asked.html", context)


def in_list(group: str) -> dict[str, str]:
    """The filters of the list that leave what a group has."""
    return {"due": "dated", "progress": "done"} if group == "kept" else {"due": group}


def address(**asked: Any) -> str:
    return f"{reverse('mandates:index')}?{urlencode(asked)}"


def subject(of: Party) -> str | None:
    """What a follow-up is recorded for: a code, or a key; of the Secretariat it is itself."""
    return of.state.key if of.state else of.organization.key if of.organization else of.key


def page_of(of: Party) -> str:
    """The page of the State or organization itself."""
    if of.state:
        return reverse("state", args=[of.state.key])
    return reverse("organization", args=[of.organization.slug]) if of.organization else ""


def acts(of: Party, found: Summary) -> list[Bar]:
    return bars(
        (act_word(act) or pgettext("act", "none"), count, address(party=of.key, act=act))
        for act, count in found.acts
    )


def themes(request: Request, of: Party, found: Summary) -> list[Bar]:
    """Only those that some paragraph has; what has none is said in words."""
    named = {each.key: words_of(each.names) for each in texts.themes(request.actor)}
    return bars(
        (named[key], count, address(party=of.key, theme=key)) for key, count in found.themes if key in named
    )


def export(request: Request, party: str, form: str) -> HttpResponse:
    """All of it, in the order asked for."""
    of = queries.party(request.actor, party)
    table = mandates_table(request)
    found = queries.asked_of(request.actor, of, today()).filter(standing=Standing.STANDS)
    rows = whole_list(in_order(found, table.sort))
    return file_of(table, rows, form, f"asked-of-{of.key}")
