"""Who sits at the browser; and the clock of the worker, where a test has one of its own."""

import pytest
from django.test import Client

from palermo.core.actor import Role
from tests.actors.door import SECOND, person, sign_in
from tests.actors.factors import SignedIn
from tests.actors.links import AT


@pytest.fixture
def browser(client: Client) -> Client:
    """Somebody with an authenticator who has given the right passphrase."""
    person(app=True)
    assert sign_in(client)["Location"] == SECOND
    return client


@pytest.fixture
def local() -> Client:
    """A browser at http://localhost, where passkeys work."""
    return Client(SERVER_NAME="localhost")


@pytest.fixture
def secretary_browser(signed_in: SignedIn) -> Client:
    return signed_in(Role.SECRETARIAT)


@pytest.fixture
def administrator_browser(signed_in: SignedIn) -> Client:
    return signed_in(Role.ADMINISTRATOR)


@pytest.fixture
def open_for_long(monkeypatch: pytest.MonkeyPatch) -> None:
    """The worker reads the clock: its moment is that of the tests."""
    monkeypatch.setattr("palermo.actors.tasks.now", lambda: AT)
