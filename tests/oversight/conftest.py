"""The Secretariat, in a browser."""

from collections.abc import Callable

import pytest
from django.test import Client

from palermo.core.actor import Role


@pytest.fixture
def secretariat(signed_in: Callable[..., Client]) -> Client:
    return signed_in(Role.SECRETARIAT)
