"""What the matrix, the search for leaks and the forged requests share."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import Settings

from tests.assurance.cast import Visitor, cast, handler


@pytest.fixture
def kept(settings: Settings, tmp_path: Path) -> Iterator[None]:
    """Files that the program makes lie in a folder of the test; each test has a program of its own."""
    settings.DATA = tmp_path
    handler.cache_clear()
    yield
    handler.cache_clear()


@pytest.fixture
def quiet(kept: None) -> Iterator[None]:
    """Thousands of refusals are not logged."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture
def visitors(official: None, kept: None) -> dict[str, Visitor]:
    """Everyone who may come."""
    return cast()
