"""Operations: functions of a room that are read with GET and HEAD, and refuse what they are not asked."""

from collections.abc import Callable, Sequence
from functools import wraps
from inspect import Parameter, Signature, signature
from typing import Any, TypeVar
from urllib.parse import quote, urlencode

from django.http import HttpResponse
from ninja import Router

from palermo.kit.http import Request
from palermo.kit.operations.answers import Page, ProblemOut
from palermo.kit.operations.asked import LANG, Asked, refuse_unasked, speak
from palermo.kit.operations.paging import CURSOR, LIMIT, Key, cursor_of, cut, limit_of, place_after

V = TypeVar("V", bound=Callable[..., Any])
ANSWERING = Parameter("response", Parameter.POSITIONAL_OR_KEYWORD, annotation=HttpResponse)


def reads(router: Router, path: str, answer: Any, summary: str, *asked: Asked) -> Callable[[V], V]:
    """Make a function of a request and the parts of its path an operation, with the function's own name.

    Its docstring is the description; what it may be asked beside its path, it reads from the request by hand.
    """

    def register(view: V) -> V:
        @wraps(view)
        def alone(request: Request, response: HttpResponse, **places: str) -> Any:  # noqa: ARG001 (as `lists`)
            return view(request, **places)

        add(router, path, answer, summary, (*asked, LANG), view, alone)
        return view

    return register


def lists(
    router: Router, path: str, row: Any, summary: str, *asked: Asked, by: Callable[[Any], Key]
) -> Callable[[V], V]:
    """The same for a list: the function answers its rows in the order of `by`; a page of them is sent.

    No two rows have the same place in that order. `row` is a schema that is made `of` a row.
    """
    answer = Page[row]

    def register(view: V) -> V:
        @wraps(view)
        def page(request: Request, response: HttpResponse, **places: str) -> Any:
            after, limit = place_after(request), limit_of(request)
            some, others = cut(view(request, **places), by, after, limit)
            cursor = cursor_of(by(some[-1])) if others else None
            if cursor:
                response["Link"] = f'<{next_address(request, cursor)}>; rel="next"'
            return answer.model_construct(items=[row.of(each) for each in some], next=cursor)

        add(router, path, answer, summary, (*asked, CURSOR, LIMIT, LANG), view, page)
        return view

    return register


def next_address(request: Request, cursor: str) -> str:
    asked = {**request.GET.dict(), "cursor": cursor}  # each stands there once
    return f"{quote(request.path)}?{urlencode(asked)}"


def add(
    router: Router,
    path: str,
    answer: Any,
    summary: str,
    asked: Sequence[Asked],
    view: Callable[..., Any],
    answering: Callable[..., Any],
) -> None:
    """Add an operation to a room's router, with a signature that the library reads."""
    known = {each.name: each for each in asked}
    request_, *places = signature(view).parameters.values()
    names = [each.name for each in places]

    @wraps(view)
    def operation(request: Request, response: HttpResponse, **given: Any) -> Any:
        speak(request)
        refuse_unasked(request, known)
        return answering(request, response, **{name: given[name] for name in names})

    told = [each.declared() for each in asked]
    parts = [each.replace(kind=Parameter.KEYWORD_ONLY) for each in places]
    operation.__signature__ = Signature([request_, ANSWERING, *parts, *told])  # type: ignore[attr-defined]
    router.api_operation(
        ["GET", "HEAD"],
        path,
        response={200: answer, 400: ProblemOut, **({404: ProblemOut} if places else {})},
        summary=summary,
        operation_id=view.__name__,
    )(operation)
