"""An article in its parts: our words, the official ones, in one language or two, and what points there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from palermo.core.citation import Citation
from palermo.kit.corrections.records import Told
from palermo.kit.templatetags.kit import here
from palermo.site.pointers import Pointer, at_rows


@dataclass(frozen=True, slots=True)
class Said:
    """A provision in one language: our summary, and the parts of the official text that word it."""

    language: str
    heading: str
    summary: str
    wordings: list[Any]

    def title_of(self, wording: Any) -> str:
        """The heading that the official text has, where ours is another."""
        same = wording.heading.casefold() == self.heading.casefold()
        return "" if same else str(wording.heading)


@dataclass(frozen=True, slots=True)
class Part:
    """A provision as the page of its article shows it; `row` is None where only an official text has it."""

    row: Any
    citation: Citation
    marker: str
    said: list[Said]  # in the reader's language, then in the one beside
    pointers: list[Pointer]
    correction: Told | None = None  # that of the row

    @property
    def anchor(self) -> str:
        return self.citation.eid()

    @property
    def heading(self) -> str:
        return self.said[0].heading

    @property
    def worded(self) -> bool:
        """Whether an official text words the provision itself, or heads it otherwise than we do."""
        return any(part.words or each.title_of(part) for each in self.said for part in each.wordings)

    @property
    def depth(self) -> int:
        return len(self.citation.letters)


def parts_of(
    instrument: str,
    rows: Sequence[Any],
    official: Mapping[str, Sequence[Any]],
    languages: Sequence[str],
    pointing: Sequence[Pointer],
    corrected: Mapping[str, Told],
    may_correct: bool,
) -> list[Part]:
    """The article, then its parts: those that we summarize, each with the wording below it that has no row.

    Where we summarize none, the parts are those of the official texts.
    """
    summarized = {row.number: row for row in rows}
    places = list(summarized) or list(
        dict.fromkeys(each.number for parts in official.values() for each in parts)
    )
    placed = {language: by_place(official.get(language, ()), places) for language in languages}
    keys = {f"{instrument}/{place}": place for place in places}
    pointed = at_rows(pointing, keys)
    return [
        Part(
            row := summarized.get(place),
            citation := Citation.at(place),
            citation.marker(here()),
            [said(row, language, placed[language].get(place, [])) for language in languages],
            pointed.get(f"{instrument}/{place}", []),
            (corrected.get(row.key) or Told(None, new=False, may=may_correct)) if row else None,
        )
        for place in places
    ]


def by_place(parts: Sequence[Any], places: Sequence[str]) -> dict[str, list[Any]]:
    """Each part of an official text under its own place, or the nearest above that is shown."""
    held, found = set(places), dict[str, list[Any]]()
    for each in parts:
        place = each.number
        while place and place not in held:
            place = place.rpartition("/")[0]
        found.setdefault(place, []).append(each)
    return found


def said(row: Any, language: str, wordings: list[Any]) -> Said:
    if row is None:
        return Said(language, next((each.heading for each in wordings if each.heading), ""), "", wordings)
    return Said(language, row.headings.in_(language), row.summaries.in_(language), wordings)
