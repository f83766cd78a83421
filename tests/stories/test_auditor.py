"""An auditor reads the journal, keeps its head, verifies, and finds where somebody altered it since."""

import re
import sqlite3
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.cli.served import SCRIPT, Served
from tests.stories.conftest import Opens
from tests.stories.files import objects, rows, taken
from tests.stories.people import installed, look, sign_in

pytestmark = pytest.mark.browser

AUDITOR, SECRET = "ona@example.org", "JBSWY3DPEHPK3PXP"
TAMPERED = 7


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    """An installation with one auditor; its journal says that the shipped facts were loaded."""
    yield from installed(tmp_path, [(AUDITOR, "Ona Auditor", "auditor", "", SECRET)])


@pytest.fixture
def server(served: Served) -> str:
    return f"http://localhost:{served.port}"


def verify(served: Served, *more: str | Path) -> tuple[int, str]:
    """`./palermo journal verify`, as somebody at the machine runs it."""
    environment = served.environment | {"PALERMO_DATA": str(served.data)}
    command = [SCRIPT, "journal", "verify", *more]
    run = subprocess.run(command, env=environment, cwd=served.elsewhere, capture_output=True, text=True)
    assert "Traceback" not in run.stderr, run.stderr
    return run.returncode, run.stdout


def test_it_works(opens: Opens, served: Served) -> None:
    page = opens("desktop")
    sign_in(page, AUDITOR, SECRET)
    page.get_by_role("link", name="Journal", exact=True).click()
    page.wait_for_url("**/en/journal/")
    read_it(page)
    head = keep_the_head(page)
    code, said = verify(served, "--head", head)
    assert (code, "no fault" in said, "Held against the head of" in said) == (0, True, True), said
    tamper(served)
    code, said = verify(served, "--head", head)
    assert code == 1
    assert f"Entry {TAMPERED}: “Subject” is not what was written." in said
    assert "1 fault." in said
    the_page_says_so(page, served)


def read_it(page: Page) -> None:
    """All of it, one kind of act, one entry."""
    look(page)
    chain = page.get_by_role("region", name="State of the chain")
    expect(chain).to_contain_text("0 faults")
    page.get_by_label("What", exact=True).select_option("facts.loaded")
    page.get_by_label("Subject", exact=True).fill("register")
    page.get_by_role("main").get_by_role("button", name="Show", exact=True).click()
    page.wait_for_url("**act=facts.loaded*")
    entries = page.locator("#list")
    expect(entries).to_have_text(re.compile(r"^[1-9]\d? entr"))
    shown = page.get_by_role("main").get_by_role("table").locator("tbody").get_by_role("row")
    for text in shown.all_inner_texts():
        assert "register" in text
    listed = page.get_by_role("link", name="Download as CSV")
    assert len(rows(taken(page, listed))) - 1 == shown.count()
    look(page)
    shown.first.get_by_role("link").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Shipped facts loaded")
    look(page)


def keep_the_head(page: Page) -> Path:
    """In Arabic, where the journal is as readable; the file is the same."""
    page.goto("/ar/journal/")
    look(page)
    head = taken(page, page.locator('a[download][href="/ar/journal/head.json"]'))
    assert head.name == "journal-head.json"
    assert "signature" in objects(head)
    return head


def tamper(served: Served) -> None:
    """With full rights over the database, and past the program."""
    with sqlite3.connect(served.data / "palermo.sqlite3", timeout=30) as database:
        changed = database.execute(
            "UPDATE journal_entry SET subject = 'somebody else' WHERE number = ?", (TAMPERED,)
        )
        assert changed.rowcount == 1
    database.close()


def the_page_says_so(page: Page, served: Served) -> None:
    """Once all of it was looked at: a page by itself verifies what came since the last look."""
    assert verify(served)[0] == 1
    page.goto("/en/journal/")
    chain = page.get_by_role("region", name="State of the chain")
    expect(chain).to_contain_text("The chain has faults.")
    expect(chain).to_contain_text("1 fault")
    look(page)
