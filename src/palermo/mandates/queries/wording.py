"""What is printed of the paragraphs of a decision, and whom they address."""

from collections import defaultdict

from django.utils.text import Truncator

from palermo.core.actor import Actor
from palermo.core.language import Text
from palermo.core.permissions import Action, check
from palermo.mandates.models import Addressee, Paragraph, PrintedParagraph
from palermo.mandates.queries import reading

HEADING = 48  # characters of a paragraph that stand for it in a list of contents


def printed(actor: Actor, key: str) -> dict[int, dict[str, PrintedParagraph]]:
    """What is printed of each paragraph of a decision, by its language."""
    check(actor, Action.READ_MANDATES)
    found: dict[int, dict[str, PrintedParagraph]] = defaultdict(dict)
    for each in (
        PrintedParagraph.objects.filter(paragraph__deliberation=key).defer("folded").order_by("version")
    ):
        found[each.paragraph_id][each.language] = each
    return dict(found)


def worded(actor: Actor, key: str) -> list[Paragraph]:
    """The paragraphs of a decision; an imported one’s have the words that are printed where others have ours.

    Its headings are the first of these words.
    """
    rows = reading.paragraphs(actor, key)
    if not reading.deliberation(actor, key).imported:
        return rows
    found = printed(actor, key)
    for row in rows:
        said = {language: each.words for language, each in found.get(row.pk, {}).items()}
        row.summaries = Text(said)
        row.headings = Text({language: Truncator(words).chars(HEADING) for language, words in said.items()})
    return rows


def addressees(actor: Actor, row: Paragraph) -> list[Addressee]:
    """Whom a paragraph addresses, in the order of its words."""
    check(actor, Action.READ_MANDATES)
    return list(Addressee.objects.filter(mandate=row.pk).order_by("order"))
