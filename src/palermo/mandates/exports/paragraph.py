"""The facts of one paragraph, in words: act, addressees, deadline, provisions, languages."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _

from palermo.core.citation import Citation
from palermo.core.language import NAMES, comma_separated, direction
from palermo.kit.templatetags.kit import here, words
from palermo.mandates.models import Deliberation, Mandate, Paragraph, PrintedParagraph
from palermo.meetings.models import Session


class Printed(NamedTuple):
    """The words of a paragraph in one language, and what was read in them."""

    language: str
    name: str
    direction: str
    row: PrintedParagraph


def printed_of(rows: Iterable[PrintedParagraph]) -> list[Printed]:
    """The reader's language first, the others in the order of the language switch."""
    held = {each.language: each for each in rows}
    order = sorted(held, key=lambda code: (code != here(), [*NAMES].index(code)))
    return [Printed(code, NAMES[code], direction(code), held[code]) for code in order]


class Cited(NamedTuple):
    """A provision, and its page."""

    label: str
    url: str


def provisions_of(paragraph: Paragraph, titles: Mapping[str, str]) -> list[Cited]:
    """Those that it names or rests on, cited; `titles` are the short ones of instruments."""
    found = []
    for provision in paragraph.provisions.split():
        instrument, _slash, rest = provision.partition("/")
        url, label = (
            reverse("instrument", kwargs={"instrument": instrument}),
            titles.get(instrument, instrument),
        )
        if rest:
            citation = Citation.at(rest)
            label = comma_separated([label, citation.printed(here())], here())
            url = f"{reverse('article', args=[instrument, citation.article])}#{citation.eid()}"
        found.append(Cited(label, url))
    return found


@dataclass(frozen=True, slots=True)
class Deadline:
    """Until when: as we say it, as it is printed, and the day."""

    ours: str
    printed: Sequence[Printed]
    mandate: Mandate | None
    session: Session | None
    worked_out: bool

    @property
    def any(self) -> bool:
        return bool(self.ours or self.printed or self.day)

    @property
    def day(self) -> object:
        return self.mandate.due if self.mandate else None


def deadline_of(
    paragraph: Paragraph, printed: Sequence[Printed], mandate: Mandate | None, session: Session | None
) -> Deadline:
    own = mandate if mandate is not None and mandate.pk == paragraph.pk else None
    said = [each for each in printed if each.row.deadline]
    derived = paragraph.confidence == paragraph.Confidence.DERIVED
    return Deadline(words(paragraph.deadlines), said, own, session, bool(paragraph.due) and derived)


def anchor(decision: Deliberation, paragraph: Paragraph) -> str:
    """Its place on the page of its decision, where the records are held against it."""
    page = reverse("oversight:decision", args=[decision.key])
    return f"{page}#{paragraph.label.replace('.', '-')}"


def kind_in_words(paragraph: Paragraph) -> str:
    """What the masthead says it is."""
    return {
        Paragraph.Kind.PREAMBLE: _("Clause of the preamble"),
        Paragraph.Kind.OPERATIVE: _("Operative paragraph"),
        Paragraph.Kind.ITEM: _("Item of a paragraph"),
    }[Paragraph.Kind(paragraph.kind)]
