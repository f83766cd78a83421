"""Somebody looks after their account: a forgotten passphrase, a passkey, recovery codes, and out again."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.cli.served import Served
from tests.stories.conftest import Opens
from tests.stories.people import (
    give_passkeys,
    installed,
    letters_to,
    link_in,
    look,
    shown_by,
    sign_in,
)

pytestmark = pytest.mark.browser

OWNER, SECRET, NEW = "olga@example.org", "JBSWY3DPEHPK3PXP", "bread is baked at dawn"


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    """An installation with one person, who audits."""
    yield from installed(tmp_path, [(OWNER, "Olga Owner", "auditor", "", SECRET)])


@pytest.fixture
def server(served: Served) -> str:
    """Passkeys need a name: a number of the network has none."""
    return f"http://localhost:{served.port}"


def press(page: Page, name: str) -> None:
    page.get_by_role("main").get_by_role("button", name=name, exact=True).click()


def follow(page: Page, name: str) -> None:
    page.get_by_role("main").get_by_role("link", name=name).first.click()


def test_it_works(opens: Opens, served: Served) -> None:
    page = opens("phone", expected=frozenset({422}))
    give_passkeys(page)
    page.goto("/en/sign-in/")
    page.get_by_label("E-mail address").fill(OWNER)
    page.get_by_label("Passphrase").fill("no idea")
    press(page, "Sign in")
    expect(page.get_by_role("main")).to_contain_text("4 tries are left before a pause of ten minutes.")
    look(page)
    follow(page, "I forgot my passphrase")
    look(page)
    page.get_by_label("E-mail address").fill(OWNER)
    press(page, "Send the link")
    look(page)
    [letter] = letters_to(served, OWNER)
    page.goto(link_in(letter))
    look(page)
    page.get_by_label("New passphrase").fill(NEW)
    press(page, "Save")
    look(page)
    follow(page, "Sign in")
    look(page)
    page.get_by_label("E-mail address").fill(OWNER)
    page.get_by_label("Passphrase").fill(NEW)
    press(page, "Sign in")
    look(page)
    page.get_by_label("Code").fill(shown_by(SECRET))
    press(page, "Sign in")
    page.wait_for_url("**/en/")
    page.get_by_role("link", name="Olga Owner").click()
    expect(page.get_by_role("main")).to_contain_text("Auditor")
    look(page)
    own_a_passkey(page)
    live_without_the_app(page)


def own_a_passkey(page: Page) -> None:
    follow(page, "Add a passkey")
    look(page)
    page.get_by_label("Name of the passkey").fill("My telephone")
    press(page, "Add the passkey")
    page.wait_for_url("**/passkeys/")
    look(page)
    follow(page, "Rename My telephone")
    look(page)
    page.get_by_label("Name of the passkey").fill("My tablet")
    press(page, "Save")
    expect(page.get_by_role("row").last).to_contain_text("My tablet")


def live_without_the_app(page: Page) -> None:
    """What is taken away says before what goes with it; the passkey alone signs in."""
    page.goto("/en/account/second-factor/")
    follow(page, "Remove it")
    look(page)
    expect(page.get_by_role("main")).to_contain_text("You still have another second factor after it.")
    press(page, "Remove")
    follow(page, "See the codes")
    look(page)
    expect(page.get_by_role("main").get_by_role("listitem")).to_have_count(10)
    with page.expect_download() as kept:
        page.get_by_role("link", name="Keep as a file").click()
    assert kept.value.suggested_filename == "palermo-recovery-codes.txt"
    follow(page, "Your account")
    look(page)
    follow(page, "Sign out everywhere else")
    press(page, "Sign out everywhere else")
    expect(page.get_by_role("status")).to_contain_text("You are signed out everywhere else.")
    page.get_by_role("main").get_by_role("link", name="Sign out", exact=True).click()
    look(page)
    press(page, "Sign out")
    look(page)
    page.goto("/en/sign-in/?next=/en/journal/")
    press(page, "Sign in with a passkey")
    page.wait_for_url("**/en/journal/")


def test_whoever_runs_no_script_does_it_all_but_passkeys(opens: Opens, served: Served) -> None:
    page = opens("no script")
    sign_in(page, OWNER, SECRET)
    page.get_by_role("link", name="Olga Owner").click()
    follow(page, "Change the passphrase")
    page.get_by_label("New passphrase").fill(NEW)
    press(page, "Save")
    expect(page.get_by_role("status")).to_contain_text("Your passphrase is changed.")
    follow(page, "Add a passkey")
    expect(page.get_by_role("main")).to_contain_text("Passkeys need JavaScript")
    page.goto("/en/account/second-factor/recovery-codes/anew/")
    press(page, "Make new codes")
    expect(page.get_by_role("main").get_by_role("listitem")).to_have_count(10)
    page.goto("/en/account/second-factor/code/off/")
    expect(page.get_by_role("main")).to_contain_text("It is your last second factor.")
    press(page, "Remove")
    page.goto("/en/")
    expect(page.get_by_role("main")).to_contain_text("Your role does not count yet.")
    page.get_by_role("link", name="Set one up").click()
    page.get_by_role("main").get_by_role("link", name="Set up an authenticator").click()
    secret = page.locator(".secret").inner_text()
    page.get_by_label("Code", exact=True).fill(shown_by(secret))
    press(page, "Set up")
    expect(page.get_by_role("status")).to_contain_text("Your authenticator is set up.")
    expect(page.get_by_role("link", name="Journal", exact=True)).to_be_visible()
