"""From the text of decisions to plans of what would be recorded. Nothing is saved by planning."""

import hashlib
import re
from dataclasses import dataclass
from datetime import date

from palermo.core.actor import Actor
from palermo.core.deliberation import Reading, read_all
from palermo.core.deliberation.alignment import Held, aligned
from palermo.core.deliberation.due import due_on
from palermo.core.deliberation.places import Place, places_of
from palermo.core.deliberation.records import Doubt
from palermo.core.errors import Invalid
from palermo.core.language import fold
from palermo.core.permissions import Action, check
from palermo.mandates import queries
from palermo.mandates.importers.heads import body_of, day_of, organ_of, session_of, year_of
from palermo.mandates.importers.named import Known, known_in
from palermo.mandates.models import Deliberation
from palermo.mandates.services.plans import Plan, PlannedParagraph
from palermo.meetings import queries as meetings

KIND = "palermo.mandates.importers.plans.plan_text"  # under which what is uploaded for it is kept
NEW = "new"  # said where a decision is none of those on record
FORBIDDEN = re.compile(r"[^a-z0-9]+")
LONGEST_KEY = 40


@dataclass(frozen=True, slots=True)
class File:
    """The text of a file, and what was said of it; `of` is the key of a decision on record, or "new"."""

    text: str
    name: str
    digest: str
    of: str = ""
    language: str = ""

    @classmethod
    def made(cls, text: str, data: bytes, name: str, of: str = "", language: str = "") -> "File":
        return cls(text, name, hashlib.sha256(data).hexdigest(), of, language)


class Planner:
    """Plans files, one after the other; names of what is on record are looked up once a language."""

    def __init__(self, by: Actor) -> None:
        check(by, Action.IMPORT_DECISIONS)
        self.by = by
        self.known: dict[str, Known] = {}

    def plan(self, file: File) -> list[Plan]:
        """What each decision of a file would put on record.

        Where nothing is said of it, one is taken for another language of a decision on record that has its
        symbol and as many paragraphs. Raises Invalid where several are said to be versions of one.
        """
        readings = read_all(file.text, file.language or None)
        if file.of not in ("", NEW) and len(readings) > 1:
            sentence = "This file holds several decisions, so it is not one decision in another language."
            raise Invalid("decision.several", sentence)
        return [
            self.of_reading(reading, file, number, len(readings))
            for number, reading in enumerate(readings, 1)
        ]

    def of_reading(self, reading: Reading, file: File, number: int, count: int) -> Plan:
        start = reading.spans[0].start if reading.spans else 0
        end = reading.spans[-1].end if reading.spans else len(file.text)
        content = file.text[start:end]
        record = self.record_for(reading, file.of)
        body = record.body_id or "" if record else body_of(reading, content)
        session = session_of(self.by, reading, body)
        adopted = day_of(reading)
        names = self.names(reading.language, self.instrument_of(body))
        paragraphs = [part_of(place, start, names, adopted) for place in places_of(reading)]
        doubts = [Doubt(each.code, each.start - start, each.words) for each in reading.doubts]
        if record:
            paragraphs, more = self.beside(record, reading, paragraphs)
            doubts += [Doubt(each.code, max(each.start - start, 0), each.words) for each in more]
        return Plan(
            key=record.key if record else self.key_of(reading, file.name),
            of=record.key if record else "",
            kind=reading.kind,
            symbol=record.symbol if record else reading.symbol,
            title=reading.title,
            language=reading.language,
            file_name=file.name,
            digest=file.digest,
            content=content,
            paragraphs=paragraphs,
            doubts=tuple(doubts),
            number=number,
            count=count,
            adopted=adopted,
            year=year_of(reading) or self.year_of_session(session),
            body=body,
            session=session,
            organ=organ_of(reading, content, start),
        )

    def record_for(self, reading: Reading, of: str) -> Deliberation | None:
        """The decision on record that a text is in another language; None where it is new here."""
        if of == NEW:
            return None
        if of:
            return queries.deliberation(self.by, of)
        for each in queries.of_symbol(self.by, reading.symbol):
            parts = [part for part in queries.paragraphs(self.by, each.key) if part.kind == "operative"]
            if len(parts) == len(reading.operative):
                return each
        return None

    def key_of(self, reading: Reading, file_name: str) -> str:
        """A key from the symbol, else from the name of the file, that no other decision has."""
        said = reading.symbol or file_name.rpartition(".")[0] or file_name
        key = FORBIDDEN.sub("-", fold(said)).strip("-")[:LONGEST_KEY].strip("-")
        return queries.unused_key(self.by, key or "decision")

    def beside(
        self, record: Deliberation, reading: Reading, paragraphs: list[PlannedParagraph]
    ) -> tuple[list[PlannedParagraph], list[Doubt]]:
        """The parts of a text under the labels that the record has for them; of the rest, doubts."""
        held = [Held(each.label, each.parent, each.kind) for each in queries.paragraphs(self.by, record.key)]
        pairs, doubts = aligned(held, places_of(reading))
        read = {each.label: each for each in paragraphs}
        return [renamed(read[place.label], label) for label, place in pairs.items()], doubts

    def names(self, language: str, own: str) -> Known:
        if language not in self.known:
            self.known[language] = known_in(self.by, language)
        return self.known[language].under(own)

    def instrument_of(self, body: str) -> str:
        bodies = {each.key: each for each in meetings.records(self.by).bodies}
        return bodies[body].instrument_id or "" if body in bodies else ""

    def year_of_session(self, session: str) -> int | None:
        found = {each.key: each for each in meetings.records(self.by).sessions}
        return found[session].year if session in found else None


def part_of(place: Place, start: int, names: Known, adopted: date | None) -> PlannedParagraph:
    """A part as it would be recorded; its place counted from where the decision begins."""
    read = place.paragraph
    common = (place.label, place.parent, place.kind, place.printed, place.text)
    if read is None:
        return PlannedParagraph(*common, place.start - start, place.end - start)
    deadline = read.deadline or ""
    return PlannedParagraph(
        *common,
        place.start - start,
        place.end - start,
        verbs=read.verbs,
        act=read.act,
        parties=tuple(names.parties(read.addressees)),
        deadline=deadline,
        due=due_on(deadline, names.language, adopted) if deadline else None,
        references=read.references,
        provisions=tuple(dict.fromkeys(names.provisions(read.references))),
    )


def renamed(part: PlannedParagraph, label: str) -> PlannedParagraph:
    parent = label.rpartition(".")[0] if part.kind == "item" else ""
    values = {name: getattr(part, name) for name in PlannedParagraph.__slots__}
    return PlannedParagraph(**values | {"label": label, "parent": parent})
