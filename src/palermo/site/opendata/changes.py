"""What changed in the public records: as a list, on the screen and as a file."""

from typing import Any, NamedTuple

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from palermo.core.language import comma_separated, number, sentences
from palermo.kit.tables import Column, Table
from palermo.kit.templatetags.kit import here
from palermo.site.opendata.archive import stamp

NAMED = 50  # keys of one change that are written out; all are in the file


class Subject(NamedTuple):
    """What is on record in a shipped table, and the page that shows it."""

    title: str | Promise
    page: str


# A shipped table that is not here fails a test.
SUBJECTS = {
    "palermo.actors/regions.csv": Subject(gettext_lazy("Regions"), "states"),
    "palermo.actors/states.csv": Subject(gettext_lazy("States"), "states"),
    "palermo.actors/state_names.csv": Subject(gettext_lazy("Earlier names of States"), "states"),
    "palermo.actors/organizations.csv": Subject(gettext_lazy("Organizations"), "states"),
    "palermo.actors/organization_names.csv": Subject(
        gettext_lazy("Earlier names of organizations"), "states"
    ),
    "palermo.texts/themes.csv": Subject(gettext_lazy("Themes of provisions"), "texts:index"),
    "palermo.texts/instruments.csv": Subject(gettext_lazy("Instruments"), "texts:index"),
    "palermo.texts/provisions.csv": Subject(gettext_lazy("Provisions"), "texts:provisions"),
    "palermo.texts/official_texts": Subject(gettext_lazy("Official texts"), "texts:index"),
    "palermo.register/acts.csv": Subject(gettext_lazy("Acts"), "register:acts"),
    "palermo.register/declarations.csv": Subject(
        gettext_lazy("Declarations and reservations"), "register:declarations"
    ),
    "palermo.register/completeness.csv": Subject(
        gettext_lazy("How far the acts are complete"), "register:index"
    ),
    "palermo.register/published_counts.csv": Subject(
        gettext_lazy("Published counts of parties"), "register:index"
    ),
    "palermo.meetings/bodies.csv": Subject(gettext_lazy("Bodies"), "meetings:index"),
    "palermo.meetings/sessions.csv": Subject(gettext_lazy("Sessions"), "meetings:index"),
    "palermo.meetings/outcomes.csv": Subject(gettext_lazy("Outcomes"), "meetings:outcomes"),
    "palermo.meetings/topics.csv": Subject(pgettext_lazy("of meetings", "Themes"), "meetings:index"),
    "palermo.mandates/deliberations.csv": Subject(
        gettext_lazy("Decisions and resolutions"), "mandates:decisions"
    ),
    "palermo.mandates/versions": Subject(gettext_lazy("Texts of decisions"), "mandates:decisions"),
    "palermo.mandates/paragraphs.csv": Subject(gettext_lazy("Paragraphs of decisions"), "mandates:index"),
    "palermo.mandates/follow_ups": Subject(gettext_lazy("Follow-ups"), "mandates:owed"),
    "palermo.mandates/links": Subject(gettext_lazy("Links between paragraphs"), "mandates:index"),
}


def title_of(subject: str) -> str:
    return str(SUBJECTS[subject].title) if subject in SUBJECTS else subject


def page_of(subject: str) -> str:
    return reverse(SUBJECTS[subject].page if subject in SUBJECTS else "data")


def counts(change: Any) -> tuple[int, int, int]:
    """Rows added, changed, and taken out."""
    return change.first or len(change.added), len(change.changed), len(change.removed)


def summary(change: Any) -> str:
    """The counts in words."""
    added, edited, removed = counts(change)
    if change.first:
        first = ngettext("first loaded: %(count)s row", "first loaded: %(count)s rows", added)
        return first % {"count": number(added, here())}
    said = [
        (added, ngettext("%(count)s row added", "%(count)s rows added", added)),
        (edited, ngettext("%(count)s row changed", "%(count)s rows changed", edited)),
        (removed, ngettext("%(count)s row taken out", "%(count)s rows taken out", removed)),
    ]
    return comma_separated([word % {"count": number(count, here())} for count, word in said if count], here())


def named(change: Any) -> list[tuple[str, str]]:
    """What was added, changed, taken out, by key: the first of each, and how many more there are."""
    kinds = [
        (_("Added"), change.added),
        (pgettext_lazy("of rows", "Changed"), change.changed),
        (_("Taken out"), change.removed),
    ]
    return [(str(word), keys_in_words(keys)) for word, keys in kinds if keys]


def keys_in_words(keys: list[str]) -> str:
    first, more = ", ".join(keys[:NAMED]), len(keys) - NAMED
    return (
        sentences([first, _("and %(count)s more") % {"count": number(more, here())}], here())
        if more > 0
        else first
    )


def keys_cell(change: Any) -> SafeString:
    """Closed, for there may be many; nothing of a first load."""
    found = named(change)
    if not found:
        return SafeString("–")
    lines = format_html_join("", '<p class="small">{}: <bdi>{}</bdi></p>', found)
    return format_html('<details class="more"><summary>{}</summary>{}</details>', _("Keys"), lines)


def occasion(change: Any) -> str:
    """Why rows changed: a release, or somebody here."""
    if change.by_people:
        return _("recorded or corrected here")
    return _("first load") if change.first else _("new edition")


def changes_table(request: HttpRequest) -> Table[Any]:
    columns = [
        Column[Any]("at", gettext_lazy("Date"), lambda row: row.at.date()),
        Column[Any](
            "table",
            gettext_lazy("Table"),
            lambda row: title_of(row.subject),
            lambda row: format_html('<a href="{}">{}</a>', page_of(row.subject), title_of(row.subject)),
            heads=True,
        ),
        Column[Any]("added", gettext_lazy("Rows added"), lambda row: counts(row)[0], css="n"),
        Column[Any]("changed", gettext_lazy("Rows changed"), lambda row: counts(row)[1], css="n"),
        Column[Any]("removed", gettext_lazy("Rows taken out"), lambda row: counts(row)[2], css="n"),
        Column[Any](
            "first",
            gettext_lazy("Occasion"),
            occasion,
        ),
        Column[Any](
            "keys",
            gettext_lazy("Which"),
            lambda row: " ".join(row.added + row.changed + row.removed),
            keys_cell,
            css="",
        ),
        *for_files(),
    ]
    return Table(columns, request, "-at")


def for_files() -> list[Column[Any]]:
    """What the screen shows in other ways."""
    return [
        Column[Any](
            "subject", gettext_lazy("Name of the table"), lambda row: row.subject, exported_only=True
        ),
        Column[Any]("moment", gettext_lazy("Moment"), lambda row: stamp(row.at), exported_only=True),
        Column[Any](
            "added_keys", gettext_lazy("Keys added"), lambda row: " ".join(row.added), exported_only=True
        ),
        Column[Any](
            "changed_keys",
            gettext_lazy("Keys changed"),
            lambda row: " ".join(row.changed),
            exported_only=True,
        ),
        Column[Any](
            "removed_keys",
            gettext_lazy("Keys taken out"),
            lambda row: " ".join(row.removed),
            exported_only=True,
        ),
        Column[Any]("key", gettext_lazy("Key"), lambda row: row.pk, exported_only=True),
    ]
