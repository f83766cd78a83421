"""Pages of the journal, for auditors and administrators; to everybody else nothing is there."""

from collections.abc import Sequence
from time import perf_counter
from typing import NamedTuple, cast

from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop

from palermo.core.errors import Invalid
from palermo.core.permissions import Action, check, may
from palermo.journal import exports, queries, services
from palermo.journal.forms import EVERYWHERE, ErasureForm, Filters, filters_of
from palermo.journal.models import Act, Entry
from palermo.kit.files import file_of, links
from palermo.kit.http import Request, answer_form, download, now, paged, takes, today, told
from palermo.kit.tables import Table

PAGE, SHOWN = 50, 20
MOST = 20_000  # rows of a file


class Listed(NamedTuple):
    filters: Filters
    table: Table[Entry]
    rows: QuerySet[Entry]


def listed(request: Request) -> Listed:
    """The entries that the filters leave, in the order asked for."""
    filters = filters_of(request, today())
    asked = (filters.who, filters.act, filters.subject, filters.since, filters.until)
    rows = queries.entries(request.actor, *asked)
    table = exports.entries_table(request)
    return Listed(filters, table, exports.in_order(table, rows))


def index(request: Request) -> HttpResponse:
    """The newest entries, and whether the chain holds."""
    started = perf_counter()
    state = queries.state(request.actor)
    taken = perf_counter() - started
    found = listed(request)
    page = paged(request, cast("list[Entry]", found.rows), PAGE)
    context = {
        "section": "journal:index",
        "state": state,
        "taken": f"{taken:.2f}",
        "checked": exports.moment_of(state.check.at) if state.check else "",
        "faults": [exports.sentence(fault) for fault in state.faults[:SHOWN]],
        "filters": found.filters,
        "acts": sorted(Act.choices, key=lambda pair: str(pair[1])),
        "count": page.paginator.count,
        "page": page,
        "sort": found.table.sort,
        "table": found.table.html(list(page.object_list), stacked=True),
        "exports": links("journal:export"),
    }
    return render(request, "journal/index.html", context)


def export(request: Request, form: str) -> HttpResponse:
    """What the filters leave, as a file."""
    found = listed(request)
    count = found.rows.count()
    if count > MOST:
        raise Invalid(
            "journal.long",
            gettext_noop("A file takes %(most)s entries, and these are %(count)s. Narrow them by day."),
            most=MOST,
            count=count,
        )
    return file_of(found.table, list(found.rows), form, "journal")


def entry(request: Request, number: int) -> HttpResponse:
    """All parts of one entry, with what binds each."""
    found = queries.entry(request.actor, number)
    commitments = found.commitments if isinstance(found.commitments, dict) else {}
    parts = [
        {
            "name": exports.PART_NAMES[name],
            "value": exports.values(found) if name == "values" else str(value),
            "code": name in {"at", "act", "key", "subject", "values"},
            "erased": name in found.erased,
            "commitment": commitments.get(name, ""),
        }
        for name, value in found.parts.items()
    ]
    context = {
        "section": "journal:index",
        "entry": found,
        "title": exports.act_word(found.act),
        "moment": exports.moment_of(found.at),
        "parts": parts,
        "previous": number - 1 if number > 1 else None,
        "previous_hash": queries.previous_hash(request.actor, number),
        "next": queries.entries(request.actor).filter(number=number + 1).exists(),
    }
    context["may_erase"] = found.erasable and may(request.actor, Action.ERASE_NAMES)
    return render(request, "journal/entry.html", context)


@takes("GET", "HEAD", "POST")
def erase(request: Request, number: int) -> HttpResponse:
    """Ask which part of an entry is to be erased and why; then erase it."""
    check(request.actor, Action.ERASE_NAMES)
    found = queries.entry(request.actor, number)
    there = reverse("journal:entry", args=[number])
    if not found.erasable:
        return HttpResponseRedirect(there)
    form = ErasureForm(request.POST if request.method == "POST" else None, parts=parts_of(found))
    if form.is_valid():
        part, why = form.cleaned_data["part"], form.cleaned_data["why"]
        if part == EVERYWHERE:
            services.erase_person(found.key, by=request.actor, at=now(), why=why)
        else:
            services.erase([(number, part)], by=request.actor, at=now(), why=why)
        told(request, _("Erased. The journal says that it was, and why."))
        return HttpResponseRedirect(there, status=303)
    context = {"section": "journal:index", "entry": found, "title": exports.act_word(found.act)}
    return answer_form(request, "journal/erase.html", context, form)


def parts_of(found: Entry) -> Sequence[tuple[str, str | Promise]]:
    """What can be erased: each part of the entry, and the name in all entries of the same account."""
    parts = [(name, exports.PART_NAMES[name]) for name in exports.PART_NAMES if name in found.erasable]
    everywhere = gettext_lazy("Who, in every entry of this account")
    return parts + ([(EVERYWHERE, everywhere)] if found.key and "name" in found.erasable else [])


def head(request: Request) -> HttpResponse:
    """The signed head of the chain, to be kept elsewhere."""
    return download(exports.signed_head(request.actor, now()), "journal-head.json", "application/json")
