"""What a rule answers: a status, a sentence, the very records, and how sure they are."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import lru_cache
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from palermo.core import language
from palermo.core.actor import Actor
from palermo.core.language import Text
from palermo.core.provenance import Confidence, weakest
from palermo.kit.templatetags.kit import figure, here
from palermo.mandates.models import Paragraph
from palermo.meetings.models import Session, session_title
from palermo.meetings.queries import symbol_in_words
from palermo.oversight.queries import Adopted, Held, Records, Undated
from palermo.register.queries import Position

# Names of the fields that a row may call uncertain, where they bear on a status.
FIELDS = {
    "number": pgettext_lazy("uncertain field", "number"),
    "start": pgettext_lazy("uncertain field", "days"),
    "end": pgettext_lazy("uncertain field", "days"),
    "date": pgettext_lazy("uncertain field", "day"),
    "symbol": pgettext_lazy("uncertain field", "symbol"),
    "report_symbol": pgettext_lazy("uncertain field", "symbol of the report"),
    "title": pgettext_lazy("uncertain field", "title"),
    "group_effect": pgettext_lazy("uncertain field", "effect on the group"),
}


class Status(StrEnum):
    MET = "met"
    UNDER_WAY = "under_way"
    NOT_MET = "not_met"
    CONTINUING = "continuing"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Record:
    """A record that a status rests on: where it stands, how sure it is, which of its fields are not."""

    label: str
    name: str  # of the address
    args: dict[str, str]
    query: dict[str, str] = field(default_factory=dict)
    confidence: Confidence | None = None
    uncertain: frozenset[str] = frozenset()
    short: str = ""  # enough beside the paragraph, where the body is plain

    @property
    def url(self) -> str:
        found = address(self.name, tuple(self.args.items()), here())
        return f"{found}?{urlencode(self.query)}" if self.query else found


@lru_cache(maxsize=4096)  # a page may lead to hundreds of records
def address(name: str, arguments: tuple[tuple[str, str], ...], language: str) -> str:  # noqa: ARG001 (a key of the cache)
    """The address of a page by name; it depends on the active language, so that must be `language`."""
    return reverse(name, kwargs=dict(arguments))


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole, for the little bar: those that stood `before`, those since, and all."""

    before: int
    since: int
    whole: int

    @property
    def outside(self) -> int:
        return self.whole - self.before - self.since

    @property
    def before_width(self) -> int:
        return round(200 * self.before / self.whole) if self.whole else 0

    @property
    def since_width(self) -> int:
        return round(200 * self.since / self.whole) if self.whole else 0


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the records say of one paragraph on one day."""

    status: Status
    sentences: Sequence[str]  # the first answers; the others add to it
    records: Sequence[Record] = ()
    confidence: Confidence | None = None
    note: str = ""  # beside the confidence: how many are less sure, which fields are not certain
    share: Share | None = None

    @property
    def sentence(self) -> str:
        """All of it in one."""
        return language.sentences(self.sentences, here())


@dataclass(frozen=True, slots=True)
class Asked:
    """What a rule is given: a paragraph, and who asks; a rule of a later room asks that room on day `on`.

    `provision` is the one by which the rule was found, "" where it is keyed to the paragraph itself.
    """

    actor: Actor
    paragraph: Paragraph
    provision: str
    records: Records

    @property
    def on(self) -> date:
        return self.records.on


@dataclass(frozen=True, slots=True)
class Row:
    """A paragraph, or an item of one, with its evidence."""

    paragraph: Paragraph
    rule: str
    evidence: Evidence

    @property
    def label(self) -> str:
        return self.paragraph.label

    @property
    def printed(self) -> str:
        return self.paragraph.marker

    @property
    def headings(self) -> Text:
        return self.paragraph.headings  # type: ignore[no-any-return]

    @property
    def status(self) -> str:
        return self.evidence.status.value

    @property
    def anchor(self) -> str:
        """Where it stands on the page; a full stop would trouble a selector."""
        return self.label.replace(".", "-")


def shown(status: Status, sentences: Iterable[str], records: Sequence[Record], note: str = "") -> Evidence:
    """A status with its records: as sure as the least sure of them, and saying which fields are uncertain."""
    confidence = weakest(record.confidence for record in records if record.confidence)
    return Evidence(status, [*filter(None, sentences)], records, confidence, note or uncertainty(records))


def nothing(known_once: str = "") -> Evidence:
    """Unknown is a finding of its own, and never "no"; it says what would make it known."""
    return shown(Status.UNKNOWN, [_("Unknown: nothing recorded."), known_once], [])


def lapsed(last: Record) -> Evidence:
    """Unknown again: what was on record lies too far back to say that it goes on."""
    sentences = [
        _("Unknown: nothing recorded for the 30 months before this day."),
        _("Last on record: %(record)s.") % {"record": last.label},
    ]
    return shown(Status.UNKNOWN, sentences, [last])


def uncertainty(records: Sequence[Record]) -> str:
    """Which fields of how many records are not certain; "" where all are."""
    doubtful = [record for record in records if record.uncertain & FIELDS.keys()]
    if not doubtful:
        return ""
    fields = listed(
        dict.fromkeys(
            str(FIELDS[name]) for record in doubtful for name in sorted(record.uncertain & FIELDS.keys())
        )
    )
    if len(records) == 1:
        return _("not certain: %(fields)s") % {"fields": fields}
    return _("not certain in %(count)s of %(total)s records: %(fields)s") % {
        "count": figure(len(doubtful)),
        "total": figure(len(records)),
        "fields": fields,
    }


def listed(words: Iterable[str]) -> str:
    return language.listed(words, here())


def of_session(held: Held, *relevant: str, label: str = "", sure: Iterable[Confidence] = ()) -> Record:
    """A session as a record: doubts about `relevant` fields alone count; it is no surer than `sure`."""
    return Record(
        label or session_label(held, here()),
        "meetings:session",
        {"body": held.body, "key": held.key},
        confidence=weakest([held.confidence, *sure]),
        uncertain=held.uncertain & {*relevant},
        short=label or session_label(held, here(), short=True),
    )


@lru_cache(maxsize=4096)  # held records stay the same from one request to the next
def session_label(held: Held | Undated, language: str, *, short: bool = False) -> str:
    """Body and number as they stand everywhere, in the active language, which must be `language`.

    The short form is for a margin, where the body is plain.
    """
    if not short:
        return session_title(held.body_names.in_(language), held.number, held.year, held.kind)
    if held.number is None:
        return str(held.year)
    form = _("meeting %(number)s (%(year)s)")
    if held.kind == Session.Kind.REGULAR:
        form = _("session %(number)s (%(year)s)")
    return form % {"number": held.number, "year": held.year}


def not_counted(undated: Iterable[Undated]) -> str:
    """Sessions whose days are not on record: none is counted, none is passed over in silence."""
    named = listed(session_label(each, here(), short=True) for each in undated)
    return (
        _("Not counted, because its days are not on record: %(sessions)s.") % {"sessions": named}
        if named
        else ""
    )


def of_outcome(adopted: Adopted, *relevant: str, sure: Iterable[Confidence] = ()) -> Record:
    return Record(
        symbol_in_words(adopted.symbol) or _("symbol not known"),
        "meetings:outcome",
        {"key": adopted.key},
        confidence=weakest([adopted.confidence, *sure]),
        uncertain=adopted.uncertain & {*relevant},
    )


def of_register(place: Position, label: str, confidence: Confidence | None, **query: str) -> Record:
    """The register of an instrument, as it stood on the day."""
    return Record(
        label,
        "register:instrument",
        {"instrument": place.instrument.key},
        {"on": place.on.isoformat(), **query},
        confidence,
    )
