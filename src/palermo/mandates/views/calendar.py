"""Deadlines as calendar files: all of them, or those of one party."""

from datetime import date, timedelta

from django.db.models import QuerySet
from django.http import HttpResponse
from django.utils.translation import gettext

from palermo.kit.http import Request, download, today
from palermo.mandates import queries
from palermo.mandates.exports.calendar import calendar_of
from palermo.mandates.exports.parties import name_of_party
from palermo.mandates.models import Mandate, Standing
from palermo.mandates.queries.mandates import Wanted
from palermo.mandates.queries.rows import whole

TYPE = "text/calendar; charset=utf-8"
MOST = 500  # entries; a calendar program reads the whole file again and again
BACK = timedelta(days=365)


def calendar(request: Request) -> HttpResponse:
    """Every deadline of what still stands, of the last year and to come."""
    on = today()
    found = queries.mandates(request.actor, Wanted(due="dated", standing=Standing.STANDS), on)
    return file(request, gettext("Deadlines of decisions"), found, on, "deadlines")


def asked_calendar(request: Request, party: str) -> HttpResponse:
    """The same of what is asked of a party."""
    of, on = queries.party(request.actor, party), today()
    found = queries.asked_of(request.actor, of, on).filter(standing=Standing.STANDS, due__isnull=False)
    name = gettext("Deadlines: %(party)s") % {"party": name_of_party(of)}
    return file(request, name, found, on, f"deadlines-{of.key}")


def file(request: Request, name: str, found: QuerySet[Mandate], on: date, called: str) -> HttpResponse:
    near = found.filter(due__gte=on - BACK).order_by("due", "deliberation", "order")
    keys = list(near.values_list("pk", flat=True)[:MOST])
    root = request.build_absolute_uri("/").removesuffix("/")
    content = calendar_of(name, whole(keys), found.count() - len(keys), root)
    return download(content, f"{called}.ics", TYPE)
