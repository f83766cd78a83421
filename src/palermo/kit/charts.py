"""Pictures made on the server: accessible, with classes and no inline style, in two widths."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from html import escape  # quicker than Django’s own, and there are hundreds of words
from operator import itemgetter

from django.utils.safestring import SafeString

LARGE = (2000, 5000, 10_000, 20_000, 50_000, 100_000, 10**6, 10**9)  # of an axis, above a thousand


@dataclass(frozen=True, slots=True)
class Tile:
    """One equal tile: what is written on it, its classes, where it leads, and its full name."""

    text: str
    css: str
    url: str
    name: str

    def html(self) -> str:
        name = escape(self.name)
        return (
            f'<li><a class="tile {self.css}" href="{escape(self.url)}" title="{name}" '
            f'aria-label="{name}">{escape(self.text)}</a></li>'
        )


def tile_map(regions: Iterable[tuple[str, str, Sequence[Tile]]]) -> SafeString:
    """Tiles by region; each region has a name, a count in words, and its tiles in order."""
    widths = {range(20): 3, range(20, 40): 5}
    parts = []
    for name, count, tiles in regions:
        width = next((width for sizes, width in widths.items() if len(tiles) in sizes), 6)
        listed = "".join([tile.html() for tile in tiles])
        parts.append(
            f"<section><h3>{escape(name)} <span>{escape(count)}</span></h3>"
            f'<ul class="n{width}">{listed}</ul></section>'
        )
    return SafeString(f'<div class="tiles">{"".join(parts)}</div>')  # every word in it is escaped above


def tile_flow(tiles: Iterable[Tile]) -> SafeString:
    """Tiles in order, as many a line as fit."""
    listed = "".join([tile.html() for tile in tiles])
    return SafeString(f'<div class="tiles"><ul class="flow">{listed}</ul></div>')  # escaped in each tile


@dataclass(frozen=True, slots=True)
class Event:
    """A day with a name: a dotted line, or a dot on the line where `at` is given."""

    on: date
    title: str
    line: str = ""
    at: int | None = None


@dataclass(frozen=True, slots=True)
class StepChart:
    """A number that changes on days, with columns a year; time runs left to right in all languages."""

    label: str  # what is drawn, for those who do not see it
    steps: Sequence[tuple[date, int]]
    columns: Sequence[tuple[int, int]]
    until: date
    soft_from: date | None = None  # from here the sources change, and the line is dotted
    events: Sequence[Event] = ()
    final: str = ""  # words below the last number
    dots: Sequence[tuple[date, int]] = field(default=())

    def html(self) -> SafeString:
        """Both widths; the stylesheet shows one."""
        wide, narrow = self.svg(840, 330, "wide", 3), self.svg(400, 320, "narrow", 6, stacked=True)
        return SafeString(wide + narrow)  # numbers, and words escaped below

    def svg(self, width: int, height: int, css: str, every: int, *, stacked: bool = False) -> str:
        return _Drawing(self, width, height, css, every, stacked).svg()


def spoken(words: str) -> str:
    """Words in a drawing that runs left to right, isolated so that Arabic keeps its own order."""
    return f"\u2068{escape(words)}\u2069"


class _Drawing:
    """One width of a StepChart; where it is `stacked`, events are named in rows above the lines."""

    left, right, top, bottom = 40, 12, 24, 28
    letter = 6.6  # about how wide one is

    def __init__(
        self, chart: StepChart, width: int, height: int, css: str, every: int, stacked: bool
    ) -> None:
        self.chart, self.width, self.height, self.css, self.every = chart, width, height, css, every
        self.stacked = stacked
        self.top += 18 * len(chart.events) if stacked else 0
        self.first = min([chart.steps[0][0].year if chart.steps else chart.until.year, chart.until.year - 1])
        self.final = max([chart.until.year, *(day.year for day, _ in chart.dots)])
        highest = max([count for _, count in [*chart.steps, *chart.dots]] + [1])
        self.top_value = next(
            step for step in (10, 50, 100, 150, 200, 250, 500, 1000, *LARGE) if step >= highest
        )
        self.begin = date(self.first, 1, 1).toordinal()
        days = max(date(self.final, 12, 31).toordinal() - self.begin, 1)
        self.a_day = (width - self.left - self.right) / days
        self.a_party = (height - self.top - self.bottom) / self.top_value

    def x(self, day: date) -> float:
        return round(self.left + (day.toordinal() - self.begin) * self.a_day, 1)

    def y(self, value: float) -> float:
        return round(self.height - self.bottom - value * self.a_party, 1)

    def below(self, value: float, distance: float) -> float:
        """Where two lines of words begin below a value; of a small one, just above the axis."""
        return min(self.y(value) + distance, self.y(0) - 22)

    def svg(self) -> str:
        parts = [*self.grid(), *self.bars(), *self.lines(), *self.events(), *self.last()]
        return (
            f'<svg class="{self.css}" viewBox="0 0 {self.width} {self.height}" role="img" '
            f'aria-label="{escape(self.chart.label)}">{"".join(parts)}</svg>'
        )

    def grid(self) -> list[str]:
        lines = []
        quarter = self.top_value // 5 if self.top_value % 4 else self.top_value // 4
        for value in range(0, self.top_value + 1, quarter):
            y, css = self.y(value), "axis" if value == 0 else "grid"
            lines.append(f'<path class="{css}" d="M{self.left} {y}H{self.width - self.right}"/>')
            lines.append(f'<text x="{self.left - 8}" y="{y + 4}" text-anchor="end">{value}</text>')
        for year in range(self.first, self.final + 1):
            if (year - self.first) % self.every == 1 or self.every == 1:
                x, y = self.x(date(year, 1, 1)), self.height - 8
                lines.append(f'<text x="{x}" y="{y}" text-anchor="middle">{year}</text>')
        return lines

    def bars(self) -> list[str]:
        slot = self.x(date(self.first + 1, 1, 1)) - self.x(date(self.first, 1, 1))
        drawn = []
        for year, count in self.chart.columns:
            x, y = self.x(date(year, 1, 1)), self.y(count)
            high = round(self.y(0) - y, 1)
            drawn.append(
                f'<rect class="bar" x="{x}" y="{y}" width="{round(slot * 0.86, 1)}" height="{high}"/>'
            )
        return drawn

    def lines(self) -> list[str]:
        soft = self.chart.soft_from or self.chart.until
        turn = bisect_right(self.chart.steps, soft, key=itemgetter(0))
        firm, later = self.chart.steps[:turn], self.chart.steps[turn:]
        level = firm[-1][1] if firm else 0
        drawn = [self.path(firm, min(soft, self.chart.until), "line")]
        if self.chart.until > soft:
            drawn.append(self.path([(soft, level), *later], self.chart.until, "line soft"))
        return drawn

    def path(self, points: Sequence[tuple[date, int]], until: date, css: str) -> str:
        if not points:
            return ""
        day, count = points[0]
        begin, a_day, left = self.begin, self.a_day, self.left + 0.5
        # To a whole unit, and of several on one spot of the screen the last: there may be thousands.
        at = {int(left + (when.toordinal() - begin) * a_day): value for when, value in points[1:]}
        heights = {value: self.y(value) for value in set(at.values())}
        steps = "".join([f"H{x}V{heights[value]}" for x, value in at.items()])
        return f'<path class="{css}" d="M{self.x(day)} {self.y(count)}{steps}H{self.x(until)}"/>'

    def events(self) -> list[str]:
        drawn = []
        for number, event in enumerate(self.chart.events):
            x, floor = self.x(event.on), self.y(0)
            if self.stacked:
                drawn.append(self.named_above(event, 14 + 18 * number))
                continue
            text_y: float = self.top + 44
            drawn.append(f'<path class="event" d="M{x} {floor}V{text_y - 14}"/>')
            if event.at is not None:
                drawn.append(f'<circle class="dot" cx="{x}" cy="{self.y(event.at)}" r="4.5"/>')
                text_y = self.below(event.at, 46)
            drawn.append(
                f'<text class="strong" x="{x + 8}" y="{text_y}">{spoken(event.title)}</text>'
                f'<text x="{x + 8}" y="{text_y + 15}">{spoken(event.line)}</text>'
            )
        drawn += [
            f'<circle class="dot" cx="{self.x(day)}" cy="{self.y(count)}" r="3.5"/>'
            for day, count in self.chart.dots
        ]
        return drawn

    def named_above(self, event: Event, y: int) -> str:
        """A dotted line up to its name; the name begins there, or further left where it would not fit."""
        x, words = self.x(event.on), f"{event.title} · {event.line}"
        start = max(0, min(x + 6, self.width - len(words) * self.letter))
        foot = y + 5 if start < x else y - 9
        circle = "" if event.at is None else f'<circle class="dot" cx="{x}" cy="{self.y(event.at)}" r="4.5"/>'
        return (
            f'<path class="event" d="M{x} {self.y(0)}V{foot}"/>{circle}'
            f'<text x="{start:.0f}" y="{y}"><tspan class="strong">{spoken(event.title)}</tspan>'
            f" {spoken(event.line)}</text>"
        )

    def last(self) -> list[str]:
        if not self.chart.steps:
            return []
        count, x = self.chart.steps[-1][1], max(self.x(self.chart.until), self.left + 130)
        y = self.below(count, 34)
        return [
            f'<text class="big" x="{x}" y="{y}" text-anchor="end">{count}</text>'
            f'<text x="{x}" y="{y + 17}" text-anchor="end">{spoken(self.chart.final)}</text>'
        ]


@dataclass(frozen=True, slots=True)
class ColumnChart:
    """How many in each year, and in the foot of its column how many of those are of one kind."""

    label: str  # what is drawn, for those who do not see it
    columns: Sequence[tuple[int, int, int]]  # a year, all of it, those of the kind; no year is left out

    left, top, bottom = 40, 20, 26

    def html(self) -> SafeString:
        """Both widths; the stylesheet shows one."""
        wide, narrow = self.svg(840, 220, "wide", 3), self.svg(400, 200, "narrow", 6)
        return SafeString(wide + narrow)  # numbers, and words escaped below

    def svg(self, width: int, height: int, css: str, every: int) -> str:
        highest = max(count for _, count, _ in self.columns)
        top = next(step for step in (4, 10, 20, 50, 100, 200, 500, 1000, *LARGE) if step >= highest)
        slot = min((width - self.left - 12) / len(self.columns), 60)
        floor, a_unit = height - self.bottom, (height - self.top - self.bottom) / top
        drawn = [
            f'<path class="{"axis" if value == 0 else "grid"}" d="M{self.left} {y}H{width - 12}"/>'
            f'<text x="{self.left - 8}" y="{y + 4}" text-anchor="end">{value}</text>'
            for value in (0, top // 2, top)
            for y in [round(floor - value * a_unit, 1)]
        ]
        for number, (year, count, inner) in enumerate(self.columns):
            x, broad = round(self.left + number * slot, 1), round(slot * 0.86, 1)
            for shown, kind in ((count, "bar"), (inner, "bar deep")):
                high = round(shown * a_unit, 1)
                y = round(floor - high, 1)
                drawn.append(f'<rect class="{kind}" x="{x}" y="{y}" width="{broad}" height="{high}"/>')
            middle = round(x + broad / 2, 1)
            if count and slot > 24:
                y = round(floor - count * a_unit - 5, 1)
                drawn.append(f'<text x="{middle}" y="{y}" text-anchor="middle">{count}</text>')
            if number % every == 0:
                drawn.append(f'<text x="{middle}" y="{height - 8}" text-anchor="middle">{year}</text>')
        return (
            f'<svg class="{css}" viewBox="0 0 {width} {height}" role="img" '
            f'aria-label="{escape(self.label)}">{"".join(drawn)}</svg>'
        )
