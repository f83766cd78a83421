"""Shipped tables in, line by line: what is refused, what is shipped no longer, what changed."""

import shutil
from collections.abc import Callable
from datetime import UTC, date, datetime
from importlib import resources
from pathlib import Path
from typing import Any

import pytest

from palermo.actors.models import Region
from palermo.cli import facts
from palermo.core.language import Text
from palermo.kit import tabular
from palermo.kit.models import Change, Revision, ShippedTable
from palermo.kit.tabular import (
    Shipped,
    load_rooms,
    load_shipped,
)
from palermo.mandates import services as mandates
from palermo.meetings import services as meetings
from palermo.register import services as register
from palermo.register.models import Act
from palermo.texts import services as texts
from tests import factories

AT = datetime(2026, 1, 2, 3, 4, tzinfo=UTC)
HEAD = "key,name_en,name_fr,as_of,parts,source,confidence"
GOOD = f"{HEAD}\n901,One,Un,2020-05-01,3,invented,sourced\n902, Two ,,,,invented,partly\n"


def region(row: dict[str, str]) -> dict[str, object]:
    tabular.number_of(row["parts"])
    names = tabular.text_of(row, "name")
    return {"key": row["key"], "names": names, **tabular.provenance_of(row)}


Load = Callable[..., list[str]]
APPLES = Shipped("apples.csv", Region, lambda rows: map(region, rows))


@pytest.fixture
def load(db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Load:
    """Loads the invented table of an invented room."""
    monkeypatch.setattr(tabular, "files", tmp_path.joinpath)

    def loads(content: str, services: str = "") -> list[str]:
        facts = tmp_path / "orchard" / "facts"
        facts.mkdir(parents=True, exist_ok=True)
        (facts / "apples.csv").write_text(content, encoding="utf-8")
        facts.with_name("services.py").write_text(services, encoding="utf-8")
        return load_shipped("orchard", [APPLES])

    return loads


def loaded() -> dict[str, str]:
    found = Region.objects.filter(key__startswith="90").order_by("key")
    return {each.key: str(each.names) for each in found}


# ── shipped tables in ─────────────────────────────────────────────────────────────────────────────


def test_it_works(load: Load) -> None:
    assert load(GOOD) == ["orchard/apples.csv"]
    assert loaded() == {"901": "One", "902": "Two"}
    one, two = Region.objects.filter(key__in=["901", "902"]).order_by("key")
    assert (one.as_of, one.confidence, one.names.in_("fr")) == (date(2020, 5, 1), "sourced", "Un")
    assert (two.as_of, two.names) == (None, Text({"en": "Two"}))


def test_a_table_that_did_not_change_is_not_loaded_again(load: Load) -> None:
    load(GOOD)
    Region.objects.filter(key="901").update(source="edited here")
    assert load(GOOD) == []
    assert Region.objects.get(key="901").source == "edited here"


def test_a_table_that_changed_is_loaded_and_readers_are_told(load: Load) -> None:
    load(GOOD)
    token = Revision.objects.get(name="orchard").token
    assert load(GOOD.replace("One", "First")) == ["orchard/apples.csv"]
    assert loaded()["901"] == "First"
    assert Revision.objects.get(name="orchard").token != token


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("903,Three,,2020-13-01,,invented,sourced", "line 3: month must be"),
        ("903,Three,,,some,invented,sourced", "line 3: .*some"),
        ("903,Three,,,,invented,sorced", "line 3: 'sorced' is not a valid Confidence"),
        ("903,Three,,,,invented", "line 3: the row has more or fewer cells than the head"),
        ("903,Three,,,,invented,sourced,more", "line 3: the row has more or fewer cells than the head"),
        ('903,"Three,,,,invented,sourced', "line 3: the row has more or fewer cells than the head"),
        ("901,Once more,,,,invented,sourced", "line 3: more than one row has the key 901"),
        ("9033,Three,,,,invented,sourced", "line 3: key: Ensure this value has at most 3 characters"),
        (",Three,,,,invented,sourced", "line 3: key: This field cannot be blank"),
    ],
    ids=lambda value: str(value)[:30],
)
def test_a_bad_row_is_named_and_nothing_is_loaded(load: Load, line: str, said: str) -> None:
    before, shipped, revisions = (
        Region.objects.count(),
        ShippedTable.objects.count(),
        Revision.objects.count(),
    )
    good = f"{HEAD}\n901,One,,,,invented,sourced\n"
    with pytest.raises(ValueError, match=rf"orchard/apples\.csv, .*({said})") as told:
        load(good + line)
    assert str(told.value).endswith("Nothing of this table was loaded.")
    assert (Region.objects.count(), loaded()) == (before, {})
    assert (ShippedTable.objects.count(), Revision.objects.count()) == (shipped, revisions)
    assert load(good) == ["orchard/apples.csv"]


def test_a_column_that_is_missing_is_named(load: Load) -> None:
    with pytest.raises(ValueError, match=r"orchard/apples\.csv, line 2: there is no 'source'"):
        load("key,name_en,as_of,parts,confidence\n901,One,,,sourced\n")


def test_a_line_is_counted_as_an_editor_counts_it(load: Load) -> None:
    with pytest.raises(ValueError, match="line 4"):
        load(f'{HEAD}\n901,"One\nand more",,,,invented,sourced\n902,Two,,x,,invented,sourced\n')


def test_an_edition_that_is_refused_leaves_the_one_before(load: Load) -> None:
    load(GOOD)
    with pytest.raises(ValueError, match="line 3"):
        load(GOOD.replace("One", "First").replace("partly", "perhaps"))
    assert loaded() == {"901": "One", "902": "Two"}


TYPING_ERRORS = [
    (register, "acts.csv", "ratification", "ratificaton"),
    (register, "acts.csv", "derived", "derive"),
    (meetings, "sessions.csv", "CTOC/COP/2008/19", "CTOC/COP/2008/I9"),
    (meetings, "outcomes.csv", "A/RES/61/144", "A/RES/61-144"),
    (meetings, "outcomes.csv", "Decision 4/4", "Decison 4/4"),
    (meetings, "topics.csv", "agenda", "agenda,"),
    (mandates, "deliberations.csv", "CTOC/COP/2008/19", "CTOC.COP/2008/19"),
    (mandates, "paragraphs.csv", "states_parties", "state_parties"),
    (texts, "instruments.csv", "A/RES/55/25", "Assembly"),
    (texts, "provisions.csv", "consider", "considers"),
]


@pytest.mark.parametrize(("room", "name", "right", "wrong"), TYPING_ERRORS, ids=str)
def test_a_typing_error_in_a_shipped_table_is_named_with_its_line(
    db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, room: Any, name: str, right: str, wrong: str
) -> None:
    package = room.__name__.removesuffix(".services")
    with resources.as_file(resources.files(package)) as source:
        shutil.copytree(source / "facts", tmp_path / "facts")
        for code in source.glob("services*"):
            (shutil.copytree if code.is_dir() else shutil.copy)(code, tmp_path / code.name)
    table = tmp_path / "facts" / name
    before, after = table.read_text(encoding="utf-8").split(f",{right},", 1)
    table.write_text(f"{before},{wrong},{after}", encoding="utf-8")
    monkeypatch.setattr(tabular, "files", lambda _: tmp_path)
    with pytest.raises(ValueError, match=rf"{package}/{name}, line {before.count(chr(10)) + 1}: .+"):
        room.load_facts(by=facts.INSTALLATION, at=AT)


def without(key: str) -> str:
    return "".join(line for line in GOOD.splitlines(keepends=True) if not line.startswith(key))


# ── what is shipped no longer ─────────────────────────────────────────────────────────────────────


def test_a_row_that_is_shipped_no_longer_goes_and_what_people_recorded_stays(load: Load) -> None:
    load(GOOD)
    factories.region("909", names=Text({"en": "Recorded"}))
    load(without("901"))
    assert loaded() == {"902": "Two", "909": "Recorded"}
    load(HEAD)
    assert loaded() == {"909": "Recorded"}
    load(GOOD)
    assert loaded() == {"901": "One", "902": "Two", "909": "Recorded"}


@pytest.mark.parametrize(("keys", "stays"), [(None, False), ({"a-wrong-date": 1}, False), ({}, True)])
def test_an_act_of_an_earlier_edition_goes_and_one_that_people_recorded_stays(
    db: None, keys: dict[str, int] | None, stays: bool
) -> None:
    """A database that kept no list of keys held shipped rows alone."""
    table = ShippedTable.objects.get(name="palermo.register/acts.csv")
    shipped = set(Act.objects.values_list("key", flat=True))
    token = Revision.objects.get(name="palermo.register").token
    factories.act(key="a-wrong-date")
    table.keys = keys if keys is None else {**(table.keys or {}), **keys}
    table.digest = "of an earlier edition"
    table.save()
    assert facts.load(at=AT) == [table.name]
    assert Act.objects.filter(key="a-wrong-date").exists() is stays
    assert shipped == set(Act.objects.exclude(key="a-wrong-date").values_list("key", flat=True))
    assert token != Revision.objects.get(name="palermo.register").token
    assert facts.load(at=AT) == []


def test_a_row_that_something_points_to_is_named_and_all_stays(load: Load) -> None:
    load(GOOD)
    factories.region("909", parent=Region.objects.get(key="901"))
    with pytest.raises(ValueError, match=r"901.*Nothing was loaded\.$"):
        load_rooms([lambda: load(without("901").replace("Two", "Second"))])
    assert loaded() == {"901": "One", "902": "Two", "909": "Region (en)"}
    assert load(GOOD) == []


def test_what_points_to_it_may_go_in_a_room_loaded_later(load: Load) -> None:
    load(GOOD)
    factories.region("909", parent=Region.objects.get(key="901"))

    def upper_room() -> list[str]:
        Region.objects.filter(key="909").delete()
        return ["upper"]

    assert load_rooms([lambda: load(without("901")), upper_room]) == ["orchard/apples.csv", "upper"]
    assert loaded() == {"902": "Two"}


def test_a_row_that_leads_nowhere_is_named(load: Load, monkeypatch: pytest.MonkeyPatch) -> None:
    stray = Shipped("apples.csv", Region, lambda rows: ({**region(row), "parent_id": "99X"} for row in rows))
    monkeypatch.setitem(globals(), "APPLES", stray)
    with pytest.raises(ValueError, match=r"99X.*Nothing was loaded\.$"):
        load_rooms([lambda: load(GOOD)])
    assert loaded() == {}


def told() -> list[tuple[int | None, list[str], list[str], list[str]]]:
    found = Change.objects.filter(subject="orchard/apples.csv").order_by("pk")
    return [(each.first, each.added, each.changed, each.removed) for each in found]


# ── what changed ──────────────────────────────────────────────────────────────────────────────────


def test_each_load_that_changes_rows_is_on_record_and_the_first_is_a_number(load: Load) -> None:
    load(GOOD)
    load(GOOD, services="# makes the same rows")
    load(without("901").replace("Two", "Second") + "903,Three,,,,invented,sourced\n")
    assert told() == [(2, [], [], []), (None, ["903"], ["902"], ["901"])]


def test_what_was_not_loaded_changed_nothing(load: Load) -> None:
    load(GOOD)
    with pytest.raises(ValueError, match="Nothing of this table was loaded"):
        load(GOOD.replace("2020-05-01", "soon").replace("Two", "Second"))
    assert told() == [(2, [], [], [])]


# ── what is derived ───────────────────────────────────────────────────────────────────────────────


def test_rows_are_made_anew_when_what_makes_them_changed(
    load: Load, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(GOOD)
    assert load(GOOD, services="# folds more") == ["orchard/apples.csv"]
    assert load(GOOD, services="# folds more") == []
    (tmp_path / "language.py").write_text("# folds otherwise")
    monkeypatch.setattr(tabular, "LOADER", (*tabular.LOADER[:-1], tmp_path / "language.py"))
    assert load(GOOD, services="# folds more") == ["orchard/apples.csv"]


def test_the_code_that_folds_belongs_to_the_edition() -> None:
    assert {path.name for path in tabular.LOADER} == {"tabular.py", "language.py"}
    assert "def fold(" in tabular.LOADER[-1].read_text(encoding="utf-8")
