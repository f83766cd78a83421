"""Facts that people correct: how they are put in, and what is refused."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from palermo.actors.models import Region
from palermo.core.actor import Actor
from palermo.core.errors import Conflict, Denied, Problem
from palermo.core.language import Text
from palermo.journal.models import Entry
from palermo.kit.corrections import records
from palermo.kit.corrections.desk import Desk
from palermo.kit.models import Change, Correction, Revision
from tests.kit.apples import (
    APPLES,
    AT,
    DESK,
    FIRST,
    SAME,
    SUBJECT,
    Load,
    correct,
    keep,
    name_of,
    open_one,
    settled,
    shipped_name,
    take,
    values,
)


def test_it_works(load: Load, secretary: Actor) -> None:
    load(FIRST)
    token = Revision.objects.get(name="orchard").token
    correct(secretary)
    row = Region.objects.get(key="901")
    assert (name_of(), row.source, row.confidence) == ("Apple one", "a book", "derived")
    assert (row.version, row.as_of) == (2, date(2026, 3, 4))
    assert Revision.objects.get(name="orchard").token != token
    change = Change.objects.get(subject=SUBJECT, first=None)
    assert (change.changed, change.by_people) == (["901"], True)


def test_the_journal_has_who_when_why_and_both_sides(load: Load, secretary: Actor) -> None:
    load(FIRST)
    correct(secretary)
    entry = Entry.objects.get(act="facts.corrected")
    assert (entry.subject, entry.name, entry.at, entry.why) == (
        *("actors.region/901", "A secretary", AT, "It was misspelt."),
    )
    assert entry.values["before"] == {
        "names": {"en": "One", "fr": "Un"},
        "source": "a list",
        "confidence": "sourced",
    }
    assert entry.values["after"]["names"] == {"en": "Apple one"}
    held = Correction.objects.get(subject=SUBJECT, key="901")
    assert (held.entry, held.at, shipped_name(held)) == (entry.number, AT, {"en": "One", "fr": "Un"})


def test_a_second_correction_remembers_what_was_shipped(load: Load, secretary: Actor) -> None:
    load(FIRST)
    correct(secretary)
    correct(secretary, "The first apple", seen=2)
    held = Correction.objects.get(subject=SUBJECT)
    assert shipped_name(held) == {"en": "One", "fr": "Un"}
    assert held.entry == Entry.objects.filter(act="facts.corrected").order_by("-number")[0].number


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"why": "  "}, "why.missing"),
        ({"source": " "}, "source.missing"),
        ({"confidence": "perhaps"}, "value.invalid"),
        ({"parent": "99X"}, "value.unknown"),
        ({"names": Text()}, "value.missing"),
        ({"names": Text({"en": "a" * 5001})}, "value.long"),
        ({"names": Text({"en": "rotten"})}, "apple.rotten"),
        (SAME, "correction.nothing"),
    ],
    ids=str,
)
def test_what_cannot_be_is_refused_and_nothing_is_written(
    load: Load, secretary: Actor, given: dict[str, Any], code: str
) -> None:
    load(FIRST)
    entries = Entry.objects.count()
    with pytest.raises(Problem) as refused:
        correct(secretary, **given)
    assert refused.value.code == code
    assert (name_of(), Correction.objects.count(), Entry.objects.count()) == ("One", 0, entries)


def test_whoever_saw_an_older_row_is_told_and_nothing_is_overwritten(load: Load, secretary: Actor) -> None:
    load(FIRST)
    correct(secretary, "Of the first")
    with pytest.raises(Conflict) as refused:
        correct(secretary, "Of the second", seen=1)
    assert refused.value.code == "version.stale"
    assert name_of() == "Of the first"


@pytest.mark.parametrize("who", ["stranger", "focal_point", "administrator", "auditor"])
def test_whoever_may_not_correct_changes_nothing(
    load: Load, who: str, secretary: Actor, request: pytest.FixtureRequest
) -> None:
    load(FIRST)
    correct(secretary)
    load(FIRST.replace("One", "Uno"))
    by, number = request.getfixturevalue(who), open_one().pk
    tries: list[Callable[[], None]] = [
        lambda: correct(by, "Mine", seen=2),
        lambda: DESK.record(APPLES, "903", values("Mine"), why="x", by=by, at=AT),
        lambda: DESK.withdraw(APPLES, "901", seen=2, why="x", by=by, at=AT),
        lambda: keep(by),
        lambda: take(by, number=number),
        lambda: print(records.corrections(by), records.disagreements(by)),
    ]
    for attempt in tries:
        with pytest.raises(Denied):
            attempt()
    assert (name_of(), settled()) == ("Apple one", [""])


def test_what_cannot_be_in_the_journal_did_not_happen(load: Load, secretary: Actor) -> None:
    load(FIRST)

    def refuse(*_given: Any, **_named: Any) -> None:
        raise Conflict("journal.unwritten", "The journal cannot be written.")

    broken = Desk("orchard", (APPLES,), refuse)
    with pytest.raises(Conflict):
        broken.correct(APPLES, "901", values("New"), seen=1, why="x", by=secretary, at=AT)
    assert (name_of(), Correction.objects.count()) == ("One", 0)
