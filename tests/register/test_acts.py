"""The list of acts: filters, pages, counts that add up, files that hold all rows."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from urllib.parse import urlencode

import pytest
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from palermo.actors.models import State
from palermo.core.actor import Actor
from palermo.kit.models import changed
from palermo.register import queries
from palermo.register.models import Act
from palermo.texts.models import Instrument
from tests import factories
from tests.register.reading import get, in_csv, in_json, plain, table

pytestmark = pytest.mark.usefixtures("facts")
Page = Callable[..., str]
LIST = "/en/register/acts/"


def test_it_works(page: Page) -> None:
    text = page(LIST)
    rows = table(text)
    assert rows[0][:6] == [
        "20 Oct 2023",
        "South Sudan",
        "Africa",
        "Protocol on trafficking in persons",
        "Accession",
        "partly sourced",
    ]
    assert len(rows) == 50
    assert '<a href="/en/states/SSD/#tip-protocol:SSD:accession:2023-10-20">' in text
    assert "1,036 acts" in plain(text)


def test_the_pages_hold_every_act_once_the_newest_first(page: Page, client: Client) -> None:
    rows = [row for number in range(1, 22) for row in table(page(f"{LIST}?page={number}"))]
    exported = in_json(client, f"{LIST}export.json")
    assert len(rows) == len(exported) == Act.objects.count() == len({row["key"] for row in exported})
    assert [row[1] for row in rows] == [row["name"] for row in exported]
    days = [row["date"] for row in exported]
    assert days == sorted(days, reverse=True)
    page(f"{LIST}?page=22", status=400)


FILTERS = st.fixed_dictionaries(
    {},
    optional={
        "instrument": st.sampled_from(["untoc", "tip-protocol", "smuggling-protocol", "firearms-protocol"]),
        "kind": st.sampled_from(["signature", "ratification", "accession", "withdrawal"]),
        "participant": st.sampled_from(["JPN", "EUE", "ita"]),
        "region": st.sampled_from(["002", "009", "150"]),
        "group": st.sampled_from(["african", "asia_pacific"]),
        "from": st.dates(min_value=date(2000, 1, 1), max_value=date(2006, 1, 1)),
        "to": st.dates(min_value=date(2006, 1, 1), max_value=date(2026, 1, 1)),
        "year": st.integers(2000, 2023),
        "confidence": st.sampled_from(["sourced", "derived", "partly"]),
        "q": st.sampled_from(["a", "Island", "JPN", "zzz"]),
        "sort": st.sampled_from(["date", "-date", "name", "-name", "act", "-instrument"]),
    },
)


@settings(max_examples=40)
@given(filters=FILTERS)
def test_counts_add_up_and_files_have_what_the_screen_has(client: Client, filters: dict[str, object]) -> None:
    query = urlencode(filters)
    text = get(client, f"{LIST}?{query}")
    rows = in_json(client, f"{LIST}export.json?{query}")
    count = int(re.findall(r'id="table-title">([\d,]+) acts?<', text)[0].replace(",", ""))
    assert count == len(rows)
    assert [row["name"] for row in rows][:50] == [row[1] for row in table(text)]
    for name in ("year", "region", "kind"):
        shown = table(text, f"by-{name}")
        assert sum(int(row[1].replace(",", "")) for row in shown) == count
        exported = in_json(client, f"{LIST}{name}s.json?{query}")
        assert [(row[name], row["acts"]) for row in exported] == [
            (row[0], int(row[1].replace(",", ""))) for row in shown
        ]


@settings(max_examples=40)
@given(filters=FILTERS)
def test_filters_leave_what_the_database_finds(client: Client, filters: dict[str, object]) -> None:
    lookups = {
        "instrument": "instrument_id",
        "kind": "kind",
        "region": "state__region",
        "group": "state__group",
        "from": "date__gte",
        "to": "date__lte",
        "year": "date__year",
        "confidence": "confidence",
    }
    asked = {name: value for name, value in filters.items() if name in lookups}
    found = Act.objects.filter(**{lookups[name]: value for name, value in asked.items()})
    rows = in_json(client, f"{LIST}export.json?{urlencode(asked)}")
    assert {row["key"] for row in rows} == set(found.values_list("key", flat=True))


def test_each_year_with_its_acts_is_in_the_chart_and_leads_to_them(page: Page) -> None:
    text = page(f"{LIST}?instrument=untoc&sort=name&page=2")
    years = table(text, "by-year")
    assert years[0][:2] == ["2000", "124"]
    assert 'href="?instrument=untoc&amp;sort=name&amp;year=2000"' in text
    assert "124 acts" in plain(page(f"{LIST}?instrument=untoc&year=2000"))
    assert re.search(r'role="img" aria-label="Acts by year, from 2000 to 2013: 326"', text)


def test_organizations_are_found_by_code_and_have_no_region(page: Page) -> None:
    rows = table(page(f"{LIST}?participant=EUE"))
    assert {row[1] for row in rows} == {"European Union"}
    assert {row[2] for row in rows} == {"organization"}
    assert len(rows) == 8


def test_filters_that_leave_nothing_say_so(page: Page) -> None:
    text = page(f"{LIST}?q=zzz")
    assert "No row fits these filters" in text
    assert "<svg class=" not in text.partition('id="table-title"')[0].partition("</form>")[2]


@pytest.mark.parametrize(
    "query",
    [
        *(
            "participant=zzz",
            "year=1999",
            "year=²",
            "from=2030-01-01",
            "kind=x",
            "instrument=uncac",
            "page=0",
        ),
        *("confidence=1", "region=x", "group=x", "sort=colour", "from=2010-01-01&to=2009-12-31"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_sentence(page: Page, query: str) -> None:
    assert 'class="lede">' in page(f"{LIST}?{query}", status=400)


def test_one_day_is_a_period_too(page: Page) -> None:
    assert "1 act" in plain(page(f"{LIST}?from=2023-10-20&to=2023-10-20"))


def test_a_new_act_is_seen_by_the_next_reader(client: Client, stranger: Actor, xa: State) -> None:
    before = Act.objects.count()  # nothing is remembered yet of the invented State
    protocol = Instrument.objects.get(pk="tip-protocol")
    factories.act(instrument=protocol, state=xa, kind="accession", date=date(2025, 1, 2))
    changed("palermo.actors")
    changed("palermo.register")
    assert len(queries.recorded(stranger)) == before + 1
    assert in_csv(client, f"{LIST}export.csv")[0]["Code"] == "XAA"


def test_a_page_takes_the_same_few_queries_however_many_acts_there_are(
    client: Client, django_assert_max_num_queries: Callable[..., AbstractContextManager[object]]
) -> None:
    client.get(LIST)
    with django_assert_max_num_queries(1):  # the look at what changed
        client.get(f"{LIST}?year=2004")
