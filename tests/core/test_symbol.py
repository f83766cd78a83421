"""Symbols of United Nations documents."""

import csv
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from palermo.core import symbol as module
from palermo.core.errors import Invalid
from palermo.core.symbol import CHANGES, SERIES, Symbol

GROUP = ("CTOC", "COP", "WG.4")

symbols = st.builds(
    Symbol,
    st.sampled_from([("CTOC", "COP"), GROUP, ("CTOC", "COP", "WG.10"), ("A", "RES"), ("A",), ("A", "C.3")]),
    st.integers(1, 2030),
    st.sampled_from(SERIES),
    st.integers(1, 99999),
    st.lists(st.tuples(st.sampled_from(CHANGES), st.integers(1, 99)), max_size=2).map(tuple),
)


@pytest.mark.parametrize(
    ("printed", "parts"),
    [
        ("CTOC/COP/2008/19", Symbol(("CTOC", "COP"), 2008, "", 19)),
        ("CTOC/COP/WG.4/2010/6", Symbol(GROUP, 2010, "", 6)),
        ("CTOC/COP/WG.4/2010/CRP.1", Symbol(GROUP, 2010, "CRP.", 1)),
        ("CTOC/COP/WG.4/2010/INF/1", Symbol(GROUP, 2010, "INF/", 1)),
        ("CTOC/COP/2008/L.1/Rev.1/Add.2", Symbol(("CTOC", "COP"), 2008, "L.", 1, (("Rev", 1), ("Add", 2)))),
        ("CTOC/COP/2008/19/Corr.1", Symbol(("CTOC", "COP"), 2008, "", 19, (("Corr", 1),))),
        ("A/RES/61/180", Symbol(("A", "RES"), 61, "", 180)),
        ("A/C.3/63/L.6", Symbol(("A", "C.3"), 63, "L.", 6)),
        ("A/AC.254/4/Rev.9", Symbol(("A", "AC.254"), None, "", 4, (("Rev", 9),))),
        ("S/RES/2331 (2016)", Symbol(("S", "RES"), None, "", 2331, (), 2016)),
        ("S/RES/1445", Symbol(("S", "RES"), None, "", 1445)),
    ],
)
def test_it_works(printed: str, parts: Symbol) -> None:
    assert Symbol.parse(printed) == parts
    assert Symbol.parse(f" {printed.lower()} ") == parts
    assert str(parts) == printed


@pytest.mark.parametrize(
    "typed",
    [
        *(
            "",
            "/",
            "A",
            "CTOC/COP",
            "Decision 4/4",
            "hello/5",
            "art. 9",
            "CTOC//2008/19",
            "CTOC/COP/2008/019",
        ),
        *("CTOC/COP/2008/0", "CTOC/COP/2008/19/Rev", "CTOC/COP/2008/19/Rev.0", "CTOC/COP/Rev.1/2008/19"),
        *(
            "CTOC/COP/2008/19/20",
            "CTOC/COP/WG.4",
            "A/RES/80/(number not seen)",
            "A/RES/61/180 (2006)",
            "Rev.1",
        ),
        *("CTOC/COP/2008/١٩", "ſ/1994/80", "S/RES/2331 (16)", "CTOC/COP/2008/19?", "A/" * 40, "A" * 500),
    ],
)
def test_nonsense_is_refused(typed: str) -> None:
    with pytest.raises(Invalid, match="not the symbol"):
        Symbol.parse(typed)


@given(symbols)
def test_what_is_printed_reads_back(symbol: Symbol) -> None:
    assert Symbol.parse(str(symbol)) == symbol


@settings(max_examples=50)
@given(st.text("CTOA/2LR.ev1 ()", max_size=70) | st.text(max_size=20))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        read = Symbol.parse(text)
    except Invalid:
        return
    assert Symbol.parse(str(read)) == read


def test_documents_stand_as_a_librarian_files_them() -> None:
    filed = [
        "CTOC/COP/2008/9",
        "CTOC/COP/2008/19",
        "CTOC/COP/2008/19/Add.1",
        "CTOC/COP/2008/19/Corr.1",
        "CTOC/COP/2008/19/Rev.1",
        "CTOC/COP/2008/L.2",
        "CTOC/COP/2008/CRP.1",
        "CTOC/COP/2010/1",
        "CTOC/COP/WG.4/2010/6",
        "CTOC/COP/WG.10/2009/1",
    ]
    shuffled = [Symbol.parse(filed[place]) for place in (9, 3, 5, 0, 8, 1, 7, 2, 6, 4)]
    assert [str(symbol) for symbol in sorted(shuffled)] == filed


def test_no_pattern_repeats_without_bound() -> None:
    patterns = [value for value in vars(module).values() if isinstance(value, re.Pattern)]
    assert len(patterns) >= 5
    assert not [each.pattern for each in patterns if re.search(r"[*+]", each.pattern)]


def test_the_symbols_of_the_real_reports_are_read(shared: Path) -> None:
    with (shared / "register" / "sessions.csv").open(encoding="utf-8") as read:
        found = [row["report_symbol"] for row in csv.DictReader(read) if row["report_symbol"]]
    assert len(found) > 10
    assert [str(Symbol.parse(symbol)) for symbol in found] == found
