"""The API: what the pages know, for programs. It never knows more than the page."""

from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_noop
from ninja import NinjaAPI
from ninja.errors import ValidationError
from ninja.openapi.schema import OpenAPISchema

from palermo.core.errors import Invalid, Problem
from palermo.kit.http import problem_response
from palermo.oversight.api import router as oversight


class Api(NinjaAPI):
    """Its schema tells what middleware adds: refusals are problem+json, what is read with GET has an ETag.

    It is read with GET and HEAD, as pages are: `kit.http.VerbsMiddleware` refuses all else.
    """

    def get_openapi_schema(self, **given: Any) -> OpenAPISchema:
        schema = super().get_openapi_schema(**given)
        for path in schema["paths"].values():
            path.pop("head", None)  # it goes without saying beside GET
            for verb, operation in path.items():
                for parameter in operation["parameters"]:
                    if parameter["schema"].get("default") == "":  # not given
                        del parameter["schema"]["default"]
                complete(verb, operation["responses"])
        return schema


def complete(verb: str, responses: dict[int, dict[str, Any]]) -> None:
    for status, answer in responses.items():
        if status >= HTTPStatus.BAD_REQUEST:
            answer["content"] = {"application/problem+json": answer["content"]["application/json"]}
    if verb == "get":
        etag = {"ETag": {"description": "Names this very answer.", "schema": {"type": "string"}}}
        responses[HTTPStatus.OK]["headers"] = etag
        responses[int(HTTPStatus.NOT_MODIFIED)] = {
            "description": "The answer is still the one that If-None-Match names.",
            "headers": etag,
        }


api = Api(
    title="Palermo",
    version="1",
    description="What was decided on trafficking in persons, and what came of it. Refusals are problem+json "
    "(RFC 9457), in the language of the request; what is read with GET has an ETag for If-None-Match.",
    docs_url=None,  # the page of documentation would load its scripts from another host
    urls_namespace="api",
)
api.add_router("", oversight)


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
