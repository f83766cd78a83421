"""What is shipped and loaded is what the sources beside the project say, row by row."""

import csv
import re
from datetime import date
from pathlib import Path

import pytest

from palermo.register.models import Act, Completeness, Declaration, PublishedCount

pytestmark = pytest.mark.usefixtures("facts")


def rows(shared: Path, name: str) -> list[dict[str, str]]:
    with (shared / "register" / name).open(encoding="utf-8") as read:
        return list(csv.DictReader(read))


def test_every_act_is_that_of_the_source_and_there_is_no_other(shared: Path) -> None:
    fields = ("state_iso3", "instrument", "action", "date", "as_of", "confidence", "source")
    given = sorted(tuple(row[field] for field in fields) for row in rows(shared, "treaty_actions.csv"))
    held = sorted(
        (act.state_id or act.organization_id or "", act.instrument_id, act.kind, act.date.isoformat(), *known)
        for act in Act.objects.all()
        for known in [(str(act.as_of), act.confidence, act.source)]
    )
    assert len(held) == 1036
    assert held == given


def test_every_record_ends_where_the_source_says(shared: Path) -> None:
    given = {
        row["instrument"]: date.fromisoformat(row["complete_to"]) for row in rows(shared, "complete_to.csv")
    }
    assert dict(Completeness.objects.values_list("instrument_id", "complete_to")) == given


def test_every_published_count_is_that_of_the_source(shared: Path) -> None:
    def read(row: dict[str, str]) -> tuple[object, ...]:
        day = row["as_at"] if row["precision"] == "day" else f"{row['as_at']}-01"
        signatories = int(row["signatories"]) if row["signatories"] else None
        named = (row["instrument"], date.fromisoformat(day), row["precision"])
        return (*named, signatories, int(row["parties"]), row["source"])

    fields = ("instrument_id", "as_at", "precision", "signatories", "parties", "source")
    held = list(PublishedCount.objects.values_list(*fields))
    assert sorted(held, key=str) == sorted(map(read, rows(shared, "published_counts.csv")), key=str)


def test_a_count_whose_page_nobody_named_is_not_verified() -> None:
    unnamed = PublishedCount.objects.filter(source="secondary page")
    assert set(unnamed.values_list("confidence", flat=True)) == {"unverified"}
    assert (
        not PublishedCount.objects.exclude(source="secondary page").filter(confidence="unverified").exists()
    )


def provisions_of(cell: str) -> set[str]:
    """“art. 15(2); art. 6(3)(d)” as the keys of provisions."""
    found = re.findall(r"art\. (\d+)((?:\(\w+\))+)", cell)
    return {f"tip-protocol/{number}/" + "/".join(re.findall(r"\w+", rest)) for number, rest in found}


def test_every_declaration_is_that_of_the_source(shared: Path) -> None:
    given = {row["state_iso3"]: row for row in rows(shared, "tip_reservations.csv")}
    held: dict[str, list[Declaration]] = {}
    for each in Declaration.objects.all():
        held.setdefault(each.state_id or "", []).append(each)
    assert set(held) == set(given)
    for code, row in given.items():
        said = held[code]
        sourced = {key for each in said if each.confidence != "derived" for key in each.provisions.split()}
        assert sourced == provisions_of(row["provision"]), code
        days = re.findall(r"\d{4}-\d\d-\d\d", row["when"])
        if days:
            assert {str(each.date) for each in said} == set(days), code
        else:  # the years alone
            assert {str(each.date)[:4] for each in said} == set(re.findall(r"\d{4}", row["when"])), code
        for each in said:
            assert each.source.startswith(row["source"].partition(" (")[0]), each.key


def test_what_the_source_does_not_say_itself_is_marked_as_derived() -> None:
    """The page names the article on disputes only; that the authority is the Convention's is our reading."""
    named = Declaration.objects.get(kind="designation")
    assert (named.provisions, named.confidence) == ("untoc/18/13", "derived")
    assert "inferred" in named.source
