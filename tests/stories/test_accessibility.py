"""axe finds nothing to say: on some pages every time, on every page in six languages with --full."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.pages import PAGES, SIGNED_IN
from tests.stories.conftest import Opens

pytestmark = pytest.mark.browser

SIZES = ("desktop", "phone")
SOME = (
    *("", "decisions/4-4/?on=2012-10-15", "register/tip-protocol/", "states/JPN/", "texts/tip-protocol/"),
    *("texts/tip-protocol/15/?beside=ar", "texts/themes/victims/", "register/tip-protocol/compare/"),
    *("register/tip-protocol/pipeline/", "register/acts/", "meetings/timeline/", "data/", "api/"),
    *("meetings/wg-tip/", "outcomes/", "search/?q=trafficking", "gallery/", "sign-in/"),
)
SOME_SIGNED_IN = {
    "secretariat": ("people/", "account/", "register/acts/record/", "corrections/"),
    "auditor": ("journal/",),
}
DOOR = ("sign-in/", "sign-in/forgotten/", "sign-in/forgotten/sent/", "sign-in/forgotten/done/", "sign-out/")
PROBLEMS = ("nowhere/at/all/", "register/tip-protocol/?on=yesterday", "states/XXX/", "outcomes/?page=0")
# All that axe looks at, best practices included, and four rules that it leaves off unless asked:
# size of targets (WCAG 2.2), and experimental ones that fit what these pages promise.
ASKED = ("target-size", "label-content-name-mismatch", "td-has-header", "css-orientation-lock")
OPTIONS = {"resultTypes": ["violations"], "rules": {rule: {"enabled": True} for rule in ASKED}}

# Somebody of that role, with a session that has its second factor; prints the cookie.
SIGN_IN = """
import django
django.setup()
from tests import factories
from tests.conftest import session_of
user = factories.user(email="{role}@example.org", name="A {role}")
if not user.delegations.exists():
    factories.delegation(user=user, role="{role}")
print(*[f"{{name}}={{morsel.value}}" for name, morsel in session_of(user).cookies.items()])
"""


def sign_in(page: Page, data: Path, role: str) -> None:
    """Give the page a session of its own, made beside the running server."""
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment |= {"PALERMO_DATA": str(data), "DJANGO_SETTINGS_MODULE": "palermo.settings"}
    environment["PALERMO_PLAIN_HTTP"] = "yes"  # as `serve` has it
    environment["PYTHONPATH"] = str(Path(__file__).parents[2])
    command = [sys.executable, "-c", SIGN_IN.format(role=role)]
    run = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    name, value = run.stdout.split()[-1].split("=", 1)
    page.goto("/en/about/")
    host = urlsplit(page.url).hostname
    page.context.add_cookies([{"name": name, "value": value, "domain": host, "path": "/"}])


def violations(page: Page, language: str, addresses: tuple[str, ...]) -> dict[str, list[Any]]:
    """What axe says of each page: the rule, and where."""
    found = {}
    for address in addresses:
        page.goto(f"/{language}/{address}")
        answer = Axe().run(page, options=OPTIONS).response
        assert len(answer["passes"]) > 10  # it looked
        if answer["violations"]:
            found[address] = [
                (rule["id"], [node["html"][:200] for node in rule["nodes"][:5]])
                for rule in answer["violations"]
            ]
    return found


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("window", SIZES)
def test_it_works(opens: Opens, window: str, language: str) -> None:
    assert violations(opens(window), language, SOME) == {}


def test_axe_sees_a_fault(desktop: Page) -> None:
    """A page with faults put into it does not pass."""
    desktop.goto("/en/about/")
    desktop.evaluate("document.documentElement.removeAttribute('lang')")
    desktop.evaluate("document.querySelector('h1').insertAdjacentHTML('afterend', '<button></button>')")
    answer = Axe().run(desktop, options=OPTIONS).response
    assert {rule["id"] for rule in answer["violations"]} >= {"html-has-lang", "button-name"}


@pytest.mark.parametrize("language", ["en", "ar"])
def test_pages_that_say_what_went_wrong(opens: Opens, language: str) -> None:
    page = opens("phone", expected=frozenset({400, 404}))
    assert violations(page, language, PROBLEMS) == {}


def test_the_dark_scheme(opens: Opens) -> None:
    assert violations(opens("desktop", color_scheme="dark"), "en", SOME) == {}


@pytest.mark.parametrize("role", SOME_SIGNED_IN)
def test_pages_of_those_who_have_signed_in(opens: Opens, served_data: Path, role: str) -> None:
    page = opens("phone")
    sign_in(page, served_data, role)
    assert violations(page, "ar", SOME_SIGNED_IN[role]) == {}


@pytest.mark.full
@pytest.mark.parametrize("language", ["ar", "zh", "en", "fr", "ru", "es"])
@pytest.mark.parametrize("window", SIZES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_of_those_who_have_signed_in(
    opens: Opens, served_data: Path, scheme: Any, window: str, language: str, counted: Callable[[str], None]
) -> None:
    for role, addresses in SIGNED_IN.items():
        page = opens(window, color_scheme=scheme)
        sign_in(page, served_data, role)
        found = violations(page, language, addresses)
        told = f"{len(found)} with violations"
        counted(f"{len(addresses)} pages of {role} in {language}, {window}, {scheme}: {told}")
        assert found == {}


@pytest.mark.full
@pytest.mark.parametrize("language", ["ar", "zh", "en", "fr", "ru", "es"])
@pytest.mark.parametrize("window", SIZES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_in_every_language(
    opens: Opens, scheme: Any, window: str, language: str, counted: Callable[[str], None]
) -> None:
    page = opens(window, color_scheme=scheme, expected=frozenset({400, 404}))
    looked_at = (*PAGES, *DOOR, *PROBLEMS)
    found = violations(page, language, looked_at)
    counted(f"{len(looked_at)} pages in {language}, {window}, {scheme}: {len(found)} with violations")
    assert found == {}
