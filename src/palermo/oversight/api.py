"""The evidence of a decision, for programs."""

from typing import Annotated, Any

from django.utils.translation import activate
from ninja import Query, Router

from palermo.core.language import LANGUAGES
from palermo.kit.http import Request, choice, day, today
from palermo.oversight.evidence import evidence
from palermo.oversight.schemas import EvidenceOut, ProblemOut

router = Router(tags=["oversight"])


def told(description: str, **schema: Any) -> Any:
    """A parameter that is read by hand, so that a bad value gets the same sentence as on a page."""
    parameter = Query(description=description)  # type: ignore[type-arg]  # a type of that name, and a call
    parameter.json_schema_extra.update(schema)  # the library takes no more from its caller
    return parameter


Day = Annotated[
    str,
    told(
        "Day as at which the records are read, such as 2012-10-15; today where it is not given. "
        "No later day is taken.",
        format="date",
    ),
]
Lang = Annotated[
    str,
    told(
        "Language of the sentences; that of Accept-Language where it is not given.",
        enum=list(LANGUAGES),
    ),
]


@router.api_operation(
    ["GET", "HEAD"],
    "/decisions/{key}/evidence",
    response={200: list[EvidenceOut], 400: ProblemOut, 404: ProblemOut},
    summary="What the records say of each paragraph of a decision on a day",
    operation_id="decision_evidence",
)
def decision_evidence(request: Request, key: str, on: Day = "", lang: Lang = "") -> list[EvidenceOut]:  # noqa: ARG001
    """One row for each paragraph and each item, in the order of the decision: 24 for decision 4-4."""
    speak(request)
    now = today()
    return [
        EvidenceOut.of(row)
        for row in evidence(request.actor, key, day(request, "on", now, latest=now) or now)
    ]


def speak(request: Request) -> None:
    """Answer in the language that the address asks for; Django has already read Accept-Language."""
    if language := choice(request, "lang", LANGUAGES):
        activate(language)
