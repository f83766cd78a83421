"""What an operation may be asked, and how what it is not asked is refused."""

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from inspect import Parameter
from typing import Any

from django.utils.translation import activate, gettext_noop
from ninja import Path, Query

from palermo.core.errors import Invalid
from palermo.core.language import LANGUAGES
from palermo.kit.http import Request, choice
from palermo.kit.models import Provenance

LONGEST = 200  # characters of a free text
FREE = {"minLength": 1, "maxLength": LONGEST, "pattern": r"^[^\x00-\x1f]+$"}


@dataclass(frozen=True)
class Asked:
    """A parameter of the query: its name, what it means, and its values as JSON Schema has them."""

    name: str
    description: str
    schema: dict[str, Any] = field(default_factory=dict)

    def of(self, request: Request, allowed: Collection[str] = ()) -> str:
        """One of its values; "" where the address gives none. Raises Invalid for any other."""
        return choice(request, self.name, allowed or self.schema["enum"])

    def declared(self) -> Parameter:
        """The same for the library, which takes any text: a room reads it by hand, as a page does."""
        said = Query("", alias=self.name, description=self.description)  # type: ignore[type-arg]  # is called too
        said.json_schema_extra.update(self.schema)  # the library takes no more from its caller
        # Some, such as “from”, are words of the language that this is written in.
        return Parameter(f"{self.name}_", Parameter.KEYWORD_ONLY, default=said, annotation=str)

    def refuse_ill_formed(self, value: str) -> None:
        form, longest = self.schema.get("pattern"), self.schema.get("maxLength", len(value))
        if len(value) > longest or (form and not re.fullmatch(form, value)):
            raise Invalid(
                "parameter.invalid",
                gettext_noop(
                    "The value of “%(name)s” cannot be taken. The schema of the API says what it may be."
                ),
                name=self.name,
            )


def asks(name: str, description: str, **schema: Any) -> Asked:
    """A parameter; a free text where nothing is said of its values."""
    return Asked(name, description, schema if schema.keys() & {"enum", "format", "type"} else FREE | schema)


def place(what: str, example: str, pattern: str = r"^[-a-zA-Z0-9_]+$") -> Any:
    """A part of the path, for Annotated, such as the key of a row. What has not its form is at no address."""
    extra = {"pattern": pattern, "examples": [example]}
    said = Path(..., description=f"{what}, such as {example}.")  # type: ignore[type-arg]  # is called too
    said.json_schema_extra.update(extra)
    return said


DAY = asks(
    "on",
    "Day as at which the records are read, such as 2012-10-15; today where it is not given. "
    "No later day is taken.",
    format="date",
)
LANG = asks(
    "lang",
    "Language of sentences and of the addresses of pages; that of Accept-Language where it is not given.",
    enum=list(LANGUAGES),
)
CONFIDENCE = asks("confidence", "How sure the fact is.", enum=list(Provenance.Confidence.values))
Q = asks("q", "Words, in any language, without regard to case and accents.")


def speak(request: Request) -> None:
    """Answer in the language that the address asks for; Django has already read Accept-Language."""
    if language := LANG.of(request):
        activate(language)


def refuse_unasked(request: Request, known: dict[str, Asked]) -> None:
    """Raise Invalid for a parameter that is not known, is empty or said twice, or has not its form.

    A filter that is misspelt would otherwise leave everything in.
    """
    for name, values in request.GET.lists():
        if name not in known:
            raise Invalid(
                "parameter.unknown",
                gettext_noop("There is no parameter “%(name)s” here. There are: %(allowed)s."),
                name=name[:60],
                allowed=", ".join(sorted(known)),
            )
        if len(values) > 1:
            raise Invalid(
                "parameter.repeated",
                gettext_noop("“%(name)s” is given more than once. Give it once."),
                name=name,
            )
        if not values[0]:
            raise Invalid(
                "parameter.empty",
                gettext_noop("“%(name)s” is given without a value. Give it one, or leave it out."),
                name=name,
            )
        known[name].refuse_ill_formed(values[0])
