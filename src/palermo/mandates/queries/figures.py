"""What there is to choose from in lists of what is asked, and how much there is of it."""

from django.db.models import Count

from palermo.core.actor import Actor
from palermo.core.permissions import Action, check
from palermo.kit.models import remembered
from palermo.mandates.models import Addressee, Mandate

MOST = 20_000  # rows of a file


def are_few(actor: Actor) -> bool:
    """Whether all that is asked fits in one file."""
    return sum(sizes(actor).values()) <= MOST


def years(actor: Actor) -> list[int]:
    """The years of what is on record, the newest first; read once."""
    check(actor, Action.READ_MANDATES)
    found = Mandate.objects.exclude(year=None).order_by("-year").values_list("year", flat=True).distinct()
    return remembered("palermo.mandates", "years of mandates", lambda: [year for year in found if year])


def named(actor: Actor) -> tuple[set[str], set[str]]:
    """The codes of the States, and the keys of the organizations, that paragraphs address by name."""
    check(actor, Action.READ_MANDATES)

    def read() -> tuple[set[str], set[str]]:
        rows = Addressee.objects
        states = rows.exclude(state=None).values_list("state", flat=True).distinct()
        organizations = rows.exclude(organization=None).values_list("organization", flat=True).distinct()
        return set(states), set(organizations)

    return remembered("palermo.mandates", "named addressees", read)


def sizes(actor: Actor) -> dict[str, int]:
    """How many operative paragraphs each decision has; read once."""
    check(actor, Action.READ_MANDATES)
    rows = Mandate.objects.order_by().values_list("deliberation").annotate(count=Count("pk"))
    return remembered("palermo.mandates", "sizes of decisions", lambda: dict(rows))
