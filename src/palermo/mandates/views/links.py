"""Links between a paragraph and earlier ones: made and removed by the Secretariat."""

from django.http import HttpResponse
from django.utils.translation import gettext as _

from palermo.core.errors import Conflict, Invalid
from palermo.core.permissions import Action, check
from palermo.kit.http import Request, answer_form, now, see_other, takes, told
from palermo.mandates.exports.following import Shown
from palermo.mandates.exports.words import paragraph_url
from palermo.mandates.forms.links import LinkForm, WhyForm
from palermo.mandates.queries import following
from palermo.mandates.services.successions import link_paragraphs, remove_link
from palermo.mandates.views.following import of_paragraph


@takes("GET", "HEAD", "POST")
def link(request: Request, key: str, label: str) -> HttpResponse:
    """Say that a paragraph stands in the place of an earlier one."""
    check(request.actor, Action.CORRECT_FACTS)
    row = following.paragraph(request.actor, key, label)
    form = LinkForm(request.POST if request.method == "POST" else None, by=request.actor)
    if form.is_valid():
        given = form.cleaned_data
        try:
            link_paragraphs(row.key, given["other"].key, given["kind"], by=request.actor, at=now())
        except (Conflict, Invalid) as problem:
            form.add_error("other", _(problem.message) % problem.values)
        else:
            told(request, _("Linked."))
            return see_other(f"{paragraph_url(row)}#following")
    return answer_form(request, "mandates/following/link.html", of_paragraph(request, row), form)


@takes("GET", "HEAD", "POST")
def unlink(request: Request, pk: int) -> HttpResponse:
    """Ask for a reason; then take the link out. Both paragraphs stay."""
    check(request.actor, Action.CORRECT_FACTS)
    row = following.link(request.actor, pk)
    form = WhyForm(request.POST if request.method == "POST" else None)
    back = f"{paragraph_url(row.later)}#following"
    if form.is_valid():
        remove_link(pk, why=form.cleaned_data["why"], by=request.actor, at=now())
        told(request, _("The link is removed."))
        return see_other(back)
    context = of_paragraph(request, row.later) | {"link": Shown.link(row)}
    return answer_form(request, "mandates/following/unlink.html", context, form)
