"""One task of the Secretariat: set, changed, ended; read by whoever may not change it."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from palermo.core.errors import Invalid
from palermo.core.permissions import Action, check, may
from palermo.kit.http import Request, answer_form, now, see_other, takes, told
from palermo.mandates.exports.words import paragraph_url
from palermo.mandates.forms.duties import TaskForm
from palermo.mandates.forms.fields import Choices
from palermo.mandates.models import Paragraph, Task
from palermo.mandates.queries import duties, following
from palermo.mandates.services.duties import change_task, set_task
from palermo.mandates.views.following import SECTION, of_paragraph


def owners(request: Request, row: Task | None = None) -> Choices:
    """Who may own a task; and who does, whatever became of their role."""
    found = {each.pk: each for each in duties.owners(request.actor, now())}
    if row is not None:
        found.setdefault(row.owner_id, row.owner)
    return [(str(pk), duties.called(each)) for pk, each in found.items()]


@takes("GET", "HEAD", "POST")
def new_task(request: Request, key: str, label: str) -> HttpResponse:
    """Make a task of what a paragraph asks."""
    check(request.actor, Action.MANAGE_TASKS)
    paragraph = following.paragraph(request.actor, key, label)
    form = TaskForm(request.POST if request.method == "POST" else None, owners=owners(request), there=None)
    if form.is_valid():
        try:
            set_task(paragraph.key, form.assignment, by=request.actor, at=now())
        except Invalid as problem:
            form.add_error(None, _(problem.message) % problem.values)
        else:
            told(request, _("The task is set."))
            return see_other(f"{paragraph_url(paragraph)}#tasks")
    return form_of(request, paragraph, form, None)


@takes("GET", "HEAD", "POST")
def task(request: Request, pk: int) -> HttpResponse:
    """A task: to whoever may manage tasks its form, to others what it says."""
    row = duties.task(request.actor, pk)
    if not may(request.actor, Action.MANAGE_TASKS):
        if request.method == "POST":
            check(request.actor, Action.MANAGE_TASKS)
        context = of_paragraph(request, row.paragraph) | {"task": row}
        return render(request, "mandates/following/task.html", context)
    begin = {
        "product": row.product,
        "owner": str(row.owner_id),
        "due": row.due,
        "reports_back": row.reports_back,
        "status": row.status,
        "seen": row.version,
    }
    form = TaskForm(
        request.POST if request.method == "POST" else None,
        owners=owners(request, row),
        there=row,
        initial=begin,
    )
    if form.is_valid():
        try:
            change_task(pk, form.assignment, seen=form.cleaned_data["seen"], by=request.actor, at=now())
        except Invalid as problem:
            form.add_error(None, _(problem.message) % problem.values)
        else:
            told(request, _("The task is changed."))
            return see_other(f"{paragraph_url(row.paragraph)}#tasks")
    return form_of(request, row.paragraph, form, row)


def form_of(request: Request, paragraph: Paragraph, form: TaskForm, row: Task | None) -> HttpResponse:
    context = of_paragraph(request, paragraph) | {"task": row, "section": SECTION}
    return answer_form(request, "mandates/following/task.html", context, form)
