"""Pages as they are read."""

from html import unescape

import pytest

from tests.meetings.reading import Page


@pytest.fixture
def read(page: Page) -> Page:
    """The main part of a page, entities undone."""

    def fetch(address: str, status: int = 200) -> str:
        text = unescape(page(f"/en/{address}", status))
        return text[text.index("<main") : text.index("</main>") + 7]

    return fetch
