"""The one table of the public lists: how each is called, its file, and where it is on a page.

A list that is not here stands in NARROWER, beside the list that has all its rows; a test reads the addresses.
"""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from django.http import HttpRequest
from django.urls import resolve, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from palermo.core.actor import Actor
from palermo.kit.files import ListFile
from palermo.kit.templatetags.kit import words
from palermo.mandates import queries as mandates
from palermo.mandates.queries.figures import are_few
from palermo.meetings import queries as meetings
from palermo.texts import queries as texts


class PublicList(NamedTuple):
    """A list, or one for each instrument or body; `part` tells those of one address apart."""

    name: str
    title: str | Promise
    route: str
    page: str
    one_a: str = ""
    part: str = ""


class Instance(NamedTuple):
    """A list that can be asked for: its name among the files, its title, and its places here."""

    name: str
    title: str
    url: str
    page: str
    one_of_several: bool

    def file(self, form: str) -> str:
        """Its address as a file."""
        return f"{self.url.rpartition('.')[0]}.{form}"


def instruments(actor: Actor) -> list[tuple[str, str]]:
    return [(each.key, words(each.short_titles)) for each in texts.all_instruments(actor)]


def registered(actor: Actor) -> list[tuple[str, str]]:
    return [(each.key, words(each.short_titles)) for each in texts.registered(actor)]


def bodies(actor: Actor) -> list[tuple[str, str]]:
    return [(each.key, words(each.short_names)) for each in meetings.records(actor).bodies]


def decisions(actor: Actor) -> list[tuple[str, str]]:
    """Those with rules of their own; what is said of others stands in the list of what is owed."""
    found = [each for each in mandates.every(actor).values() if not each.imported]
    return sorted((each.key, meetings.symbol_in_words(each.symbol)) for each in found)


# Of what there is one list each: the name of its place in the address, and all that may stand there.
ONE_A: dict[str, tuple[str, Callable[[Actor], list[tuple[str, str]]]]] = {
    "instrument": ("instrument", instruments),
    "registered": ("instrument", registered),
    "body": ("body", bodies),
    "decision": ("key", decisions),
}
LISTS = (
    PublicList("states", _("States"), "states_export", "states"),
    PublicList("organizations", _("Organizations"), "organizations_export", "states"),
    PublicList("acts", _("Acts"), "register:acts_export", "register:acts", part="export"),
    PublicList("acts-by-year", _("Acts by year"), "register:acts_export", "register:acts", part="years"),
    PublicList(
        "acts-by-region", _("Acts by region"), "register:acts_export", "register:acts", part="regions"
    ),
    PublicList("acts-by-kind", _("Acts by kind"), "register:acts_export", "register:acts", part="kinds"),
    PublicList(
        "declarations",
        _("Declarations and reservations"),
        "register:declarations_export",
        "register:declarations",
        part="export",
    ),
    PublicList(
        "declarations-by-article",
        _("Declarations and reservations by article"),
        "register:declarations_export",
        "register:declarations",
        part="articles",
    ),
    PublicList("register", _("Instruments and their parties"), "register:index_export", "register:index"),
    PublicList("status", _("Who is bound"), "register:export", "register:instrument", "registered"),
    PublicList(
        "published-counts",
        _("Published counts of parties"),
        "register:part_export",
        "register:instrument",
        "registered",
        "counts",
    ),
    PublicList(
        "joined-by-year",
        _("Parties by year"),
        "register:part_export",
        "register:instrument",
        "registered",
        "years",
    ),
    PublicList(
        "compared",
        _("Changes since Decision 4/4"),
        "register:compare_export",
        "register:compare",
        "registered",
        "export",
    ),
    PublicList(
        "compared-by-region",
        _("Changes since Decision 4/4, by region"),
        "register:compare_export",
        "register:compare",
        "registered",
        "regions",
    ),
    PublicList(
        "pipeline",
        _("From signature to consent"),
        "register:pipeline_export",
        "register:pipeline",
        "registered",
    ),
    PublicList("instruments", _("Instruments"), "texts:index_export", "texts:index", part="instruments"),
    PublicList("themes", _("Themes of provisions"), "texts:index_export", "texts:index", part="themes"),
    PublicList("official-texts", _("Official texts"), "texts:index_export", "texts:index", part="official"),
    PublicList("provisions", _("Provisions"), "texts:provisions_export", "texts:provisions"),
    PublicList(
        "pointers", _("What points to a provision"), "instrument_pointers", "instrument", "instrument"
    ),
    PublicList("bodies", _("Bodies"), "meetings:bodies_export", "meetings:index"),
    PublicList("sessions", _("Sessions"), "meetings:sessions_export", "meetings:index"),
    PublicList(
        "topics", pgettext_lazy("of meetings", "Themes"), "meetings:topics_export", "meetings:body", "body"
    ),
    PublicList(
        "recurring-topics",
        _("Themes that more than one meeting took up"),
        "meetings:recurring_export",
        "meetings:body",
        "body",
    ),
    PublicList("timeline", _("Timeline"), "meetings:timeline_export", "meetings:timeline"),
    PublicList("outcomes", _("Outcomes"), "meetings:outcomes_export", "meetings:outcomes"),
    PublicList(
        "decisions", _("Decisions and resolutions"), "mandates:decisions_export", "mandates:decisions"
    ),
    PublicList("mandates", _("What is asked"), "mandates:export", "mandates:index"),
    PublicList("owed", _("What is owed"), "mandates:owed_export", "mandates:owed"),
    PublicList("not-received", _("What was not received"), "mandates:silence_export", "mandates:silence"),
    PublicList("evidence", _("Evidence"), "oversight:evidence_export", "oversight:decision", "decision"),
    PublicList("changes", _("Changes of the records"), "changes_export", "changes"),
)
# The address of a list all of whose rows stand in a wider one, and which; with its part where it has several.
NARROWER = {
    "texts:export": "provisions",
    "texts:theme_export": "provisions",
    "texts:article_export": "provisions",
    "article_pointers": "pointers",
    "theme_pointers": "pointers",
    "register:part_export declarations": "declarations",
    "state_export": "status",
    "organization_export": "status",
    "meetings:body_export": "sessions",
    "meetings:session_topics": "topics",
    "meetings:effects_export": "outcomes",
    "mandates:asked_export": "mandates",
    "mandates:matrix_export": "",  # a page of columns: the newest of it stands in the list of what is owed
    "search_export": "",  # some rows of several lists
    "data_export": "",  # the list of the lists: the contents of the archive
}


LONG = frozenset({"mandates", "owed"})  # they grow with every decision that is imported


def instances(actor: Actor) -> Iterator[Instance]:
    """Every list there is today, in the order of the table."""
    for each in LISTS:
        if each.name in LONG and not are_few(actor):
            continue  # as files they are asked for year by year
        part = {"part": each.part} if each.part else {}
        if not each.one_a:
            file = reverse(each.route, kwargs={**part, "form": "csv"})
            yield Instance(each.name, str(each.title), file, reverse(each.page), False)
            continue
        place, all_of = ONE_A[each.one_a]
        for key, label in all_of(actor):
            file = reverse(each.route, kwargs={place: key, **part, "form": "csv"})
            page = reverse(each.page, kwargs={place: key})
            yield Instance(f"{each.name}-{key}", f"{each.title} · {label}", file, page, True)


class Asked(HttpRequest):
    """A list asked for from inside, without filters. Addresses in it begin at the root of this site."""

    actor: Actor

    def __init__(self, path: str, actor: Actor) -> None:
        super().__init__()
        self.method, self.path, self.path_info, self.actor = "GET", path, path, actor

    def build_absolute_uri(self, location: str | None = None) -> str:
        return location or self.path


def asked(actor: Actor, url: str) -> Any:
    """What an address answers to the actor, as its view gives it."""
    found = resolve(url)
    return found.func(Asked(url, actor), *found.args, **found.kwargs)


def listed(actor: Actor, each: Instance) -> ListFile:
    """The list as CSV, with the table and the rows that it was made from."""
    answer: ListFile = asked(actor, each.url)
    return answer
