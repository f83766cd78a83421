"""A folder of its own for what each test of open data makes; pages as they are read."""

from html import unescape
from pathlib import Path

import pytest
from pytest_django import Settings

from tests.site.provisions import Page


@pytest.fixture
def data(settings: Settings, tmp_path: Path) -> Path:
    """A folder of its own for the archives of each test."""
    settings.DATA = tmp_path
    return tmp_path


@pytest.fixture
def read(page: Page) -> Page:
    """The main part of a page, entities undone."""

    def fetch(address: str, status: int = 200, language: str = "en") -> str:
        text = unescape(page(f"/{language}/{address}", status))
        return text[text.index("<main") : text.index("</main>")]

    return fetch
