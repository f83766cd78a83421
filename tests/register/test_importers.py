"""A file of treaty acts: rows that can be recorded, or every problem in its place."""

from datetime import date

import pytest
from django.utils.translation import override

from palermo.core.actor import Actor
from palermo.core.errors import Denied
from palermo.core.language import LANGUAGES
from palermo.core.treaty.given import ActRow
from palermo.kit.tabular import to_csv, to_xlsx
from palermo.register.importers import ActFile, acts, read_acts
from palermo.register.models import Act
from palermo.texts.models import Instrument

HEAD = ["participant", "instrument", "kind", "date", "source", "confidence", "as_of"]
GOOD = ["JPN", "tip-protocol", "accession", "2017-07-11", "UNTC", "sourced", ""]


def file(by: Actor, *rows: list[str], head: list[str] = HEAD) -> ActFile:
    return read_acts(by, to_csv(head, rows))


def found(given: ActFile) -> list[tuple[str, int | None, str]]:
    return [(each.code, each.row, each.head) for each in given.problems]


def with_cell(by: Actor, name: str, value: str) -> ActFile:
    place = HEAD.index(name)
    return file(by, [*GOOD[:place], value, *GOOD[place + 1 :]])


def test_it_works(facts: None, secretary: Actor) -> None:
    before = Act.objects.count()
    given = file(secretary, GOOD, ["EUE", "untoc", "Approval", "2004-05-21", "UNTC", "partly", ""])
    assert given.problems == ()
    day = date(2017, 7, 11)
    assert given.rows == [
        ActRow(2, "JPN", False, "tip-protocol", "accession", day, "UNTC", "sourced"),
        ActRow(3, "EUE", True, "untoc", "approval", date(2004, 5, 21), "UNTC", "partly"),
    ]
    assert len(given.digest) == 64
    assert Act.objects.count() == before


def test_a_workbook_says_the_same(facts: None, secretary: Actor) -> None:
    row = [*GOOD[:3], date(2017, 7, 11), *GOOD[4:]]
    given = read_acts(secretary, to_xlsx("Acts", HEAD, [row], right_to_left=False))
    assert given.problems == ()
    assert given.rows == file(secretary, GOOD).rows


NAMES = {
    "NAM": ["NA", "NAM", "na", "Namibia", "Намибия", "纳米比亚"],
    "CIV": ["Côte d'Ivoire", "Côte d’Ivoire", "COTE D’IVOIRE"],
    "TUR": ["Türkiye", "Turkey"],
    "SWZ": ["Eswatini", "Swaziland"],
    "JPN": ["اليابان", "Japón"],
    "EUE": ["European Union", "Communauté européenne", "الاتحاد الأوروبي"],
}


def test_a_participant_may_be_called_by_any_code_or_name(facts: None, secretary: Actor) -> None:
    for number in range(6):
        named = {code: names[number % len(names)] for code, names in NAMES.items()}
        given = file(secretary, *[[name, *GOOD[1:]] for name in named.values()])
        assert [row.participant for row in given.rows] == list(named), found(given)
        assert [row.is_organization for row in given.rows] == [code == "EUE" for code in named]


def test_an_unknown_participant_is_told_with_the_nearest_names(facts: None, secretary: Actor) -> None:
    given = with_cell(secretary, "participant", "Frnace")
    assert found(given) == [("choice.unknown", 2, "participant")]
    assert "France (FRA)" in given.problems[0].sentence
    with override("ar"):
        assert "(FRA)" in with_cell(secretary, "participant", "Frnace").problems[0].sentence
    assert given.rows == ()


def test_an_instrument_may_be_called_by_its_key_or_titles(facts: None, secretary: Actor) -> None:
    treaties = list(Instrument.objects.filter(acts_recorded=True))
    for language in LANGUAGES:
        names = [each.short_titles.in_(language) for each in treaties]
        names += [each.titles.in_(language).upper() for each in treaties] + [each.key for each in treaties]
        rows = [
            ["JPN", name, "accession", f"2017-07-{day:02}", *GOOD[4:]] for day, name in enumerate(names, 1)
        ]
        given = file(secretary, *rows)
        assert [row.instrument for row in given.rows] == [each.key for each in treaties] * 3, found(given)


def test_an_instrument_whose_acts_are_not_kept_here_is_told(facts: None, secretary: Actor) -> None:
    assert found(with_cell(secretary, "instrument", "uncac")) == [("choice.unknown", 2, "instrument")]


def test_heads_and_kinds_are_known_in_every_language(facts: None, secretary: Actor) -> None:
    for language in LANGUAGES:
        with override(language):
            head = [column.title for column in acts.columns(secretary)]
            kind, confidence = str(Act.Kind.ACCESSION.label), str(Act.Confidence.SOURCED.label)
        given = file(secretary, [*GOOD[:2], kind, *GOOD[3:5], confidence, ""], head=head)
        assert given.problems == (), language
        assert [(row.kind, row.confidence) for row in given.rows] == [("accession", "sourced")]


def test_no_name_means_two_columns_nor_two_values(facts: None, secretary: Actor) -> None:
    columns = acts.columns(secretary)
    heads = [head for column in columns for head in column.heads]
    assert len(heads) == len(set(heads))
    shared = {
        name: codes for column in columns for name, codes in column.choices.by_name.items() if len(codes) > 1
    }
    assert shared == {}


def test_ten_faults_are_told_at_once_and_nothing_is_to_be_saved(facts: None, secretary: Actor) -> None:
    given = file(
        secretary,
        ["Atlantis", *GOOD[1:]],
        ["FRA", "tip", "Ratified?", "03/04/2012", "", "certain", "soon"],
        ["FRA", *GOOD[1:4], "=cmd|' /C calc'!A0", *GOOD[5:]],
        GOOD,
        ["Japan", "tip-protocol", "Accession", *GOOD[3:]],
        ["NA", *GOOD[1:]],
    )
    assert found(given) == [
        ("choice.unknown", 2, "participant"),
        ("choice.unknown", 3, "instrument"),
        ("choice.unknown", 3, "kind"),
        ("day.ambiguous", 3, "date"),
        ("cell.missing", 3, "source"),
        ("choice.unknown", 3, "confidence"),
        ("day.invalid", 3, "as_of"),
        ("act.twice", 6, "participant"),
    ]
    assert "row 5" in given.problems[-1].sentence
    assert given.rows == ()


def test_a_file_does_not_say_what_was_known_on_an_earlier_day(facts: None, secretary: Actor) -> None:
    for day in ("2017-07-11", "2020-01-01", "2099-01-01"):
        given = with_cell(secretary, "as_of", day)
        assert found(given) == [("act.known_from", 2, "as_of")]
        assert given.rows == ()
        assert f"not from {day}" in given.problems[0].sentence


def test_an_export_says_where_a_formula_would_have_been(facts: None, secretary: Actor) -> None:
    """Our own files put an apostrophe before what a spreadsheet would run: it is a text then."""
    given = file(secretary, [*GOOD[:4], "=1+1", *GOOD[5:]])
    assert [row.source for row in given.rows] == ["'=1+1"]


def test_a_fault_may_be_mended_and_the_file_given_again(facts: None, secretary: Actor) -> None:
    assert file(secretary, ["Frnace", *GOOD[1:]]).problems
    assert file(secretary, ["France", *GOOD[1:]]).rows


def test_only_whoever_records_acts_reads_such_a_file(
    facts: None, stranger: Actor, focal_point: Actor, administrator: Actor
) -> None:
    for actor in (stranger, focal_point, administrator):
        with pytest.raises(Denied):
            file(actor, GOOD)
