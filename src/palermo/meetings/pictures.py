"""The timeline: a lane for each body, a mark for each session and outcome; time runs left to right."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from html import escape

from django.utils.safestring import SafeString
from django.utils.translation import ngettext

from palermo.core.language import CHINESE, comma_separated, explained
from palermo.kit.charts import spoken
from palermo.kit.tables import word
from palermo.kit.templatetags.kit import here
from palermo.meetings.exports import effect_of, name_of, said
from palermo.meetings.models import Body, Outcome, Session
from palermo.meetings.queries import Moment, Turn, symbol_in_words

WIDTH, LEFT, RIGHT = 1160, 14, 66
PITCH, SIZE, LINE = 25, 12, 17  # between marks (24 px can be touched), of a mark, of a line of words
LETTER, CHARACTER = 6.6, 12  # about how wide one is, and one of Chinese


@dataclass(frozen=True)
class Scale:
    """Where a day stands between the first and the last year."""

    first: int
    last: int

    @cached_property
    def ends(self) -> tuple[int, int]:
        return date(self.first, 1, 1).toordinal(), date(self.last, 12, 31).toordinal()

    @cached_property
    def a_day(self) -> float:
        begin, end = self.ends
        return (WIDTH - LEFT - RIGHT) / (end + 1 - begin)

    def x(self, day: date) -> float:
        """Within the years shown."""
        begin, end = self.ends
        return round(LEFT + (min(max(day.toordinal(), begin), end) - begin) * self.a_day, 1)

    def years(self) -> range:
        """Those that are named: every year where there is room, else every second, fifth, …"""
        slot = self.a_day * 365
        step = next((step for step in (1, 2, 5, 10, 20) if step * slot >= 36), 50)
        return range(self.first, self.last + 1, step)


def timeline(
    bodies: Iterable[Body], moments: Sequence[Moment], turns: Sequence[Turn], first: int, last: int
) -> SafeString:
    """A lane for each body that has a session or an outcome among the `moments`; "" where there is none."""
    scale = Scale(first, last)
    held: dict[str, list[Moment]] = defaultdict(list)
    for each in moments:
        held[each.record.body_id].append(each)
    lanes = [
        lane(body, found, [turn for turn in turns if turn.body == body.key], scale)
        for body in bodies
        if (found := held.get(body.key))
    ]
    if not lanes:
        return SafeString("")
    years = axis(scale)
    return SafeString(f"{years}<ul>{''.join(lanes)}</ul>{years}")  # numbers, and words escaped below


def axis(scale: Scale) -> str:
    named = "".join([f'<text x="{scale.x(date(year, 1, 1))}" y="14">{year}</text>' for year in scale.years()])
    return f'<svg viewBox="0 0 {WIDTH} 20" aria-hidden="true">{named}</svg>'


def lane(body: Body, moments: Sequence[Moment], turns: Sequence[Turn], scale: Scale) -> str:
    """Its name and what is in it; then, from top to bottom: names of turns, sessions, outcomes."""
    met = [each for each in moments if isinstance(each.record, Session)]
    adopted = [each for each in moments if not isinstance(each.record, Session)]
    turned = [each for each in turns if scale.first <= each.on.year <= scale.last]
    words, top = named_turns(turned, scale)
    drawn, floor = [], top
    for group in (met, adopted):
        marks, floor = placed(group, scale, floor)
        drawn += marks
    dotted = "".join([f'<path class="event" d="M{scale.x(each.on)} 4V{floor}"/>' for each in turned])
    grid = "".join([f"M{scale.x(date(year, 1, 1))} 0V{floor}" for year in scale.years()])
    name, count = escape(body.short_names.in_(here())), escape(counted(len(met), len(adopted)))
    return (
        f'<li><p class="lane"><b>{name}</b> <span>{count}</span></p>'
        f'<svg viewBox="0 0 {WIDTH} {floor}" role="group" aria-label="{name}">'
        f'<path class="grid" d="{grid}"/>{dotted}{words}{"".join(drawn)}</svg></li>'
    )


def counted(sessions: int, outcomes: int) -> str:
    met = ngettext("%(count)s session", "%(count)s sessions", sessions) % {"count": sessions}
    adopted = ngettext("%(count)s outcome", "%(count)s outcomes", outcomes) % {"count": outcomes}
    return comma_separated([met if sessions else "", adopted if outcomes else ""], here())


def width_of(words: str) -> float:
    return sum([CHARACTER if letter >= CHINESE else LETTER for letter in words])


def row_for(rows: list[float], begins: float, ends: float) -> int:
    """The first row that is free from where something begins; it is taken up to where that ends."""
    for number, taken in enumerate(rows):
        if taken <= begins:
            rows[number] = ends
            return number
    rows.append(ends)
    return len(rows) - 1


def placed(moments: Sequence[Moment], scale: Scale, top: int) -> tuple[list[str], int]:
    """Marks in as many rows as it takes so that none lies over another, and where the last row ends."""
    language = here()
    rows: list[float] = []
    drawn = []
    for each in moments:
        link, label, long = told(language, each)
        x = scale.x(each.first)
        wide = max(SIZE, round(scale.x(each.last) - x + scale.a_day, 1)) if each.first < each.last else SIZE
        begins = x if wide > SIZE else x - SIZE / 2
        y = top + PITCH * row_for(rows, begins - 6, begins + max(PITCH, wide + 6 + long) - 6)
        words = ""
        if label:
            place = f'x="{begins + wide + 3:.1f}" y="{y + PITCH / 2 + 4}"'
            words = f'<text {place} aria-hidden="true">{label}</text>'  # the name of the mark holds it
        drawn.append(f"{link}{mark(each, begins, y, wide)}{words}</a>")
    return drawn, top + PITCH * len(rows)


@lru_cache(maxsize=8000)  # all that is costly about a mark; the rest hangs on the years that are shown
def told(_language: str, moment: Moment) -> tuple[str, str, float]:
    """The head of its link, the number beside it, and how long that is; in the active language."""
    name, label = escape(name_of(moment)), label_of(moment.record)
    link = f'<a href="{escape(said(moment).url)}"><title>{name}</title>'
    return link, escape(label), width_of(label)


def label_of(record: Session | Outcome) -> str:
    """What stands beside a mark: the number of a session, what follows the kind in a symbol."""
    if isinstance(record, Session):
        return str(record.number or "")
    return record.symbol.rpartition(" ")[2].rpartition("RES/")[2]


def mark(moment: Moment, x: float, y: int, wide: float) -> str:
    """What can be touched, and the shape; its edge is dashed where the day is not certain."""
    css = "shape" if moment.certain else "shape loose"
    touch = f'<rect class="touch" x="{x - 6:.1f}" y="{y}" width="{wide + 12}" height="24"/>'
    return touch + shape(moment.record, css, x, y + PITCH / 2, wide)


def shape(record: Session | Outcome, css: str, x: float, middle: float, wide: float) -> str:
    """A square for a regular session, a circle or a triangle for other meetings, a diamond for an outcome."""
    top, half = middle - SIZE / 2, wide / 2
    if not isinstance(record, Session):
        path = f"M{x} {middle}l{half} -6l{half} 6l-{half} 6z"
    elif record.kind == Session.Kind.DURING_CONFERENCE:
        path = f"M{x} {top + SIZE}l{half} -{SIZE}l{half} {SIZE}z"
    else:
        round_ = "" if record.kind == Session.Kind.REGULAR else ' rx="6"'
        return (
            f'<rect class="{css}" pathLength="32" x="{x}" y="{top}" width="{wide}" height="{SIZE}"{round_}/>'
        )
    return f'<path class="{css}" pathLength="32" d="{path}"/>'


def named_turns(turns: Sequence[Turn], scale: Scale) -> tuple[str, int]:
    """The names of turns, each beside its line, in as many rows as it takes; and where the last row ends."""
    rows: list[float] = []
    drawn = []
    for each in turns:
        said = explained(symbol_in_words(each.outcome.symbol), what_it_did(each), here())
        long = width_of(said)
        x = scale.x(each.on)
        begins = x + 5 if x + long < WIDTH else x - 5 - long
        y = 12 + LINE * row_for(rows, begins, begins + long + 10)
        side = "" if begins > x else ' text-anchor="end"'
        drawn.append(f'<text x="{x + 5 if begins > x else x - 5}" y="{y}"{side}>{spoken(said)}</text>')
    return "".join(drawn), LINE * len(rows) + (4 if rows else 0)


def what_it_did(turn: Turn) -> str:
    if turn.founding:
        return word(Outcome.Effect, Outcome.Effect.ESTABLISHED)
    return effect_of(turn.outcome)
