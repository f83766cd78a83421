"""The status table of an instrument: what is on the screen, and as a file."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from html import escape

from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from palermo.actors.queries import OrganizationInBrief, StateInBrief
from palermo.core.language import Text
from palermo.core.treaty import Act, Standing, Status
from palermo.kit.addresses import addresses_of
from palermo.kit.tables import Column, Table
from palermo.kit.templatetags.kit import here
from palermo.register import models

STATUSES = {
    Status.PARTY: pgettext_lazy("standing", "Party"),
    Status.SIGNATORY: pgettext_lazy("standing", "Signed, not a party"),
    Status.SIGNED_UNKNOWN: gettext_lazy("Signed; later acts unknown"),
    Status.WITHDRAWN: pgettext_lazy("standing", "Withdrew"),
    Status.NONE: pgettext_lazy("standing", "No act on record"),
    Status.UNKNOWN: pgettext_lazy("standing", "Unknown"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A State or organization in the status table; `act` and `confidence` are words, for a reader."""

    code: str
    name: str
    url: str
    region: str
    region_key: str
    group: str
    folded: str  # every name that it has or had, and its codes
    standing: Standing
    deciding: Act | None  # of the standing, looked up once
    act: str
    confidence: str

    @property
    def deposited(self) -> date | None:
        return None if self.standing.inferred or not self.standing.consent else self.standing.consent.date


class Words:
    """The words of a table, each looked up once a page: there are hundreds of rows."""

    def __init__(self) -> None:
        self.statuses = {status: str(word) for status, word in STATUSES.items()}
        self.kinds = {kind.value: str(kind.label) for kind in models.Act.Kind}
        self.confidences = {value.value: str(value.label) for value in models.Act.Confidence}
        self.inferred = _("Inferred from a Protocol")

    def act(self, standing: Standing) -> str:
        if standing.inferred:
            return self.inferred
        if standing.consent and standing.status is Status.PARTY:
            return self.kinds[standing.consent.kind]
        return self.statuses[standing.status]

    def confidence(self, standing: Standing) -> str:
        return self.confidences[standing.confidence] if standing.confidence else ""


def link(row: Row) -> SafeString:
    return SafeString(f'<a href="{row.url}">{escape(row.name)}</a>')  # our own address, an escaped name


def source_of(row: Row, sources: Mapping[str, str]) -> str:
    act = row.deciding
    return sources.get(act.key, "") if act else ""


def as_of(row: Row) -> date | None:
    """Since when the deciding act is known here; nothing where only its own day is on record."""
    act = row.deciding
    return act.known_from if act and act.known_from != act.date else None


def notes(rows: Iterable[Row], sources: Mapping[str, str]) -> list[str]:
    """The sources of the rows, each once: the table has their numbers, a list below it their words."""
    return [source for source in dict.fromkeys(source_of(row, sources) for row in rows) if source]


def table(request: HttpRequest, sources: Mapping[str, str], noted: Iterable[str]) -> Table[Row]:
    """The columns of the status table; `sources` are by the keys of acts, `noted` stand below it."""
    links = {
        source: f'<a class="dot-link" href="#source-{number}">{number}</a>'
        for number, source in enumerate(noted, start=1)
    }

    def source(row: Row) -> str:
        return source_of(row, sources)

    columns = [
        Column[Row]("name", gettext_lazy("State"), lambda row: row.name, link, heads=True),
        Column[Row]("code", gettext_lazy("Code"), lambda row: row.code, identifies=True),
        Column[Row]("region", gettext_lazy("Region"), lambda row: row.region),
        Column[Row](
            "signed", gettext_lazy("Signed"), lambda row: row.standing.signed and row.standing.signed.date
        ),
        Column[Row]("act", gettext_lazy("Act"), lambda row: row.act, css=""),
        Column[Row]("deposited", gettext_lazy("Deposited"), lambda row: row.deposited),
        Column[Row]("in_force", gettext_lazy("In force"), lambda row: row.standing.in_force_from),
        Column[Row]("confidence", gettext_lazy("Confidence"), lambda row: row.confidence),
        Column[Row]("as_of", gettext_lazy("Known from"), as_of, exported_only=True),
        Column[Row]("source", gettext_lazy("Source"), source, lambda row: links.get(source(row), "–")),
    ]
    return Table(columns, request, "name")


def rows_of(
    standings: Iterable[Standing],
    states: Mapping[str, StateInBrief],
    regions: Mapping[str, Text],
    organizations: Mapping[str, OrganizationInBrief],
) -> list[Row]:
    """A row for everyone who has a name here."""
    language, address, words, found = here(), addresses_of("state"), Words(), []
    region_names = {key: text.in_(language) for key, text in regions.items()}
    for standing in standings:
        code = standing.participant
        said = (standing, standing.deciding, words.act(standing), words.confidence(standing))
        if code in states:
            state, url = states[code], address(code)
            place = (region_names[state.region], state.region, state.group, state.folded)
            found.append(Row(code, state.names.in_(language), url, *place, *said))
        elif code in organizations:
            organization = organizations[code]
            url = reverse("organization", kwargs={"slug": organization.slug})
            place = (pgettext("region", "organization"), "", "", organization.folded)
            found.append(Row(code, organization.names.in_(language), url, *place, *said))
    return found
