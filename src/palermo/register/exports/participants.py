"""States and organizations as lists name them."""

from dataclasses import dataclass
from html import escape

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import pgettext

from palermo.actors import queries as actors
from palermo.core.actor import Actor
from palermo.core.treaty import Act
from palermo.kit.addresses import addresses_of
from palermo.kit.tables import plain
from palermo.kit.templatetags.kit import here


@dataclass(frozen=True, slots=True)
class Participant:
    """A State or organization, in the reader's words."""

    code: str
    name: str
    url: str
    region: str
    region_key: str  # "" of an organization
    group: str
    folded: str  # every name that it has or had, and its codes

    @property
    def link(self) -> SafeString:
        return SafeString(f'<a href="{self.url}">{escape(self.name)}</a>')  # our own address, an escaped name

    def dated(self, act: Act | None) -> str:
        """The day of one of its acts, which leads to the act on the page of the participant."""
        if act is None:
            return "–"
        day = plain(act.date, here())
        return f'<a href="{self.url}#{escape(act.key)}">{day}</a>' if act.key else day


def participants(actor: Actor) -> dict[str, Participant]:
    """Everyone who has a name here, by code."""
    language, address = here(), addresses_of("state")
    region_names = {key: text.in_(language) for key, text in actors.region_names(actor).items()}
    found = {
        code: Participant(
            code,
            each.names.in_(language),
            address(code),
            region_names[each.region],
            each.region,
            each.group,
            each.folded,
        )
        for code, each in actors.states_in_brief(actor).items()
    }
    for code, body in actors.organizations_in_brief(actor).items():
        url = reverse("organization", kwargs={"slug": body.slug})
        region = pgettext("region", "organization")
        found[code] = Participant(code, body.names.in_(language), url, region, "", "", body.folded)
    return found
