"""One paragraph of a decision, and what stands around it."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from django.db.models import QuerySet
from django.utils.translation import gettext_noop

from palermo.core.actor import Actor
from palermo.core.errors import Missing
from palermo.core.permissions import Action, check
from palermo.mandates.models import (
    Deliberation,
    LanguageVersion,
    Mandate,
    Paragraph,
    ParagraphKind,
    PrintedParagraph,
)
from palermo.mandates.queries.reading import deliberation, paragraphs
from palermo.mandates.queries.rows import whole


class Place(NamedTuple):
    """A paragraph where it stands: what is above it, before it, after it and below it."""

    decision: Deliberation
    paragraph: Paragraph
    above: Paragraph | None
    before: Paragraph | None
    after: Paragraph | None
    below: Sequence[Paragraph]
    mandate: Mandate | None  # the row of lists of the operative paragraph that it is, or is an item of


def place(actor: Actor, key: str, label: str) -> Place:
    """Raises Missing where there is no such decision, or no such paragraph in it."""
    check(actor, Action.READ_MANDATES)
    decision, rows = deliberation(actor, key), paragraphs(actor, key)
    found = next((each for each in rows if each.label == label), None)
    if found is None:
        raise Missing(
            "paragraph.missing",
            gettext_noop("This decision has no paragraph “%(label)s” on record."),
            label=label[:20],
        )
    beside = [each for each in rows if each.parent == found.parent and is_alike(each, found)]
    at = beside.index(found)
    above = next((each for each in rows if found.parent and each.label == found.parent), None)
    return Place(
        decision,
        found,
        above,
        beside[at - 1] if at else None,
        beside[at + 1] if at + 1 < len(beside) else None,
        [each for each in rows if each.parent == label],
        mandate_of(rows, found),
    )


def is_alike(one: Paragraph, other: Paragraph) -> bool:
    return one.kind == other.kind


def mandate_of(rows: Sequence[Paragraph], found: Paragraph) -> Mandate | None:
    labels = {each.label: each for each in rows}
    operative: Paragraph | None = found
    while operative and operative.kind != ParagraphKind.OPERATIVE:
        operative = labels.get(operative.parent)
    if operative is None or not Mandate.objects.filter(pk=operative.pk).exists():
        return None
    return whole([operative.pk])[0]


def printed_in(actor: Actor, paragraphs: Iterable[Paragraph]) -> dict[int, list[PrintedParagraph]]:
    """What is printed of each in every language that is held, by its row; never the whole text."""
    check(actor, Action.READ_MANDATES)
    found: dict[int, list[PrintedParagraph]] = {}
    for row in PrintedParagraph.objects.filter(paragraph__in=paragraphs).defer("folded"):
        found.setdefault(row.paragraph_id, []).append(row)
    return found


def texts_held(actor: Actor, key: str) -> list[LanguageVersion]:
    """The texts of a decision, without their content, by their languages."""
    check(actor, Action.READ_MANDATES)
    return list(LanguageVersion.objects.filter(deliberation=key).defer("content").order_by("language"))


def printed_whole(actor: Actor, key: str, language: str) -> QuerySet[PrintedParagraph]:
    """The paragraphs of a decision as printed in a language, in the order of the text."""
    check(actor, Action.READ_MANDATES)
    rows = PrintedParagraph.objects.filter(version__deliberation=key, language=language)
    return rows.select_related("paragraph").defer("folded", "paragraph__folded").order_by("start", "pk")
