"""Rows that people record where none was shipped, and what becomes of them."""

from collections.abc import Callable

import pytest

from palermo.actors.models import Region
from palermo.core.actor import PUBLIC, Actor
from palermo.core.errors import Conflict, Missing
from palermo.core.language import Text
from palermo.journal.models import Entry
from palermo.kit.corrections import records
from palermo.kit.corrections.facts import Facts
from palermo.kit.models import Correction
from tests import factories
from tests.kit.apples import (
    APPLES,
    AT,
    DESK,
    FIRST,
    LATER,
    SUBJECT,
    Load,
    correct,
    name_of,
    open_one,
    settled,
    shipped_name,
    take,
    values,
)


def record(by: Actor, key: str = "903", name: str = "Three") -> None:
    DESK.record(APPLES, key, values(name), why="It is new.", by=by, at=AT)


def test_a_row_is_recorded_and_withdrawn_and_both_stay_in_the_journal(load: Load, secretary: Actor) -> None:
    load(FIRST)
    record(secretary)
    assert records.told(PUBLIC, SUBJECT)["903"] == records.Told(AT.date(), new=True, may=False)
    load(FIRST.replace("One", "Uno"))
    assert name_of("903") == "Three"
    DESK.withdraw(APPLES, "903", seen=1, why="It was a pear.", by=secretary, at=LATER)
    assert not Region.objects.filter(key="903").exists()
    acts = list(
        Entry.objects.filter(subject="actors.region/903").order_by("number").values_list("act", "why")
    )
    assert acts == [("facts.recorded", "It is new."), ("facts.withdrawn", "It was a pear.")]
    assert Entry.objects.get(act="facts.withdrawn").values["before"]["names"] == {"en": "Three"}
    assert records.told(PUBLIC, SUBJECT) == {}


def test_a_key_that_is_taken_is_refused(load: Load, secretary: Actor) -> None:
    load(FIRST)
    with pytest.raises(Conflict, match="“901” is taken"):
        record(secretary, "901")


def test_what_is_shipped_is_not_withdrawn(load: Load, secretary: Actor) -> None:
    load(FIRST)
    correct(secretary)
    for key, seen in (("901", 2), ("902", 1)):
        with pytest.raises(Conflict, match="corrected, not withdrawn"):
            DESK.withdraw(APPLES, key, seen=seen, why="x", by=secretary, at=AT)


def test_what_something_points_to_is_not_withdrawn_and_that_is_named(load: Load, secretary: Actor) -> None:
    load(FIRST)
    record(secretary)
    factories.region("904", parent=Region.objects.get(key="903"), names=Text({"en": "A slice"}))
    with pytest.raises(Conflict, match="stays: A slice"):
        DESK.withdraw(APPLES, "903", seen=1, why="x", by=secretary, at=AT)
    assert name_of("903") == "Three"


def test_a_release_that_ships_the_key_of_a_recorded_row_is_told(load: Load, secretary: Actor) -> None:
    load(FIRST)
    record(secretary)
    load(FIRST + "903,Tre,Trois,a list,sourced\n")
    assert (name_of("903"), shipped_name(open_one())["en"]) == ("Three", "Tre")
    with pytest.raises(Conflict, match="corrected, not withdrawn"):
        DESK.withdraw(APPLES, "903", seen=1, why="x", by=secretary, at=AT)
    take(secretary, "903", seen=1, number=open_one().pk)
    assert name_of("903") == "Tre"
    load(FIRST)
    assert not Region.objects.filter(key="903").exists()


def test_a_release_that_ships_what_was_recorded_takes_it_over(load: Load, secretary: Actor) -> None:
    load(FIRST)
    record(secretary)
    load(FIRST + "903,Three,,a book,derived\n")
    assert (settled(), Correction.objects.count()) == ([], 0)
    load(FIRST + "903,Tre,,a book,derived\n")
    assert name_of("903") == "Tre"


def test_a_row_that_is_corrected_elsewhere_is_only_settled_here(load: Load, secretary: Actor) -> None:
    load(FIRST)
    correct(secretary)
    load(FIRST.replace("One", "Uno"))
    bare = Facts(SUBJECT, "apples", Region, "Apple", (), str)
    attempts: list[Callable[[], None]] = [
        lambda: DESK.take(bare, "901", seen=2, number=open_one().pk, why="x", by=secretary, at=AT),
        lambda: DESK.withdraw(bare, "901", seen=2, why="x", by=secretary, at=AT),
        lambda: DESK.record(bare, "905", {}, why="x", by=secretary, at=AT),
    ]
    for attempt in attempts:
        with pytest.raises(Missing):
            attempt()
    DESK.keep(bare, "901", number=open_one().pk, why="", by=secretary, at=AT)
    assert settled() == ["kept"]
