"""What each stretch of a text is: every character lies in one span."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator

from palermo.core.deliberation.lines import Line
from palermo.core.deliberation.records import Recital, Span
from palermo.core.deliberation.structure import Parts, names_annex
from palermo.core.deliberation.words import Words


def spans_of(lines: list[Line], parts: Parts, preamble: Iterable[Recital], words: Words) -> Iterator[Span]:
    """The spans of the lines, in their order and without a gap; neighbours of one kind are one span."""
    kinds = dict(kinds_of(parts, words))
    starts = sorted(recital.start for recital in preamble)
    cuts: list[tuple[int, str]] = []
    for line in lines:
        kind = line.kind or kinds.get(line.start, "head")
        if kind != "preamble":
            cuts.append((line.start, kind))
            continue
        first = bisect_left(starts, line.start)
        within = starts[first : bisect_left(starts, line.end)]
        before = "recital" if first and not (line.apart and words.body.match(line.said)) else "body"
        if not within or within[0] > line.start:
            cuts.append((line.start, before))
        cuts += [(start, "recital") for start in within]
    ends = [start for start, _kind in cuts[1:]] + ([lines[-1].end] if lines else [])
    yield from merged(Span(start, end, kind) for (start, kind), end in zip(cuts, ends, strict=True))


def kinds_of(parts: Parts, words: Words) -> Iterator[tuple[int, str]]:
    """The kind of each line that was read, by where it begins."""
    for line in parts.head:
        yield line.start, "symbol" if words.symbol.search(line.said) else "title"
    for line in (line for lines in parts.preamble for line in lines):
        yield line.start, "hinge" if words.hinge.fullmatch(line.said) else "preamble"
    for block in parts.blocks:
        for each, kind in ((block, "paragraph"), *((item, "item") for item in block.items)):
            for line in each.lines:
                yield line.start, kind
    annexed = False
    for line in parts.rest:
        annexed = annexed or names_annex(line, words)
        yield line.start, "annex" if annexed else "closing"


def merged(spans: Iterable[Span]) -> Iterator[Span]:
    """Spans of one kind that follow each other as one; paragraphs, items and recitals stay apart."""
    last: Span | None = None
    for span in spans:
        if (
            last
            and last.kind == span.kind
            and span.kind in {"blank", "note", "title", "closing", "annex", "body"}
        ):
            last = Span(last.start, span.end, span.kind)
            continue
        if last:
            yield last
        last = span
    if last:
        yield last
