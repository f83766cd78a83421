"""The first page: where the decision stands, who joined, who meets, what came out of it."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from palermo.core.actor import Actor
from palermo.core.language import Text
from palermo.kit.http import Request, today
from palermo.kit.templatetags.kit import STATUSES
from palermo.mandates import queries as mandates
from palermo.meetings import queries as meetings
from palermo.oversight.evidence import evidence_of
from palermo.register import pictures
from palermo.register import queries as register

DECISION, SUBJECT, GROUP = "4-4", "tip-protocol", "wg-tip"
SHOWN = 4  # of each list


class Joined(NamedTuple):
    """A consent to be bound."""

    date: date
    names: Text
    url: str
    act: str
    confidence: str


def home(request: Request) -> HttpResponse:
    actor, on = request.actor, today()
    deliberation = mandates.deliberation(actor, DECISION)
    rows = evidence_of(actor, deliberation, mandates.paragraphs(actor, DECISION), on)
    cells = [row for row in rows if not row.paragraph.parent]
    tally = Counter(row.status for row in cells)
    place = register.position(actor, SUBJECT, on)
    context = {
        "section": "home",
        "cells": cells,
        "counts": [(status, tally[status]) for status in STATUSES],
        "unknown": [row for row in cells if row.status == "unknown"],
        "complete_to": place.complete_to,
        "parties": len(place.parties),
        "joined_since": len(place.joined_after(deliberation.since)),
        "chart": pictures.joining(place, decided=deliberation.since),
        "joined": joined(register.joined_last(actor, SUBJECT, on, SHOWN)),
        "outcomes": meetings.records(actor).outcomes[:SHOWN],
    }
    return render(request, "site/home.html", context | sessions(actor, on))


def joined(acts: Iterable[Any]) -> list[Joined]:
    return [
        Joined(
            act.date,
            (act.state or act.organization).names,
            reverse("state", args=[act.state_id])
            if act.state
            else reverse("organization", args=[act.organization.slug]),
            str(act.get_kind_display()),
            act.confidence,
        )
        for act in acts
    ]


def sessions(actor: Actor, on: date) -> dict[str, Any]:
    """What meets next and met last; how many meetings the group’s page lists up to this year."""
    listed = [each for each in meetings.records(actor).sessions if each.body_id == GROUP]
    years = [each.year for each in listed if each.year <= on.year]
    calendar = meetings.calendar(actor, on, SHOWN)
    return {
        "upcoming": calendar.upcoming,
        "held": calendar.held,
        "undated": calendar.undated,
        "meetings_held": len(years),
        "first_year": years[0] if years else on.year,
        "group_url": reverse("meetings:body", args=[GROUP]),
    }
