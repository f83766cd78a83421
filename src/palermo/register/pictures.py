"""The tile map of States and the chart of joining."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from palermo.core.language import Text, comma_separated, explained, long_date, month_year
from palermo.core.treaty import Standing, Status
from palermo.kit.charts import ColumnChart, Event, StepChart, Tile, tile_flow, tile_map
from palermo.kit.templatetags.kit import here
from palermo.register.exports import Row, Words
from palermo.register.exports.acts import Count
from palermo.register.exports.pipeline import Row as Waiting
from palermo.register.queries import Comparison, Position, by_year, count_on, sourced_to

CSS = {
    Status.PARTY: "party",
    Status.SIGNATORY: "signed",
    Status.SIGNED_UNKNOWN: "signed uncertain",
    Status.WITHDRAWN: "withdrawn",
    Status.NONE: "none",
    Status.UNKNOWN: "unknown",
}


def tiles(rows: Iterable[Row], regions: Mapping[str, Text], *, decided: date) -> SafeString:
    """One equal tile a State, by region, in the order of codes; organizations have none."""
    language = here()
    said = Words()
    by_region: dict[str, list[Row]] = {key: [] for key in sorted(regions, key=lambda k: regions[k].in_("en"))}
    for row in rows:
        if row.region_key:
            by_region[row.region_key].append(row)
    parts = []
    for key, found in by_region.items():
        parties = sum(row.standing.status is Status.PARTY for row in found)
        count = _("%(parties)s of %(states)s") % {"parties": parties, "states": len(found)}
        made = [
            Tile(row.code, css_of(row.standing, decided), row.url, name_of(row, said, language))
            for row in sorted(found, key=lambda row: row.code)
        ]
        parts.append((regions[key].in_(language), count, made))
    return tile_map(parts)


def flow(rows: Iterable[Waiting]) -> SafeString:
    """One equal tile each of those at one step, in the order of codes, as many a line as fit."""
    language, said = here(), Words()
    made = []
    for row in sorted(rows, key=lambda row: row.who.code):
        standing = row.waiting.standing
        act = standing.deciding
        day = long_date(act.date, language) if act else ""
        words = comma_separated(
            [said.statuses[standing.status], said.kinds[act.kind] if act else "", day], language
        )
        name = explained(f"{row.who.code} {row.who.name}", words, language)
        made.append(Tile(row.who.code, CSS[standing.status], row.who.url, name))
    return tile_flow(made)


def acts_by_year(years: Sequence[Count]) -> SafeString:
    """A column a year: its acts, and in the foot of it those that bind."""
    if not years:
        return SafeString("")
    label = _("Acts by year, from %(first)s to %(last)s: %(count)s") % {
        "first": years[0].name,
        "last": years[-1].name,
        "count": sum(each.acts for each in years),
    }
    return ColumnChart(label, [(int(each.value), each.acts, each.consents) for each in years]).html()


def css_of(standing: Standing, decided: date) -> str:
    css = CSS[standing.status]
    if standing.inferred:
        return f"{css} inferred"
    since = standing.status is Status.PARTY and standing.consent and standing.consent.date > decided
    return f"{css} since" if since else css


def name_of(row: Row, said: Words, language: str) -> str:
    """Code (which the tile shows), State, standing, act and date, for those who do not see the tile."""
    standing = row.standing
    act = standing.deciding
    day = long_date(act.date, language) if act else ""
    if standing.inferred:
        parts = [said.statuses[standing.status], row.act]
    elif standing.status is Status.SIGNED_UNKNOWN:
        parts = [row.act, day]
    else:
        parts = [said.statuses[standing.status], said.kinds[act.kind] if act else "", day]
    return explained(f"{row.code} {row.name}", comma_separated(parts, language), language)


def joining(place: Position, counts: Iterable[Comparison] = (), *, decided: date) -> SafeString:
    """The number of parties over time, with the consents of each year, up to the day shown.

    Published counts are circles; those for a month stand at its beginning.
    """
    steps = [step for step in place.steps if step[0] <= place.on]
    if not steps:
        return SafeString("")
    end = place.record_end
    events = []
    if place.in_force and place.in_force <= place.on:
        events.append(Event(place.in_force, _("In force"), long_date(place.in_force, here())))
    if steps[0][0] < decided <= place.on:
        at = count_on(steps, decided)
        line = _("%(count)s parties, %(month)s") % {"count": at, "month": month_year(decided, here())}
        events.append(Event(decided, _("Decision 4/4"), line, at=at))
    final = _("parties, %(month)s") % {"month": month_year(end, here())}
    label = _("Parties over time: %(count)s on %(date)s") % {
        "count": steps[-1][1],
        "date": long_date(end, here()),
    }
    columns = [(each.year, each.consents) for each in by_year(place)]
    shown = [each.published for each in counts if each.published.as_at <= place.on]
    dots = [(published.as_at, published.parties) for published in shown]
    return StepChart(label, steps, columns, end, sourced_to(place), events, final, dots).html()
