"""The status table of an instrument: what is on the screen, and as a file."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext, pgettext_lazy

from palermo.core.language import Text
from palermo.core.treaty import Standing, Status
from palermo.kit.tables import Column, Table
from palermo.kit.templatetags.kit import confidence_word, here
from palermo.register.models import Act

STATUSES = {
    Status.PARTY: pgettext_lazy("standing", "Party"),
    Status.SIGNATORY: pgettext_lazy("standing", "Signed, not a party"),
    Status.WITHDRAWN: pgettext_lazy("standing", "Withdrew"),
    Status.NONE: pgettext_lazy("standing", "No act on record"),
    Status.UNKNOWN: pgettext_lazy("standing", "Unknown"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A State or organization in the status table."""

    code: str
    name: str
    url: str
    region: str
    region_key: str
    group: str
    standing: Standing

    @property
    def act(self) -> str:
        """The act that decides where it stands, in words."""
        if self.standing.inferred:
            return _("Inferred from a Protocol")
        if self.standing.consent:
            return str(Act.Kind(self.standing.consent.kind).label)
        if self.standing.status is Status.SIGNATORY and not self.standing.certain:
            return _("Signed; later acts unknown")
        return str(STATUSES[self.standing.status])

    @property
    def deposited(self) -> date | None:
        return None if self.standing.inferred or not self.standing.consent else self.standing.consent.date

    @property
    def confidence(self) -> str:
        """How sure the deciding act is; nothing where there is no act."""
        act = self.standing.consent or self.standing.signed
        return "" if act is None else "derived" if self.standing.inferred else str(act.confidence)


def link(row: Row) -> SafeString:
    return format_html('<a href="{}">{}</a>', row.url, row.name)


def table(request: HttpRequest, sources: Mapping[str, str] | None = None) -> Table[Row]:
    """The columns of the status table; `sources` by act key are for files only."""
    known = sources or {}

    def source(row: Row) -> str:
        act = row.standing.consent or row.standing.signed
        return known.get(act.key, "") if act else ""

    columns = [
        Column[Row]("name", gettext_lazy("State"), lambda row: row.name, link, heads=True),
        Column[Row]("code", gettext_lazy("Code"), lambda row: row.code),
        Column[Row]("region", gettext_lazy("Region"), lambda row: row.region),
        Column[Row](
            "signed", gettext_lazy("Signed"), lambda row: row.standing.signed and row.standing.signed.date
        ),
        Column[Row]("act", gettext_lazy("Act"), lambda row: row.act, css=""),
        Column[Row]("deposited", gettext_lazy("Deposited"), lambda row: row.deposited),
        Column[Row]("in_force", gettext_lazy("In force"), lambda row: row.standing.in_force_from),
        Column[Row]("confidence", gettext_lazy("Confidence"), lambda row: confidence_word(row.confidence)),
        Column[Row]("source", gettext_lazy("Source"), source, exported_only=True),
    ]
    return Table(columns, request, "name")


def state_url(code: str) -> str:
    return reverse("state", kwargs={"iso3": code})


def rows_of(
    standings: Iterable[Standing],
    states: Mapping[str, tuple[Text, str, str]],
    regions: Mapping[str, Text],
    organizations: Mapping[str, tuple[Text, str]],
) -> list[Row]:
    """A row for everyone: States are given as (names, region, group), organizations as (names, slug)."""
    language, pattern, found = here(), state_url("XXX"), []
    region_names = {key: text.in_(language) for key, text in regions.items()}
    for standing in standings:
        code = standing.participant
        if code in states:
            names, region, group = states[code]
            url = pattern.replace("XXX", code)
            found.append(Row(code, names.in_(language), url, region_names[region], region, group, standing))
        elif code in organizations:
            names, slug = organizations[code]
            url = reverse("organization", kwargs={"slug": slug})
            region = pgettext("region", "organization")
            found.append(Row(code, names.in_(language), url, region, "", "", standing))
    return found
