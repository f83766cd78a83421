"""Read the text of decisions and resolutions: what is said in it, and where; every doubt is listed."""

import re
from collections.abc import Iterator
from itertools import pairwise

from palermo.core.deliberation.conditions import conditions_of
from palermo.core.deliberation.deadlines import deadline_of
from palermo.core.deliberation.flow import UNREAD, Flow
from palermo.core.deliberation.head import Head, footnotes, session_of
from palermo.core.deliberation.languages import language_of
from palermo.core.deliberation.lines import FIGURES, RAISED, ROMAN, Line, lines_of
from palermo.core.deliberation.parties import parties_of
from palermo.core.deliberation.records import Doubt, Item, Paragraph, Reading, Recital
from palermo.core.deliberation.references import SYMBOL, references_of
from palermo.core.deliberation.spans import spans_of
from palermo.core.deliberation.structure import END, Block, Parts, flow_of, names_body, opens, parts_of
from palermo.core.deliberation.verbs import Verb, mended, verbs_of
from palermo.core.deliberation.words import Words, words_of

BEFORE = re.compile(r"[:;：—-]\s*$")
MARKS = re.compile(f"[{RAISED}]+")
HALF, WIDE = (
    re.compile("(?<=[\u4e00-\u9fff》）])[,;:]"),
    dict(zip(",;:", "，；：", strict=True)),
)  # typed as in English
INLINE = re.compile(r"[(（](?P<label>\d{1,2}|[a-z]|[ivx]{1,4})[)）]\s*(?=\S)")


def read(text: str, language: str | None = None) -> Reading:
    r"""The first decision or resolution of a text; it may hold several.

    >>> found = read("Decision 1/1\n\nThe Conference of the Parties,\n\n1. Requests the Chair to report;\n")
    >>> [(each.number, each.act, each.addressees) for each in found.operative]
    [('1', 'requests', ('the Chair',))]
    """
    return read_all(text, language)[0]


def read_all(text: str, language: str | None = None) -> list[Reading]:
    """Every decision or resolution of a text, at least one. Their spans together are the text."""
    words = words_of(language or language_of(text))
    if words.language == "zh":
        text = HALF.sub(lambda mark: WIDE[mark[0]], text)
    lines = lines_of(text, words)
    cuts = [0, *beginnings(text, lines, words), len(lines)]
    return [read_lines(text, lines[start:end], words) for start, end in pairwise(cuts)]


def beginnings(text: str, lines: list[Line], words: Words) -> Iterator[int]:
    """Where a further one begins: with its symbol on a line apart, once there was an operative paragraph.

    A symbol behind which no body speaks and nothing is done begins none.
    """
    acted, begun = False, -1
    read = [(at, line) for at, line in enumerate(lines) if not line.kind]
    said = [line for _at, line in read]
    for place, (at, line) in enumerate(read):
        apart = line.apart and len(line.said) < 90 and not line.said[0].islower()
        if acted and apart and words.heading.match(line.said):
            begun = at
        elif begun >= 0 and (names_body(line, words) or opens(text, said, place, words)):
            yield begun
            acted, begun = False, -1
        acted = acted or opens(text, said, place, words)


def read_lines(text: str, lines: list[Line], words: Words) -> Reading:
    parts = parts_of(text, lines, words)
    head = Head(lines, parts, words, text)
    preamble = tuple(recitals(text, parts, words))
    doubts: list[Doubt] = []
    operative = [paragraph(text, block, words, head, doubts) for block in parts.blocks]
    if not operative:
        doubts.append(Doubt("operative.none", lines[0].start if lines else 0, ""))
    return Reading(
        words.language,
        head.kind,
        head.symbol,
        head.title,
        head.date,
        preamble,
        tuple(operative),
        tuple(footnotes(lines)),
        tuple(doubts),
        tuple(spans_of(lines, parts, preamble, words)),
        session_of(parts, opening(text, parts, preamble), words),
    )


def opening(text: str, parts: Parts, preamble: tuple[Recital, ...]) -> str:
    """Who acts, up to the first recital, or up to what is done."""
    lines = next(iter(parts.preamble), [])
    if not lines:
        return ""
    end = preamble[0].start if preamble and preamble[0].start > lines[0].start else lines[-1].end
    return Flow.of(text, [(lines[0].start, end)]).text


def paragraph(text: str, block: Block, words: Words, head: Head, doubts: list[Doubt]) -> Paragraph:
    flow = flow_of(text, block)
    start, said = block.lines[0].start, mended(flow.text, words)
    verbs = verbs_of(said, words)
    if block.lost:
        doubts.append(Doubt("label.lost", start, flow.text[:60]))
    if said != flow.text:
        doubts.append(Doubt("verb.misread", start, flow.text[:60]))
    if not verbs:
        doubts.append(Doubt("verb.unknown", start, flow.text[:60]))
    items = [
        Item(item.label or "", item.depth, flow_of(text, item).text, item.lines[0].start)
        for item in block.items
    ]
    if not items:
        items = list(inline_items(flow))
    chapeau = said[: cut(flow, items)] if items and not block.items else said
    verbs = [verb for verb in verbs if verb.start < len(chapeau)]
    named = apart(said, verbs)
    whole = " ".join([named, *(item.text for item in items)] if block.items else [named])
    number = f"{block.part}.{block.label}" if block.part and block.label else block.label
    last = (block.items or [block])[-1].lines[-1]
    return Paragraph(
        number,
        flow.text,
        start,
        last.end,
        tuple(printed(text, flow, verb) if said == flow.text else verb.printed for verb in verbs),
        verbs[0].act if verbs else "other",
        tuple(parties_of(chapeau, verbs, words, head.body)),
        deadline_of(whole, words, head.day),
        tuple(references_of(" ".join([whole, *called(whole, head.notes)]), words)),
        tuple(items),
        tuple(conditions_of(whole, words)),
    )


def printed(text: str, flow: Flow, verb: Verb) -> str:
    """A verb with the vowel marks that the text has, which are not read."""
    start, end = flow.place(verb.start), flow.place(verb.end - 1) + 1
    while end < len(text) and ord(text[end]) in UNREAD:
        end += 1
    whole = text[start:end]
    return " ".join(whole.split()) if whole.translate(UNREAD) != whole else verb.printed


def apart(said: str, verbs: list[Verb]) -> str:
    """A paragraph with a stop before each further verb, so that no name runs across it."""
    letters = list(said)
    for verb in verbs[1:]:
        letters[verb.start - 1] = ";"
    return "".join(letters)


def called(said: str, notes: dict[str, str]) -> list[str]:
    """The symbols of the footnotes whose marks stand in a paragraph."""
    found = [notes.get(mark.translate(FIGURES), "") for mark in dict.fromkeys(MARKS.findall(said))]
    return [symbol[0] for note in found for symbol in SYMBOL.finditer(note)]


def inline_items(flow: Flow) -> Iterator[Item]:
    """Items within the lines of a paragraph, where a sequence begins with its first label behind a colon."""
    run: list[re.Match[str]] = []
    for hit in INLINE.finditer(flow.text):
        first = hit["label"] in {"1", "a", "i"} and BEFORE.search(
            flow.text[max(0, hit.start() - 4) : hit.start()]
        )
        if following(run[-1]["label"]) == hit["label"] if run else first:
            run.append(hit)
    if len(run) < 2:
        return
    ends = [*(hit.start() for hit in run[1:]), len(flow.text)]
    for hit, end in zip(run, ends, strict=True):
        yield Item(hit["label"], 1, flow.text[hit.end() : end].strip(), flow.place(hit.start()))


def following(label: str) -> str:
    if label.isdigit():
        return str(int(label) + 1)
    if label in ROMAN[:-1]:
        return ROMAN[ROMAN.index(label) + 1]
    return chr(ord(label) + 1) if len(label) == 1 else ""


def cut(flow: Flow, items: list[Item]) -> int:
    first = items[0].start
    return next((at for at, place in enumerate(flow.places) if place >= first), len(flow.text))


def recitals(text: str, parts: Parts, words: Words) -> Iterator[Recital]:
    """The clauses of the preamble: those that begin a line, or follow each other in a running opening."""
    for lines in parts.preamble or [[line for line in parts.head if not words.symbol.search(line.said)][1:]]:
        begun = [
            line
            for at, line in enumerate(lines)
            if begins_clause(line, lines[at - 1].said if at else "", at == 0, words)
        ]
        parted = any(line.apart for line in begun)  # then a small letter goes on with the line before
        starts = [line.start for line in begun if line.apart or not (parted and line.said[0].islower())]
        opening = Flow.of(text, [(line.start, line.end) for line in lines])
        if (
            lines
            and words.body.match(lines[0].said)
            and (not starts or opening.text.rstrip().endswith((":", "：")))
        ):
            starts = [opening.place(hit.start("start")) for hit in words.running.finditer(opening.text)]
        if not starts and lines:
            starts = [
                line.start
                for line in lines
                if line.apart and not words.body.match(line.said) and not words.hinge.fullmatch(line.said)
            ]
        if not starts:
            continue
        last = next(
            (line.start for line in lines if line.start > starts[-1] and speaks(line, words)), lines[-1].end
        )
        for start, stop in zip(starts, [*starts[1:], last], strict=True):
            yield Recital(Flow.of(text, [(start, stop)]).text, start, stop)


def speaks(line: Line, words: Words) -> bool:
    """Whether a line behind the recitals leads over to what is done: “Therefore,”, the name of the body."""
    return words.hinge.fullmatch(line.said) is not None or (
        line.apart and words.body.match(line.said) is not None
    )


def begins_clause(line: Line, before: str, first: bool, words: Words) -> bool:
    if first and words.body.match(line.said):
        return False
    if line.mark or not words.recital.match(line.said):
        return False
    return line.apart or re.search(r"[,;:،؛，；：.\d¹²³⁴-⁹)]\W*$", before[-END:]) is not None
