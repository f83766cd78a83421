"""What people may correct in this room by hand: declarations, how far the record goes, published counts.

Acts have a way of their own, which keeps what was known before; where a release disagrees is told here.
"""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from palermo.core.errors import Invalid
from palermo.journal.services import enter
from palermo.kit.corrections.desk import Desk
from palermo.kit.corrections.facts import Fact, Facts, Fault
from palermo.register.models import Act, Completeness, Declaration, PublishedCount
from palermo.texts.services.corrections import places_of

NOTES = Fact("notes", _("Note"), long=True)
DECLARATION = (
    Fact("kind", _("Kind")),
    Fact("summaries", _("Substance, in our words"), needed=True, long=True),
    Fact(
        "provisions",
        _("Provisions that it points to"),
        _("Such as tip-protocol/9/5; several set apart by spaces."),
        clean=places_of,
    ),
    Fact("date", _("Date"), past=True),
    Fact("occasion", _("Made at")),
    Fact("about", _("What it answers or withdraws")),
)
COUNT = (
    Fact("as_at", _("As at"), _("The first day where the count is for a month."), past=True),
    Fact("precision", _("For a day or a month")),
    Fact("signatories", _("Signatories")),
    Fact("parties", _("Parties")),
)


def wrong_declaration(row: Declaration, _today: date) -> Iterator[Fault]:
    if row.about_id == row.key or (row.about and row.about.instrument_id != row.instrument_id):
        sentence = gettext_noop("Choose a declaration under the same instrument, and not this one.")
        yield Fault("about", Invalid("declaration.about", sentence))


def register_of(row: Completeness | PublishedCount) -> str:
    return reverse("register:instrument", args=[row.instrument_id])


def declarations_of(row: Declaration) -> str:
    who = row.state_id or row.organization_id
    return f"{reverse('register:declarations')}?participant={who}"


DESK = Desk(
    "palermo.register",
    (
        Facts(
            "palermo.register/declarations.csv",
            "declarations",
            Declaration,
            _("Reservation or declaration"),
            DECLARATION,
            declarations_of,
            check=wrong_declaration,
        ),
        Facts(
            "palermo.register/completeness.csv",
            "completeness",
            Completeness,
            _("How far the acts are complete"),
            (Fact("complete_to", _("Complete to"), past=True), NOTES),
            register_of,
            key="instrument_id",
        ),
        Facts(
            "palermo.register/published_counts.csv",
            "published-counts",
            PublishedCount,
            _("Published count of parties"),
            COUNT,
            register_of,
        ),
        Facts(
            "palermo.register/acts.csv",
            "acts",
            Act,
            _("Treaty act"),
            (),
            lambda row: f"{reverse('register:acts')}?participant={row.state_id or row.organization_id}",
        ),
    ),
    enter,
)
