"""The next step for one State that is no party: the Secretariat's alone."""

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from palermo.actors import queries as actors
from palermo.core.errors import Missing
from palermo.core.permissions import Action, check
from palermo.kit.http import Request, answer_form, now, takes, today, told
from palermo.register import queries, services
from palermo.register.exports.steps import STEPS
from palermo.register.forms.steps import StepForm
from palermo.register.queries.next_steps import Planned, owners, steps_of


@takes("GET", "HEAD", "POST")
def step(request: Request, instrument: str, iso3: str) -> HttpResponse:
    """What is to be done next, by whom, until when; and what was done."""
    check(request.actor, Action.PLAN_STEPS)
    state, at = actors.state(request.actor, iso3), now()
    found = queries.not_parties(request.actor, instrument, today())
    waiting = next((each for each in found.waiting if each.standing.participant == state.key), None)
    there, finished = steps_of(request.actor, instrument, state.key)
    if not (waiting or there or finished):
        raise Missing("step.missing", "It is a party to this instrument: nothing comes next for it.")
    terms: dict[str, Any] = {
        "there": there,
        "owners": owners(request.actor, state.key, at),
        "on": today(),
    }
    form = StepForm(initial=as_planned(there), **terms)
    if request.method == "POST":
        form = StepForm(request.POST, **terms)
        if form.is_valid():
            services.plan_step(
                instrument,
                state.key,
                form.plan,
                seen=form.cleaned_data["seen"],
                done="done" in request.POST,
                by=request.actor,
                at=at,
            )
            told(request, _("Done.") if "done" in request.POST else _("Planned."))
            url = reverse("register:pipeline", args=[instrument])
            return HttpResponseRedirect(f"{url}#next-steps", status=303)
    context = {
        "section": "register",
        "place": found.place,
        "state": state,
        "stands": STEPS[waiting.step] if waiting else "",
        "there": there,
        "finished": finished,
    }
    return answer_form(request, "register/step.html", context, form)


def as_planned(there: Planned | None) -> dict[str, Any]:
    if there is None:
        return {}
    step = there.step
    owner = str(there.owner.pk) if there.owner else ""
    return {"what": step.what, "owner": owner, "due": step.due, "note": step.note, "seen": step.version}
