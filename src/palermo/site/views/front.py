"""The way in, and what is said when there is no way."""

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from palermo.core.errors import Denied, Invalid, Missing
from palermo.kit.http import ABSENT, Unproven, problem_response

ROBOTS = "User-agent: *\nDisallow: /*/search/\n"
LAST_RESORT = "<!doctype html><html lang=en><title>Palermo</title><p>{}"


def front(_request: HttpRequest) -> HttpResponse:
    """To the reader's language, as the browser says it."""
    answer = redirect("home")
    patch_vary_headers(answer, ["Accept-Language", "Cookie"])
    return answer


def robots(_request: HttpRequest) -> HttpResponse:
    return HttpResponse(ROBOTS, content_type="text/plain")


def bad_request(request: HttpRequest, exception: SuspiciousOperation) -> HttpResponse:  # noqa: ARG001 (Django gives it)
    problem = Invalid("request.invalid", gettext_noop("This request cannot be read. Check the address."))
    return problem_response(request, problem)


def forbidden(request: HttpRequest, exception: PermissionDenied) -> HttpResponse:  # noqa: ARG001 (Django gives it)
    return problem_response(request, Denied("permission.denied", gettext_noop("You may not do this.")))


def unproven(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 (Django gives it)
    sentence = gettext_noop(
        "Nothing proves that this was sent from a page of this site. Nothing was changed. "
        "Go back, load the page again, and send it once more."
    )
    return problem_response(request, Unproven("form.unproven", sentence))


def not_found(request: HttpRequest, exception: Http404) -> HttpResponse:  # noqa: ARG001 (Django gives it)
    problem = Missing("page.missing", ABSENT)
    return problem_response(request, problem)


def failure(request: HttpRequest) -> HttpResponse:
    """Our own mistake. It needs neither the database nor, if it must be, a template."""
    sentence = _(
        "This page could not be made, and the mistake is ours. Nothing was changed. Try again later."
    )
    if request.path.startswith("/api/"):
        body = {"type": "urn:palermo:problem:failure", "title": sentence, "status": 500, "detail": sentence}
        return JsonResponse(body, status=500, content_type="application/problem+json")
    try:
        return render(request, "site/problem.html", {"sentence": sentence, "status": 500}, status=500)
    except Exception:
        return HttpResponse(LAST_RESORT.format(sentence), status=500)
