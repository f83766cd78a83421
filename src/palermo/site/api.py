"""The API: what the pages know, for programs. It never knows more than the page."""

from functools import cached_property
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_noop
from ninja import NinjaAPI
from ninja.errors import ValidationError
from ninja.openapi.schema import OpenAPISchema
from ninja.renderers import JSONRenderer

from palermo.actors.api import router as actors
from palermo.core.errors import Invalid, Problem
from palermo.kit.http import problem_response
from palermo.mandates.api import router as mandates
from palermo.meetings.api import router as meetings
from palermo.oversight.api import router as oversight
from palermo.register.api import router as register
from palermo.texts.api import router as texts

ROOMS = (actors, texts, register, meetings, mandates, oversight)
TAGS = {
    "actors": "Who is who: States, organizations, regions.",
    "texts": "The treaties, and what each article and paragraph of them asks, in our own words.",
    "register": "Who is bound by what, since when, as known when.",
    "meetings": "Who met, when, and what came out of it.",
    "mandates": "What was asked of whom by a decision or resolution.",
    "oversight": "What the records say of it.",
}


class Letters(JSONRenderer):
    """Every letter as itself."""

    json_dumps_params: dict[str, Any] = {"ensure_ascii": False}


class Api(NinjaAPI):
    """Its schema tells what middleware adds: refusals are problem+json, what is read with GET has an ETag.

    It is read with GET and HEAD, as pages are: `kit.http.VerbsMiddleware` refuses all else.
    """

    def get_openapi_schema(self, **_given: Any) -> OpenAPISchema:
        """The same each time, and not to be changed."""
        return self.whole

    @cached_property
    def whole(self) -> OpenAPISchema:
        schema = super().get_openapi_schema()
        for path in schema["paths"].values():
            path.pop("head", None)  # it goes without saying beside GET
            for operation in path.values():
                for parameter in operation["parameters"]:
                    plain(parameter)
                complete(operation)
        return schema


def plain(parameter: dict[str, Any]) -> None:
    """Leave out what the library says of a parameter more than once, or falsely."""
    parameter.pop("examples", None)  # they stand in its schema
    schema = parameter["schema"]
    if schema.get("default") == "":  # not given
        del schema["default"]
    for said in ("title", "description"):
        schema.pop(said, None)


def complete(operation: dict[str, Any]) -> None:
    problem = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/ProblemOut"}}}
    responses = operation["responses"]
    for status, answer in responses.items():
        answer["description"] = DESCRIPTIONS[status]
        if status >= HTTPStatus.BAD_REQUEST:
            answer["content"] = problem
    etag = {"ETag": header("Names this very answer.")}
    responses[200]["headers"] = etag
    if any(each["name"] == "cursor" for each in operation["parameters"]):
        link = header(
            'The address of the rows after these, as rel="next" (RFC 8288); only where there are any.'
        )
        responses[200]["headers"] = etag | {"Link": link}
    responses[304] = {"description": DESCRIPTIONS[304], "headers": etag}
    allow = {"Allow": header("The verbs that the address takes.")}
    responses[405] = {"description": DESCRIPTIONS[405], "headers": allow, "content": problem}
    operation["responses"] = dict(sorted(responses.items()))


def header(description: str) -> dict[str, Any]:
    return {"description": description, "schema": {"type": "string"}}


DESCRIPTIONS = {
    200: "What is on record.",
    304: "The answer is still the one that If-None-Match names.",
    400: "A parameter has a value that it cannot have, or is not one of this address, or stands there twice.",
    404: "There is no such record.",
    405: "The address is read with GET and HEAD alone.",
}

api = Api(
    title="Palermo",
    version="1",
    description="What was decided on trafficking in persons, and what came of it. Refusals are problem+json "
    "(RFC 9457), in the language of the request; what is read with GET has an ETag for If-None-Match. "
    "A parameter that an address does not have is refused, so that a filter that is misspelt does not leave "
    "everything in.",
    docs_url=None,  # the page of documentation would load its scripts from another host; ours is /en/api/
    renderer=Letters(),
    urls_namespace="api",
    openapi_extra={"tags": [{"name": name, "description": said} for name, said in TAGS.items()]},
)
for room in ROOMS:
    api.add_router("", room)


@api.exception_handler(Problem)
def problem(request: HttpRequest, exception: Problem) -> HttpResponse:
    return problem_response(request, exception)


@api.exception_handler(ValidationError)
def invalid(request: HttpRequest, exception: ValidationError) -> HttpResponse:
    """The first of what is wrong, by the name of its parameter."""
    where = [str(part) for part in exception.errors[0].get("loc", ())] if exception.errors else []
    named = Invalid(
        "parameter.invalid",
        gettext_noop("The value of “%(name)s” cannot be taken. The schema of the API says what it may be."),
        name=".".join(where[1:])[:60],
    )
    return problem_response(request, named)
