"""What every page shows: the language switch, the direction, the day."""

from functools import cache
from typing import Any, NamedTuple

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import get_language, pgettext, pgettext_lazy
from django.utils.translation import gettext as _

from palermo.core.actor import PUBLIC, Actor
from palermo.core.language import LANGUAGES, NAMES, direction
from palermo.core.permissions import Action, may
from palermo.kit.http import heard, today


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
        Section("mandates", pgettext("navigation", "Mandates"), reverse("mandates:index")),
        Section("register", _("Register"), reverse("register:index")),
        Section("states", _("States"), reverse("states")),
        Section("texts", _("Texts"), reverse("texts:index")),
        Section("meetings", _("Meetings"), reverse("meetings:index")),
    ]


# What is not for everyone: who may see it, the name of its address, and what it is called in the bar.
OWN: tuple[tuple[Action, str, Promise], ...] = (
    (Action.READ_PEOPLE, "people:index", pgettext_lazy("navigation", "People")),
    (Action.READ_TASKS, "mandates:tasks", pgettext_lazy("navigation", "Tasks")),
    (Action.CORRECT_FACTS, "corrections:index", pgettext_lazy("navigation", "Corrections")),
    (Action.READ_JOURNAL, "journal:index", pgettext_lazy("navigation", "Journal")),
)
# The first part of an address after its language, and the section that it is of.
DOORS = {"account": "account", "sign-in": "sign_in"}


def own_sections(actor: Actor) -> list[Section]:
    """What this actor may open beyond what everyone may."""
    return [
        Section(name, str(label), address)
        for action, name, label in OWN
        if may(actor, action) and (address := address_of(name))
    ]


def address_of(name: str) -> str:
    """Nothing for a page that is not built yet."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def page(request: HttpRequest) -> dict[str, Any]:
    """Context of every page. It asks the database for nothing: the page of a failure needs it too."""
    language = get_language() or "en"
    actor = getattr(request, "actor", PUBLIC)
    return {
        "language": language,
        "direction": direction(language),
        "languages": [
            Language(code, NAMES[code], in_language(request, code), code == language) for code in LANGUAGES
        ],
        "main_sections": sections(language),
        "section": DOORS.get(f"{request.path}//".split("/")[2], ""),
        "today": today(),
        "told": heard(request),
        "actor": actor,
        "own_sections": own_sections(actor) if actor.key else [],
        "lacks_second_factor": getattr(request, "lacks_second_factor", False),
    }


def in_language(request: HttpRequest, code: str) -> str:
    """The address of this page in another language, its query kept; every path is alike but for its head."""
    head, _slash, rest = request.path[1:].partition("/")
    path = f"/{code}/{rest}" if head in LANGUAGES else f"/{code}/"
    query = request.META.get("QUERY_STRING", "")
    return f"{path}?{query}" if query else path
