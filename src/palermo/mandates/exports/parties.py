"""Of whom something is asked, in words."""

from django.utils.text import capfirst

from palermo.kit.tables import word
from palermo.kit.templatetags.kit import words
from palermo.mandates.models import ParagraphAddressee
from palermo.mandates.queries.asked import Party


def name_of_party(party: Party) -> str:
    if party.state is not None:
        return words(party.state.names)
    if party.organization is not None:
        return words(party.organization.names)
    return str(capfirst(word(ParagraphAddressee, party.kind)))
