"""What is corrected in the records: the list, and the form of a row."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from palermo.core.errors import Conflict, Missing
from palermo.core.permissions import Action, check
from palermo.kit.corrections import records
from palermo.kit.corrections.desk import Desk
from palermo.kit.corrections.facts import ABSENT, Facts, called
from palermo.kit.corrections.forms import FactsForm
from palermo.kit.corrections.shown import differences
from palermo.kit.files import file_of, links
from palermo.kit.http import Request, answer_form, now, see_other, takes, told
from palermo.kit.tables import sort_key
from palermo.oversight import queries
from palermo.oversight.exports import corrections_table

SECTION = "corrections:index"
PAGE = "oversight/corrections/row.html"


def index(request: Request) -> HttpResponse:
    """Where a later release disagrees, what is corrected, and every table of which something can be."""
    check(request.actor, Action.CORRECT_FACTS)
    table, found = corrections_table(request), queries.corrected(request.actor)
    context = {
        "section": SECTION,
        "disputed": [
            (each, called(each.row), sides(each), each.facts.page(each.row))
            for each in queries.disputed(request.actor)
        ],
        "count": len(found),
        "table": table.html(table.ordered(found), stacked=True),
        "tables": queries.tables(request.actor),
        "exports": links("corrections:export"),
    }
    return render(request, "oversight/corrections/index.html", context)


def sides(each: queries.Disputed) -> list[Any]:
    """What is shipped, and what people say, where the two differ."""
    return differences(each.facts, each.disagreement.shipped, each.facts.told(each.row))


def export(request: Request, form: str) -> HttpResponse:
    check(request.actor, Action.CORRECT_FACTS)
    table = corrections_table(request)
    return file_of(table, table.ordered(queries.corrected(request.actor)), form, "corrections")


def rows(request: Request, table: str) -> HttpResponse:
    """Every row of a table, to correct one; and the way to record another, where people may."""
    _desk, facts = correctable(request, table)
    listed = queries.listed(request.actor, facts)
    if hasattr(facts.model, "names"):  # others are called by a date or a heading: their keys are in order
        listed.sort(key=lambda row: sort_key(row[1]))
    context = {"section": SECTION, "facts": facts, "rows": listed}
    return render(request, "oversight/corrections/rows.html", context)


def correctable(request: Request, table: str) -> tuple[Desk, Facts]:
    """A table whose facts are corrected here. Raises Missing for any other."""
    desk, facts = queries.facts_of(request.actor, table)
    if not facts.own:
        raise Missing("row.missing", ABSENT, key=table[:60])
    return desk, facts


@takes("GET", "HEAD", "POST")
def new(request: Request, table: str) -> HttpResponse:
    """A row that was never shipped, under a key of its own."""
    desk, facts = correctable(request, table)
    if facts.begin is None:
        raise Missing("row.missing", ABSENT, key="new")
    at = now()
    form = FactsForm(facts, facts.model(), at.date(), request.POST if request.method == "POST" else None)
    context = {"section": SECTION, "facts": facts, "title": facts.title}
    if not form.is_valid():
        return answer_form(request, PAGE, context, form)
    given = form.cleaned_data
    try:
        desk.record(facts, given["key"], form.values, why=given["why"], by=request.actor, at=at)
    except Conflict as problem:
        form.add_error("key", _(problem.message) % problem.values)
        return answer_form(request, PAGE, context, form)
    told(request, _("Recorded."))
    return see_other(facts.page(facts.row(given["key"])))


@takes("GET", "HEAD", "POST")
def row(request: Request, table: str, key: str) -> HttpResponse:
    """What a row says, what was shipped, what was done to it before; and the form that corrects it."""
    desk, facts = correctable(request, table)
    found, at = facts.row(key), now()
    form = FactsForm(facts, found, at.date(), request.POST if request.method == "POST" else None)
    context = about(request, facts, found, key)
    if not form.is_valid():
        return answer_form(request, PAGE, context, form)
    ahead = differences(facts, facts.told(found), facts.told(form.filled))
    given = form.cleaned_data
    if "look" in request.POST and given["seen"] == found.version:
        return render(request, PAGE, context | {"form": form, "ahead": ahead})
    try:
        desk.correct(facts, key, form.values, seen=given["seen"], why=given["why"], by=request.actor, at=at)
    except Conflict:  # both are shown, and neither is lost
        return stale(request, facts, key, form)
    told(request, _("Corrected."))
    return see_other(facts.page(facts.row(key)))


def about(request: Request, facts: Facts, found: Any, key: str) -> dict[str, Any]:
    """What stands beside the form of a row."""
    correction = records.correction(request.actor, facts.subject, key)
    shipped = correction.shipped if correction else None
    return {
        "section": SECTION,
        "facts": facts,
        "row": found,
        "key": key,
        "title": called(found),
        "page": facts.page(found),
        "correction": correction,
        "shipped": differences(facts, shipped, facts.told(found)) if shipped else [],
        "disagreement": records.disagreement(request.actor, facts.subject, key),
        "history": [
            (said, differences(facts, said.values.get("before"), said.values.get("after")))
            for said in queries.history(request.actor, facts, key)
        ],
    }


def stale(request: Request, facts: Facts, key: str, form: FactsForm) -> HttpResponse:
    """Somebody saved first: what is held now beside what was given, which can still be saved."""
    newest = facts.row(key)
    data = request.POST.copy()
    data["seen"] = str(newest.version)
    context = about(request, facts, newest, key) | {
        "form": FactsForm(facts, newest, now().date(), data),
        "theirs": differences(facts, facts.told(newest), facts.told(form.filled)),
    }
    return render(request, PAGE, context, status=409)
