"""What every page shows: the language switch, the direction, the day."""

from typing import Any, NamedTuple

from django.http import HttpRequest
from django.utils.translation import get_language

from palermo.core.language import LANGUAGES, NAMES, direction
from palermo.kit.http import today


class Language(NamedTuple):
    """A place in the language switch: the same page in that language."""

    code: str
    name: str
    url: str
    current: bool


def page(request: HttpRequest) -> dict[str, Any]:
    """Context of every page. It asks the database for nothing: the page of a failure needs it too."""
    language = get_language() or "en"
    return {
        "language": language,
        "direction": direction(language),
        "languages": [
            Language(code, NAMES[code], in_language(request, code), code == language) for code in LANGUAGES
        ],
        "section": "",
        "today": today(),
    }


def in_language(request: HttpRequest, code: str) -> str:
    """The address of this page in another language, its query kept; every path is alike but for its head."""
    head, _slash, rest = request.path[1:].partition("/")
    path = f"/{code}/{rest}" if head in LANGUAGES else f"/{code}/"
    query = request.META.get("QUERY_STRING", "")
    return f"{path}?{query}" if query else path
