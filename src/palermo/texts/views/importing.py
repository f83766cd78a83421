"""Official texts from files: uploaded, shown article by article with every doubt, then kept; or taken out."""

from typing import Any, NamedTuple

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from palermo.core.errors import Conflict, Invalid, Problem
from palermo.core.language import LANGUAGES, NAMES, direction
from palermo.core.permissions import Action, check
from palermo.core.treaty_text import Part
from palermo.kit.changes import afresh
from palermo.kit.http import Request, answer_form, now, see_other, takes, told
from palermo.kit.incoming import staging
from palermo.kit.templatetags.kit import here
from palermo.texts import queries, services
from palermo.texts.forms import FileForm, KeepForm, RemoveForm
from palermo.texts.importers.apart import read_apart
from palermo.texts.importers.plans import plan_text
from palermo.texts.importers.sentences import sentence
from palermo.texts.models import OfficialText
from palermo.texts.services import Plan

KIND = "palermo.texts.importers.plans.plan_text"
SHOWN = 500  # articles and doubts that are shown; all are looked at
FORMS = {"plain": gettext_lazy("plain text"), "akoma-ntoso": "Akoma Ntoso"}


class Article(NamedTuple):
    """An article of a file beside what we call it."""

    line: int
    printed: str
    parts: int
    heading: str
    ours: str  # "" where we summarize none of that number


@takes("GET", "HEAD", "POST")
def upload(request: Request) -> HttpResponse:
    """Choose a file; it is kept for a day, for whoever chose it alone."""
    check(request.actor, Action.IMPORT_TEXTS)
    instruments = [(each.key, each.titles.in_(here())) for each in queries.all_instruments(request.actor)]
    posted = request.method == "POST"
    started = {"instrument": request.GET.get("instrument", "")[:60], "language": here()}
    form = FileForm(
        request.POST if posted else None,
        request.FILES if posted else None,
        instruments=instruments,
        initial=started,
    )
    if form.is_valid():
        given = form.cleaned_data
        held = staging.keep(KIND, given["file"].name, given["file"].read(), by=request.actor, at=now())
        whose = (held.pk, given["instrument"], given["language"])
        return see_other(reverse("texts:import_preview", args=whose))
    texts = [(each, NAMES[each.language]) for each in queries.official_texts(request.actor)]
    return answer_form(request, "texts/import.html", {"section": "texts", "texts": texts}, form)


@takes("GET", "HEAD", "POST")
def preview(request: Request, number: int, instrument: str, language: str) -> HttpResponse:
    """Every article, every doubt with its line; nothing is saved before that is said."""
    check(request.actor, Action.IMPORT_TEXTS)
    at = now()
    staged = staging.found(KIND, number, by=request.actor, at=at)
    queries.instrument(request.actor, instrument)
    if language not in LANGUAGES:
        raise queries.not_held(instrument, language)
    data, name = bytes(staged.content), staged.file_name
    try:
        plan = plan_text(request.actor, data, instrument, language, name, read=read_apart)
    except Invalid as problem:
        return refused(request, instrument, name, problem)
    held = held_text(request, instrument, language)
    form = keep_form(request, held)
    if form.is_valid():
        try:
            services.keep_text(
                *(plan,),
                by=request.actor,
                at=at,
                replace=held is not None,
                instead_of=form.cleaned_data["held"],
                why=form.cleaned_data.get("why", ""),
                upload=staged,
            )
        except Conflict as problem:
            with afresh():  # somebody kept another meanwhile: that one is shown, and can be said to go
                held = held_text(request, instrument, language)
            digest = held.digest if held else ""
            form = KeepForm({**request.POST.dict(), "held": digest}, replaces=held is not None)
            form.add_error(None, _(problem.message) % problem.values)
        else:
            told(request, _("The text is kept."))
            return see_other(reverse("texts:whole", args=[instrument, language]))
    return answer_form(request, "texts/import_preview.html", shown(request, plan, held), form)


def refused(request: Request, instrument: str, name: str, problem: Problem) -> HttpResponse:
    """Why a file cannot be taken, and the way to another."""
    context = {
        "section": "texts",
        "instrument": queries.instrument(request.actor, instrument),
        "name": name,
        "sentence": _(problem.message) % problem.values,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "texts/import_refused.html", context, status=status)


def held_text(request: Request, instrument: str, language: str) -> OfficialText | None:
    """The text that stands where this one would."""
    held = {(each.instrument_id, each.language): each for each in queries.official_texts(request.actor)}
    return held.get((instrument, language))


def keep_form(request: Request, held: OfficialText | None) -> KeepForm:
    data = request.POST if request.method == "POST" else None
    digest = held.digest if held else ""
    return KeepForm(data, replaces=held is not None, initial={"held": digest})


def shown(request: Request, plan: Plan, held: OfficialText | None) -> dict[str, Any]:
    """What the page says of a file."""
    rows = articles(request, plan)
    return {
        "section": "texts",
        "plan": plan,
        "form_of_file": FORMS[plan.form],
        "instrument": queries.instrument(request.actor, plan.instrument),
        "name": NAMES[plan.language],
        "way": direction(plan.language),
        "held": held,
        "articles": rows[:SHOWN],
        "more": max(len(rows) - SHOWN, 0),
        "doubts": [(each, sentence(each)) for each in plan.doubts[:SHOWN]],
        "more_doubts": max(len(plan.doubts) - SHOWN, 0),
        "count": len(plan.doubts),
        "parts": len(plan.parts),
    }


def articles(request: Request, plan: Plan) -> list[Article]:
    """The articles of the file in its order, each with how many parts stand below it."""
    ours = {each.number: each for each in queries.articles(request.actor, plan.instrument)}
    found: list[tuple[Part, list[Part]]] = []
    for part in plan.parts:
        if part.kind == "article":
            found.append((part, []))
        elif found and part.number:
            found[-1][1].append(part)
    return [
        Article(
            article.line,
            article.printed or article.number,
            len(below),
            article.heading or "".join(part.words for part in below[:1])[:80],
            ours[article.number].headings.in_(here()) if article.number in ours else "",
        )
        for article, below in found
    ]


@takes("GET", "HEAD", "POST")
def remove(request: Request, instrument: str, language: str) -> HttpResponse:
    """Take out a text that is held: asks first, and for a reason."""
    check(request.actor, Action.IMPORT_TEXTS)
    text = queries.official_text(request.actor, instrument, language)
    form: Form = RemoveForm(request.POST if request.method == "POST" else None, initial={"held": text.digest})
    if form.is_valid():
        given = form.cleaned_data
        services.remove_text(
            *(instrument, language), by=request.actor, at=now(), why=given["why"], seen=given["held"]
        )
        told(request, _("The text is taken out."))
        return see_other(reverse("texts:index"))
    context = {"section": "texts", "text": text, "name": NAMES[language], "instrument": text.instrument}
    return answer_form(request, "texts/remove.html", context, form)
