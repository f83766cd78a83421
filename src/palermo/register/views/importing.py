"""Acts from a file: uploaded, each row shown with what it would change, then all recorded or none."""

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import ngettext

from palermo.core.permissions import Action, check
from palermo.kit.http import Request, answer_form, now, takes, told
from palermo.kit.incoming import staging
from palermo.kit.models import Upload
from palermo.kit.templatetags.kit import figure
from palermo.register import services
from palermo.register.exports import importing as lists
from palermo.register.exports.remarks import said
from palermo.register.forms.importing import UploadForm
from palermo.register.importers.acts import KIND, ActFile, columns, read_acts
from palermo.register.queries.effects import effects
from palermo.register.queries.proposals import Proposal, judged
from palermo.register.views.recording import offered

SHOWN = 1000  # rows of a preview; all are looked at


@takes("GET", "HEAD", "POST")
def upload(request: Request) -> HttpResponse:
    """Choose a file; it is kept for a day, for whoever chose it alone."""
    check(request.actor, Action.RECORD_ACTS)
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if form.is_valid():
        file = form.cleaned_data["file"]
        held = staging.keep(KIND, file.name, file.read(), by=request.actor, at=now())
        return HttpResponseRedirect(reverse("register:import_preview", args=[held.pk]), status=303)
    wanted = [each for each in columns(request.actor) if each.obligatory]  # others stand there empty
    context = {"section": "register", "columns": wanted}
    return answer_form(request, "register/import.html", context, form)


@takes("GET", "HEAD", "POST")
def preview(request: Request, number: int) -> HttpResponse:
    """Every row with its problems and effects; recorded where there is none that refuses it."""
    check(request.actor, Action.RECORD_ACTS)
    at = now()
    held = staging.found(KIND, number, by=request.actor, at=at)
    file = read_acts(request.actor, bytes(held.content))
    context = seen(request, held, file)
    if request.method == "POST" and not context["refused"]:
        acts = services.import_acts(file.rows, held, by=request.actor, at=at)
        sentence = ngettext("%(count)s act recorded.", "%(count)s acts recorded.", len(acts))
        told(request, sentence % {"count": figure(len(acts))})
        return HttpResponseRedirect(reverse("register:acts"), status=303)
    status = 422 if request.method == "POST" else 200
    return render(request, "register/import_preview.html", context, status=status)


def seen(request: Request, held: Upload, file: ActFile) -> dict[str, Any]:
    """What the page shows: the problems of the file; or its rows, and what they would change."""
    context = {
        "section": "register",
        "upload": held,
        "file": file,
        "before": staging.saved_before(KIND, file.digest),
        "refused": bool(file.problems) or not file.rows,
    }
    if not file.rows:
        return context
    choices, proposal, today = offered(request), Proposal(tuple(file.rows)), now().date()
    remarks = said(judged(request.actor, proposal, today), choices.instruments)
    found = effects(request.actor, proposal, today)
    rows = lists.rows_of(found, remarks, choices.people, choices.instruments)
    refused = any(each.refused for each in remarks)
    return context | {
        "refused": refused,
        "beside": [each for each in remarks if each.line is None],
        "count": len(rows),
        "more": max(len(rows) - SHOWN, 0),
        "bad": sum(row.refused for row in rows),
        "wholes": [] if refused else lists.wholes(found, choices.instruments),
        "table": lists.table(request).html(rows[:SHOWN], identifier="rows", stacked=True),
    }
