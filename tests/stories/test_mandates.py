"""A decision in French becomes records, the same in Arabic beside it; a duty is found and followed up."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.cli.served import Served
from tests.mandates.bridges import ARABIC, FRENCH
from tests.stories.conftest import Opens
from tests.stories.people import STATES, installed, look, sign_in

pytestmark = pytest.mark.browser

SECRETARY, SECRET = "sam@example.org", "JBSWY3DPEHPK3PXP"
FOCAL_POINT, OTHER_SECRET = "fay@example.org", "KRSXG5CTMVRXEZLU"
DECISION = "decisions/decision-7-2/"


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    """An installation with a secretary, and a focal point of an invented State."""
    secretary = (SECRETARY, "Sam Secretary", "secretariat", "", SECRET)
    yield from installed(tmp_path, [secretary], STATES + FOCAL_POINTS)


# Made after the invented States: its delegation is for one of them.
FOCAL_POINTS = f"""
user = User.objects.create_user("{FOCAL_POINT}", "lamps are lit at dusk", name="Fay Focal", joined_at=at)
Delegation.objects.create(user=user, role="focal_point", state_id="XAA", since=at)
TOTP.activate(user, "{OTHER_SECRET}")
"""


@pytest.fixture
def server(served: Served) -> str:
    return f"http://localhost:{served.port}"


def imported(page: Page, language: str, text: str, path: Path) -> None:
    """Choose a file, look at what was read, keep it."""
    path.write_text(text, "utf-8")
    page.goto(f"/{language}/decisions/")
    page.get_by_role("main").locator(f'a[href="/{language}/decisions/import/"]').first.click()
    page.locator('input[type="file"]').set_input_files(path)
    look(page)
    page.get_by_role("main").locator("form button.btn").click()
    page.wait_for_url(f"**/{language}/decisions/import/*/**")
    look(page)
    page.get_by_role("main").locator(".savebar button.btn").click()
    page.wait_for_url(f"**/{language}/{DECISION}")
    look(page)


@pytest.mark.parametrize("window", ["desktop", "phone"])
def test_it_works(opens: Opens, tmp_path: Path, window: str) -> None:
    page = opens(window)
    sign_in(page, SECRETARY, SECRET)
    imported(page, "fr", FRENCH, tmp_path / "ponts.txt")
    expect(page.get_by_role("main")).to_contain_text("A prié le Secrétariat de dresser un inventaire")
    imported(page, "ar", ARABIC, tmp_path / "jusur.txt")
    they_stand_beside_each_other(page)
    page.context.clear_cookies()
    sign_in(page, FOCAL_POINT, OTHER_SECRET)
    a_duty_is_found_and_followed_up(page)
    it_is_exported(page)


def they_stand_beside_each_other(page: Page) -> None:
    page.get_by_role("main").locator('a[href="/ar/decisions/decision-7-2/texts/fr/"]').click()
    page.locator('main a[href="?beside=ar"]').click()
    measured = page.locator("#bi .source")
    expect(measured).to_have_text(["(i) À mesurer chaque pont ;", "قياس كل جسر؛"])
    look(page)


def a_duty_is_found_and_followed_up(page: Page) -> None:
    """By a focal point: what is asked of the State, the paragraph, what came of it."""
    page.goto("/en/mandates/asked/XAA/")
    look(page)
    page.get_by_role("main").locator(f'a[href="/en/{DECISION}paragraphs/b/"]').first.click()
    look(page)
    page.get_by_role("main").locator('a[href$="/follow-up/"]').first.click()
    page.locator('main [name="status"]').first.wait_for()
    form = page.get_by_role("main").locator("form")
    status = form.locator('select[name="status"]')
    if status.count():
        status.select_option("done")
    else:
        form.locator('input[name="status"][value="done"]').check()
    form.locator('[name="words"]').fill("All bridges of State XA are measured.")
    form.locator('[name="evidence"]').fill("XA/2026/1")
    look(page)
    form.locator("button.btn").first.click()
    page.wait_for_url(f"**/en/{DECISION}paragraphs/b/**")
    expect(page.get_by_role("main")).to_contain_text("All bridges of State XA are measured.")
    look(page)


def it_is_exported(page: Page) -> None:
    """The list has what was said, and so have the decision and the matrix."""
    evidence = {row["paragraph"]: row for row in page.request.get(f"/en/{DECISION}evidence.json").json()}
    assert evidence["b"]["status"] == "Met"
    asked = page.request.get("/en/mandates/asked/XAA/export.json").json()
    assert any("decision-7-2" in str(row) for row in asked)
    matrix = page.request.get("/en/mandates/matrix/export.json?decision=decision-7-2").json()
    assert any("XAA" in str(row) and "done" in str(row).lower() for row in matrix)
