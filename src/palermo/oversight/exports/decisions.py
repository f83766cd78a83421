"""A decision and its evidence as a file: DOCX, PDF or JSON, equal to the page."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.http import HttpRequest
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, gettext_noop, pgettext, pgettext_lazy

from palermo.core.citation import Citation
from palermo.core.language import comma_separated, listed, sentences
from palermo.kit.corrections.records import Told
from palermo.kit.documents import Aside, Entry, Link, Paper, to_docx, to_pdf
from palermo.kit.tables import Column, Table
from palermo.kit.tabular import to_json
from palermo.kit.templatetags.kit import STATUSES, confidence_word, day, figure, here, status_word, words
from palermo.mandates.models import Deliberation, Paragraph
from palermo.meetings.queries import symbol_in_words
from palermo.oversight.evidence import Evidence, Row

TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "json": "application/json",
}
Absolute = Callable[[str], str]  # a path of this server -> an address that a file may carry


CAVEAT = gettext_noop("Unknown says nothing about whether it was done.")


def counted(rows: Sequence[Row]) -> list[tuple[str, int]]:
    """How many paragraphs have each status; the items of a paragraph are parts of it."""
    statuses = [row.status for row in rows if not row.paragraph.parent]
    return [(status, statuses.count(status)) for status in STATUSES]


class Fine(NamedTuple):
    """A part of the fine print of a paragraph, and where it leads."""

    words: str
    url: str = ""
    leads_on: bool = False  # a way on that paper has no use for


def fine_print(paragraph: Paragraph, titles: Mapping[str, str]) -> list[Fine]:
    """Until when, under which provisions (tip-protocol/9/5, cited), and whether that is our reading."""
    when = _("When:")
    found = [Fine(f"{when} {words(paragraph.deadlines)}")] if paragraph.deadlines else []
    for provision in paragraph.provisions.split():
        instrument, _slash, rest = provision.partition("/")
        url = reverse("instrument", kwargs={"instrument": instrument})
        label = titles.get(instrument, instrument)
        if rest:
            citation = Citation.at(rest)
            label = comma_separated([label, citation.printed(here())], here())
            url = f"{reverse('article', args=[instrument, citation.article])}#{citation.eid()}"
        found.append(Fine(label, url))
    if paragraph.confidence == Paragraph.Confidence.DERIVED:
        found.append(Fine(_("our reading")))
    return found


def leading(paragraph: Paragraph, *, may_edit: bool) -> list[Fine]:
    """The ways on from a paragraph: to what came of it, and for those who may to its form."""
    if paragraph.kind != Paragraph.Kind.OPERATIVE:
        return []
    place = [paragraph.deliberation_id, paragraph.label]
    found = [Fine(_("Text, history, follow-up"), reverse("mandates:paragraph", args=place), True)]
    if may_edit:
        found.append(Fine(_("Edit"), reverse("mandates:edit_paragraph", args=place), True))
    return found


def corrected(paragraph: Paragraph, said: Told | None, *, may: bool) -> list[Fine]:
    """That a paragraph was corrected here, and from where; and for those who may, the way to correct it."""
    found = []
    if said and said.day:
        sentence = _("Corrected here on %(date)s.") % {"date": day(said.day)}
        found = [Fine(f"{sentence} {paragraph.source} ({confidence_word(paragraph.confidence)})")]
    if may:
        url = reverse("corrections:row", args=["paragraphs", paragraph.key])
        found.append(Fine(pgettext("a fact", "Correct"), url, True))
    return found


@dataclass(frozen=True, slots=True)
class Edition:
    """A decision as at a day; `titles` are the short ones of the instruments that it cites."""

    deliberation: Deliberation
    on: date
    preamble: Sequence[Paragraph]
    rows: Sequence[Row]
    titles: Mapping[str, str]

    @property
    def too_early(self) -> bool:
        return self.on < self.deliberation.since


def document_of(form: str, edition: Edition, absolute: Absolute) -> bytes:
    """The file in the form asked for and in the active language, saying as at which day."""
    if form == "json":
        return to_json(json_of(edition, absolute))
    paper = paper_of(edition, absolute)
    return to_docx(paper) if form == "docx" else to_pdf(paper)


def body_of(deliberation: Deliberation) -> str:
    """Who decided: the body on record, else as printed."""
    return words(deliberation.body.names) if deliberation.body else deliberation.organ


def opening(edition: Edition) -> str:
    """The preamble, clause after clause."""
    return sentences((words(each.summaries) for each in edition.preamble), here())


def opening_language(edition: Edition) -> str:
    """The language in which the preamble stands, where it is not the reader’s."""
    found = {each.summaries.choose(here()).language for each in edition.preamble}
    return found.pop() if len(found) == 1 and here() not in found else ""


def json_of(edition: Edition, absolute: Absolute) -> dict[str, Any]:
    deliberation = edition.deliberation
    return {
        "decision": deliberation.key,
        "symbol": deliberation.symbol,
        "document": deliberation.document,
        "title": words(deliberation.titles),
        "adopted": deliberation.adopted,
        "as_at": edition.on,
        "language": here(),
        "note": _(CAVEAT),
        "preamble": [words(each.summaries) for each in edition.preamble],
        "paragraphs": [row_of(row, absolute) for row in edition.rows],
    }


def row_of(row: Row, absolute: Absolute) -> dict[str, Any]:
    paragraph, found = row.paragraph, row.evidence
    return {
        "paragraph": row.label,
        "printed": row.printed,
        "heading": words(row.headings),
        "act": paragraph.act,
        "addressee": paragraph.addressee,
        "deadline": words(paragraph.deadlines),
        "summary": words(paragraph.summaries),
        "provisions": paragraph.provisions.split(),
        "reading": paragraph.confidence,
        "status": row.status,
        "sentence": found.sentence,
        "rule": row.rule,
        "records": [{"label": record.label, "url": absolute(record.url)} for record in found.records],
        "confidence": found.confidence,
        "note": found.note,
    }


def paper_of(edition: Edition, absolute: Absolute) -> Paper:
    deliberation, on = edition.deliberation, edition.on
    return Paper(
        language=here(),
        head=body_of(deliberation),
        symbol=deliberation.document,
        label=symbol_in_words(deliberation.symbol) or words(deliberation.titles),
        title=words(deliberation.titles),
        lede=lede_of(deliberation),
        as_at=_("As at %(date)s") % {"date": day(on)},
        day=on,
        tally=[(status, status_word(status), figure(count)) for status, count in counted(edition.rows)],
        opening=opening(edition),
        entries=[entry_of(row, edition.titles, absolute) for row in edition.rows],
        close=close_of(deliberation),
    )


def lede_of(deliberation: Deliberation) -> str:
    """When it was adopted, whose words these are, and what unknown means."""
    if not deliberation.imported:
        lede = _(
            "Adopted on %(date)s. Each paragraph stands here in our own words, with what the records "
            "say of it."
        )
        return sentences([lede % {"date": day(deliberation.adopted)}, _(CAVEAT)], here())
    adopted = _("The day of its adoption is not on record.")
    if deliberation.adopted:
        adopted = _("Adopted on %(date)s.") % {"date": day(deliberation.adopted)}
    printed = _("Each paragraph stands here as it is printed, with what the records say of it.")
    return sentences([adopted, printed, _(CAVEAT)], here())


def close_of(deliberation: Deliberation) -> str:
    if deliberation.imported:
        return _("The words are those of the texts that were imported here, as they were read.")
    return _(
        "The official text is not copied here: the summaries are our own. Read it in the document "
        "whose symbol stands at the head of the first page."
    )


def entry_of(row: Row, titles: Mapping[str, str], absolute: Absolute) -> Entry:
    paragraph = row.paragraph
    lead = "" if paragraph.parent else paragraph.said_act
    if not paragraph.parent and paragraph.addressee != Paragraph.Addressee.NONE:
        lead = f"{lead} · {capfirst(paragraph.get_addressee_display())}"
    return Entry(
        letter=row.printed,
        heading=words(row.headings),
        lead=lead,
        text=words(paragraph.summaries),
        fine=" · ".join(each.words for each in fine_print(paragraph, titles)),
        aside=aside_of(row.evidence, row.rule, absolute),
        level=2 if paragraph.parent else 1,
    )


def aside_of(found: Evidence, rule: str, absolute: Absolute) -> Aside:
    small = [(_("Rule."), rule)]
    if found.confidence:
        sure = confidence_word(found.confidence.value)
        small.append((_("Confidence:"), listed([sure, found.note], here())))
    return Aside(
        tone=found.status.value,
        word=status_word(found.status.value),
        sentence=found.sentence,
        small=small,
        links=[Link(record.short or record.label, absolute(record.url)) for record in found.records],
    )


def evidence_table(request: HttpRequest) -> Table[Row]:
    """What the records say of each paragraph, a row a paragraph, for those who take it as a table."""
    columns = [
        Column[Row](
            "paragraph", gettext_lazy("Paragraph"), lambda row: row.label, by=lambda row: row.paragraph.order
        ),
        Column[Row]("heading", gettext_lazy("Heading"), lambda row: words(row.headings)),
        Column[Row]("act", pgettext_lazy("of a paragraph", "Act"), lambda row: row.paragraph.said_act),
        Column[Row](
            "addressee",
            pgettext_lazy("of a provision", "Addressee"),
            lambda row: row.paragraph.get_addressee_display(),
        ),
        Column[Row](
            "summary", gettext_lazy("Substance, in our words"), lambda row: words(row.paragraph.summaries)
        ),
        Column[Row]("status", gettext_lazy("Status"), lambda row: status_word(row.status)),
        Column[Row]("sentence", gettext_lazy("What the records say"), lambda row: row.evidence.sentence),
        Column[Row]("rule", gettext_lazy("Rule"), lambda row: row.rule),
        Column[Row](
            "records",
            gettext_lazy("Records"),
            lambda row: " | ".join(record.label for record in row.evidence.records),
        ),
        Column[Row](
            "confidence",
            gettext_lazy("Confidence"),
            lambda row: confidence_word(row.evidence.confidence.value) if row.evidence.confidence else "",
        ),
        Column[Row]("key", gettext_lazy("Key"), lambda row: row.paragraph.key),
    ]
    return Table(columns, request, "paragraph")
