"""What repeats a paragraph: operative paragraphs that ask the same, found by their words in one language."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from palermo.core.actor import Actor
from palermo.core.permissions import Action, check
from palermo.core.similarity import Index
from palermo.kit.models import remembered
from palermo.mandates.models import WORDS, Mandate, Paragraph, ParagraphKind, PrintedParagraph
from palermo.mandates.queries.rows import BY_DAY, whole

MOST = 10
COMPARED = 5_000  # paragraphs at most: the index of more would take the memory of a process


class Repeat(NamedTuple):
    """A paragraph that says the same, and the words of the one asked about that it has too."""

    row: Mandate
    shared: tuple[str, ...]


def repeats(actor: Actor, paragraph: Paragraph, words: Mapping[str, str], reader: str) -> list[Repeat]:
    """Those like it in the reader's language, else in English, else in another that it is held in.

    The likest come first; none of what asks nothing. `words` are its own, by language.
    """
    check(actor, Action.READ_MANDATES)
    language = next((code for code in (reader, "en", *words) if words.get(code)), "")
    if not language or paragraph.kind != ParagraphKind.OPERATIVE:
        return []
    alike = index_of(language).like(words[language], most=MOST, without={paragraph.pk})
    rows = whole([each.key for each in alike])
    return [Repeat(row, each.shared) for row, each in zip(rows, alike, strict=True)]


def index_of(language: str) -> Index[int]:
    """The newest operative paragraphs in a language, as printed or else in our words; read once.

    They are read again where words changed, not where somebody said what came of a paragraph.
    """
    return remembered(WORDS, ("index", language), lambda: Index(language, worded_in(language)))


def worded_in(language: str) -> Iterator[tuple[int, str]]:
    rows = list(Mandate.objects.order_by(*BY_DAY).values_list("pk", "paragraph__summaries")[:COMPARED])
    printed = PrintedParagraph.objects.filter(language=language, paragraph__in=[key for key, _ours in rows])
    held = dict(printed.values_list("paragraph", "words"))
    for key, ours in rows:
        words = held.get(key) or (ours.in_(language) if ours.has(language) else "")
        if words:
            yield key, words
