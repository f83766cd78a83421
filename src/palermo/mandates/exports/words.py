"""The words of this room’s lists: what a paragraph is called, what it says, whom it asks."""

from collections.abc import Iterable
from typing import NamedTuple

from django.urls import reverse
from django.utils.text import Truncator, capfirst
from django.utils.translation import pgettext

from palermo.core.language import Text
from palermo.kit.tables import word
from palermo.kit.templatetags.kit import here, words
from palermo.mandates.models import (
    Addressee,
    Deliberation,
    Mandate,
    OperativeAct,
    Paragraph,
    ParagraphAddressee,
    PrintedParagraph,
)
from palermo.meetings.queries import symbol_in_words

SHOWN = 320  # characters of a text in a list


class Said(NamedTuple):
    """Words, and the language that they are in."""

    words: str
    language: str


NOTHING = Said("", "")


def said(paragraph: Paragraph, printed: Iterable[PrintedParagraph] = ()) -> Said:
    """What a paragraph says in the reader's language, in our words or as printed; else in another."""
    language, held = here(), {each.language: each.words for each in printed}
    for text in (paragraph.summaries, paragraph.headings):
        if text.has(language):
            return Said(text.in_(language), language)
    if language in held:
        return Said(held[language], language)
    return ours(paragraph.summaries) or ours(paragraph.headings) or other(held)


def ours(text: Text) -> Said | None:
    chosen = text.choose(here())
    return Said(chosen.text, chosen.language) if chosen.text else None


def other(held: dict[str, str]) -> Said:
    """In English where it is held in it, else in whatever language it is."""
    language = "en" if "en" in held else next(iter(held), "")
    return Said(held[language], language) if language else NOTHING


def said_of(row: Mandate) -> Said:
    return said(row.paragraph, row.paragraph.printed_in.all())


def shortened(text: str) -> str:
    return str(Truncator(text).chars(SHOWN))


def name_of(decision: Deliberation) -> str:
    """Its symbol in the reader's language, else its title, else its key."""
    return symbol_in_words(decision.symbol) or words(decision.titles) or decision.key


def called(paragraph: Paragraph, decision: Deliberation) -> str:
    """A paragraph with its decision: Decision 4/4 (f)."""
    return f"{name_of(decision)} {mark(paragraph)}"


def mark(paragraph: Paragraph) -> str:
    """What a paragraph is cited by: (f), or the number 3 of one that is printed as 3."""
    return (paragraph.marker or paragraph.label).rstrip(".")


def act_word(code: str) -> str:
    return word(OperativeAct, code)


def addressee_word(each: Addressee) -> str:
    """The State or the organization, else the kind."""
    if each.state is not None:
        return words(each.state.names)
    if each.organization is not None:
        return words(each.organization.names)
    return word(ParagraphAddressee, each.kind)


def addressees_of(rows: Iterable[Addressee]) -> str:
    """All of them one after the other; each kind is named once, nobody is not named."""
    named = [addressee_word(each) for each in rows if each.kind != ParagraphAddressee.NONE]
    return str(capfirst(pgettext("between the items of a list", ", ").join(dict.fromkeys(named))))


def paragraph_url(paragraph: Paragraph) -> str:
    return reverse("mandates:paragraph", args=[paragraph.deliberation_id, paragraph.label])
