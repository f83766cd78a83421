"""Reservations and declarations by article: filters, counts, links to provisions, files."""

from collections.abc import Callable
from datetime import date
from urllib.parse import urlencode

import pytest
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from palermo.actors.models import State
from palermo.kit.models import changed
from palermo.register.models import Declaration
from palermo.texts.models import Instrument
from tests import factories
from tests.register.reading import get, in_csv, in_json, table

pytestmark = pytest.mark.usefixtures("facts")
Page = Callable[..., str]
LIST = "/en/register/declarations/"


def test_it_works(page: Page) -> None:
    text = page(f"{LIST}?on=2024-04-20")
    rows = table(text)
    assert len(rows) == Declaration.objects.count()
    assert rows[0][:4] == [
        "Malawi",
        "Organized Crime Convention, art. 18, para. 13",
        "Protocol on trafficking in persons",
        "Designation of an authority",
    ]
    assert '<a class="cited" href="/en/texts/tip-protocol/15/#art_15__para_2">art. 15, para. 2</a>' in text
    assert '<a href="/en/states/BHR/#tip-protocol:BHR:accession:2004-06-07">' in text


def test_they_stand_in_the_order_of_the_texts_and_last_those_that_name_no_article(page: Page) -> None:
    provisions = [row[1] for row in table(page(LIST))]
    assert provisions[1].startswith("art. 6, para. 3 (d)")
    assert provisions[2] == "art. 15, para. 2"  # 15 after 6
    assert provisions[-1] == "no article named"
    turned = [row[1] for row in table(page(f"{LIST}?sort=-provision"))]
    assert turned[0] == "art. 15, para. 2"
    assert turned[-1] == "no article named"


def test_each_article_is_counted_and_leads_to_what_it_counts(page: Page) -> None:
    text = page(f"{LIST}?on=2024-04-20")
    counts = {row[0]: int(row[2]) for row in table(text, "articles")}
    assert counts == {
        "Organized Crime Convention, art. 18": 1,
        "Protocol on trafficking in persons, art. 6": 1,
        "Protocol on trafficking in persons, art. 7": 1,
        "Protocol on trafficking in persons, art. 15": 8,
        "no article named": 3,
    }
    assert 'href="?on=2024-04-20&amp;article=tip-protocol/15"' in text
    for key, count in (("tip-protocol/15", 8), ("untoc/18", 1), ("none", 3)):
        assert len(table(page(f"{LIST}?article={key}"))) == count


def test_an_article_that_nobody_named_is_empty_and_one_that_is_not_there_is_refused(page: Page) -> None:
    assert "No row fits these filters" in page(f"{LIST}?article=tip-protocol/9")
    assert "No row fits these filters" in page(f"{LIST}?article=uncac/3")
    for value in ("tip-protocol/99", "tip-protocol/0", "tip-protocol", "x/1", "tip-protocol/١", "15"):
        assert "is not an article" in page(f"{LIST}?article={value}", status=400)


def test_the_effect_is_that_of_the_day(page: Page) -> None:
    def effects(on: str) -> list[str]:
        return [row[4] for row in table(page(f"{LIST}?on={on}&q=SAU"))]

    assert effects("2002-12-09") == []
    assert effects("2007-07-19") == ["Made at signature; still to be confirmed"]
    assert sorted(effects("2007-07-20")) == ["Made at signature; stands so far as confirmed later", "Stands"]
    assert len(table(page(f"{LIST}?on=2007-07-20&q=SAU&effect=stands"))) == 1


def test_before_anybody_spoke_the_page_says_that_the_record_is_not_complete(page: Page) -> None:
    text = page(f"{LIST}?on=2001-01-01")
    assert "Nothing was said yet, so far as is on record" in text


def test_words_of_the_summary_and_names_find_it(page: Page) -> None:
    assert {row[0] for row in table(page(f"{LIST}?q=arbitration"))} >= {"Bahrain", "Malawi"}
    assert {row[0] for row in table(page(f"{LIST}?q=Bahreïn"))} == {"Bahrain"}


def test_what_is_said_to_another_instrument_is_there_too(page: Page, xa: State) -> None:
    protocol = Instrument.objects.get(key="firearms-protocol")
    factories.declaration(
        instrument=protocol, state=xa, key="made", date=date(2010, 1, 1), provisions="firearms-protocol/4/1"
    )
    changed("palermo.actors")
    changed("palermo.register")
    row = table(page(f"{LIST}?instrument=firearms-protocol"))[0]
    assert row[:3] == ["State XA (en)", "art. 4, para. 1", "Protocol on firearms"]


def test_the_page_of_the_instrument_leads_here_and_has_its_own_file(page: Page, client: Client) -> None:
    text = page("/en/register/tip-protocol/?on=2007-07-19&sort=-code")
    assert 'href="/en/register/declarations/?instrument=tip-protocol&amp;on=2007-07-19"' in text
    address = "/en/register/tip-protocol/declarations.csv?on=2007-07-19&sort=-code"
    assert address.replace("&", "&amp;") in text
    shown = text.partition('id="declarations-title"')[2].partition("</table>")[0]
    rows = in_csv(client, address)
    assert len(rows) == shown.count("<tr>") - 1
    assert [row["Effect on 19 Jul 2007"] for row in rows if row["Code"] == "SAU"] == [
        "Made at signature; still to be confirmed"
    ]


@settings(max_examples=30)
@given(
    filters=st.fixed_dictionaries(
        {},
        optional={
            "on": st.dates(min_value=date(2001, 1, 1), max_value=date(2026, 1, 1)),
            "instrument": st.sampled_from(["tip-protocol", "untoc"]),
            "article": st.sampled_from(["tip-protocol/15", "untoc/18", "none", "tip-protocol/1"]),
            "kind": st.sampled_from(["reservation", "declaration"]),
            "effect": st.sampled_from(["stands", "awaits_consent"]),
            "q": st.sampled_from(["a", "SAU", "zzz"]),
            "sort": st.sampled_from(["provision", "-provision", "name", "-date", "effect", "instrument"]),
        },
    )
)
def test_a_file_has_the_rows_and_the_order_of_the_screen(client: Client, filters: dict[str, object]) -> None:
    query = urlencode(filters)
    text = get(client, f"{LIST}?{query}")
    rows = in_csv(client, f"{LIST}export.csv?{query}")
    assert [(row[0], row[3]) for row in table(text)] == [(row["State"], row["Kind"]) for row in rows]
    assert len(in_json(client, f"{LIST}export.json?{query}")) == len(rows)
    articles = in_csv(client, f"{LIST}articles.csv?{query}")
    assert [row[0] for row in table(text, "articles")] == [row["Article"] for row in articles]
