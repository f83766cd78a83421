"""The short lists of an instrument and of all of them: on the screen, and as files."""

from datetime import date
from html import escape, unescape

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from palermo.core.language import month_year
from palermo.kit.tables import Column
from palermo.kit.templatetags.kit import confidence_word, here
from palermo.register.exports.summaries import Summary
from palermo.register.models import PublishedCount
from palermo.register.queries import Comparison, Position, Year


def instrument_link(place: Position) -> SafeString:
    url = reverse("register:instrument", args=[place.instrument.key])
    name = escape(place.instrument.short_titles.in_(here()))
    return SafeString(f'<a href="{url}">{name}</a>')  # our own address, an escaped name


def signed_only(place: Position) -> int | None:
    """How many signed and are no parties; nothing where the record ends before the day."""
    return None if place.beyond_record else len(place.signed_not_joined)


def in_force(place: Position) -> date | None:
    return place.in_force if place.in_force and place.in_force <= place.on else None


def instruments_table(request: HttpRequest) -> Summary[Position]:
    """The instruments on a day, in the order of the Convention and its Protocols."""
    return Summary(
        [
            Column[Position](
                "instrument",
                _("Instrument"),
                lambda place: place.instrument.short_titles.in_(here()),
                instrument_link,
                heads=True,
            ),
            Column[Position]("key", _("Key"), lambda place: place.instrument.key, exported_only=True),
            Column[Position]("parties", _("Parties on record"), lambda place: len(place.parties), css="n"),
            Column[Position]("inferred", _("of them inferred"), lambda place: len(place.inferred), css="n"),
            Column[Position]("signed", pgettext_lazy("count", "Signed, not a party"), signed_only, css="n"),
            Column[Position](
                "signed_unknown",
                _("Signed; later acts unknown"),
                lambda place: len(place.signed_unknown),
                css="n",
            ),
            Column[Position]("in_force", _("In force"), in_force),
            Column[Position]("complete_to", _("Record complete to"), lambda place: place.complete_to),
        ],
        request,
    )


def years_table(request: HttpRequest) -> Summary[Year]:
    """The chart of joining as a table."""
    return Summary(
        [
            Column[Year]("year", _("Year"), lambda each: each.year, heads=True, identifies=True),
            Column[Year]("consents", _("Consents to be bound"), lambda each: each.consents, css="n"),
            Column[Year]("parties", _("Parties at its end"), lambda each: each.parties, css="n"),
        ],
        request,
    )


def verdict(each: Comparison, place: Position) -> str:
    """What the page says of a published count beside ours, in the very words."""
    said = render_to_string("register/verdict.html", {"each": each, "place": place})
    return unescape(" ".join(said.split()))


def as_at(each: Comparison) -> date | str:
    """The day for which it was published; a month, in words, where nobody says the day."""
    published = each.published
    by_month = published.precision == PublishedCount.Precision.MONTH
    return month_year(published.as_at, here()) if by_month else published.as_at


def counts_table(request: HttpRequest, place: Position) -> Summary[Comparison]:
    """Published counts beside ours; ours is a number, or two over the course of a month."""
    return Summary(
        [
            Column[Comparison]("as_at", _("As at"), as_at, heads=True),
            Column[Comparison]("published", _("Published"), lambda each: each.published.parties, css="n"),
            Column[Comparison]("first", _("On record here, first day"), lambda each: each.first, css="n"),
            Column[Comparison]("last", _("On record here, last day"), lambda each: each.last, css="n"),
            Column[Comparison]("low", _("of low confidence"), lambda each: each.low, css="n"),
            Column[Comparison]("comparison", _("Comparison"), lambda each: verdict(each, place), css=""),
            Column[Comparison](
                "signatories",
                _("Signatories, published"),
                lambda each: each.published.signatories,
                exported_only=True,
            ),
            Column[Comparison](
                "signatories_here", _("Signatories, here"), lambda each: each.signatories, exported_only=True
            ),
            Column[Comparison]("source", _("Source"), lambda each: each.published.source, css=""),
            Column[Comparison](
                "confidence", _("Confidence"), lambda each: confidence_word(each.published.confidence)
            ),
        ],
        request,
    )
