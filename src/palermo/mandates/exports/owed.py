"""What is owed, and what was received of it: on the screen, and as a file."""

from django.http import HttpRequest
from django.utils.html import escape, format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from palermo.core.language import number
from palermo.kit.tables import Column, plain, word
from palermo.kit.templatetags.kit import here
from palermo.mandates.exports.mandates import Sorted
from palermo.mandates.exports.words import act_word, addressees_of, called, paragraph_url
from palermo.mandates.models import FollowUpStatus
from palermo.mandates.queries.owed import Owed, Status

# Shape and colour of a status, as the marks of the house have them.
MARKS = {
    Status.NOT_RECEIVED: "not_met",
    Status.IN_PART: "under_way",
    Status.RECEIVED: "met",
    Status.NOT_DUE: "continuing",
    Status.NO_DAY: "unknown",
}
SORTED = ("due", "decision")


def owed_table(request: HttpRequest) -> Sorted[Owed]:
    columns = [
        Column[Owed]("decision", gettext_lazy("Paragraph"), name, link, heads=True),
        Column[Owed](
            "by",
            gettext_lazy("Owed by"),
            lambda row: addressees_of(row.mandate.addressees.all()),
            css="wide",
        ),
        Column[Owed]("since", gettext_lazy("Asked on"), lambda row: row.mandate.adopted),
        Column[Owed]("due", gettext_lazy("Due on"), lambda row: row.mandate.due),
        Column[Owed]("late", gettext_lazy("Days late"), lambda row: row.late, late, css="n"),
        Column[Owed]("status", gettext_lazy("Status"), lambda row: word(Status, row.status), status, css=""),
        Column[Owed]("claims", gettext_lazy("Follow-ups"), lambda row: row.claims, claims, css=""),
        Column[Owed]("newest", gettext_lazy("The newest says"), newest, newest_dated, css=""),
        *for_files(),
    ]
    return Sorted(columns, request, "due", SORTED)


def for_files() -> list[Column[Owed]]:
    """What files have beside what the screen shows."""
    return [
        Column[Owed](
            "act",
            pgettext_lazy("of a paragraph", "Act"),
            lambda row: act_word(row.mandate.act),
            exported_only=True,
        ),
        Column[Owed](
            "answered", gettext_lazy("States that answered"), lambda row: row.answered, exported_only=True
        ),
        Column[Owed]("states", gettext_lazy("States asked"), lambda row: row.of, exported_only=True),
        Column[Owed](
            "newest_on",
            gettext_lazy("Day of the newest"),
            lambda row: row.newest.as_at if row.newest else None,
            exported_only=True,
        ),
        Column[Owed]("year", gettext_lazy("Year"), lambda row: row.mandate.year, exported_only=True),
        Column[Owed](
            "status_code",
            gettext_lazy("Code of the status"),
            lambda row: row.status.value,
            exported_only=True,
        ),
        Column[Owed]("key", gettext_lazy("Key"), lambda row: row.mandate.paragraph.key, exported_only=True),
    ]


def name(row: Owed) -> str:
    return called(row.mandate.paragraph, row.mandate.deliberation)


def link(row: Owed) -> str:
    return format_html('<a href="{}">{}</a>', paragraph_url(row.mandate.paragraph), name(row))


def late(row: Owed) -> str:
    return f"<b>{number(row.late, here())}</b>" if row.late else "–"


def status(row: Owed) -> str:
    mark = MARKS[row.status]
    return format_html(
        '<span class="status is-{}"><svg class="mark" aria-hidden="true"><use href="#m-{}"/></svg>{}</span>',
        mark.replace("_", ""),
        mark.replace("_", ""),
        word(Status, row.status),
    )


def claims(row: Owed) -> str:
    """How many, and of a paragraph that asks States: how many of these answered."""
    shown = number(row.claims, here())
    if row.of is None or row.answered is None:
        return shown
    counts = {"count": number(row.answered, here()), "all": number(row.of, here())}
    states = _("%(count)s of %(all)s States") % counts
    return f'{shown}<br><span class="small">{escape(states)}</span>'


def newest(row: Owed) -> str:
    return word(FollowUpStatus, row.newest.status) if row.newest else ""


def newest_dated(row: Owed) -> str:
    if row.newest is None:
        return "–"
    return f'{escape(newest(row))}<br><span class="small">{plain(row.newest.as_at, here())}</span>'
