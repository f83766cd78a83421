"""Rows by their key: shipped again, all or nothing."""

import re
from string import ascii_letters
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.db.models import Model

from palermo.actors.models import Region, State
from palermo.core.errors import Conflict
from palermo.core.language import Text
from palermo.kit.rows import put_rows, version_of
from palermo.register.models import Act
from palermo.texts.models import Provision
from tests import factories


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
