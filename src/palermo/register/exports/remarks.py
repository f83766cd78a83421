"""What is to be said of an act that is to be recorded, and what it would change, in the reader's words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from palermo.core import treaty
from palermo.core.language import comma_separated, explained, long_date
from palermo.core.language import sentences as in_sentences
from palermo.core.treaty import Standing, Status
from palermo.kit.templatetags.kit import figure, here
from palermo.register.exports.comparison import standing_of
from palermo.register.exports.participants import Participant
from palermo.register.exports.status import Words
from palermo.register.queries.effects import Effects, Moment, OfOne, Whole
from palermo.register.queries.proposals import line_of


class Said(NamedTuple):
    """A remark as the reader sees it; `line` is that of a proposed act, None of one on record."""

    code: str
    sentence: str
    refused: bool
    line: int | None


def said(remarks: Iterable[treaty.Remark], titles: Mapping[str, str]) -> list[Said]:
    """In words; whatever is said of an act on record names it, with the title of its instrument."""
    return [
        Said(each.code, sentence(each, titles), each.refused, line_of(each.place.act)) for each in remarks
    ]


def sentence(remark: treaty.Remark, titles: Mapping[str, str]) -> str:
    values = {name: in_words(value) for name, value in remark.values.items()}
    words = _(remark.message) % values
    instrument, act = remark.place
    if line_of(act) is not None:
        return words
    about = comma_separated([titles.get(instrument, instrument), in_words(act)], here())
    return explained(about, words, here())


def in_words(value: date | treaty.Act) -> str:
    """A day; or an act, its kind and its day."""
    if isinstance(value, treaty.Act):
        return comma_separated([Words().kinds[value.kind], long_date(value.date, here())], here())
    return long_date(value, here())


class Line(NamedTuple):
    """Where a participant stands from a day on, as the record is and as it would be."""

    day: date
    is_today: bool
    before: str
    after: str
    differs: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """What a proposal would change under an instrument, for one participant and for all."""

    key: str
    title: str
    who: Participant | None
    lines: list[Line]
    sentences: list[str]


def shown(
    found: Effects, people: Mapping[str, Participant], titles: Mapping[str, str], told: Words
) -> list[Shown]:
    return [
        Shown(
            each.instrument,
            titles.get(each.instrument, each.instrument),
            people.get(each.participant),
            [line(moment, people.get(each.participant), told, found.on) for moment in each.moments],
            sentences(each, found.on),
        )
        for each in found.told()
    ]


def line(moment: Moment, who: Participant | None, told: Words, today: date) -> Line:
    before, after = (stands(each, who, told) for each in (moment.before, moment.after))
    return Line(moment.day, moment.day == today, before, after, moment.differs)


def stands(standing: Standing | None, who: Participant | None, told: Words) -> str:
    """Where one stands, since when it is bound, and whether it gave notice of withdrawal."""
    if standing is None:
        return standing_of(None, who, told) if who else _("No act on record")
    words = told.inferred if standing.inferred else told.statuses[standing.status]
    more = []
    if standing.status is Status.PARTY and standing.in_force_from and not standing.inferred:
        more.append(_("bound since %(date)s") % {"date": long_date(standing.in_force_from, here())})
    if standing.status is Status.PARTY and standing.withdrawal:
        more.append(_("notice of withdrawal given"))
    return comma_separated([words, *more], here())


def sentences(each: OfOne, today: date) -> list[str]:
    """When it would be bound; how many parties there would be, and since when the instrument is in force."""
    bound = each.bound_from
    first = [_("It would be bound from %(date)s.") % {"date": long_date(bound, here())}] if bound else []
    return [*first, in_force(each.whole), parties(each.whole, today)]


def parties(whole: Whole, today: date) -> str:
    before, after = whole.parties
    counts = {"date": long_date(today, here()), "before": figure(before), "after": figure(after)}
    if before == after:
        return _("Parties on %(date)s: %(after)s, as before.") % counts
    return _("Parties on %(date)s: %(after)s, instead of %(before)s.") % counts


def in_force(whole: Whole) -> str:
    """What becomes of the instrument's own entry into force."""
    before, after = (day and long_date(day, here()) for day in whole.in_force)
    if before == after:
        if after is None:
            return _("The instrument itself is not in force yet.")
        return _("The instrument itself is in force from %(date)s, as before.") % {"date": after}
    changes = {
        (False, True): _("The instrument itself enters into force on %(after)s."),
        (True, True): _("The instrument itself is in force from %(after)s, instead of %(before)s."),
        (True, False): _("The instrument itself is not in force any more, instead of from %(before)s."),
    }
    words = changes[before is not None, after is not None] % {"before": before, "after": after}
    others = ngettext(
        "%(count)s other participant stands otherwise with that.",
        "%(count)s other participants stand otherwise with that.",
        whole.others,
    ) % {"count": figure(whole.others)}
    return in_sentences([words, others if whole.others else ""], here())
