"""What exists once: text in six languages, the token against lost updates, and what is remembered."""

import re
from collections.abc import Callable
from string import ascii_letters
from typing import Any

import pytest
from django.apps import apps
from django.core import serializers
from django.db import IntegrityError, connection, transaction
from django.db.models import Model
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from palermo.actors.models import Region, State
from palermo.core.errors import Conflict
from palermo.core.language import LANGUAGES, Text
from palermo.kit import models
from palermo.kit.models import Revision, changed, one_look, remembered
from palermo.kit.rows import put_rows, version_of
from palermo.register.models import Act
from palermo.texts.models import Provision
from tests import factories

SIX = Text({code: f"{code} – “é”, 中文, العربية, <b>" for code in LANGUAGES}, stale=frozenset({"fr", "ar"}))


def test_it_works(xa: State) -> None:
    xa.names = SIX
    xa.save()
    assert State.objects.get(pk=xa.pk).names == SIX


# ── text in six languages ─────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("text", [Text(), Text({"en": "State"}), SIX])
def test_a_text_comes_back_as_it_went_in(xa: State, text: Text) -> None:
    State.objects.filter(pk=xa.pk).update(names=text)
    found = State.objects.values_list("names", flat=True).get(pk=xa.pk)
    assert (found, found.stale) == (text, text.stale)
    assert State.objects.get(names=text, pk=xa.pk).names.choose("fr").stale is (text is SIX)


def test_a_text_survives_a_dump(xa: State) -> None:
    xa.names = SIX
    [loaded] = serializers.deserialize("json", serializers.serialize("json", [xa]))
    loaded.save()
    assert State.objects.get(pk=xa.pk).names == SIX


def test_a_row_whose_text_is_empty_is_valid(xa: State) -> None:
    xa.names = Text()
    xa.full_clean(exclude=["group"])


# ── nobody's work is lost ─────────────────────────────────────────────────────────────────────────


def test_the_second_to_save_is_told_and_nothing_is_overwritten(xa: State) -> None:
    first, second = State.objects.get(pk=xa.pk), State.objects.get(pk=xa.pk)
    first.folded, second.folded, second.names = "of the first", "of the second", Text({"en": "Second"})
    first.save_if_unchanged(1, ["folded"])
    with pytest.raises(Conflict) as told:
        second.save_if_unchanged(1, ["folded", "names"])
    assert "Saved by someone else first" in str(told.value)
    kept = State.objects.get(pk=xa.pk)
    assert (kept.folded, kept.names, kept.version) == ("of the first", xa.names, 2)


def test_whoever_saw_the_newest_version_may_save_again(xa: State) -> None:
    for number in (1, 2, 3):
        xa.folded = f"edition {number}"
        xa.save_if_unchanged(xa.version, ["folded"])
    assert State.objects.values_list("folded", "version").get(pk=xa.pk) == ("edition 3", 4)


def test_only_the_fields_named_are_written(xa: State) -> None:
    xa.folded, xa.m49 = "said", "999"
    xa.save_if_unchanged(1, ["folded"])
    assert State.objects.values_list("folded", "m49").get(pk=xa.pk) == ("said", "900")


def test_a_row_that_is_gone_is_a_conflict_too(xa: State) -> None:
    State.objects.filter(pk=xa.pk).delete()
    with pytest.raises(Conflict):
        xa.save_if_unchanged(1, ["folded"])
    assert not State.objects.filter(pk=xa.pk).exists()


# ── rows by their key, all or nothing ─────────────────────────────────────────────────────────────


def region(key: str, word: str = "Region", source: str | None = "invented") -> dict[str, Any]:
    return {"key": key, "names": Text({"en": word}), "source": source, "confidence": "sourced"}


def ship_again(model: type[Model], rows: list[dict[str, Any]]) -> dict[str, int]:
    """Put rows in the place of those that stand under their keys, as they were shipped."""
    held = model._base_manager.in_bulk([row["key"] for row in rows], field_name="key")
    return put_rows(model, rows, instead_of={key: version_of(row) for key, row in held.items()})


def test_rows_are_put_in_and_brought_up_to_date(db: None) -> None:
    first = put_rows(Region, [region("901", "old"), region("902", "two")])
    assert first == {"901": 1, "902": 1}
    again = put_rows(Region, iter([region("901", "new"), region("903")]), instead_of=first)
    assert again == {"901": 2, "903": 1}
    said = {found.key: str(found.names) for found in Region.objects.filter(key__startswith="90")}
    assert said == {"901": "new", "903": "Region"}
    assert put_rows(Region, []) == {}


def test_what_people_recorded_under_a_key_stays_theirs_when_it_is_shipped_and_when_it_no_longer_is(
    xa: State,
) -> None:
    theirs = row_of(xa)
    shipped = put_rows(State, [theirs | {"folded": "from the table"}])
    assert shipped == {}
    put_rows(State, [], instead_of=shipped)
    assert row_of(State.objects.get(pk=xa.pk)) == theirs


def test_what_people_corrected_in_a_shipped_row_stays_corrected(xa: State) -> None:
    shipped = {"XAA": 1}
    xa.folded = "corrected"
    xa.save_if_unchanged(1, ["folded"])
    for rows in ([row_of(xa) | {"folded": "from the table", "version": 1}], []):
        shipped = put_rows(State, rows, instead_of=shipped)
        assert shipped == {"XAA": 1}
        kept = State.objects.get(pk=xa.pk)
        assert (kept.folded, kept.version) == ("corrected", 2)


def test_one_bad_row_and_none_is_put_in(db: None) -> None:
    before = Region.objects.count()
    rows = [
        region(f"x{letter}{other}") for letter in ascii_letters for other in ascii_letters[:9]
    ]  # more than one batch
    with pytest.raises(ValueError, match="source: This field cannot be null"):
        put_rows(Region, [*rows, region("xyz", source=None)])
    assert Region.objects.count() == before


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"confidence": "sorced"}, "confidence: Value 'sorced' is not a valid choice"),
        ({"confidence": ""}, "confidence: This field cannot be blank"),
        ({"membership": "membre"}, "membership: Value 'membre' is not a valid choice"),
        ({"iso2": "XYZ"}, "iso2: Ensure this value has at most 2 characters"),
        ({"admitted": "2001-02-30"}, "admitted: .*invalid date"),
        ({"region_id": None}, "region: This field cannot be null"),
        ({"names": None}, "names: This field cannot be null"),
    ],
    ids=str,
)
def test_a_value_that_its_field_cannot_hold_is_refused_by_name(
    xa: State, wrong: dict[str, Any], said: str
) -> None:
    with pytest.raises(ValueError, match=said):
        ship_again(State, [row_of(xa) | wrong])
    assert row_of(State.objects.get(pk=xa.pk)) == row_of(xa)


def test_a_field_that_may_be_empty_may_be_empty(xa: State) -> None:
    ship_again(State, [row_of(xa) | {"group": "", "admitted": None, "names": Text()}])
    assert State.objects.get(pk=xa.pk).names == Text()


def test_a_key_that_stands_twice_is_refused_by_name(db: None) -> None:
    with pytest.raises(ValueError, match="more than one row has the key 901"):
        put_rows(Region, [region("901", "one"), region("902"), region("901", "two")])
    assert not Region.objects.filter(key__startswith="90").exists()


CHOSEN = [
    (model, field.name)
    for model in apps.get_models()
    for field in model._meta.concrete_fields
    if model.__module__.startswith("palermo.") and field.choices
]


@pytest.mark.parametrize(("model", "field"), CHOSEN, ids=lambda given: getattr(given, "__name__", given))
def test_the_database_takes_no_value_that_is_not_a_choice(db: None, model: type[Model], field: str) -> None:
    made = getattr(factories, re.sub(r"(?<!^)(?=[A-Z])", "_", model.__name__).lower())()
    with pytest.raises(IntegrityError, match="is_known"), transaction.atomic():
        model._base_manager.filter(pk=made.pk).update(**{field: "typo"})


def row_of(item: State) -> dict[str, Any]:
    return {field.attname: getattr(item, field.attname) for field in State._meta.concrete_fields}


def test_whoever_saw_a_row_before_its_facts_changed_is_told(xa: State) -> None:
    seen = State.objects.get(pk=xa.pk)
    ship_again(State, [row_of(xa) | {"folded": "from the table", "version": 1}])
    seen.m49 = "999"
    with pytest.raises(Conflict):
        seen.save_if_unchanged(1, ["m49"])
    kept = State.objects.get(pk=xa.pk)
    assert (kept.folded, kept.m49, kept.version) == ("from the table", "900", 2)


def test_whoever_saw_a_row_whose_facts_did_not_change_may_save(xa: State, xb: State) -> None:
    ship_again(State, [row_of(xa) | {"version": 7}, row_of(xb) | {"folded": "from the table"}])
    xa.m49 = "999"
    xa.save_if_unchanged(1, ["m49"])
    assert State.objects.get(pk=xa.pk).m49 == "999"


def test_a_row_that_changed_keeps_what_points_to_it(xa: State) -> None:
    act = factories.act(state=xa)
    before = {each.attname: getattr(act, each.attname) for each in Act._meta.concrete_fields}
    ship_again(Act, [before | {"id": None, "kind": "accession"}])
    ship_again(State, [row_of(xa) | {"m49": "999"}])
    connection.check_constraints()
    found = Act.objects.get(key=act.key)
    assert found.state
    assert (found.pk, found.kind, found.version, found.state.m49) == (act.pk, "accession", 2, "999")


def test_a_number_may_pass_from_one_row_to_another(db: None) -> None:
    treaty = factories.instrument()
    for order in (1, 2):
        factories.provision(instrument=treaty, key=f"x-treaty/{order}", number=str(order), order=order)
    rows = list(Provision.objects.filter(instrument=treaty).values())
    ship_again(Provision, [{**row, "order": 3 - row["order"]} for row in rows])
    assert list(Provision.objects.filter(instrument=treaty).values_list("number", flat=True)) == ["2", "1"]


# ── what is remembered between requests ───────────────────────────────────────────────────────────


class Reads:
    """Counts how often it is read."""

    def __init__(self) -> None:
        self.times = 0

    def __call__(self) -> str:
        self.times += 1
        return f"reading {self.times}"


@pytest.fixture
def reads(db: None, monkeypatch: pytest.MonkeyPatch) -> Reads:
    """A table of an invented room; what is remembered of it is forgotten afterwards."""
    monkeypatch.setattr(models, "_remembered", {})
    changed("orchard")
    return Reads()


def ask(reads: Reads) -> str:
    return remembered("orchard", "apples", reads)


def elsewhere(name: str, token: str) -> None:
    """What another process does: it shares the database with this one, and nothing else."""
    table = Revision._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {table} SET token = %s WHERE name = %s", [token, name])


def test_it_is_read_once_while_nothing_changes(reads: Reads) -> None:
    assert [ask(reads) for _ in range(3)] == ["reading 1"] * 3


def test_it_is_read_again_after_a_change_and_only_then(reads: Reads) -> None:
    ask(reads)
    changed("orchard")
    assert [ask(reads) for _ in range(2)] == ["reading 2"] * 2


def test_a_change_by_another_process_is_seen(reads: Reads) -> None:
    ask(reads)
    elsewhere("orchard", "another process was here")
    assert ask(reads) == "reading 2"


def test_a_change_of_another_room_is_none_of_ours(reads: Reads) -> None:
    changed("vineyard")
    ask(reads)
    changed("vineyard")
    assert ask(reads) == "reading 1"


def test_each_key_is_remembered_by_itself(reads: Reads) -> None:
    other = Reads()
    ask(reads)
    assert remembered("orchard", "pears", other) == "reading 1"
    assert (reads.times, other.times) == (1, 1)


def test_a_room_that_never_said_that_it_changed_is_read_every_time(reads: Reads) -> None:
    assert [remembered("meadow", "", reads) for _ in range(2)] == ["reading 1", "reading 2"]


def test_a_write_that_was_taken_back_changes_nothing(reads: Reads) -> None:
    ask(reads)
    with transaction.atomic():
        changed("orchard")
        transaction.set_rollback(True)
    assert ask(reads) == "reading 1"


def test_nothing_found_is_remembered_too(reads: Reads) -> None:
    asked: list[None] = []
    for _ in range(2):
        assert remembered("orchard", "nothing", lambda: asked.append(None)) is None
    assert len(asked) == 1


def test_one_look_sees_one_state(reads: Reads) -> None:
    with one_look():
        assert ask(reads) == "reading 1"
        elsewhere("orchard", "another process was here")
        assert ask(reads) == "reading 1"
    with one_look():
        assert ask(reads) == "reading 2"


def test_one_look_asks_the_database_once(
    reads: Reads, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1), one_look():
        for name in ("orchard", "vineyard", "orchard"):
            remembered(name, "apples", reads)


def test_one_look_asks_once_of_a_database_without_revisions(
    reads: Reads, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    Revision.objects.all().delete()
    with django_assert_num_queries(1), one_look():
        assert [ask(reads), ask(reads)] == ["reading 1", "reading 2"]


def test_a_page_shows_the_new_name_at_the_next_request(page: Callable[..., str], client: Client) -> None:
    assert "Newname Land" not in page("/en/states/")
    State.objects.filter(key="JPN").update(names=factories.words("Newname Land"))
    changed("palermo.actors")
    assert "Newname Land (en)" in page("/en/states/")
