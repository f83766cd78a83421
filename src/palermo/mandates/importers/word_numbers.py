"""Automatic numbers of a DOCX, counted as a word processor counts them, as the labels that it would print."""

import re
from collections.abc import Iterator
from dataclasses import replace

from palermo.mandates.importers.word_counting import counted
from palermo.mandates.importers.word_levels import LEVELS, Level, Sequence, levels_of
from palermo.mandates.importers.word_names import Element, W, figure, value

BULLETS = "-–—•·*"


class Numbering:
    """The lists of a document, and how far each has counted."""

    def __init__(self, numbering: Element | None, styles: Element | None) -> None:
        self.styles = (
            {} if styles is None else {each.get(f"{W}styleId"): each for each in styles.iter(f"{W}style")}
        )
        self.default = next(
            (key for key, each in self.styles.items() if is_default(each)), ""
        )  # the style of a paragraph that names none
        self.abstract: dict[str, Element] = {}
        self.sequences: dict[str, Sequence] = {}
        self.counts: dict[str, dict[int, int]] = {}
        self.begun: set[tuple[str, int]] = set()
        if numbering is not None:
            key = f"{W}abstractNumId"
            self.abstract = {each.get(key): each for each in numbering.iter(f"{W}abstractNum")}
            nums = {each.get(f"{W}numId"): each for each in numbering.iter(f"{W}num")}
            self.sequences = {number: self.sequence(each, nums) for number, each in nums.items()}

    def sequence(self, num: Element, nums: dict[str, Element]) -> Sequence:
        counts = value(num, "abstractNumId") or ""
        abstract = self.abstract.get(counts)
        if linked := value(abstract, "numStyleLink"):  # its levels are those of another, by a style
            other = nums.get(value(self.styles.get(linked), "pPr", "numPr", "numId") or "")
            counts = value(other, "abstractNumId") or counts
            abstract = self.abstract.get(counts)
        levels = levels_of(abstract)
        begins = {}
        for override in num.iter(f"{W}lvlOverride"):
            at = figure(override.get(f"{W}ilvl"), 0)
            levels |= levels_of(override)
            if (start := value(override, "startOverride")) is not None:
                begins[at] = figure(start, 1)
                levels[at] = replace(levels.get(at, Level()), start=begins[at])
        return Sequence(counts, levels, begins)

    def label(self, properties: Element | None) -> str:
        """The number of the next paragraph, with what stands between it and the text; "" for none."""
        number, at = self.place(properties)
        sequence = self.sequences.get(number)
        if sequence is None or at not in sequence.levels:
            return ""
        level = sequence.levels[at]
        counts = self.count(number, sequence, at)
        if level.form == "bullet":
            return f"{level.text if level.text and level.text in BULLETS else '•'}{level.between}"
        said = re.sub(
            r"%([1-9])", lambda found: self.said(sequence, counts, int(found[1]) - 1, level), level.text
        )
        return f"{said}{level.between}" if said.strip() else ""

    def count(self, number: str, sequence: Sequence, at: int) -> dict[int, int]:
        counts = self.counts.setdefault(sequence.counts, {})
        if at in sequence.begins and (number, at) not in self.begun:
            counts.pop(at, None)
        self.begun.add((number, at))
        counts[at] = counts[at] + 1 if at in counts else sequence.levels[at].start
        for below in range(at + 1, LEVELS):
            restart = sequence.levels.get(below, Level()).restart
            if restart is None or at < restart:
                counts.pop(below, None)
        return counts

    def said(self, sequence: Sequence, counts: dict[int, int], at: int, shown: Level) -> str:
        """The count of a level, in the form that it has."""
        level = sequence.levels.get(at, Level())
        form = "decimal" if shown.legal and level.form != "none" else level.form
        return counted(counts.get(at, level.start), form)

    def place(self, properties: Element | None) -> tuple[str, int]:
        """The list of a paragraph and its level there, said by itself or by its style."""
        number = value(properties, "numPr", "numId")
        level = value(properties, "numPr", "ilvl")
        if number is not None:
            return number, figure(level, 0)
        for style, element in self.chain(value(properties, "pStyle") or self.default):
            number = value(element, "pPr", "numPr", "numId")
            if number is not None:
                levels = self.sequences[number].levels if number in self.sequences else {}
                tied = (at for at, each in levels.items() if each.style == style)
                return number, figure(level or value(element, "pPr", "numPr", "ilvl"), next(tied, 0))
        return "", 0

    def chain(self, style: str) -> Iterator[tuple[str, Element]]:
        """A style and those on which it is based."""
        seen: set[str] = set()
        while style in self.styles and style not in seen:
            yield style, self.styles[style]
            seen.add(style)
            style = value(self.styles[style], "basedOn") or ""


def is_default(style: Element) -> bool:
    return style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in ("1", "true", "on")
