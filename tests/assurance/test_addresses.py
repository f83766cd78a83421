"""Every address is in the hand-written policy, and answers in every language."""

import re

import pytest
from django.test import Client
from django.urls import Resolver404, resolve

from palermo.core.language import LANGUAGES
from tests.assurance.addresses import configured, examples
from tests.assurance.policy import PUBLIC, WITHOUT_VIEW
from tests.pages import FILES, HELD, PAGES


def test_every_address_stands_in_the_policy_and_every_line_of_it_is_an_address() -> None:
    assert configured() == PUBLIC


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
