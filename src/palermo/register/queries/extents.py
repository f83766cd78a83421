"""How far the record of each instrument goes, and who says so."""

from palermo.core.actor import Actor
from palermo.core.permissions import Action, check
from palermo.kit.models import remembered
from palermo.register.models import Completeness
from palermo.register.queries.records import ROOMS


def extents(actor: Actor) -> list[Completeness]:
    """One row an instrument, in the order of instruments; none where nobody says how far its record goes."""
    check(actor, Action.READ_REGISTER)
    found = Completeness.objects.select_related("instrument").order_by("instrument__order", "instrument")
    return remembered(ROOMS, "extents", lambda: list(found))
