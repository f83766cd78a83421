"""Doors: who asks, on which day, what an address parameter means, and what a Problem looks like."""

import re
from collections.abc import Callable, Collection, Sequence
from datetime import UTC, date, datetime
from typing import Any, TypeVar
from urllib.parse import quote

from django.core.paginator import Page, Paginator
from django.db import connection
from django.forms import BaseForm
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseNotAllowed,
    HttpResponseRedirect,
    JsonResponse,
)
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from palermo.core.actor import Actor
from palermo.core.errors import Denied, Invalid, Missing, Problem
from palermo.kit.models import one_look
from palermo.kit.notices import heard as heard
from palermo.kit.notices import told as told
from palermo.kit.storage import no_room

Answer = Callable[[HttpRequest], HttpResponse]
READING = frozenset({"GET", "HEAD"})
T = TypeVar("T")
V = TypeVar("V", bound=Callable[..., HttpResponse])
ABSENT = gettext_noop("There is nothing at this address.")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


class Request(HttpRequest):
    """A request that is certain of who asks."""

    actor: Actor
    lacks_second_factor: bool  # a person with a role, whose session has none
    device_for: str  # whose browser this is to be known as


def today() -> date:
    """The day at the door; views and commands read it here and pass it down."""
    return now().date()


def now() -> datetime:
    """The moment at the door; views and commands read it here and pass it down."""
    return datetime.now(UTC)


def day(request: HttpRequest, name: str, default: date | None, *, latest: date | None = None) -> date | None:
    """A day of the address, as 2012-10-15. Raises Invalid for anything else, and for a day after `latest`."""
    value = request.GET.get(name, "")
    if not value:
        return default
    try:
        if not DAY.fullmatch(value):
            raise ValueError
        found = date.fromisoformat(value)
    except ValueError:
        raise Invalid(
            "date.invalid",
            gettext_noop("“%(value)s” is not a date. Give it as year, month and day, such as 2012-10-15."),
            value=value[:60],
        ) from None
    if latest and found > latest:
        raise Invalid(
            "date.future",
            gettext_noop("%(value)s lies in the future. Give today’s date or an earlier one."),
            value=value,
        )
    return found


def choice(request: HttpRequest, name: str, allowed: Collection[str], default: str = "") -> str:
    """One of the allowed values, or the default where the address gives none. Raises Invalid otherwise."""
    value = request.GET.get(name, "")
    if not value:
        return default
    if value not in allowed:
        raise Invalid(
            "choice.invalid",
            gettext_noop("“%(value)s” is not a value of “%(name)s”. Choose one of: %(allowed)s."),
            value=value[:60],
            name=name,
            allowed=", ".join(sorted(allowed)),
        )
    return value


def words(request: HttpRequest, name: str, longest: int = 200) -> str:
    """Free text of the address, trimmed. Raises Invalid if it is too long or holds control characters."""
    value = request.GET.get(name, "").strip()
    if len(value) > longest or any(ord(letter) < 32 for letter in value):
        raise Invalid(
            "text.invalid",
            gettext_noop("The text in “%(name)s” is too long or holds control characters. Shorten it."),
            name=name,
        )
    return value


def paged(request: HttpRequest, rows: Sequence[T], size: int) -> Page[T]:
    """The page of a long list that the address asks for. Raises Invalid for one that is not there."""
    paginator = Paginator(rows, size)
    number = request.GET.get("page") or "1"
    if number not in map(str, paginator.page_range):
        raise Invalid(
            "page.invalid",
            gettext_noop("There is no page “%(number)s” of this list."),
            number=number[:20],
        )
    return paginator.page(int(number))


def download(content: bytes, name: str, content_type: str) -> HttpResponse:
    """A file to keep, under a name that every browser takes."""
    return HttpResponse(content, content_type=content_type, headers=kept_as(name))


def kept_as(name: str) -> dict[str, str]:
    """The header that says to keep what comes as a file."""
    return {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}"}


def answer_form(request: HttpRequest, template: str, context: dict[str, Any], form: BaseForm) -> HttpResponse:
    """The page of a form: 200, or 422 where what was filled in cannot be taken."""
    status = 422 if form.is_bound and form.errors else 200
    return render(request, template, {**context, "form": form}, status=status)


def see_other(address: str) -> HttpResponse:
    """After a write: to the page that shows what came of it, which a browser then fetches."""
    return HttpResponseRedirect(address, status=303)


class WrongVerb(Problem):
    """The address does not take this verb."""

    status = 405


class Unproven(Problem):
    """Nothing proves that the request comes from a page of this site."""

    status = 403


class HealthMiddleware:
    """/healthz, whatever the host is called: 200 when the database answers, else 503."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path != "/healthz":
            return self.get_response(request)
        if request.method not in READING:
            return HttpResponseNotAllowed(sorted(READING))
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1")
        except Exception:
            return JsonResponse({"status": "unavailable"}, status=503)
        return JsonResponse({"status": "ok"})


# The API is read by pages of any site: nothing in it is for one reader alone, and no cookie is looked at.
# Whoever keeps an answer asks each time whether it is still so, by its ETag.
OPEN = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "If-None-Match",
    "Access-Control-Expose-Headers": "ETag, Link",
    "Access-Control-Max-Age": "86400",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Cache-Control": "no-cache",
}


class HeadersMiddleware:
    """Headers that Django does not set."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer = self.get_response(request)
        answer.setdefault(
            "Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"
        )
        if request.path.startswith("/api/v1/"):
            for name, value in OPEN.items():
                answer.setdefault(name, value)
        answer.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return answer


def takes(*verbs: str) -> Callable[[V], V]:
    """Say of a view which verbs it takes, such as GET and POST. One that says nothing can only be read."""

    def says(view: V) -> V:
        view.verbs = frozenset(verbs)  # type: ignore[attr-defined]
        return view

    return says


class VerbsMiddleware:
    """Refuses every verb that an address does not say it takes, before its view is asked."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        view: Callable[..., HttpResponse],
        args: tuple[Any, ...],  # noqa: ARG002 (Django gives it)
        kwargs: dict[str, Any],  # noqa: ARG002 (Django gives it)
    ) -> HttpResponse | None:
        verbs: frozenset[str] = getattr(view, "verbs", READING)
        if request.method in verbs:
            return None
        if request.method == "OPTIONS":
            answer = HttpResponse(status=204)
        else:
            sentence = gettext_noop("This address does not take %(verb)s, but: %(verbs)s.")
            named = {"verb": str(request.method)[:20], "verbs": ", ".join(sorted(verbs))}
            answer = problem_response(request, WrongVerb("verb.wrong", sentence, **named))
        answer["Allow"] = ", ".join(sorted(verbs | {"OPTIONS"}))
        return answer


class OneLookMiddleware:
    """A request sees one state of what is remembered between requests."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with one_look():
            return self.get_response(request)


class ProblemMiddleware:
    """Turns a Problem into a page or a problem+json answer with the same sentence, in the reader's words."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self,
        request: HttpRequest,
        _view: Callable[..., HttpResponse],
        _args: tuple[Any, ...],
        kwargs: dict[str, Any],
    ) -> HttpResponse | None:
        """Nothing is called by what PostgreSQL cannot hold, and would not even look for."""
        if any("\0" in str(each) for each in kwargs.values()):
            return problem_response(request, Missing("page.missing", ABSENT))
        return None

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        problem = exception if isinstance(exception, Problem) else no_room(exception)
        return problem_response(request, problem) if problem else None


def problem_response(request: HttpRequest, problem: Problem) -> HttpResponse:
    """The answer to a Problem. What is forbidden looks just like what is absent."""
    if isinstance(problem, Denied):
        problem = Missing("page.missing", ABSENT)
    sentence = _(problem.message) % problem.values
    if request.path.startswith("/api/"):
        body = {
            "type": f"urn:palermo:problem:{problem.code}",
            "title": sentence,
            "status": problem.status,
            "detail": sentence,
        }
        return JsonResponse(body, status=problem.status, content_type="application/problem+json")
    return render(
        request, "site/problem.html", {"sentence": sentence, "status": problem.status}, status=problem.status
    )
