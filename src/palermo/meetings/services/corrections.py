"""What people may correct or record in this room: bodies, sessions, outcomes, themes of meetings."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Max
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop, pgettext_lazy

from palermo.core.errors import Conflict, Invalid
from palermo.journal.services import enter
from palermo.kit.corrections.desk import Desk
from palermo.kit.corrections.facts import Fact, Facts, Fault
from palermo.meetings.models import SUBJECTS, UNCERTAIN, Body, Outcome, Session, Topic
from palermo.meetings.services.facts import fold_outcome, fold_session, symbol_of

NOTES = Fact("notes", _("Note"), long=True)
BODY = (
    Fact("names", _("Name"), needed=True),
    Fact("short_names", _("Short name"), needed=True),
    Fact("parent", _("A group of")),
    Fact("instrument", _("Instrument")),
    Fact("symbol_series", _("Series of symbols"), _("Such as CTOC/COP/WG.4.")),
    Fact("established", _("Set up by"), keys=Outcome),
)
SESSION = (
    Fact("body", _("Body")),
    Fact("number", _("Number")),
    Fact("kind", _("Kind")),
    Fact("year", _("Year")),
    Fact("start", _("First day")),
    Fact("end", _("Last day")),
    Fact("place", _("Place")),
    Fact("report_symbol", _("Symbol of the report"), _("Such as CTOC/COP/2008/19."), clean=symbol_of),
    Fact(
        "uncertain_fields",
        _("Not certain"),
        codes={name: UNCERTAIN[name] for name in ("number", "start", "end", "place", "report_symbol")},
    ),
    NOTES,
)
OUTCOME = (
    Fact("symbol", _("Symbol"), _("Such as Decision 4/4 or A/RES/61/144."), clean=symbol_of),
    Fact("titles", _("Title")),
    Fact("body", _("Body")),
    Fact("session", _("Session")),
    Fact("session_label", _("Session, where it is not on record here")),
    Fact("year", _("Year")),
    Fact("date", _("Date"), past=True),
    Fact("subjects", _("Subjects"), codes=SUBJECTS),
    Fact("group_effect", _("Effect on the working group")),
    Fact("group_effect_notes", _("Note on that effect"), long=True),
    Fact(
        "uncertain_fields",
        _("Not certain"),
        codes={name: UNCERTAIN[name] for name in ("symbol", "title", "date", "year", "group_effect")},
    ),
    NOTES,
)
TOPIC = (
    Fact("themes", pgettext_lazy("of meetings", "Theme"), needed=True),
    Fact("basis", _("How it is known")),
    NOTES,
)


def wrong_body(row: Body, _today: date) -> Iterator[Fault]:
    above, seen = row.parent_id, {row.key}
    while above and above not in seen:
        seen.add(above)
        above = Body.objects.filter(key=above).values_list("parent", flat=True).first()
    if above:
        sentence = gettext_noop("A body is not a group of itself, nor of what is a group of it.")
        yield Fault("parent", Invalid("body.parent", sentence))


def wrong_session(row: Session, _today: date) -> Iterator[Fault]:
    if row.end and not row.start:
        yield Fault("start", Invalid("session.start", gettext_noop("Give the first day, or no last day.")))
    elif row.start and row.end and row.end < row.start:
        sentence = gettext_noop("The last day lies before the first. Give a later one.")
        yield Fault("end", Invalid("session.end", sentence))
    if row.start and row.start.year != row.year:
        yield Fault("year", Invalid("session.year", gettext_noop("The first day lies in another year.")))
    others = Session.objects.filter(body=row.body_id, kind=row.kind, number=row.number).exclude(key=row.key)
    if row.number is not None and others.exists():
        sentence = gettext_noop("Another session of this body has this number.")
        yield Fault("number", Conflict("session.number", sentence))


def wrong_outcome(row: Outcome, _today: date) -> Iterator[Fault]:
    if row.date and row.date.year != row.year:
        yield Fault("year", Invalid("outcome.year", gettext_noop("The date lies in another year.")))
    if row.session and row.session.body_id != row.body_id:
        sentence = gettext_noop("This is a session of another body.")
        yield Fault("session", Invalid("outcome.session", sentence))


def last_of_all(row: Body) -> None:
    """A new body stands behind all others."""
    row.order = (Body.objects.aggregate(last=Max("order"))["last"] or 0) + 1


def nothing(_row: object) -> None:
    """A new row that has no place among others."""


def page_of_session(row: Session) -> str:
    return reverse("meetings:session", args=[row.body_id, row.key])


DESK = Desk(
    "palermo.meetings",
    (
        Facts(
            "palermo.meetings/bodies.csv",
            "bodies",
            Body,
            _("Body"),
            BODY,
            lambda row: reverse("meetings:body", args=[row.key]),
            check=wrong_body,
            begin=last_of_all,
            reserved=frozenset({"timeline"}),
        ),
        Facts(
            "palermo.meetings/sessions.csv",
            "sessions",
            Session,
            _("Session"),
            SESSION,
            page_of_session,
            derive=fold_session,
            check=wrong_session,
            begin=nothing,
        ),
        Facts(
            "palermo.meetings/outcomes.csv",
            "outcomes",
            Outcome,
            _("Outcome"),
            OUTCOME,
            lambda row: reverse("meetings:outcome", args=[row.key]),
            derive=fold_outcome,
            check=wrong_outcome,
            begin=nothing,
        ),
        Facts(
            "palermo.meetings/topics.csv",
            "topics",
            Topic,
            _("Theme of a meeting"),
            TOPIC,
            lambda row: f"{page_of_session(row.session)}#topics",
        ),
    ),
    enter,
)
