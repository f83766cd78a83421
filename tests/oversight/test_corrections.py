"""Every table whose facts can be corrected: its rows as they are shipped, and its pages."""

import re
from copy import copy
from datetime import UTC, date, datetime
from html import unescape
from typing import Any
from urllib.parse import quote, unquote

import pytest
from django.test import Client

from palermo.core.language import long_date
from palermo.kit.corrections.facts import Facts
from palermo.meetings.models import Session
from palermo.oversight.queries.corrections import DESKS
from palermo.texts.models import Provision
from tests.oversight.forms import COP4, SESSION, form_of, send, words

ALL = [facts for desk in DESKS for facts in desk.tables]
OWN = [facts for facts in ALL if facts.own]
MOST = 80  # rows that are looked into whole
TODAY = date(2026, 11, 25)
pytestmark = pytest.mark.usefixtures("facts")


def named(facts: Facts) -> str:
    return facts.slug


@pytest.mark.parametrize("table", ALL, ids=named)
def test_what_is_shipped_is_found_to_be_right_and_what_follows_from_it_is_what_the_load_made(
    table: Facts,
) -> None:
    rows = list(table.model._base_manager.all())
    assert rows
    for number, row in enumerate(rows):
        mended = copy(row)
        if number % (1 + len(rows) // MOST) == 0 and table.own:
            assert [(fault.name, str(fault.problem)) for fault in table.faults(mended, TODAY)] == []
        table.derive(mended)
        for field in row._meta.concrete_fields:
            assert getattr(mended, field.attname) == getattr(row, field.attname), (row.pk, field.name)


# ── the pages, as the Secretariat uses them ───────────────────────────────────────────────────────


def test_a_session_is_corrected_and_its_page_says_so_to_everybody_and_names_nobody(
    secretariat: Client, client: Client
) -> None:
    assert "Correct" in words(secretariat.get(SESSION))
    assert "corrections" not in client.get(SESSION).content.decode()
    answer = send(
        *(secretariat, COP4),
        end="2008-10-18",
        source="A better report",
        confidence="derived",
        why="A typing error",
    )
    assert (answer.status_code, answer["Location"]) == (303, SESSION)
    assert "Corrected." in words(secretariat.get(SESSION))
    seen = words(client.get(SESSION))
    today = long_date(datetime.now(UTC).date(), "en")
    assert f"Corrected here on {today}." in seen
    assert "8 October 2008 – 18 October 2008" in seen.replace("  ", " ")
    assert "A better report" in seen
    assert "derived" in seen
    assert "secretariat" not in seen.lower().split("about")[0]
    assert "A typing error" not in seen


def test_the_form_shows_what_would_change_and_saves_nothing(secretariat: Client) -> None:
    answer = send(secretariat, COP4, end="2008-10-18", why="x", look="yes")
    assert answer.status_code == 200
    assert "Held now As given Last day 17 October 2008 18 October 2008" in re.sub(r" +", " ", words(answer))
    assert Session.objects.get(key="cop-4").version == 1


def test_what_was_shipped_what_is_held_and_who_did_what_stand_beside_the_form(secretariat: Client) -> None:
    send(secretariat, COP4, end="2008-10-18", why="A typing error")
    seen = re.sub(r" +", " ", words(secretariat.get(COP4)))
    assert "As shipped As corrected Last day 17 October 2008 18 October 2008" in seen
    assert "Fact corrected · A secretariat A typing error" in seen
    assert "Before After Last day 17 October 2008 18 October 2008" in seen


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"end": "2008-10-01"}, "The last day lies before the first"),
        ({"end": "soon"}, "Enter a valid date"),
        ({"start": ""}, "Give the first day, or no last day"),
        ({"year": "2009"}, "The first day lies in another year"),
        ({"year": ""}, "This field is required"),
        ({"year": "99999"}, "less than or equal to 32767"),
        ({"number": "5"}, "Another session of this body has this number"),
        ({"body": "nothing"}, "Select a valid choice"),
        ({"report_symbol": "CTOC/COP"}, "is not the symbol of a United Nations document"),
        ({"uncertain_fields": ["weather"]}, "Select a valid choice"),
        ({"confidence": "sure"}, "Select a valid choice"),
        ({"source": " "}, "Give the source: where this is on record"),
        ({"why": ""}, "Say why: the journal keeps it"),
        ({"notes_ar": "a" * 5001}, "at most 5000 characters"),
        ({"notes_en": "a\0b"}, "Null characters are not allowed"),
        ({}, "Nothing differs from what is held"),
    ],
    ids=str,
)
def test_what_is_wrong_is_said_beside_what_was_given(
    secretariat: Client, given: dict[str, Any], said: str
) -> None:
    answer = send(secretariat, COP4, **{"why": "x"} | given)
    assert (answer.status_code, said in words(answer)) == (422, True)
    assert Session.objects.get(key="cop-4").version == 1


def test_a_stale_write_gets_both_texts_back_and_may_be_sent_again(secretariat: Client) -> None:
    mine = form_of(secretariat, COP4) | {"place": "", "why": "Nobody knows"}
    send(secretariat, COP4, end="2008-10-18", notes_fr="Un samedi", why="A typing error")
    answer = secretariat.post(COP4, mine)
    seen = re.sub(r" +", " ", words(answer))
    assert answer.status_code == 409
    assert "Saved by someone else first: both are here; neither is lost." in seen
    assert "Theirs, held now Yours Last day 18 October 2008 17 October 2008 Place Vienna –" in seen
    assert "Un samedi" in seen
    assert answer.context["form"]["place"].value() == ""
    assert Session.objects.get(key="cop-4").place == "vienna"
    again = mine | {"seen": answer.context["form"]["seen"].value()}
    assert secretariat.post(COP4, again).status_code == 303
    assert Session.objects.get(key="cop-4").place == ""


def test_languages_that_were_left_as_they_were_are_marked_where_that_is_said(secretariat: Client) -> None:
    address = "/en/corrections/provisions/row/tip-protocol/9/1/"
    send(secretariat, address, headings_en="Other words", lag="on", why="The meaning was wrong")
    held = Provision.objects.get(key="tip-protocol/9/1")
    assert held.headings.in_("en") == "Other words"
    assert held.headings.stale == {"ar", "zh", "fr", "ru", "es"}
    assert held.summaries.stale == frozenset()
    assert "other words" in held.folded
    send(secretariat, address, headings_fr="D’autres mots", why="Translated")
    assert Provision.objects.get(key="tip-protocol/9/1").headings.stale == {"ar", "zh", "ru", "es"}


def test_what_is_corrected_is_found_and_listed_at_the_next_request(
    secretariat: Client, client: Client
) -> None:
    send(secretariat, "/en/corrections/states/row/JPN/", names_en="Newname Land", why="It was renamed")
    for address in ("/en/states/", "/en/states/JPN/", "/en/search/?q=newname", "/api/v1/states/JPN"):
        assert "Newname Land" in client.get(address).content.decode(), address
    assert "recorded or corrected here" in words(client.get("/en/data/changes/"))


@pytest.mark.parametrize(
    ("row", "page"),
    [
        ("states/row/JPN", "/en/states/JPN/"),
        ("organizations/row/EUE", "/en/organizations/eu/"),
        ("bodies/row/wg-tip", "/en/meetings/wg-tip/"),
        ("sessions/row/cop-4", SESSION),
        ("outcomes/row/decision-4-4", "/en/outcomes/decision-4-4/"),
        ("instruments/row/tip-protocol", "/en/texts/tip-protocol/"),
        ("provisions/row/tip-protocol/9", "/en/texts/tip-protocol/9/"),
        ("provisions/row/tip-protocol/9/1/b", "/en/texts/tip-protocol/9/"),
        ("decisions/row/4-4", "/en/decisions/4-4/"),
        ("paragraphs/row/4-4/o.i", "/en/decisions/4-4/"),
    ],
)
def test_each_page_leads_those_who_may_to_the_form_and_tells_all_of_a_correction(
    secretariat: Client, client: Client, row: str, page: str
) -> None:
    link = f'href="/en/corrections/{row}/"'
    assert link in secretariat.get(page).content.decode()
    assert link not in client.get(page).content.decode()
    answer = send(secretariat, f"/en/corrections/{row}/", source="Seen elsewhere", why="A better source")
    assert answer["Location"].partition("#")[0] == page
    seen = words(client.get(page))
    assert "Corrected here on" in seen
    assert "Seen elsewhere" in seen


def test_rows_of_lists_say_so_too(secretariat: Client, client: Client) -> None:
    for row, page in (
        ("declarations/row/tip-protocol:AUS:declaration:2002-12-11", "/en/states/AUS/"),
        ("published-counts/row/tip-protocol:2015-07", "/en/register/tip-protocol/"),
    ):
        assert f"/en/corrections/{row}/" in unquote(secretariat.get(page).content.decode())
        send(secretariat, f"/en/corrections/{row}/", source="Seen elsewhere", why="A better source")
        seen = words(client.get(page))
        assert seen.count("Corrected here on") == 1
        assert "Seen elsewhere" in seen


@pytest.mark.parametrize("table", OWN, ids=named)
def test_every_table_has_a_list_and_the_form_of_its_first_row_sends_what_it_shows(
    table: Facts, secretariat: Client
) -> None:
    """A form that is sent as it stands changes nothing: it is refused with that sentence alone."""
    row = table.model._base_manager.order_by(table.key)[0]
    key = str(row.serializable_value(table.key))
    listed = secretariat.get(f"/en/corrections/{table.slug}/").content.decode()
    assert f"/en/corrections/{table.slug}/row/{key}/" in unquote(unescape(listed))
    address = f"/en/corrections/{table.slug}/row/{quote(key)}/"
    answer = send(secretariat, address, why="x", source=getattr(row, "source", "") or "x")
    assert [str(each) for each in answer.context["form"].non_field_errors()] == (
        ["Nothing differs from what is held."] if getattr(row, "source", "x") else []
    )
    assert answer.context["form"].errors.keys() <= {"__all__"}
    assert secretariat.get(table.page(row).partition("#")[0]).status_code == 200


# ── for nobody else ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("language", "names"), [("en", ["Afghanistan", "Albania"]), ("ar", ["الاتحاد الروسي", "إثيوبيا"])]
)
def test_rows_that_have_names_stand_in_the_order_of_the_reader(
    secretariat: Client, language: str, names: list[str]
) -> None:
    page = secretariat.get(f"/{language}/corrections/states/").content.decode()
    found = [page.index(f">{name}</a>") for name in names]
    assert found == sorted(found)
