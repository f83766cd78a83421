"""The rows of a file of acts before they are recorded: what each changes, and what is to be said of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from html import escape

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from palermo.core.language import explained, sentences
from palermo.core.treaty.given import ActRow
from palermo.kit.tables import Column
from palermo.kit.templatetags.kit import here
from palermo.register.exports.participants import Participant
from palermo.register.exports.remarks import Said, in_force, parties, stands
from palermo.register.exports.status import Words
from palermo.register.exports.summaries import Summary
from palermo.register.queries.effects import Effects


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the file in the reader's words; where its participant stands today, without it and with it."""

    given: ActRow
    who: Participant
    instrument: str
    act: str
    confidence: str
    before: str
    after: str
    bound_from: date | None
    said: list[Said]

    @property
    def refused(self) -> bool:
        return any(each.refused for each in self.said)


def rows_of(
    found: Effects, said: Iterable[Said], people: Mapping[str, Participant], titles: Mapping[str, str]
) -> list[Row]:
    """In the order of the file; those that the record cannot hold come first."""
    by_line: dict[int, list[Said]] = {}
    for each in said:
        if each.line is not None:
            by_line.setdefault(each.line, []).append(each)
    told, rows = Words(), []
    for given in found.proposal.put:
        who, moment, about = people[given.participant], found.moment(given), by_line.get(given.line, [])
        cannot = any(each.refused for each in about)
        rows.append(
            Row(
                given,
                who,
                titles[given.instrument],
                told.kinds[given.kind],
                told.confidences[given.confidence],
                stands(moment.before, who, told),
                "" if cannot else stands(moment.after, who, told),
                None if cannot else found.bound_from(given),
                about,
            )
        )
    return sorted(rows, key=lambda row: not row.refused)


def table(request: HttpRequest) -> Summary[Row]:
    """A row of the file in a row, with its number in the file."""

    def remarks(row: Row) -> str:
        return sentences((each.sentence for each in row.said), here())

    def marked(row: Row) -> str:
        """What refuses the file stands out."""
        if not row.said:
            return "–"
        return "<br>".join(
            f"<b>{escape(each.sentence)}</b>" if each.refused else escape(each.sentence) for each in row.said
        )

    def sourced(row: Row) -> str:
        return f'{escape(row.confidence)}<br><span class="fine">{escape(row.given.source)}</span>'

    return Summary(
        [
            Column[Row]("line", _("Row"), lambda row: row.given.line, css="n"),
            Column[Row]("name", _("State"), lambda row: row.who.name, lambda row: row.who.link, heads=True),
            Column[Row]("instrument", _("Instrument"), lambda row: row.instrument, css=""),
            Column[Row]("act", _("Act"), lambda row: row.act),
            Column[Row]("date", _("Date"), lambda row: row.given.date),
            Column[Row]("said", _("To be looked at"), remarks, marked, css="wide"),
            Column[Row]("before", _("Today, as the record stands"), lambda row: row.before, css=""),
            Column[Row]("after", _("Today, with this file"), lambda row: row.after, css=""),
            Column[Row]("bound", _("Bound from"), lambda row: row.bound_from),
            Column[Row]("confidence", _("Confidence"), lambda row: row.confidence, sourced, css=""),
        ],
        request,
    )


def wholes(found: Effects, titles: Mapping[str, str]) -> list[str]:
    """What would change of each instrument, in a line each; of those that would not, nothing."""
    return [
        explained(
            titles.get(each.instrument, each.instrument),
            sentences([parties(each, found.on), in_force(each)], here()),
            here(),
        )
        for each in found.wholes()
        if each.changes
    ]
