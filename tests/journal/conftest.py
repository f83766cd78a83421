"""An auditor, in a browser."""

import pytest
from django.test import Client

from palermo.core.actor import Role
from tests.journal.reading import Read, SignedIn


@pytest.fixture
def browser(signed_in: SignedIn) -> Client:
    return signed_in(Role.AUDITOR)


@pytest.fixture
def read(browser: Client) -> Read:
    """The main part of a page."""

    def fetch(address: str = "journal/", status: int = 200) -> str:
        answer = browser.get(f"/en/{address}")
        assert answer.status_code == status, address
        text = answer.content.decode()
        return text[text.index("<main") : text.index("</main>") + 7]

    return fetch
