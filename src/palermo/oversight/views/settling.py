"""Steps that ask first: withdrawing what was recorded, and settling where a release disagrees."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from palermo.core.errors import Conflict, Invalid, Missing
from palermo.kit.corrections import records
from palermo.kit.corrections.desk import Desk
from palermo.kit.corrections.facts import ABSENT, Facts, called
from palermo.kit.corrections.forms import Reason
from palermo.kit.corrections.shown import differences
from palermo.kit.http import Request, answer_form, now, see_other, takes, told
from palermo.oversight import queries
from palermo.oversight.views.corrections import SECTION

Write = Callable[[dict[str, Any]], None]


@takes("GET", "HEAD", "POST")
def withdraw(request: Request, table: str, key: str) -> HttpResponse:
    """Take out a row that people recorded; not one that is shipped."""
    desk, facts, found = looked_up(request, table, key)
    correction = records.correction(request.actor, facts.subject, key)
    if correction is None or correction.shipped is not None:
        raise Missing("row.missing", ABSENT, key=key[:60])
    context = asking(facts, found, key) | {
        "heading": _("Withdraw: %(name)s") % {"name": called(found)},
        "sentence": _("It goes from every page and list. What it said stays in the journal."),
        "button": _("Withdraw"),
        "differences": differences(facts, facts.told(found), None),
        "sides": (_("What goes"), ""),
    }

    def write(given: dict[str, Any]) -> None:
        others = queries.beside(desk)
        desk.withdraw(facts, key, **given, by=request.actor, at=now(), beside=others)

    return ask(request, context, write, _("Withdrawn."), reverse("corrections:index"))


@takes("GET", "HEAD", "POST")
def take(request: Request, table: str, key: str) -> HttpResponse:
    """Give up what people say of a row for what is shipped."""
    desk, facts, found = looked_up(request, table, key)
    correction = records.correction(request.actor, facts.subject, key)
    dispute = records.disagreement(request.actor, facts.subject, key)
    if dispute is None and (correction is None or correction.shipped is None):
        raise Missing("row.missing", ABSENT, key=key[:60])
    shipped = dispute.shipped if dispute else correction.shipped if correction else None
    gone = shipped is None
    context = asking(facts, found, key) | {
        "heading": _("Take what is shipped: %(name)s") % {"name": called(found)},
        "sentence": _("It is shipped no longer: it goes from every page and list.")
        if gone
        else _("What people said of it goes from the page; it stays in the journal."),
        "button": _("Take what is shipped"),
        "differences": differences(facts, facts.told(found), shipped),
        "sides": (_("Ours, which goes"), _("Shipped, which comes")),
    }

    def write(given: dict[str, Any]) -> None:
        number = dispute.pk if dispute else None
        desk.take(facts, key, **given, number=number, by=request.actor, at=now())

    after = reverse("corrections:index") if gone else facts.page(found)
    return ask(request, context, write, _("What is shipped stands again."), after)


@takes("GET", "HEAD", "POST")
def keep(request: Request, table: str, key: str) -> HttpResponse:
    """Stand by what people say of a row, whatever a later release says."""
    desk, facts = queries.facts_of(request.actor, table)
    found = facts.row(key)
    dispute = records.disagreement(request.actor, facts.subject, key)
    if dispute is None:
        raise Missing("row.missing", ABSENT, key=key[:60])
    context = asking(facts, found, key) | {
        "heading": _("Keep ours: %(name)s") % {"name": called(found)},
        "sentence": _("What is shipped is noted, and not put in its place."),
        "button": _("Keep ours"),
        "differences": differences(facts, facts.told(found), dispute.shipped),
        "sides": (_("Ours, which stays"), _("Shipped")),
    }

    def write(given: dict[str, Any]) -> None:
        desk.keep(facts, key, number=dispute.pk, why=given["why"], by=request.actor, at=now())

    return ask(request, context, write, _("Ours is kept."), reverse("corrections:index"))


def looked_up(request: Request, table: str, key: str) -> tuple[Desk, Facts, Any]:
    """A row whose facts are corrected here. Raises Missing where there is none."""
    desk, facts = queries.facts_of(request.actor, table)
    found = facts.row(key)
    if not facts.own:
        raise Missing("row.missing", ABSENT, key=key[:60])
    return desk, facts, found


def asking(facts: Facts, found: Any, key: str) -> dict[str, Any]:
    return {
        "section": SECTION,
        "facts": facts,
        "back": reverse("corrections:row", args=[facts.slug, key]) if facts.own else facts.page(found),
        "version": found.version,
    }


def ask(request: Request, context: dict[str, Any], write: Write, done: str, after: str) -> HttpResponse:
    """Ask first, and for a reason; then do it. What is refused says why in the same place."""
    posted = request.method == "POST"
    form = Reason(request.POST if posted else None, initial={"seen": context["version"]})
    template = "oversight/corrections/ask.html"
    if not posted:
        return render(request, template, context | {"form": form})
    if form.is_valid():
        try:
            write({"why": form.cleaned_data["why"], "seen": form.cleaned_data["seen"] or 0})
        except (Conflict, Invalid) as problem:
            if problem.code == "version.stale":  # what is held now stands on this page: it can be said again
                form = Reason({**request.POST.dict(), "seen": context["version"]})
            form.add_error(None, _(problem.message) % problem.values)
        else:
            told(request, done)
            return see_other(after)
    return answer_form(request, template, context, form)
