"""What an actor may see of decisions and their paragraphs."""

from django.db.models import QuerySet

from palermo.core.actor import Actor
from palermo.core.errors import Missing
from palermo.core.language import fold
from palermo.core.permissions import Action, check
from palermo.kit.models import remembered
from palermo.mandates.models import Deliberation, Paragraph


def deliberations(actor: Actor) -> QuerySet[Deliberation]:
    """Decisions and resolutions that were read into paragraphs, by the day of their adoption."""
    check(actor, Action.READ_MANDATES)
    return Deliberation.objects.select_related("body").order_by("adopted", "key")


def deliberation(actor: Actor, key: str) -> Deliberation:
    check(actor, Action.READ_MANDATES)
    held = remembered(
        "palermo.mandates palermo.meetings",
        "deliberations",
        lambda: {each.key: each for each in deliberations(actor)},
    )
    found = held.get(key)
    if found is None:
        raise Missing(
            "deliberation.missing",
            "There is no decision or resolution “%(key)s” on record.",
            key=key[:40],
        )
    return found


def paragraphs(actor: Actor, key: str) -> list[Paragraph]:
    """The clauses of the preamble, then each operative paragraph with its items, as the text has them."""
    check(actor, Action.READ_MANDATES)
    found = Paragraph.objects.filter(deliberation=key).defer("folded", "source").order_by("order")
    return remembered("palermo.mandates", ("paragraphs", key), lambda: list(found))


def search(actor: Actor, text: str, limit: int = 20) -> list[Paragraph]:
    """Paragraphs by letter, heading or summary, in any language."""
    check(actor, Action.READ_MANDATES)
    found = Paragraph.objects.select_related("deliberation").order_by("deliberation__adopted", "order")
    return list(found.filter(folded__contains=fold(text))[:limit])
