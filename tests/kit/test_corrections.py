"""Facts that people correct: how they are put in, and what later editions may do to them."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from palermo.actors.models import Region
from palermo.core.actor import PUBLIC, Actor
from palermo.core.errors import Conflict, Denied, Invalid, Missing, Problem
from palermo.core.language import Text
from palermo.journal.models import Entry
from palermo.journal.services import enter
from palermo.kit import tabular
from palermo.kit.corrections import records
from palermo.kit.corrections.desk import Desk
from palermo.kit.corrections.facts import Fact, Facts, Fault
from palermo.kit.models import Change, Correction, Disagreement, Revision, ShippedTable
from palermo.kit.tabular import Shipped, folded, load_shipped, provenance_of, text_of
from palermo.texts.models import Theme
from tests import factories

AT = datetime(2026, 3, 4, 5, 6, tzinfo=UTC)
LATER = datetime(2026, 5, 6, 7, 8, tzinfo=UTC)
HEAD = "key,name_en,name_fr,source,confidence\n"
FIRST = HEAD + "901,One,Un,a list,sourced\n902,Two,Deux,a list,partly\n"
SUBJECT = "orchard/apples.csv"


def not_rotten(row: Any, _today: date) -> Iterator[Fault]:
    if "rotten" in str(row.names):
        yield Fault("names", Invalid("apple.rotten", "It is rotten."))


def apple(row: dict[str, str]) -> dict[str, Any]:
    return {"key": row["key"], "names": text_of(row, "name"), **provenance_of(row)}


NAMES = (Fact("names", "Name", needed=True), Fact("parent", "Part of"))
APPLES = Facts(
    SUBJECT,
    "apples",
    Region,
    "Apple",
    NAMES,
    lambda row: f"/{row.pk}/",
    check=not_rotten,
    begin=lambda _row: None,
)
DESK = Desk("orchard", (APPLES,), enter)
SAME = {"names": Text({"en": "One", "fr": "Un"}), "source": "a list", "confidence": "sourced"}
Load = Callable[..., list[str]]


@pytest.fixture
def load(db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Load:
    """Loads an edition of the invented table of an invented room."""
    monkeypatch.setattr(tabular, "files", tmp_path.joinpath)

    def loads(content: str, services: str = "", table: Shipped | None = None) -> list[str]:
        facts = tmp_path / "orchard" / "facts"
        facts.mkdir(parents=True, exist_ok=True)
        (facts / "apples.csv").write_text(content, encoding="utf-8")
        facts.with_name("services.py").write_text(services, encoding="utf-8")
        return load_shipped(
            "orchard", [table or Shipped("apples.csv", Region, lambda rows: map(apple, rows))]
        )

    return loads


def values(name: str, **others: Any) -> dict[str, Any]:
    given = {"names": Text({"en": name}), "parent": None, "source": "a book", "confidence": "derived"}
    return given | others


def correct(by: Actor, name: str = "Apple one", key: str = "901", seen: int = 1, **given: Any) -> None:
    why = given.pop("why", "It was misspelt.")
    DESK.correct(APPLES, key, values(name, **given), seen=seen, why=why, by=by, at=AT)


def name_of(key: str = "901") -> str:
    return str(Region.objects.get(key=key).names)


def open_one() -> Disagreement:
    return Disagreement.objects.get(subject=SUBJECT, settled="")


def shipped_name(found: Correction | Disagreement) -> Any:
    """By which name a release ships it."""
    return (found.shipped or {}).get("names")


def settled() -> list[str]:
    return [each.settled for each in Disagreement.objects.order_by("pk")]


def keep(by: Actor, key: str = "901") -> None:
    DESK.keep(APPLES, key, number=open_one().pk, why="Ours is right.", by=by, at=LATER)


def take(by: Actor, key: str = "901", seen: int = 2, number: int | None = None) -> None:
    DESK.take(APPLES, key, seen=seen, number=number, why="They are right.", by=by, at=LATER)


# ── correcting ────────────────────────────────────────────────────────────────────────────────────


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


# ── recorded here ─────────────────────────────────────────────────────────────────────────────────


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


# ── what goes with a release, and what follows from values ────────────────────────────────────────


def fold_theme(row: Theme) -> None:
    row.folded = folded(row.names)


def themes(*keys: str) -> tuple[str, Shipped]:
    content = "key,name_en\n" + "".join(f"{key},{key.title()}\n" for key in keys)

    def made(rows: Any) -> Iterator[dict[str, Any]]:
        orders = count(1000)
        return ({"key": row["key"], "names": text_of(row, "name"), "order": next(orders)} for row in rows)

    return content, Shipped("apples.csv", Theme, made, derive=fold_theme, follows=("order",))


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
