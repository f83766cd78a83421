"""Recording an act, correcting one, withdrawing one: what it would change is shown before it is saved."""

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from palermo.actors import queries as actors
from palermo.core import treaty
from palermo.core.permissions import Action, check, may
from palermo.kit.http import Request, answer_form, choice, now, takes, today, told
from palermo.kit.templatetags.kit import here
from palermo.register import queries, services
from palermo.register.exports.participants import participants
from palermo.register.exports.remarks import Shown, shown
from palermo.register.exports.status import Words
from palermo.register.forms.recording import ActForm, CorrectionForm, Offered, WithdrawalForm
from palermo.register.models import Act
from palermo.register.queries.effects import effects
from palermo.register.queries.history import act as act_of
from palermo.register.queries.history import history
from palermo.register.queries.proposals import Proposal, participant_of
from palermo.texts import queries as texts


def offered(request: Request) -> Offered:
    instruments = {each.key: each.short_titles.in_(here()) for each in texts.registered(request.actor)}
    continued = {each.key for each in actors.all_states(request.actor) if each.continued_by_id}
    return Offered(participants(request.actor), instruments, frozenset(continued))


def effect_of(request: Request, proposal: Proposal, choices: Offered) -> list[Shown]:
    found = effects(request.actor, proposal, today())
    return shown(found, choices.people, choices.instruments, Words())


def preview(request: Request, form: ActForm, context: dict[str, Any]) -> HttpResponse:
    """What would change, with what was filled in ready to be saved."""
    found = effect_of(request, form.proposal, form.offered)
    context = {**context, "form": form, "filled": form.filled, "shown": found}
    return render(request, "register/preview.html", context)


def done(act: Act) -> HttpResponse:
    """On to the page of the act."""
    return HttpResponseRedirect(reverse("register:act", args=[act.key]), status=303)


def act(request: Request, key: str) -> HttpResponse:
    """One act: what is on record of it, where it comes from, and what was held true before."""
    found = act_of(request.actor, key)
    place = queries.position(request.actor, found.instrument_id, today())
    versions = history(request.actor, found)
    kind, people = treaty.Kind(found.kind), participants(request.actor)
    binds = kind in treaty.CONSENT and not found.known_until
    context = {
        "section": "register",
        "act": found,
        "who": people[participant_of(found)],
        "since": place.in_force_for(participant_of(found), found.date, kind) if binds else None,
        "versions": versions if len(versions) > 1 or found.known_until else [],
        "people": people,
        "may_record": may(request.actor, Action.RECORD_ACTS) and not found.known_until,
    }
    return render(request, "register/act.html", context)


@takes("GET", "HEAD", "POST")
def record(request: Request) -> HttpResponse:
    """Fill in, see what it would change, record."""
    check(request.actor, Action.RECORD_ACTS)
    choices = offered(request)
    terms: dict[str, Any] = {"by": request.actor, "on": today(), "offered": choices}
    if request.method != "POST":
        begin = {
            "instrument": choice(request, "instrument", choices.instruments),
            "participant": choice(request, "participant", choices.people),
        }
        return answer_form(
            request, "register/record.html", {"section": "register"}, ActForm(initial=begin, **terms)
        )
    form = ActForm(request.POST, **terms)
    if not form.is_valid() or "change" in request.POST:
        return answer_form(request, "register/record.html", {"section": "register"}, form)
    if "save" not in request.POST:
        return preview(request, form, {"section": "register"})
    saved = services.record_act(form.row, by=request.actor, at=now())
    told(request, _("Recorded."))
    return done(saved)


@takes("GET", "HEAD", "POST")
def correct(request: Request, key: str) -> HttpResponse:
    """Fill in what is right, see what it would change, correct."""
    check(request.actor, Action.RECORD_ACTS)
    old, choices = act_of(request.actor, key), offered(request)
    newest = history(request.actor, old)[-1]
    context = {"section": "register", "act": newest, "who": choices.people[participant_of(newest)]}
    terms: dict[str, Any] = {"by": request.actor, "on": today(), "offered": choices, "out": old}
    if request.method != "POST":
        if old.known_until:
            return done(old)
        form = CorrectionForm(initial=as_filled_in(old), **terms)
        return answer_form(request, "register/correct.html", context, form)
    form = CorrectionForm(request.POST, **terms)
    if not form.is_valid() or "change" in request.POST:
        return answer_form(request, "register/correct.html", context, form)
    if "save" not in request.POST:
        return preview(request, form, context)
    values = form.cleaned_data
    saved = services.correct_act(
        key, form.row, seen=values["seen"], why=values["why"], by=request.actor, at=now()
    )
    told(request, _("Corrected. What was known before stays on this page."))
    return done(saved)


def as_filled_in(act: Act) -> dict[str, Any]:
    return {
        "instrument": act.instrument_id,
        "participant": participant_of(act),
        "kind": act.kind,
        "date": act.date,
        "source": act.source,
        "confidence": act.confidence,
        "seen": act.version,
    }


@takes("GET", "HEAD", "POST")
def withdraw(request: Request, key: str) -> HttpResponse:
    """Ask, with what it would change, and for a reason; then hold the act true no longer."""
    check(request.actor, Action.RECORD_ACTS)
    old, choices = act_of(request.actor, key), offered(request)
    if old.known_until:
        return done(old)
    terms: dict[str, Any] = {"by": request.actor, "on": today(), "offered": choices, "out": old}
    if request.method != "POST":
        form = WithdrawalForm(initial={"seen": old.version}, **terms)
    else:
        form = WithdrawalForm(request.POST, **terms)
        if form.is_valid():
            values = form.cleaned_data
            services.withdraw_act(key, seen=values["seen"], why=values["why"], by=request.actor, at=now())
            told(request, _("Withdrawn. What was known before stays on this page."))
            return done(old)
    context = {
        "section": "register",
        "act": old,
        "who": choices.people[participant_of(old)],
        "shown": effect_of(request, form.proposal, choices),
        "contradictions": [each.sentence for each in form.said if each.refused],
        "cautions": [each.sentence for each in form.said if not each.refused],
    }
    return answer_form(request, "register/withdraw.html", context, form)
