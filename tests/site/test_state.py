"""The page of a State or organization: where it stands, and what its acts are."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from palermo.actors.models import State
from palermo.core.language import LANGUAGES
from palermo.kit.models import changed
from palermo.texts.models import Instrument
from tests import factories

Page = Callable[..., str]
TAG = re.compile(r"<[^>]+>")


def standings(text: str) -> dict[str, str]:
    """What the table says of each instrument: status with its note, act, dates and confidence."""
    table = text.partition('aria-labelledby="standing"')[2].partition("</section>")[0]
    rows = re.findall(
        r'<tr><th scope="row"><a href="/\w\w/register/([\w-]+)/[^"]*">.*?</th>(.*?)</tr>', table
    )
    return {key: " ".join(TAG.sub(" ", rest).split()) for key, rest in rows}


def test_it_works(page: Page) -> None:
    said = standings(page("/en/states/ITA/?on=2024-04-20"))
    assert said["tip-protocol"] == "Party Ratification 2 Aug 2006 1 Sep 2006 sourced"


def test_who_signed_is_neither_bound_nor_known_to_stand_outside_after_the_record_ends(page: Page) -> None:
    assert standings(page("/en/states/UGA/?on=2024-04-20"))["tip-protocol"].startswith("Signed, not a party")
    after = standings(page("/en/states/UGA/?on=2024-04-21"))["tip-protocol"]
    assert after.startswith("Signed; later acts unknown acts are complete to 20 April 2024")


def test_an_inferred_party_is_no_surer_than_the_act_that_shows_it(page: Page) -> None:
    assert standings(page("/en/states/SSD/?on=2024-01-01"))["untoc"].endswith("partly sourced")
    assert standings(page("/en/states/BTN/?on=2024-01-01"))["untoc"].endswith("derived")


def test_a_successor_says_that_it_is_bound_since_it_began(page: Page) -> None:
    said = standings(page("/en/states/MNE/?on=2010-01-01"))["tip-protocol"]
    assert "as a successor, bound from before its deposit" in said
    assert said.endswith("23 Oct 2006 3 Jun 2006 sourced")
    assert "in force from 3 June 2006" in page("/en/states/MNE/?on=2010-01-01")


@pytest.mark.parametrize("on", ["2003-06-01", "2010-01-01"])
def test_a_state_that_another_continues_leads_to_it_and_is_nowhere_said_to_have_no_act(
    page: Page, on: str
) -> None:
    text = page(f"/en/states/SCG/?on={on}")
    assert text.count("Its acts stand under Serbia, which continues it.") == 2
    assert '<p><a href="/en/states/SRB/">Serbia</a></p>' in text
    assert "No act on record" not in text
    assert "acts deposited after the records end" not in text


def test_the_acts_of_a_state_while_it_existed_are_unknown_where_another_continues_it(page: Page) -> None:
    said = standings(page("/en/states/SCG/?on=2003-06-01"))
    assert {status.split()[0] for status in said.values()} == {"Unknown"}


def test_a_state_that_is_gone_and_that_nobody_continues_has_no_later_acts(page: Page, xa: State) -> None:
    State.objects.filter(key=xa.pk).update(exists_until=date(2005, 1, 1), membership="former")
    changed("palermo.actors")
    text = page(f"/en/states/{xa.pk}/?on=2010-01-01")
    assert "No act is on record from the time when this State existed." in text
    assert "acts deposited after the records end" not in text


def test_an_organization_without_acts_has_none(page: Page) -> None:
    factories.organization(key="XOO")
    changed("palermo.actors")
    said = standings(page("/en/organizations/xoo/?on=2024-01-01"))
    assert set(said.values()) == {"No act on record – – – –"}


def test_the_timeline_says_since_when_an_act_is_known(page: Page, xa: State) -> None:
    protocol = Instrument.objects.get(key="tip-protocol")
    factories.act(instrument=protocol, state=xa, as_of=date(2014, 5, 6))
    changed("palermo.register")
    assert "known from 6 May 2014" in page(f"/en/states/{xa.pk}/")


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_must_be_known_of_a_name_or_a_state_is_said_in_the_readers_language(
    page: Page, language: str
) -> None:
    for code, owner in (
        ("SCG", State.objects.get(key="SCG")),
        ("CZE", State.objects.get(key="CZE").earlier_names.get()),
    ):
        assert owner.notes.in_(language) in page(f"/{language}/states/{code}/"), code


def test_the_page_begins_with_the_answer(page: Page) -> None:
    """What it is bound by is said before anything has to be looked for."""
    lede = page("/en/states/JPN/?on=2018-01-01").split('<div class="lede">')[1]
    said = re.findall(r"<p>(.*?)</p>", lede.split("</div>")[0])
    assert said == [
        "Party: Organized Crime Convention; Protocol on trafficking in persons",
        "Signed; later acts unknown: Protocol on the smuggling of migrants; Protocol on firearms",
    ]


@pytest.mark.parametrize("address", ["states/JPN/", "organizations/eu/"])
def test_where_it_stands_is_a_file_too(client: Client, page: Callable[..., str], address: str) -> None:
    query = "?on=2012-10-15"
    listed = client.get(f"/en/{address}export.json{query}").json()
    text = page(f"/en/{address}{query}")
    shown = text[text.index('id="standing"') : text.index('id="acts"')]
    rows = re.findall(r'<th scope="row"><a [^>]+>([^<]+)</a></th><td class="wide"[^>]*>([^<]+)', shown)
    assert [(row["instrument"], row["status"]) for row in listed] == rows
    assert len(rows) == 4


def test_its_acts_lead_to_the_list_of_acts(client: Client, page: Callable[..., str]) -> None:
    text = page("/en/states/JPN/")
    link = re.findall(r'href="(/en/register/acts/[^"]+)"', text)[0].replace("&amp;", "&")
    listed = client.get(link.replace("/acts/?", "/acts/export.json?")).json()
    assert len(listed) == text[text.index('class="timeline"') :].split("</ol>")[0].count("<li ")
