"""What was said beside the acts: on the screen, and as a file."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from palermo.core.language import fold, listed
from palermo.kit.tables import Column, Table, plain
from palermo.kit.templatetags.kit import here, say
from palermo.register.exports.notes import Notes
from palermo.register.exports.participants import Participant
from palermo.register.exports.places import Place, Titles
from palermo.register.exports.status import Words
from palermo.register.models import Declaration
from palermo.register.queries import Declared


@dataclass(frozen=True, slots=True)
class Row:
    """One statement, in words for a reader."""

    who: Participant
    declared: Declared
    places: list[Place]  # in the order of the texts
    provisions: str
    instrument: str
    summary: str
    folded: str  # of the summary, to be searched
    confidence: str
    act: str  # the key of the act that it was made with, "" where that is not on record

    @property
    def row(self) -> Declaration:
        return self.declared.row


def rows_of(
    said: Iterable[Declared],
    people: Mapping[str, Participant],
    titles: Titles,
    sources: Mapping[str, str],
) -> list[Row]:
    words, language = Words(), here()
    rows = []
    for declared in said:
        row = declared.row
        code = row.state_id or row.organization_id or ""
        if code in people:
            places = sorted((Place.at(key) for key in row.provisions.split()), key=titles.order)
            printed = listed((titles.printed(place, row.instrument_id) for place in places), language)
            summary = row.summaries.in_(language)
            key = f"{row.instrument_id}:{code}:{row.occasion}:{row.date}"  # as the shipped table names acts
            rows.append(
                Row(
                    people[code],
                    declared,
                    places,
                    printed,
                    titles.names.get(row.instrument_id, ""),
                    summary,
                    fold(summary),
                    words.confidences[row.confidence],
                    key if key in sources else "",
                )
            )
    return rows


def provisions(row: Row, titles: Titles) -> str:
    """The provisions, each of which leads to its place on the page of the article."""
    of = row.row.instrument_id
    found = [
        f'<a class="cited" href="{escape(place.url)}">{escape(titles.printed(place, of))}</a>'
        for place in row.places
    ]
    return "<br>".join(found) or escape(_("no article named"))


def substance(row: Row) -> str:
    """What was said, and below how sure that is."""
    return f'{say(row.row.summaries)}<br><span class="fine">{escape(row.confidence)}</span>'


def dated(row: Row) -> str:
    """The day, which leads to the act where it was made with one."""
    day = plain(row.row.date, here())
    return f'<a href="{row.who.url}#{escape(row.act)}">{day}</a>' if row.act else day


def table(request: HttpRequest, titles: Titles, notes: Notes, effect: str) -> Table[Row]:
    return Table(columns(titles, notes, effect), request, "provision")


def columns(titles: Titles, notes: Notes, effect: str) -> list[Column[Row]]:
    """What the list says; `effect` is the head of the column of the day, `notes` stand below it."""
    return [
        *named(titles),
        Column[Row]("kind", gettext_lazy("Kind"), lambda row: row.row.get_kind_display(), css=""),
        Column[Row]("effect", effect, lambda row: str(row.declared.effect.label), css=""),
        Column[Row]("date", gettext_lazy("Date"), lambda row: row.row.date, dated),
        Column[Row](
            "summary",
            gettext_lazy("Substance, in our words"),
            lambda row: row.summary,
            substance,
            css="wide",
        ),
        Column[Row]("confidence", gettext_lazy("Confidence"), lambda row: row.confidence, exported_only=True),
        Column[Row](
            "keys", gettext_lazy("Keys of provisions"), lambda row: row.row.provisions, exported_only=True
        ),
        Column[Row](
            "source",
            gettext_lazy("Source"),
            lambda row: row.row.source,
            lambda row: notes.link(row.row.source),
        ),
        Column[Row]("key", gettext_lazy("Key"), lambda row: row.row.key, exported_only=True),
    ]


def named(titles: Titles) -> list[Column[Row]]:
    """Who said it, and to what."""
    return [
        Column[Row](
            "name", gettext_lazy("State"), lambda row: row.who.name, lambda row: row.who.link, heads=True
        ),
        Column[Row]("code", gettext_lazy("Code"), lambda row: row.who.code, exported_only=True),
        Column[Row](
            "provision",
            gettext_lazy("Provision"),
            lambda row: row.provisions,
            lambda row: provisions(row, titles),
            css="wide",
            by=lambda row: [titles.order(place) for place in row.places] or None,
        ),
        Column[Row](
            "instrument",
            gettext_lazy("Instrument"),
            lambda row: row.instrument,
            css="",
            by=lambda row: titles.rank(row.row.instrument_id),
        ),
    ]
