"""The page of one paragraph."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from palermo.mandates.models import Paragraph
from tests import factories
from tests.kit.walks import answer

pytestmark = pytest.mark.usefixtures("facts")


@pytest.fixture
def imported() -> Paragraph:
    """An invented paragraph, as printed in French and Arabic."""
    decision = factories.deliberation(
        "x-1", symbol="Decision X/1", adopted=date(2019, 3, 1), year=2019, imported=True
    )
    row = factories.paragraph(
        deliberation=decision,
        act="requests",
        due=date(2021, 1, 1),
        printed="(a)",
        confidence="derived",
        provisions="tip-protocol/9/5",
    )
    mandate = factories.mandate(paragraph=row, deliberation=decision, act="requests", due=row.due, order=1)
    factories.addressee(mandate=mandate, order=1, kind="secretariat")
    for language, words in {"fr": "Prie le Secrétariat d’éclairer", "ar": "يطلب إلى الأمانة"}.items():
        version = factories.language_version(deliberation=decision, language=language)
        factories.printed_paragraph(
            version=version,
            paragraph=row,
            language=language,
            words=words,
            verbs="Prie" if language == "fr" else "",
            deadline="avant 2021" if language == "fr" else "",
        )
    return row


def test_it_works(page: Callable[..., str]) -> None:
    text = page("/en/decisions/4-4/paragraphs/f/")
    for said in (
        "Urges",
        "States not yet party",
        'href="/en/decisions/4-4/#f"',
        "/paragraphs/e/",
        "/paragraphs/g/",
    ):
        assert said in text


def test_each_language_stands_in_its_own_direction(client: Client, imported: Paragraph) -> None:
    text = client.get("/en/decisions/x-1/paragraphs/a/").content.decode()
    assert '<div class="prose" lang="ar" dir="rtl"><p>يطلب إلى الأمانة</p></div>' in text
    assert '<div class="prose" lang="fr" dir="ltr"><p>Prie le Secrétariat d’éclairer</p></div>' in text
    french = client.get("/fr/decisions/x-1/paragraphs/a/").content.decode()
    assert french.index("Prie le Secrétariat") < french.index("يطلب")


def test_a_day_that_was_worked_out_says_so(client: Client, imported: Paragraph) -> None:
    text = client.get("/en/decisions/x-1/paragraphs/a/").content.decode()
    assert "1 January 2021" in text
    assert "as worked out from the text" in text
    assert "avant 2021" in text
    assert "/en/texts/tip-protocol/9/#" in text


def test_an_item_leads_up_and_its_paragraph_leads_down(client: Client) -> None:
    item = client.get("/en/decisions/4-4/paragraphs/o.i/").content.decode()
    assert 'href="/en/decisions/4-4/paragraphs/o/"' in item
    assert "The working group" in item
    above = client.get("/en/decisions/4-4/paragraphs/o/").content.decode()
    assert all(f"/en/decisions/4-4/paragraphs/o.{point}/" in above for point in ("i", "ii", "iii", "iv"))


@pytest.mark.parametrize("address", ["4-4/paragraphs/zz", "9-9/paragraphs/a"])
def test_what_is_not_there_is_not_found(client: Client, address: str) -> None:
    assert client.get(f"/en/decisions/{address}/").status_code == 404
    assert answer(client, f"deliberations/{address}", status=404)


def test_the_api_says_the_same(client: Client, imported: Paragraph) -> None:
    found = answer(client, "deliberations/x-1/paragraphs/a")
    assert (found["act"], found["due"], found["addressees"][0]["kind"]) == (
        "requests",
        "2021-01-01",
        "secretariat",
    )
    assert {each["language"]: each["words"] for each in found["texts"]}["ar"] == "يطلب إلى الأمانة"
    [printed] = answer(client, "deliberations/x-1/texts/fr/paragraphs")["items"]
    assert (printed["label"], printed["verbs"], printed["deadline"]) == ("a", "Prie", "avant 2021")
    assert [each["language"] for each in answer(client, "deliberations/x-1/texts")["items"]] == ["ar", "fr"]
    [row] = answer(client, "mandates", {"decision": "x-1"})["items"]
    assert (row["key"], row["words"]["fr"]) == ("x-1/a", "Prie le Secrétariat d’éclairer")


def test_a_decision_without_a_day_is_listed(client: Client) -> None:
    factories.deliberation("x-9", adopted=None)
    assert "x-9" in [each["key"] for each in answer(client, "deliberations")["items"]]


def test_what_is_printed_is_not_taken_for_our_own_words(client: Client, imported: Paragraph) -> None:
    client.get("/en/decisions/x-1/")
    text = client.get("/en/decisions/x-1/paragraphs/a/").content.decode()
    assert "As printed" in text
    assert "In our own words" not in text


def test_what_asks_the_same_is_named_with_its_years(client: Client) -> None:
    said = {
        2009: "Requests the Secretariat to list all lighthouse logbooks of the northern islands;",
        2013: "Urges the Secretariat to finish its list of logbooks of lighthouses of the northern islands;",
        2011: "Welcomes the visit of the President to the puppet theatre;",
    }
    for year, words in said.items():
        decision = factories.deliberation(f"x-{year}", adopted=date(year, 1, 1), year=year, imported=True)
        row = factories.paragraph(deliberation=decision, key=f"x-{year}/a")
        factories.mandate(paragraph=row, deliberation=decision, order=1, year=year)
        version = factories.language_version(deliberation=decision)
        factories.printed_paragraph(version=version, paragraph=row, words=words)
    text = client.get("/en/decisions/x-2009/paragraphs/a/").content.decode()
    section = text.partition('id="repeats"')[2].partition("</section>")[0]
    assert "Asked in 2009, 2013." in section
    assert "/en/decisions/x-2013/paragraphs/a/" in section
    assert "logbooks" in section.partition("In both:")[2]
    assert "puppet" not in section
