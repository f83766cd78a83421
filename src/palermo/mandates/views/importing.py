"""Decisions from files: uploaded, read, shown beside their text with every doubt, put right, then kept."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from palermo.actors import queries as actors
from palermo.core.deliberation import Doubt
from palermo.core.errors import Conflict, Invalid, Missing, Problem
from palermo.core.language import LANGUAGES, NAMES, direction
from palermo.core.permissions import Action, check
from palermo.kit.http import ABSENT, Request, answer_form, choice, now, see_other, takes, told
from palermo.kit.incoming import staging
from palermo.kit.models import Upload
from palermo.kit.templatetags.kit import here, words
from palermo.mandates import queries, services
from palermo.mandates.forms.asked import Names
from palermo.mandates.forms.importing import FileForm, PlanForm, RemoveForm, Rows
from palermo.mandates.importers.apart import read_apart
from palermo.mandates.importers.plans import KIND, NEW, File, Planner
from palermo.mandates.importers.sentences import sentence
from palermo.mandates.services import Plan
from palermo.meetings import queries as meetings
from palermo.meetings.queries import symbol_in_words
from palermo.texts import queries as texts

SECTION = "mandates"


@takes("GET", "HEAD", "POST")
def upload(request: Request) -> HttpResponse:
    """Choose a file; it is kept for a day, for whoever chose it alone."""
    check(request.actor, Action.IMPORT_DECISIONS)
    posted = request.method == "POST"
    started = {"of": request.GET.get("of", "")[:60]}
    form = FileForm(
        request.POST if posted else None,
        request.FILES if posted else None,
        decisions=decisions(request),
        initial=started,
    )
    if form.is_valid():
        given = form.cleaned_data
        held = staging.keep(KIND, given["file"].name, given["file"].read(), by=request.actor, at=now())
        asked = "&".join(f"{name}={given[name]}" for name in ("language", "of") if given[name])
        return see_other(f"{reverse('mandates:import_preview', args=[held.pk])}{'?' if asked else ''}{asked}")
    return answer_form(request, "mandates/import/upload.html", {"section": SECTION}, form)


def decisions(request: Request) -> list[tuple[str, str]]:
    """What is on record, the newest first, to be chosen from."""
    found = reversed(queries.every(request.actor).values())
    return [(each.key, name_of(each.symbol, words(each.titles))) for each in found]


def name_of(symbol: str, title: str) -> str:
    return f"{symbol_in_words(symbol)}: {title}" if symbol else title


@takes("GET", "HEAD", "POST")
def preview(request: Request, number: int) -> HttpResponse:
    """Each part of a decision beside its text, with every doubt; nothing is saved before that is said."""
    check(request.actor, Action.IMPORT_DECISIONS)
    at = now()
    staged = staging.found(KIND, number, by=request.actor, at=at)
    try:
        plans = plans_of(request, staged)
    except Invalid as problem:
        return refused(request, staged, problem)
    plan, open_ones = chosen(request, plans)
    form = PlanForm(
        request.POST if request.method == "POST" else None, plan=plan, names=names(request), auto_id="%s"
    )
    if form.is_valid():
        try:
            last = len(open_ones) <= 1
            version = services.keep_decision(
                form.planned(), by=request.actor, at=at, upload=staged, last=last
            )
        except (Conflict, Invalid) as problem:
            form.add_error(
                "key" if problem.code == "key.taken" else None, _(problem.message) % problem.values
            )
        else:
            told(
                request, _("The decision is kept.") if last else _("Kept. The next one of the file follows.")
            )
            page = reverse("oversight:decision", args=[version.deliberation_id])
            return see_other(page if last else rest_of_file(request))
    context = shown(plan, plans, open_ones, form) | {"upload": staged}
    return answer_form(request, "mandates/import/preview.html", context, form)


def rest_of_file(request: Request) -> str:
    """This address without the number of a decision: it leads to the first that is not kept yet."""
    asked = request.GET.copy()
    asked.pop("part", None)
    return f"{request.path}?{asked.urlencode()}" if asked else request.path


def plans_of(request: Request, staged: Upload) -> list[Plan]:
    of = choice(request, "of", {NEW, *queries.every(request.actor)})
    language = choice(request, "language", LANGUAGES)
    data = bytes(staged.content)
    return Planner(request.actor).plan(File.made(read_apart(data).text, data, staged.file_name, of, language))


def chosen(request: Request, plans: list[Plan]) -> tuple[Plan, list[Plan]]:
    """The decision that the address asks for, else the first that is not kept yet; and all that are not."""
    left = [plan for plan in plans if not queries.is_held(request.actor, plan.digest, plan.content)]
    numbers = {str(plan.number): plan for plan in plans}
    asked = choice(request, "part", numbers)
    return (numbers[asked] if asked else (left or plans)[0]), left


def names(request: Request) -> Names:
    held = meetings.records(request.actor)
    return Names(
        [(each.key, words(each.names)) for each in held.bodies],
        [(each.key, each.title) for each in held.sessions],
        frozenset(each.key for each in actors.all_states(request.actor)),
        frozenset(each.key for each in texts.all_provisions(request.actor))
        | {each.key for each in texts.all_instruments(request.actor)},
    )


class Piece(NamedTuple):
    """A stretch of the text, and the part that was read in it; none in a head or a note."""

    words: str
    row: Rows | None
    doubts: list[str]


def pieces(plan: Plan, form: PlanForm) -> Iterator[Piece]:
    """The whole text, part by part and what lies between, each with its doubts."""
    at, doubts = 0, list(plan.doubts)
    for row in sorted(form.rows(), key=lambda each: each.part.start):
        part = row.part
        if plan.content[at : part.start].strip():
            yield Piece(plan.content[at : part.start].strip("\n"), None, within(doubts, at, part.start))
        start = max(at, part.start)
        yield Piece(plan.content[start : part.end].strip("\n"), row, within(doubts, start, part.end))
        at = max(at, part.end)
    if plan.content[at:].strip():
        yield Piece(plan.content[at:].strip("\n"), None, [])


def within(doubts: list[Doubt], start: int, end: int) -> list[str]:
    return [sentence(each) for each in doubts if start <= each.start < end]


def shown(plan: Plan, plans: list[Plan], open_ones: list[Plan], form: PlanForm) -> dict[str, Any]:
    """What the page says of a decision."""
    return {
        "section": SECTION,
        "plan": plan,
        "plans": plans,
        "left": {each.number for each in open_ones},
        "name": NAMES[plan.language],
        "way": direction(plan.language),
        "pieces": list(pieces(plan, form)),
        "doubts": [sentence(each) for each in plan.doubts],
        "count": len(plan.doubts),
        "symbol": symbol_in_words(plan.symbol),
        "operative": len(plan.operative),
        "language": here(),
    }


def refused(request: Request, staged: Upload, problem: Problem) -> HttpResponse:
    """Why a file cannot be taken, and the way to another."""
    context = {
        "section": SECTION,
        "name": staged.file_name,
        "sentence": _(problem.message) % problem.values,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "mandates/import/refused.html", context, status=status)


@takes("GET", "HEAD", "POST")
def remove(request: Request, key: str, language: str) -> HttpResponse:
    """Take out a text of a decision: asks first, and for a reason."""
    check(request.actor, Action.IMPORT_DECISIONS)
    if language not in LANGUAGES:
        raise Missing("page.missing", ABSENT)
    version = queries.version(request.actor, key, language)
    decision = queries.deliberation(request.actor, key)
    form = RemoveForm(request.POST if request.method == "POST" else None, initial={"held": version.digest})
    if form.is_valid():
        given = form.cleaned_data
        try:
            gone = services.remove_version(
                *(key, language), by=request.actor, at=now(), why=given["why"], seen=given["held"]
            )
        except Conflict as problem:
            form.add_error(None, _(problem.message) % problem.values)
        else:
            told(request, _("The text is taken out."))
            return see_other(
                reverse("mandates:import") if gone else reverse("oversight:decision", args=[key])
            )
    last = decision.imported and len(queries.versions(request.actor, key)) == 1
    context = {
        "section": SECTION,
        "version": version,
        "decision": decision,
        "name": NAMES[language],
        "last": last,
        "title": name_of(decision.symbol, words(decision.titles)),
    }
    return answer_form(request, "mandates/import/remove.html", context, form)
