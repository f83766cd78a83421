"""Every address is in the hand-written policy, answers in every language, and refuses to be written to."""

import re
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from palermo.core.language import LANGUAGES
from tests.assurance.policy import EMPTY, PUBLIC
from tests.pages import FILES, PAGES

NAMED = re.compile(r"<(?:\w+:)?(\w+)>|\(\?P<(\w+)>(?:[^()]|\([^()]*\))*\)")


def written(pattern: str) -> str:
    """A pattern of the URL configuration as the policy writes it."""
    names = NAMED.sub(lambda found: "{" + (found[1] or found[2]) + "}", pattern)
    return names.replace("^", "").replace("$", "").replace("\\", "")


def addresses(patterns: list[URLPattern | URLResolver], before: str = "") -> Iterator[str]:
    for item in patterns:
        path = before + written(str(item.pattern))
        if isinstance(item, URLResolver):
            yield from addresses(item.url_patterns, path)
        else:
            yield re.sub(r"^/en/", "/{lang}/", "/" + path)


def test_every_address_stands_in_the_policy_and_every_line_of_it_is_an_address() -> None:
    found = set(addresses(get_resolver().url_patterns)) - EMPTY
    assert found == PUBLIC


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", PAGES + FILES)
def test_the_stranger_reads_every_page_in_every_language(
    client: Client, facts: None, language: str, page: str
) -> None:
    answer = client.get(f"/{language}/{page}")
    assert answer.status_code == 200
    if page in PAGES:
        text = answer.content.decode()
        assert f'<html lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}">' in text
        assert text.count("<h1") == 1


@pytest.mark.parametrize("verb", ["post", "put", "patch", "delete"])
def test_nothing_can_be_written_through_the_web(client: Client, facts: None, verb: str) -> None:
    for page in PAGES:
        before = client.get(f"/en/{page}").content
        answer = getattr(Client(enforce_csrf_checks=True), verb)(f"/en/{page}")
        assert answer.status_code in {403, 404, 405}, page
        assert client.get(f"/en/{page}").content == before


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
