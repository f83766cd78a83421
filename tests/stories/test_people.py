"""How people come in: the first administrator, a focal point in one sitting, whoever takes over."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest
from playwright.sync_api import Page, expect

from tests.cli.served import Served
from tests.stories.conftest import Opens
from tests.stories.people import (
    PASSPHRASE,
    beside,
    give_passkeys,
    letters_to,
    link_in,
    look,
    shown_by,
    sign_in,
)

pytestmark = pytest.mark.browser

SECRETARY, FOCAL = "sam@example.org", "fumi@example.org"
SECRETS = {SECRETARY: "JBSWY3DPEHPK3PXP", FOCAL: "KRSXG5CTMVRXEZLU"}
CAST = [
    (SECRETARY, "Sam Secretary", "secretariat", "", SECRETS[SECRETARY]),
    (FOCAL, "Fumi Focal", "focal_point", "JPN", SECRETS[FOCAL]),
]


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    """An installation that nobody has joined yet, with a worker that keeps letters as files."""
    begun = Served(tmp_path, None)
    try:
        begun.wait_until_it_says("once)\n", 120)
        with urlopen(f"{begun.address}/en/", timeout=120):  # the first page of a new server takes its time
            yield begun
    finally:
        begun.remove()


@pytest.fixture
def server(served: Served) -> str:
    """Passkeys need a name: a number of the network has none."""
    return f"http://localhost:{served.port}"


@pytest.fixture
def cast(served: Served) -> None:
    beside(served, CAST)


def press(page: Page, name: str) -> None:
    page.get_by_role("main").get_by_role("button", name=name, exact=True).click()


# ── the first administrator ───────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("window", ["desktop", "no script"])
def test_it_works(opens: Opens, served: Served, window: str) -> None:
    """From the line that `serve` prints to the first invitation, with no password but their own."""
    page = opens(window)
    [link] = re.findall(r"First administrator: \S+?(/en/join/\S+/)", served.said)
    page.goto(link)
    expect(page.get_by_role("heading", level=1)).to_have_text("You are invited")
    page.get_by_label("Your name").fill("Ada Administrator")
    page.get_by_label("E-mail address").fill("ada@example.org")
    press(page, "With a passphrase")
    page.get_by_label("New passphrase").fill(PASSPHRASE)
    press(page, "Go on")
    secret = page.locator(".secret").inner_text()
    page.get_by_label("Code", exact=True).fill(shown_by(secret))
    press(page, "Go on")
    expect(page.get_by_role("main").get_by_role("listitem")).to_have_count(10)
    press(page, "I have kept them: go on")
    expect(page.get_by_role("status")).to_have_text(re.compile("Welcome, Ada Administrator."))
    invite_the_secretariat(page, served)
    assert "ada@example.org" in page.goto("/en/people/").text()  # type: ignore[union-attr]


def invite_the_secretariat(page: Page, served: Served) -> None:
    page.get_by_role("link", name="People", exact=True).click()
    page.get_by_role("link", name="Invite", exact=True).click()
    page.get_by_label("E-mail address").fill(SECRETARY)
    page.get_by_label("Role", exact=True).select_option("secretariat")
    page.get_by_role("combobox", name="Language", exact=True).select_option("fr")
    press(page, "Send the invitation")
    expect(page.get_by_role("status")).to_contain_text(f"on its way to {SECRETARY}")
    [letter] = letters_to(served, SECRETARY)
    assert letter["Content-Language"] == "fr"
    assert link_in(letter).startswith("/fr/join/")


# ── a focal point ─────────────────────────────────────────────────────────────────────────────────


def test_a_focal_point_is_in_within_one_sitting_with_a_passkey(
    opens: Opens, served: Served, cast: None
) -> None:
    secretary = opens("desktop")
    sign_in(secretary, SECRETARY, SECRETS[SECRETARY])
    secretary.goto("/en/states/FRA/")
    secretary.get_by_role("link", name="Invite a focal point").click()
    look(secretary)
    secretary.get_by_label("E-mail address").fill("nora@example.org")
    secretary.get_by_label("Name", exact=True).fill("Nora New")
    press(secretary, "Send the invitation")
    look(secretary)
    [letter] = letters_to(served, "nora@example.org")

    nora = opens("phone")
    give_passkeys(nora)
    nora.goto(link_in(letter))
    expect(nora.get_by_role("main")).to_contain_text("Focal point · France")
    look(nora)
    nora.get_by_label("Your name").fill("Nora Nouvelle")
    press(nora, "With a passkey")
    look(nora)
    press(nora, "Make the passkey")
    expect(nora.get_by_role("main").get_by_role("listitem")).to_have_count(10)
    look(nora)
    press(nora, "I have kept them: go on")
    nora.wait_for_url("**/en/states/FRA/")
    expect(nora.get_by_role("status")).to_have_text(
        "Welcome, Nora Nouvelle. Your part here: Focal point · France."
    )
    expect(nora.get_by_role("region", name="Your part here")).to_contain_text("Focal point")
    look(nora)
    come_back(nora)

    secretary.goto("/en/people/?q=nora")
    expect(secretary.get_by_role("row").last).to_contain_text("Joined")
    look(secretary)
    secretary.get_by_role("link", name="Nora Nouvelle").click()
    look(secretary)


def come_back(page: Page) -> None:
    """Out, and in again with the passkey alone."""
    page.goto("/en/sign-out/")
    press(page, "Sign out")
    page.goto("/en/sign-in/")
    press(page, "Sign in with a passkey")
    page.wait_for_url("**/en/")
    expect(page.get_by_role("banner")).to_contain_text("Nora Nouvelle")


# ── whoever takes over ────────────────────────────────────────────────────────────────────────────


def test_a_focal_point_is_replaced_and_the_successor_sees_what_was_handed_over(
    opens: Opens, served: Served, cast: None
) -> None:
    secretary, before, after = opens("desktop"), opens("desktop"), opens("no script")
    sign_in(secretary, SECRETARY, SECRETS[SECRETARY])
    sign_in(before, FOCAL, SECRETS[FOCAL])
    plan_a_step(secretary)
    secretary.goto("/en/states/JPN/")
    secretary.get_by_role("link", name="Fumi Focal").click()
    secretary.get_by_role("link", name="Replace").click()
    look(secretary)
    secretary.get_by_label("E-mail address").fill("taro@example.org")
    press(secretary, "Invite the successor")
    before.goto("/en/account/")
    expect(before.get_by_role("main")).to_contain_text("Focal point")  # nothing has changed yet

    [letter] = letters_to(served, "taro@example.org")
    after.goto(link_in(letter))
    take_over(after)

    before.goto("/en/states/JPN/")
    expect(before.get_by_role("link", name="Sign in", exact=True)).to_be_visible()  # signed out at once
    [told] = letters_to(served, FOCAL)
    assert "Someone else has taken over your role" in told.get_content()

    secretary.reload()
    secretary.goto("/en/people/?q=fumi")
    secretary.get_by_role("link", name="Fumi Focal").click()
    expect(secretary.get_by_role("region", name="Roles")).to_contain_text("passed on to Taro Tanaka")
    look(secretary)
    secretary.goto(STEP)
    expect(secretary.get_by_role("complementary")).to_contain_text("Taro Tanaka")


def take_over(after: Page) -> None:
    """The successor joins, and is told what is theirs now."""
    expect(after.get_by_role("main")).to_contain_text("Fumi Focal")
    after.get_by_label("Your name").fill("Taro Tanaka")
    press(after, "With a passphrase")
    after.get_by_label("New passphrase").fill(PASSPHRASE)
    press(after, "Go on")
    after.get_by_label("Code", exact=True).fill(shown_by(after.locator(".secret").inner_text()))
    press(after, "Go on")
    press(after, "I have kept them: go on")
    after.wait_for_url("**/en/states/JPN/")
    handed_over = "You take over from Fumi Focal: what was drafted and what was still to be done is yours."
    expect(after.get_by_role("status")).to_contain_text(handed_over)
    expect(after.get_by_role("region", name="Your part here")).to_contain_text(
        "You took over from Fumi Focal"
    )


STEP = "/en/register/firearms-protocol/pipeline/JPN/"


def plan_a_step(page: Page) -> None:
    """A duty of the focal point: it names their role, and so whoever has it."""
    page.goto(STEP)
    page.get_by_label("Next step").fill("Ask whether a law is before parliament")
    owner = page.get_by_label("Owner", exact=True)
    fumi = owner.get_by_role("option", name=re.compile("Fumi Focal")).get_attribute("value")
    owner.select_option(fumi)
    press(page, "Save")
    page.goto(STEP)
    expect(page.get_by_role("complementary")).to_contain_text("Fumi Focal")
