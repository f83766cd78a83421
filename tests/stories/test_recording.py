"""A secretary puts a treaty act on record, corrects it later, and takes the list away; on a telephone."""

import sqlite3
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.cli.served import Served
from tests.stories.conftest import Opens
from tests.stories.files import rows, taken
from tests.stories.people import STATES, installed, look, sign_in

pytestmark = pytest.mark.browser

SECRETARY, SECRET = "sam@example.org", "JBSWY3DPEHPK3PXP"
REASON = "The notification gives the third, not the fourth"
STATUS = "/en/register/firearms-protocol/?q=XAA"
AGO = 10  # days between the recording and the correction


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    """An installation with one secretary, and two invented States."""
    yield from installed(tmp_path, [(SECRETARY, "Sam Secretary", "secretariat", "", SECRET)], STATES)


@pytest.fixture
def server(served: Served) -> str:
    return f"http://localhost:{served.port}"


def press(page: Page, name: str) -> None:
    page.get_by_role("main").get_by_role("button", name=name, exact=True).click()


def follow(page: Page, name: str) -> None:
    page.get_by_role("main").get_by_role("link", name=name, exact=True).first.click()


def test_it_works(opens: Opens, served: Served) -> None:
    page = opens("phone", expected=frozenset({422}))
    sign_in(page, SECRETARY, SECRET)
    page.goto("/en/register/acts/")
    follow(page, "Record an act")
    record(page)
    days_go_by(served)
    correct(page)
    both_are_known(page)
    take_the_list_away(page)


def record(page: Page) -> None:
    """What is lacking is said; what it would change is shown, and nothing is saved until it is said to be."""
    look(page)
    page.get_by_label("Instrument", exact=True).select_option("firearms-protocol")
    page.get_by_label("State or organization", exact=True).select_option("XAA")
    page.get_by_label("Act", exact=True).select_option("accession")
    page.get_by_label("Date", exact=True).fill("2025-03-04")
    page.get_by_label("Confidence", exact=True).select_option("sourced")
    press(page, "Show the effect")
    expect(page.get_by_role("alert")).to_contain_text("Give the source: where this act is on record.")
    look(page)
    page.get_by_label("Source", exact=True).fill("An invented notification of 4 March 2025")
    press(page, "Show the effect")
    expect(page.get_by_role("heading", level=1)).to_have_text("What this act would change")
    effect = page.get_by_role("row").filter(has_text="3 Apr 2025")
    expect(effect).to_contain_text("Party, bound since 3 April 2025")
    look(page)
    assert listed(page) == []
    press(page, "Record")
    expect(page.get_by_role("status")).to_have_text("Recorded.")
    expect(page.get_by_role("main")).to_contain_text("4 March 2025")
    look(page)
    assert listed(page) == ["2025-03-04"]


def listed(page: Page) -> list[str]:
    """The days of the acts of the invented State, as the server tells them now."""
    answer = page.request.get("/en/register/acts/export.json?participant=XAA")
    return [row["date"] for row in answer.json()]


def days_go_by(served: Served) -> None:
    """The act was known some days before it was found to be wrong."""
    with sqlite3.connect(served.data / "palermo.sqlite3", timeout=30) as database:
        values = (a_day_ago(AGO).isoformat(),)
        changed = database.execute("UPDATE register_act SET as_of = ? WHERE state_id = 'XAA'", values)
        assert changed.rowcount == 1
    database.close()


def a_day_ago(count: int) -> date:
    return datetime.now(UTC).date() - timedelta(count)


def correct(page: Page) -> None:
    follow(page, "Correct")
    look(page)
    page.get_by_label("Date", exact=True).fill("2025-03-03")
    press(page, "Show the effect")
    expect(page.get_by_role("alert")).to_contain_text("Give the reason")
    page.get_by_label("Reason", exact=True).fill(REASON)
    press(page, "Show the effect")
    expect(page.get_by_role("heading", level=1)).to_have_text("What the correction would change")
    expect(page.get_by_role("main")).to_contain_text("Party, bound since 2 April 2025")
    look(page)
    press(page, "Correct")
    expect(page.get_by_role("status")).to_have_text("Corrected. What was known before stays on this page.")
    versions = page.get_by_role("region", name="What was held true, and when").get_by_role("listitem")
    expect(versions).to_have_count(2)
    expect(versions.first).to_contain_text("4 March 2025")
    expect(versions.first).to_contain_text(f"Reason: {REASON}")
    expect(versions.last).to_contain_text("3 March 2025")
    look(page)


def both_are_known(page: Page) -> None:
    """Each as on the day that is asked for: not yet, as it was recorded, as it was corrected."""
    for known, said, unsaid in (
        (a_day_ago(AGO + 1), "Unknown", "2025"),
        (a_day_ago(1), "4 Mar 2025", "3 Mar 2025"),
        (a_day_ago(0), "3 Mar 2025", "4 Mar 2025"),
    ):
        page.goto(STATUS)
        page.get_by_label("As known on", exact=True).fill(known.isoformat())
        press(page, "Show")
        page.wait_for_url(f"**known={known.isoformat()}*")
        row = page.get_by_role("row").filter(has_text="State XA (en)")
        expect(row).to_contain_text(said)
        expect(row).not_to_contain_text(unsaid)
        look(page)


def take_the_list_away(page: Page) -> None:
    """The files have what is on the screen: the act as it is held true now, and not as it was."""
    page.goto("/en/register/acts/")
    page.get_by_label("Code of a State or organization", exact=True).fill("XAA")
    press(page, "Show")
    expect(page.locator("#table-title")).to_have_text("1 act")
    for form in ("CSV", "XLSX"):
        link = page.get_by_role("region", name="1 act").get_by_role("link", name=f"Download as {form}")
        [row] = rows(taken(page, link))[1:]
        assert {"State XA (en)", "Accession", "2025-03-03"} <= set(row)
        assert "2025-03-04" not in row
    look(page)
