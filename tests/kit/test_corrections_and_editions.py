"""What later editions may do to facts that people corrected, and what goes with them."""

from collections.abc import Iterator
from itertools import count
from typing import Any

import pytest

from palermo.actors.models import Region
from palermo.core.actor import Actor
from palermo.core.errors import Conflict
from palermo.core.language import Text
from palermo.journal.models import Entry
from palermo.kit.corrections.facts import Fact, Facts
from palermo.kit.models import Correction, ShippedTable
from palermo.kit.tabular import Shipped, folded, text_of
from palermo.texts.models import Theme
from tests import factories
from tests.kit.apples import (
    APPLES,
    AT,
    DESK,
    FIRST,
    HEAD,
    LATER,
    SUBJECT,
    Load,
    correct,
    keep,
    name_of,
    open_one,
    settled,
    shipped_name,
    take,
)

# ── later editions ────────────────────────────────────────────────────────────────────────────────


def test_a_correction_outlives_an_edition_that_says_nothing_new_of_it(load: Load, secretary: Actor) -> None:
    load(FIRST)
    correct(secretary)
    load(FIRST, services="# makes the same rows")
    load(FIRST.replace("Two", "Second"))
    assert (name_of(), name_of("902"), settled()) == ("Apple one", "Second", [])


def test_a_release_that_says_something_else_is_told_and_overwrites_nothing(
    load: Load, secretary: Actor
) -> None:
    load(FIRST)
    correct(secretary)
    assert load(FIRST.replace("One", "Uno").replace("Two", "Second")) == [SUBJECT]
    assert (name_of(), name_of("902")) == ("Apple one", "Second")
    found = open_one()
    assert (found.key, shipped_name(found)) == ("901", {"en": "Uno", "fr": "Un"})
    load(FIRST.replace("One", "Uno"), services="# makes the same rows")
    assert open_one() == found


def test_a_release_that_takes_itself_back_ends_the_disagreement(load: Load, secretary: Actor) -> None:
    load(FIRST)
    correct(secretary)
    load(FIRST.replace("One", "Uno"))
    load(FIRST.replace("One", "Primo"))
    load(FIRST)
    assert (name_of(), settled()) == ("Apple one", ["overtaken", "overtaken"])


def test_a_release_that_comes_to_say_the_same_ends_the_correction(load: Load, secretary: Actor) -> None:
    load(FIRST)
    correct(secretary, names=Text({"en": "Uno"}))
    load(FIRST.replace("One", "Primo"))
    load(FIRST.replace("901,One,Un,a list,sourced", "901,Uno,,a book,derived"))
    assert (name_of(), settled(), Correction.objects.count()) == ("Uno", ["agreed"], 0)
    load(FIRST)
    assert (name_of(), settled()) == ("One", ["agreed"])


def test_ours_is_kept_until_the_release_says_something_else_again(load: Load, secretary: Actor) -> None:
    load(FIRST)
    correct(secretary)
    load(FIRST.replace("One", "Uno"))
    keep(secretary)
    load(FIRST.replace("One", "Uno"), services="# makes the same rows")
    assert (name_of(), settled()) == ("Apple one", ["kept"])
    entry = Entry.objects.get(act="facts.ours_kept")
    assert (entry.values["shipped"]["names"]["en"], entry.why) == ("Uno", "Ours is right.")
    load(FIRST.replace("One", "Primo"))
    assert (name_of(), settled()) == ("Apple one", ["kept", ""])


def test_what_is_shipped_is_taken_and_the_next_release_loads_as_ever(load: Load, secretary: Actor) -> None:
    load(FIRST)
    correct(secretary)
    load(FIRST.replace("One", "Uno"))
    take(secretary, number=open_one().pk)
    row = Region.objects.get(key="901")
    assert (name_of(), row.source, row.as_of, row.version) == ("Uno", "a list", None, 3)
    assert (settled(), Correction.objects.count()) == (["taken"], 0)
    load(FIRST.replace("One", "Primo"))
    assert (name_of(), settled()) == ("Primo", ["taken"])


def test_a_correction_is_given_up_without_a_disagreement(load: Load, secretary: Actor) -> None:
    load(FIRST)
    correct(secretary)
    take(secretary)
    entry = Entry.objects.get(act="facts.shipped_taken")
    assert (name_of(), entry.values["before"]["names"]["en"]) == ("One", "Apple one")
    with pytest.raises(Conflict, match="Nothing is shipped"):
        take(secretary, seen=3)


def test_what_is_settled_is_not_settled_again(load: Load, secretary: Actor) -> None:
    load(FIRST)
    correct(secretary)
    load(FIRST.replace("One", "Uno"))
    number = open_one().pk
    keep(secretary)
    with pytest.raises(Conflict, match="settled meanwhile"):
        take(secretary, number=number)
    assert (name_of(), settled()) == ("Apple one", ["kept"])


def test_whoever_takes_what_is_shipped_must_have_seen_the_newest_of_ours(
    load: Load, secretary: Actor
) -> None:
    load(FIRST)
    correct(secretary)
    correct(secretary, "Once more", seen=2)
    with pytest.raises(Conflict, match="Saved by someone else first"):
        take(secretary, seen=2)
    assert name_of() == "Once more"


def test_a_row_that_is_shipped_no_longer_stays_until_people_decide(load: Load, secretary: Actor) -> None:
    load(FIRST)
    correct(secretary)
    without = FIRST.replace("901,One,Un,a list,sourced\n", "")
    load(without)
    assert (name_of(), open_one().shipped) == ("Apple one", None)
    load(without, services="# makes the same rows")
    assert settled() == [""]
    keep(secretary)
    load(without, services="# and again")
    assert (name_of(), settled()) == ("Apple one", ["kept"])
    DESK.withdraw(APPLES, "901", seen=2, why="It is no apple.", by=secretary, at=LATER)
    assert not Region.objects.filter(key="901").exists()
    load(FIRST)
    assert name_of() == "One"


def test_a_row_that_is_shipped_no_longer_goes_where_that_is_taken(load: Load, secretary: Actor) -> None:
    load(FIRST)
    correct(secretary)
    load(HEAD)
    take(secretary, number=open_one().pk)
    assert not Region.objects.filter(key="901").exists()
    assert ShippedTable.objects.get(name=SUBJECT).keys == {}


def fold_theme(row: Theme) -> None:
    row.folded = folded(row.names)


def themes(*keys: str) -> tuple[str, Shipped]:
    content = "key,name_en\n" + "".join(f"{key},{key.title()}\n" for key in keys)

    def made(rows: Any) -> Iterator[dict[str, Any]]:
        orders = count(1000)
        return ({"key": row["key"], "names": text_of(row, "name"), "order": next(orders)} for row in rows)

    return content, Shipped("apples.csv", Theme, made, derive=fold_theme, follows=("order",))


# ── what goes with a release, and what follows from values ────────────────────────────────────────


def test_a_corrected_row_keeps_its_place_among_the_others(load: Load, secretary: Actor) -> None:
    """A row that a release puts before others moves them all; a number may stand once."""
    facts = Facts(SUBJECT, "themes", Theme, "Theme", (Fact("names", "Name"),), str, derive=fold_theme)
    content, table = themes("pear", "quince")
    load(content, table=table)
    given = {"names": Text({"en": "Sweet quince"})}
    DESK.correct(facts, "quince", given, seen=1, why="It is sweet.", by=secretary, at=AT)
    content, table = themes("plum", "pear", "quince")
    load(content, table=table)
    rows = Theme.objects.filter(order__gte=1000)
    assert [(row.key, str(row.names), row.folded) for row in rows] == [
        ("plum", "Plum", "plum"),
        ("pear", "Pear", "pear"),
        ("quince", "Sweet quince", "sweet quince"),
    ]
    assert settled() == []


def test_what_follows_from_recorded_values_is_made_anew_with_the_code_that_makes_it(load: Load) -> None:
    content, table = themes("pear")
    load(content, table=table)
    factories.theme("recorded", order=2000, names=Text({"en": "Médlar"}), folded="of an older code")
    load(content, services="# folds otherwise", table=table)
    assert Theme.objects.get(key="recorded").folded == "medlar"


def test_a_table_whose_rows_had_no_versions_is_loaded_as_ever(load: Load) -> None:
    load(FIRST)
    ShippedTable.objects.filter(name=SUBJECT).update(keys={"901": 0, "902": 0}, digests=None)
    load(FIRST.replace("One", "Uno"))
    assert (name_of(), settled()) == ("Uno", [])


def test_in_a_database_that_kept_no_digests_every_difference_is_told(load: Load, secretary: Actor) -> None:
    load(FIRST)
    correct(secretary)
    ShippedTable.objects.filter(name=SUBJECT).update(digests=None)
    Correction.objects.all().delete()
    load(FIRST, services="# of the release that keeps them")
    assert shipped_name(open_one())["en"] == "One"
