"""A folder of its own for what each test of open data makes."""

from pathlib import Path

import pytest
from pytest_django import Settings


@pytest.fixture
def data(settings: Settings, tmp_path: Path) -> Path:
    """A folder of its own for the archives of each test."""
    settings.DATA = tmp_path
    return tmp_path
