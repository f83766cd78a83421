"""Every address is in the hand-written policy, and answers in every language."""

import re

import pytest
from django.test import Client
from django.urls import Resolver404, resolve

from palermo.core.language import LANGUAGES
from tests.assurance.addresses import configured, examples, places
from tests.assurance.answers import ANSWERS, BY_STATE, WRITES
from tests.assurance.matrix import OF_FILES
from tests.assurance.policy import PUBLIC, RESTRICTED, WITHOUT_VIEW
from tests.assurance.states import STATES
from tests.pages import FILES, HELD, PAGES


def test_every_address_stands_in_the_policy_and_every_line_of_it_is_an_address() -> None:
    assert configured() == PUBLIC | set(RESTRICTED)
    assert not PUBLIC & set(RESTRICTED)


def test_whatever_a_restricted_address_names_is_made_in_every_state_and_in_none_without_a_policy() -> None:
    assert set(STATES) <= configured()
    assert {address for address in RESTRICTED if set(places(address)) - OF_FILES} <= set(STATES)
    assert [address for address, states in STATES.items() if "not there" not in states] == []


def test_every_line_of_the_policy_is_of_a_thing_that_can_be_so() -> None:
    told = {(address, state) for address, several in BY_STATE.items() for state in several}
    told |= {(key[0], key[2]) for key in ANSWERS if len(key) > 2}
    assert [key for key in sorted(told) if key[1] not in STATES.get(key[0], {})] == []
    assert {key[0] for key in (*ANSWERS, *WRITES)} <= configured()
    assert {verb for _address, verb, *_state in (*ANSWERS, *WRITES)} <= {"GET", "POST"}


def test_every_address_has_an_example_among_the_pages() -> None:
    """Whoever adds a page adds it to tests/pages.py, and axe, every language and every guard look at it."""
    assert set(examples()) == PUBLIC


def test_what_middleware_answers_by_itself_has_no_view(client: Client, db: None) -> None:
    for address in WITHOUT_VIEW:
        with pytest.raises(Resolver404):
            resolve(address)
        assert client.get(address).status_code == 200


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", PAGES + FILES + HELD)
def test_the_stranger_reads_every_page_in_every_language(
    client: Client, official: None, language: str, page: str
) -> None:
    answer = client.get(f"/{language}/{page}")
    assert answer.status_code == 200
    if page in PAGES:
        text = answer.content.decode()
        assert f'<html lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}">' in text
        assert text.count("<h1") == 1


def test_headers_keep_the_reader_safe(client: Client, facts: None) -> None:
    answer = client.get("/en/decisions/4-4/")
    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize("page", PAGES)
def test_a_page_names_no_other_host_and_holds_no_inline_script_or_style(
    client: Client, facts: None, page: str
) -> None:
    text = client.get(f"/en/{page}").content.decode()
    assert not re.search(r"<script(?![^>]*\bsrc=)", text)
    assert not re.search(r"\sstyle=|<style|\son[a-z]+=", text)
    assert not re.search(r"(?:src|href|action)=[\"'](?:https?:)?//", text)
