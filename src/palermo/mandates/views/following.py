"""What came of a paragraph: a claim recorded, or withdrawn with a reason."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from palermo.actors import queries as actors
from palermo.actors.models import Organization, State
from palermo.core.errors import Conflict, Invalid
from palermo.core.permissions import Action, check, may
from palermo.kit.http import Request, answer_form, choice, now, see_other, takes, today, told
from palermo.kit.tables import sort_key
from palermo.kit.templatetags.kit import here
from palermo.mandates.exports.following import Shown
from palermo.mandates.exports.words import called, paragraph_url, said
from palermo.mandates.forms.fields import Choices
from palermo.mandates.forms.following import ClaimForm
from palermo.mandates.forms.links import WhyForm
from palermo.mandates.models import Paragraph
from palermo.mandates.queries import following
from palermo.mandates.services.following import record_follow_up, withdraw_follow_up

SECTION = "mandates"
OURSELVES = ("secretariat:", gettext_lazy("the Secretariat"))


def of_paragraph(request: Request, row: Paragraph) -> dict[str, Any]:
    """What every form of a paragraph says of it: what it is called, what it says, what is on record."""
    found = following.of(request.actor, row)
    return {
        "section": SECTION,
        "paragraph": row,
        "decision": row.deliberation,
        "name": called(row, row.deliberation),
        "url": paragraph_url(row),
        "said": said(row, row.printed_in.all()),
        "following": found,
        "shown": Shown(found),
    }


# ── claims ────────────────────────────────────────────────────────────────────────────────────────


def parties(request: Request) -> Choices:
    """For whom the actor may speak: for all, grouped, or for its own State or organization alone."""
    actor, on = request.actor, today()
    if may(actor, Action.RECORD_FOLLOW_UP, ""):
        states = (each for each in actors.all_states(actor) if each.existence.contains(on))
        groups = [
            (_("States"), in_order(states)),
            (_("Organizations"), in_order(actors.organizations(actor))),
        ]
        return [OURSELVES, *groups]
    own: list[State | Organization] = [each for each in actors.all_states(actor) if each.key == actor.state]
    own += [each for each in actors.organizations(actor) if each.key == actor.organization]
    return in_order(each for each in own if may(actor, Action.RECORD_FOLLOW_UP, each.key))


def in_order(rows: Iterable[State | Organization]) -> list[tuple[str, Any]]:
    named = [
        (f"{'state' if isinstance(each, State) else 'organization'}:{each.key}", each.names.in_(here()))
        for each in rows
    ]
    return sorted(named, key=lambda pair: sort_key(pair[1]))


@takes("GET", "HEAD", "POST")
def record(request: Request, key: str, label: str) -> HttpResponse:
    """Say what came of a paragraph, for those for whom the actor may speak."""
    check(request.actor, Action.RECORD_FOLLOW_UP)
    row = following.paragraph(request.actor, key, label)
    offered, on = parties(request), today()
    begin = {"as_at": on, "language": here(), "party": asked_for(request, offered)}
    form = ClaimForm(
        request.POST if request.method == "POST" else None,
        parties=offered,
        adopted=row.deliberation.adopted,
        on=on,
        initial=begin,
    )
    if form.is_valid():
        try:
            record_follow_up(row.key, form.claim, by=request.actor, at=now())
        except (Conflict, Invalid) as problem:
            form.add_error(None, _(problem.message) % problem.values)
        else:
            told(request, _("Recorded."))
            return see_other(f"{paragraph_url(row)}#following")
    return answer_form(request, "mandates/following/record.html", of_paragraph(request, row), form)


def asked_for(request: Request, offered: Choices) -> str:
    """The party that the address names by its code, where the actor may speak for it."""
    named: dict[str, str] = {}
    for value, inside in offered:
        for each in [each for each, _name in inside] if isinstance(inside, list) else [value]:
            named[each.partition(":")[2]] = each
    code = choice(request, "party", [code for code in named if code])
    return named[code] if code else ""


@takes("GET", "HEAD", "POST")
def withdraw(request: Request, pk: int) -> HttpResponse:
    """Ask for a reason; then hold the claim up no longer. One that is withdrawn leads to its paragraph."""
    row = following.follow_up(request.actor, pk)
    back = f"{paragraph_url(row.paragraph)}#following"
    if row.withdrawn_at and request.method != "POST":
        return see_other(back)
    form = WhyForm(request.POST if request.method == "POST" else None, initial={"seen": row.version})
    if form.is_valid():
        given = form.cleaned_data
        withdraw_follow_up(pk, seen=given["seen"] or 0, why=given["why"], by=request.actor, at=now())
        told(request, _("Withdrawn. It stays to be read, with your reason."))
        return see_other(back)
    context = of_paragraph(request, row.paragraph) | {"claim": Shown.claim(row)}
    return answer_form(request, "mandates/following/withdraw.html", context, form)
