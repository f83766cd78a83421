"""What every page shows: the language switch, the direction, the day."""

from functools import cache
from typing import Any, NamedTuple

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from palermo.core.language import LANGUAGES, NAMES, direction
from palermo.kit.http import today


class Language(NamedTuple):
    """A place in the language switch: the same page in that language."""

    code: str
    name: str
    url: str
    current: bool


class Section(NamedTuple):
    """A place in the bar at the head and in the list at the foot."""

    key: str
    name: str
    url: str


@cache
def sections(_language: str) -> list[Section]:
    """The same on every page in a language, which must be the active one."""
    return [
        Section("home", _("Overview"), reverse("home")),
        Section("decision", _("Decision 4/4"), reverse("oversight:decision", args=["4-4"])),
        Section("register", _("Register"), reverse("register:index")),
        Section("states", _("States"), reverse("states")),
        Section("texts", _("Texts"), reverse("texts:index")),
        Section("meetings", _("Meetings"), reverse("meetings:index")),
    ]


def page(request: HttpRequest) -> dict[str, Any]:
    """Context of every page. It asks the database for nothing: the page of a failure needs it too."""
    language = get_language() or "en"
    return {
        "language": language,
        "direction": direction(language),
        "languages": [
            Language(code, NAMES[code], in_language(request, code), code == language) for code in LANGUAGES
        ],
        "main_sections": sections(language),
        "section": "",
        "today": today(),
    }


def in_language(request: HttpRequest, code: str) -> str:
    """The address of this page in another language, its query kept; every path is alike but for its head."""
    head, _slash, rest = request.path[1:].partition("/")
    path = f"/{code}/{rest}" if head in LANGUAGES else f"/{code}/"
    query = request.META.get("QUERY_STRING", "")
    return f"{path}?{query}" if query else path
