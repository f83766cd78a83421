"""The list of States, and the page of one."""

import csv
import io
import re

import pytest
from django.test import Client

from tests.site.reading import main_of, read

pytestmark = pytest.mark.usefixtures("facts")


def names_in(text: str) -> list[str]:
    return re.findall(r'<li><a href="/\w\w/states/(\w{3})/">', text)


# ── States ──


def test_every_state_is_listed_once(client: Client) -> None:
    codes = names_in(read(client, "/en/states/"))
    assert len(codes) == len(set(codes)) >= 195
    assert {"COK", "NIU", "VAT", "PSE", "SSD"} <= set(codes)


def test_states_stand_in_the_order_of_the_readers_language(client: Client) -> None:
    german, spanish = (names_in(read(client, f"/{language}/states/?region=150")) for language in ("en", "es"))
    assert german.index("FRA") < german.index("DEU")
    assert spanish.index("DEU") < spanish.index("FRA")  # Alemania


@pytest.mark.parametrize("name", ["Côte d’Ivoire", "cote d'ivoire", "科特迪瓦", "CIV", "ci", "Кот-д’Ивуар"])
def test_a_state_is_found_by_any_name(client: Client, name: str) -> None:
    assert "CIV" in names_in(client.get("/en/states/", {"q": name}).content.decode())


def test_filters_narrow_and_nothing_found_says_so(client: Client) -> None:
    assert names_in(read(client, "/en/states/?membership=observer")) == ["PSE", "VAT"]
    text = main_of(read(client, "/en/states/?q=zzzz"))
    assert not names_in(text)
    assert "No State fits" in text


@pytest.mark.parametrize("query", ["region=999", "group=x", "membership=%3Cb%3E", "q=%00", "q=" + "x" * 201])
def test_a_wrong_filter_is_a_clear_sentence(client: Client, query: str) -> None:
    answer = client.get(f"/en/states/?{query}")
    assert answer.status_code == 400
    assert "That did not work" in answer.content.decode()
    assert "<b>" not in main_of(answer.content.decode())


def test_organizations_give_way_to_filters_that_only_states_have(client: Client) -> None:
    for query in ("region=150", "membership=former", "q=zzzz"):
        assert "/en/organizations/" not in main_of(read(client, f"/en/states/?{query}"))
    for query in ("", "q=european"):
        assert "/en/organizations/eu/" in main_of(read(client, f"/en/states/?{query}"))


@pytest.mark.parametrize(
    "query", ["", "region=150", "membership=former", "q=cote", "group=african&region=002"]
)
def test_the_file_has_the_states_of_the_screen_in_their_order(client: Client, query: str) -> None:
    text = read(client, f"/fr/states/?{query}")
    codes = names_in(text)
    assert codes
    for form in ("csv", "xlsx", "json"):
        assert f'href="/fr/states/export.{form}{"?" if query else ""}{query}"' in text
    rows = client.get(f"/fr/states/export.json?{query}").json()
    assert [row["iso3"] for row in rows] == codes
    assert all(row["source"] and row["confidence"] and row["region"] for row in rows)


def test_a_state_in_the_file_has_its_codes_names_and_dates(client: Client) -> None:
    text = client.get("/en/states/export.csv?q=CIV").content.decode("utf-8-sig")
    row = next(csv.DictReader(io.StringIO(text)))
    assert (row["ISO 3166-1 alpha-3"], row["ISO 3166-1 alpha-2"], row["UN M49"]) == ("CIV", "CI", "384")
    assert (row["Русский"], row["中文"]) == ("Кот-д’Ивуар", "科特迪瓦")
    assert (row["Region"], row["Regional group"]) == ("Africa", "African States")
    assert row["Admitted"] == "1960-09-20"
    gone = client.get("/en/states/export.json?membership=former").json()
    assert all(row["exists_until"] for row in gone)
    assert client.get("/en/states/export.csv?region=999").status_code == 400
    assert client.get("/en/states/export.pdf").status_code == 404


# ── a State ──


def test_a_state_shows_its_standing_to_four_instruments(client: Client) -> None:
    text = main_of(read(client, "/en/states/ITA/"))
    table = text[text.index("<tbody>") : text.index("</tbody>")]
    assert table.count("<tr>") == 4
    assert table.count("Party") >= 1
    assert "意大利" in text
    assert "380" in text  # M49


def test_a_code_in_lower_case_leads_to_the_page(client: Client) -> None:
    answer = client.get("/en/states/ita/?on=2010-01-01")
    assert (answer.status_code, answer["Location"]) == (301, "/en/states/ITA/?on=2010-01-01")


def test_standing_depends_on_the_day(client: Client) -> None:
    before = main_of(read(client, "/en/states/SSD/?on=2012-01-01"))
    after = main_of(read(client, "/en/states/SSD/?on=2023-12-31"))
    assert "Accession" not in before
    assert "Accession" in after
    assert "partly sourced" in after


def test_a_state_that_did_not_exist_yet(client: Client) -> None:
    assert "did not exist yet" in main_of(read(client, "/en/states/SSD/?on=2010-01-01"))


def test_after_the_record_ends_no_act_means_unknown(client: Client) -> None:
    text = main_of(read(client, "/en/states/IRN/?on=2025-01-01"))
    assert "Unknown" in text
    assert "complete to" in text
    assert "No act on record" not in text
    assert "No act on record" in main_of(read(client, "/en/states/IRN/?on=2013-01-01"))


def test_a_party_known_only_through_a_protocol_is_marked(client: Client) -> None:
    text = main_of(read(client, "/en/states/SSD/?on=2024-01-01"))
    assert "inferred" in text
    assert "partly sourced" in text  # no surer than the act that shows it


def test_an_organization_has_a_page(client: Client) -> None:
    text = main_of(read(client, "/fr/organizations/eu/"))
    assert "Union européenne" in text
    assert "Communauté européenne" in text  # its earlier name


@pytest.mark.parametrize(
    "url",
    [
        "/en/states/XXX/",
        "/en/states/1/",
        "/en/organizations/none/",
        "/en/nowhere/",
        "/en/states/%F0%9F%98%80/",
    ],
)
def test_nothing_there(client: Client, url: str) -> None:
    text = read(client, url, 404)
    assert "Nothing here" in text
    assert 'role="search"' in text


@pytest.mark.parametrize("on", ["soon", "2012-02-30", "2999-01-01", "0000-00-00", "٢٠١٢-١٠-١٥"])
def test_a_wrong_day_is_a_clear_sentence(client: Client, on: str) -> None:
    assert "That did not work" in client.get("/en/states/ITA/", {"on": on}).content.decode()
    assert client.get("/en/states/ITA/", {"on": on}).status_code == 400
