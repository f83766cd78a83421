"""Pictures, read back with a ruler: what is drawn is what the data say, in both widths."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from html import unescape
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from palermo.kit.charts import ColumnChart, Event, StepChart, Tile, tile_map

ISOLATES = "\u2068\u2069"  # around words, which may run either way
STEPS = [(date(2001, 3, 4), 1), (date(2003, 12, 25), 40), (date(2009, 6, 30), 39), (date(2011, 1, 1), 117)]
CHART = StepChart(
    label="Parties <over> time",
    steps=STEPS,
    columns=[(2001, 1), (2003, 39), (2011, 78)],
    until=date(2020, 6, 30),
    events=[
        Event(date(2003, 12, 25), "In force", "25 December <2003>"),
        Event(date(2008, 10, 8), "Dot", at=40),
    ],
    final="parties & more",
    dots=[(date(2012, 9, 1), 120), (date(2021, 1, 1), 118)],
)


class Ruler:
    """Measures one drawing by its own axes."""

    def __init__(self, svg: str) -> None:
        self.root = ElementTree.fromstring(svg)
        self.texts = [
            (dict(each.attrib), "".join(each.itertext()).strip(ISOLATES)) for each in self.root.iter("text")
        ]
        years = [(float(at["x"]), int(said)) for at, said in self.texts if at.get("text-anchor") == "middle"]
        levels = [
            float(path.split("H")[0].split()[1]) for css in ("axis", "grid") for path in self.paths(css)
        ]
        self.left, self.first = years[0]
        days = date(years[-1][1], 1, 1) - date(self.first, 1, 1)
        self.day_width = (years[-1][0] - self.left) / days.days
        marks = [int(said) for at, said in self.texts if at.get("text-anchor") == "end" and said.isdigit()]
        marks = marks[: len(levels)]
        assert (marks[0], len(marks)) == (0, len(levels))
        self.floor = levels[0]
        self.unit = (levels[0] - levels[-1]) / marks[-1]

    def paths(self, css: str) -> list[str]:
        return [each.attrib["d"] for each in self.root.iter("path") if each.attrib["class"] == css]

    def day(self, x: str | float) -> date:
        return date(self.first, 1, 1) + timedelta(days=round((float(x) - self.left) / self.day_width))

    def value(self, y: str | float) -> int:
        return round((self.floor - float(y)) / self.unit)

    def near(self, found: date, meant: date) -> bool:
        """Drawn to a unit, and no finer."""
        return abs((found - meant).days) <= 1 + 0.65 / self.day_width

    def line(self, css: str) -> tuple[list[tuple[date, int]], date]:
        """The steps of a line, and where it ends."""
        [path] = self.paths(css)
        x, y, rest = re.fullmatch(r"M([\d.]+) ([\d.]+)(.*)H[\d.]+", path).groups()  # type: ignore[union-attr]
        steps = [(x, y), *re.findall(r"H([\d.]+)V([\d.]+)", rest)]
        return [(self.day(x), self.value(y)) for x, y in steps], self.day(path.rsplit("H", 1)[1])

    def bars(self) -> list[tuple[int, int]]:
        """Year and height of each column; each stands on the axis."""
        found = []
        for bar in self.root.iter("rect"):
            y, high = float(bar.attrib["y"]), float(bar.attrib["height"])
            assert abs(y + high - self.floor) < 0.11
            found.append(
                ((self.day(bar.attrib["x"]) + timedelta(days=9)).year, self.value(self.floor - high))
            )
        return found

    def dots(self) -> list[tuple[date, int]]:
        return [
            (self.day(dot.attrib["cx"]), self.value(dot.attrib["cy"])) for dot in self.root.iter("circle")
        ]


def drawings(html: str) -> list[Ruler]:
    found = [Ruler(svg) for svg in re.findall(r"<svg class=\"(?:wide|narrow)\".*?</svg>", html, re.DOTALL)]
    assert [each.root.attrib["class"] for each in found] == ["wide", "narrow"]
    return found


def same(ruler: Ruler, found: list[tuple[date, int]], meant: list[tuple[date, int]]) -> bool:
    return [n for _, n in found] == [n for _, n in meant] and all(
        ruler.near(f, m) for (f, _), (m, _) in zip(found, meant, strict=True)
    )


def test_it_works() -> None:
    for ruler in drawings(CHART.html()):
        steps, end = ruler.line("line")
        assert same(ruler, steps, STEPS)
        assert ruler.near(end, CHART.until)


# ── numbers over time ─────────────────────────────────────────────────────────────────────────────


def test_columns_and_circles_are_where_the_data_put_them() -> None:
    for ruler in drawings(CHART.html()):
        assert ruler.bars() == list(CHART.columns)
        assert same(ruler, ruler.dots(), [(date(2008, 10, 8), 40), *CHART.dots])


def test_the_last_number_and_the_words_are_written_out() -> None:
    for ruler in drawings(CHART.html()):
        said = "\n".join(text for _, text in ruler.texts)
        for words in ("117", "parties & more", "In force", "25 December <2003>", "Dot"):
            assert words in said
        assert (ruler.root.attrib["role"], ruler.root.attrib["aria-label"]) == ("img", "Parties <over> time")


def test_a_narrow_drawing_names_its_events_above_the_lines_each_in_a_row_of_its_own() -> None:
    _wide, narrow = drawings(CHART.html())
    highest = min(float(path.split("H")[0].split()[1]) for path in narrow.paths("grid"))
    named = {
        float(at["y"]): text
        for at, text in narrow.texts
        if any(event.title in text for event in CHART.events)
    }
    assert len(named) == len(CHART.events) > 1
    assert max(named) < highest
    assert all(float(at["x"]) >= 0 for at, _ in narrow.texts)


def test_the_line_is_dotted_from_where_the_sources_change() -> None:
    chart = StepChart("x", STEPS, [], date(2020, 6, 30), soft_from=date(2010, 1, 1))
    for ruler in drawings(chart.html()):
        firm, change = ruler.line("line")
        soft, end = ruler.line("line soft")
        assert same(ruler, firm, STEPS[:3])
        assert same(ruler, soft, [(date(2010, 1, 1), 39), STEPS[3]])
        assert ruler.near(change, date(2010, 1, 1))
        assert ruler.near(end, date(2020, 6, 30))


def test_no_steps_are_an_empty_drawing() -> None:
    html = StepChart("x", [], [], date(2020, 6, 30)).html()
    assert html.count("<svg") == 2
    assert not any(drawn in html for drawn in ("<rect", "<circle", 'class="line'))


@given(
    counts=st.lists(st.integers(0, 200), min_size=1, max_size=30),
    gap=st.integers(30, 300),
    after=st.integers(30, 2000),
)
def test_any_numbers_are_drawn_as_they_are(counts: list[int], gap: int, after: int) -> None:
    steps = [(date(2000, 1, 1) + timedelta(days=gap * number), count) for number, count in enumerate(counts)]
    until = max(steps[-1][0] + timedelta(days=after), date(2016, 1, 1))  # two labels to measure by
    chart = StepChart("x", steps, [], until)
    for ruler in drawings(chart.html()):
        assert same(ruler, ruler.line("line")[0], steps)
        for at in (float(n) for path in ruler.paths("line") for n in re.findall(r"[\d.]+", path)):
            assert 0 <= at <= 840


@pytest.mark.parametrize("count", [0, 1, 5, 117, 193])
def test_no_word_leaves_the_drawing(count: int) -> None:
    steps = [(date(2003, 1, 1), 193), (date(2010, 1, 1), count)]
    chart = StepChart("x", steps, [], date(2020, 1, 1), events=[Event(date(2011, 1, 1), "a", "b", at=count)])
    for ruler in drawings(chart.html()):
        height = float(ruler.root.attrib["viewBox"].split()[3])
        assert all(8 < float(at["y"]) < height for at, _ in ruler.texts)


def test_nothing_in_a_picture_breaks_the_content_security_policy() -> None:
    html = CHART.html() + tile_map([("Region", "1", [Tile("XAA", "party", "/x/", "A")])])
    assert "style=" not in html
    assert "<script" not in html


# ── the tile map ──────────────────────────────────────────────────────────────────────────────────


def tiles(number: int) -> list[Tile]:
    return [
        Tile(f"X{each:02}", "party", f"/en/states/X{each:02}/", f"State {each}") for each in range(number)
    ]


def test_every_tile_stands_once_under_its_region() -> None:
    html = tile_map([("Africa & more", "2 of 3", tiles(3)), ("Asia", "0 of 0", [])])
    first, second = html.split("<section>")[1:]
    assert re.findall(r'href="([^"]+)"', first) == [tile.url for tile in tiles(3)]
    assert "Africa &amp; more <span>2 of 3</span>" in first
    assert re.findall(r"href=", second) == []


@pytest.mark.parametrize(("number", "width"), [(1, 3), (19, 3), (20, 5), (39, 5), (40, 6), (60, 6)])
def test_a_region_of_many_states_is_wider(number: int, width: int) -> None:
    assert f'<ul class="n{width}">' in tile_map([("Region", "", tiles(number))])


def test_a_tile_says_all_of_it_to_those_who_do_not_see_it() -> None:
    html = tile_map([("R", "", [Tile("X<", "none", '/?a=1&b="', 'State "A" & <B>: party')])])
    assert unescape(re.findall(r'aria-label="([^"]*)"', html)[0]) == 'State "A" & <B>: party'
    assert unescape(re.findall(r'href="([^"]*)"', html)[0]) == '/?a=1&b="'
    assert ">X&lt;</a>" in html


# ── on a page: the same figures in the picture and in its table ───────────────────────────────────


@pytest.mark.parametrize("instrument", ["untoc", "tip-protocol", "smuggling-protocol", "firearms-protocol"])
def test_the_table_beside_the_chart_has_the_same_figures(page: Callable[..., str], instrument: str) -> None:
    html = page(f"/en/register/{instrument}/?on=2024-04-20")
    beside = html.split('id="joining"')[1].split("</section>")[0]
    numbers = re.findall(
        r'<th scope="row">(\d+)</th><td class="n">(\d+)</td><td class="n">(\d+)</td>', beside
    )
    table = {int(year): (int(consents), int(parties)) for year, consents, parties in numbers}
    assert len(table) > 10
    for ruler in drawings(beside):
        assert dict(ruler.bars()) == {year: consents for year, (consents, _) in table.items()}
        steps = [step for css in ("line", "line soft") if ruler.paths(css) for step in ruler.line(css)[0]]
        assert steps[-1][1] == table[max(table)][1]
        for year, (_, parties) in table.items():
            until = [count for day, count in steps if day <= date(year, 12, 31) - timedelta(days=6)]
            close = [count for day, count in steps if abs((day - date(year, 12, 31)).days) <= 6]
            assert parties in {*until[-1:], *close}, year


def test_an_axis_is_as_high_as_it_must_be_and_not_much_more() -> None:
    many = ColumnChart("Acts", [(2000, 15_000, 0)]).html()
    assert ">20000</text>" in many
    assert StepChart("Parties", [(date(2000, 1, 1), 10_001)], [], date(2001, 1, 1)).html()
