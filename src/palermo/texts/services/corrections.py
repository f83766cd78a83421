"""What people may correct in this room: instruments, the summaries of their provisions, themes."""

import re

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop, pgettext_lazy

from palermo.core.errors import Invalid
from palermo.core.symbol import Symbol
from palermo.journal.services import enter
from palermo.kit.corrections.desk import Desk
from palermo.kit.corrections.facts import Fact, Facts
from palermo.texts.models import Instrument, Provision, Theme
from palermo.texts.services.facts import fold_provision, fold_theme

# Article, paragraph, points: 9/1/b.
PLACE = re.compile(r"[1-9][0-9]{0,2}(/[1-9][0-9]{0,2})?(/[a-z]{1,7}){0,4}")
NAMES = Fact("names", _("Name"), needed=True)
INSTRUMENT = (
    Fact("titles", _("Title"), needed=True, long=True),
    Fact("short_titles", _("Short title"), needed=True),
    Fact("adopted", _("Adopted"), past=True),
    Fact(
        "adopted_by",
        _("Adopted by"),
        _("The symbol of the resolution."),
        clean=lambda cell: str(Symbol.parse(cell)),
    ),
    Fact("signature_until", _("Open for signature until")),
    Fact("article_count", _("Articles")),
    Fact("deposits_required", _("Deposits for entry into force")),
    Fact("first_delay_days", _("Days from these deposits to entry into force")),
    Fact("later_delay_days", _("Days from a later deposit to its entry into force")),
    Fact("withdrawal_delay_months", _("Months from a withdrawal to its effect")),
    Fact("depositary_reference", _("Reference of the depositary")),
    Fact("acts_recorded", _("The register keeps its acts")),
)
PROVISION = (
    Fact("headings", _("Heading"), needed=True),
    Fact("summaries", _("Summary, in our own words"), long=True),
    Fact("weight", _("Weight")),
    Fact("addressee", pgettext_lazy("of a provision", "Addressee")),
    Fact("theme", _("Theme")),
    Fact("cluster", _("Review cluster")),
)


def places_of(cell: str) -> str:
    """Keys of provisions, or of whole instruments, set apart by spaces. Raises Invalid for anything else."""
    held = set(Instrument.objects.values_list("key", flat=True))
    for place in cell.split():
        instrument, slash, path = place.partition("/")
        if instrument not in held or (slash and not PLACE.fullmatch(path)):
            raise Invalid(
                "provision.invalid",
                gettext_noop("“%(place)s” is not the place of a provision. Give it as tip-protocol/9/5."),
                place=place[:60],
            )
    return " ".join(dict.fromkeys(cell.split()))


def page_of_provision(row: Provision) -> str:
    return f"{reverse('article', args=[row.instrument_id, row.article])}#{row.citation.eid()}"


DESK = Desk(
    "palermo.texts",
    (
        Facts(
            "palermo.texts/instruments.csv",
            "instruments",
            Instrument,
            _("Instrument"),
            INSTRUMENT,
            lambda row: reverse("instrument", args=[row.key]),
        ),
        Facts(
            "palermo.texts/provisions.csv",
            "provisions",
            Provision,
            _("Provision"),
            PROVISION,
            page_of_provision,
            derive=fold_provision,
        ),
        Facts(
            "palermo.texts/themes.csv",
            "themes",
            Theme,
            _("Theme of provisions"),
            (NAMES,),
            lambda row: reverse("theme", args=[row.key]),
            derive=fold_theme,
        ),
    ),
    enter,
)
