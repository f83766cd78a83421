"""The documentation of the API, made here from its own schema, with answers made from the records."""

import json
from collections import defaultdict
from copy import copy
from dataclasses import replace
from typing import Any, NamedTuple
from urllib.parse import parse_qs, urlsplit

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import resolve
from django.utils.datastructures import MultiValueDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from palermo.kit.http import Request
from palermo.kit.operations import MOST, USUAL, remembered
from palermo.kit.templatetags.kit import here
from palermo.site.reference import Group, Operation, groups
from palermo.texts import queries as texts

ROOMS = "palermo.actors palermo.texts palermo.register palermo.meetings palermo.mandates"


class Refusal(NamedTuple):
    """A problem by its stable name, with its sentence as it is written, its values left open."""

    code: str
    status: int
    message: str | Promise

    @property
    def sentence(self) -> str:
        return str(self.message) % defaultdict(lambda: "…")


PROBLEMS = (
    Refusal("parameter.unknown", 400, _("There is no parameter “%(name)s” here. There are: %(allowed)s.")),
    Refusal("parameter.repeated", 400, _("“%(name)s” is given more than once. Give it once.")),
    Refusal("parameter.empty", 400, _("“%(name)s” is given without a value. Give it one, or leave it out.")),
    Refusal(
        "parameter.invalid",
        400,
        _("The value of “%(name)s” cannot be taken. The schema of the API says what it may be."),
    ),
    Refusal(
        "choice.invalid", 400, _("“%(value)s” is not a value of “%(name)s”. Choose one of: %(allowed)s.")
    ),
    Refusal(
        "date.invalid",
        400,
        _("“%(value)s” is not a date. Give it as year, month and day, such as 2012-10-15."),
    ),
    Refusal("date.future", 400, _("%(value)s lies in the future. Give today’s date or an earlier one.")),
    Refusal(
        "period.backwards",
        400,
        _("The period ends on %(end)s, not after it begins on %(start)s. Give a later end."),
    ),
    Refusal("limit.invalid", 400, _("“%(value)s” is not a number of rows from 1 to %(most)s.")),
    Refusal("cursor.invalid", 400, _("“%(value)s” is not a cursor of this list. Begin without one.")),
    Refusal(
        "party.invalid",
        400,
        _(
            "“%(value)s” is no State, organization or kind of addressees. Give the code of a State, such as "
            "JPN, or take the filter away."
        ),
    ),
    Refusal("paragraph.missing", 404, _("This decision has no paragraph “%(label)s” on record.")),
    Refusal("language.missing", 404, _("There is no such language here.")),
    Refusal(
        "participant.unknown",
        400,
        _("“%(value)s” is not the code of a State or organization. Give one such as JPN or EUE."),
    ),
    Refusal(
        "article.invalid",
        400,
        _("“%(value)s” is not an article. Give the instrument and the number, such as tip-protocol/15."),
    ),
    Refusal(
        "text.invalid",
        400,
        _("The text in “%(name)s” is too long or holds control characters. Shorten it."),
    ),
    Refusal("request.invalid", 400, _("This request cannot be read. Check the address.")),
    Refusal("state.missing", 404, _("There is no State with the code “%(code)s”.")),
    Refusal("instrument.missing", 404, _("There is no instrument “%(key)s”.")),
    Refusal("provision.missing", 404, _("There is no provision “%(key)s” on record.")),
    Refusal(
        "official_text.missing",
        404,
        _("No official text of “%(key)s” in the language “%(language)s” is held here."),
    ),
    Refusal("deliberation.missing", 404, _("There is no decision or resolution “%(key)s” on record.")),
    Refusal("page.missing", 404, _("There is nothing at this address.")),
    Refusal("verb.wrong", 405, _("This address does not take %(verb)s, but: %(verbs)s.")),
    Refusal(
        "failure",
        500,
        _("This page could not be made, and the mistake is ours. Nothing was changed. Try again later."),
    ),
)


def api_reference(request: Request) -> HttpResponse:
    # No example depends on the day.
    told = remembered(ROOMS, ("api", here()), lambda: with_answers(request))
    context = {
        "section": "",
        "groups": told,
        "problems": PROBLEMS,
        "usual": USUAL,
        "most": MOST,
        "base": request.build_absolute_uri("/api/v1/"),
        "origin": request.build_absolute_uri("/").rstrip("/"),
    }
    return render(request, "site/api_reference.html", context)


def with_answers(request: Request) -> list[Group]:
    """Each operation with what it answers to its example."""
    return [
        each._replace(operations=[answered(request, one) for one in each.operations]) for each in groups()
    ]


def answered(request: Request, operation: Operation) -> Operation:
    example = operation.example
    if operation.key == "wordings" and (held := texts.official_texts(request.actor)):
        example = f"/api/v1/official-texts/{held[0].instrument_id}/{held[0].language}/wordings?limit=1"
    status, answer = asked(request, example)
    return replace(operation, example=example, answer=answer, status=status)


def asked(request: Request, address: str) -> tuple[int, str]:
    """Ask an operation in this very process, as the reader; of a list that has no pages, one row is left."""
    asked_at = urlsplit(address)
    inner = copy(request)
    inner.method, inner.path, inner.path_info = "GET", asked_at.path, asked_at.path
    inner.GET = MultiValueDict(parse_qs(asked_at.query))  # type: ignore[assignment]  # all that is read of it
    view, arguments, named = resolve(asked_at.path)
    answer = view(inner, *arguments, **named)
    body = json.loads(answer.content)
    return answer.status_code, json.dumps(first_rows(body), indent=2, ensure_ascii=False)


def first_rows(body: Any) -> Any:
    return body[:1] if isinstance(body, list) else body
