"""Imported decisions put right after they were kept: the head of one, and what a paragraph asks."""

from typing import Any

from django.forms import BaseForm
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from palermo.core.errors import Conflict, Invalid, Missing, Problem
from palermo.core.permissions import Action, check
from palermo.kit.http import ABSENT, Request, answer_form, now, see_other, takes, told
from palermo.kit.templatetags.kit import words
from palermo.mandates import queries, services
from palermo.mandates.forms.editing import DecisionForm, ParagraphForm
from palermo.mandates.models import Deliberation
from palermo.mandates.views.importing import SECTION, name_of, names

PAGE = "mandates/import/edit.html"


@takes("GET", "HEAD", "POST")
def decision(request: Request, key: str) -> HttpResponse:
    """The head of an imported decision: who decided, when, under which symbol."""
    check(request.actor, Action.IMPORT_DECISIONS)
    held = imported(request, key)
    data = request.POST if request.method == "POST" else None
    form = DecisionForm(data, decision=held, names=names(request))
    if form.is_valid():
        given = form.cleaned_data
        try:
            services.edit_decision(
                *(key, form.values), seen=given["seen"], why=given["why"], by=request.actor, at=now()
            )
        except (Conflict, Invalid) as problem:
            return refused(request, held, form, problem, _("Edit the decision"))
        told(request, _("Put right."))
        return see_other(reverse("oversight:decision", args=[key]))
    return answer_form(request, PAGE, about(held, _("Edit the decision")), form)


@takes("GET", "HEAD", "POST")
def paragraph(request: Request, key: str, label: str) -> HttpResponse:
    """What an imported paragraph asks, of whom, by when."""
    check(request.actor, Action.IMPORT_DECISIONS)
    held = imported(request, key)
    row = next((each for each in queries.paragraphs(request.actor, key) if each.label == label), None)
    if row is None or row.kind != row.Kind.OPERATIVE:
        raise Missing("page.missing", ABSENT)
    parties = [
        services.Party(each.kind, each.state_id or "", each.organization_id or "")
        for each in queries.addressees(request.actor, row)
    ]
    data = request.POST if request.method == "POST" else None
    form = ParagraphForm(data, row=row, held=parties, names=names(request))
    title = _("Edit paragraph %(marker)s") % {"marker": row.marker or row.label}
    if form.is_valid():
        given = form.cleaned_data
        try:
            services.edit_paragraph(
                *(row.key, form.values, form.addressed),
                seen=given["seen"],
                why=given["why"],
                by=request.actor,
                at=now(),
            )
        except (Conflict, Invalid) as problem:
            return refused(request, held, form, problem, title)
        told(request, _("Put right."))
        return see_other(f"{reverse('oversight:decision', args=[key])}#{label.replace('.', '-')}")
    return answer_form(request, PAGE, about(held, title) | {"row": row}, form)


def imported(request: Request, key: str) -> Deliberation:
    """The decision. Raises Missing for one that was not imported: that is corrected, not edited."""
    found = queries.deliberation(request.actor, key)
    if not found.imported:
        raise Missing("page.missing", ABSENT)
    return found


def about(held: Deliberation, title: str) -> dict[str, Any]:
    return {
        "section": SECTION,
        "decision": held,
        "called": name_of(held.symbol, words(held.titles)),
        "title": title,
    }


def refused(
    request: Request, held: Deliberation, form: BaseForm, problem: Problem, title: str
) -> HttpResponse:
    """The form again, with what stands against it; 409 where somebody else saved first."""
    form.add_error(None, _(problem.message) % problem.values)
    answer = answer_form(request, PAGE, about(held, title), form)
    answer.status_code = 409 if isinstance(problem, Conflict) else 422
    return answer
