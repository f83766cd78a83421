"""The examples in the docstrings of the core hold."""

import doctest
import importlib
import pkgutil

import pytest

from palermo import core

NAMES = [module.name for module in pkgutil.walk_packages(core.__path__, "palermo.core.")]


def test_it_works() -> None:
    assert "palermo.core.treaty" in NAMES


@pytest.mark.parametrize("name", NAMES)
def test_the_examples_hold(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0
