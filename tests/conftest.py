"""The cast, and the shipped facts loaded once."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from django.db import connection
from django.test import Client
from django.utils.translation import override
from hypothesis import HealthCheck, settings
from pytest_django.plugin import DjangoDbBlocker

from palermo.actors.models import State, User
from palermo.core.actor import PUBLIC, Actor, Role
from palermo.core.treaty_text import read
from palermo.kit import models
from palermo.mandates.importers.plans import File, Planner
from palermo.mandates.services import keep_decision
from palermo.texts.services import Plan, keep_text
from tests import factories
from tests.mandates.bridges import ARABIC, FRENCH

SHARED = Path(__file__).parents[2] / "shared" / "data"

settings.register_profile(
    "palermo", deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], print_blob=True
)
settings.load_profile("palermo")


def pytest_configure() -> None:
    from django.conf import settings as django_settings

    django_settings.SECURE_SSL_REDIRECT = False  # the test client speaks plain HTTP


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """The test database with the shipped facts in it; every test sees them and rolls its own rows back."""
    from palermo.cli import facts

    with django_db_blocker.unblock():
        facts.load(at=datetime(2026, 1, 1, tzinfo=UTC))


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Every test begins in English, whatever language a test before it left behind."""
    with override("en"):
        yield


@pytest.fixture(autouse=True)
def forgetting() -> Iterator[None]:
    """A test that writes rows begins with nothing remembered, and what it remembered goes with its rows.

    Factories write beneath the services, and say to nobody that a room changed.
    """
    before, wrote = dict(models._remembered), False

    def watch(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        nonlocal wrote
        if not wrote and sql.startswith(("INSERT", "UPDATE", "DELETE")):
            wrote = True
            models._remembered.clear()
        return execute(sql, *rest)

    connection.execute_wrappers.append(watch)
    yield
    connection.execute_wrappers.remove(watch)
    if wrote:
        models._remembered.clear()
        models._remembered.update(before)


@pytest.fixture
def facts(db: None) -> None:
    """The shipped facts."""


@pytest.fixture
def shared() -> Path:
    """Real input beside the project; a test that needs it is skipped, saying so, where it is absent."""
    if not SHARED.is_dir():
        pytest.skip("../shared/data is not here")
    return SHARED


# ── the cast ──────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def xa(db: None) -> State:
    """An invented State."""
    return factories.state(key="XAA", iso2="XA")


@pytest.fixture
def xb(db: None) -> State:
    """Another."""
    return factories.state(key="XBB", iso2="XB")


@pytest.fixture
def stranger() -> Actor:
    return PUBLIC


@pytest.fixture
def administrator() -> Actor:
    return Actor(key="administrator", name="An administrator", roles=frozenset({Role.ADMINISTRATOR}))


@pytest.fixture
def secretary() -> Actor:
    return Actor(key="secretary", name="A secretary", roles=frozenset({Role.SECRETARIAT}))


@pytest.fixture
def focal_point() -> Actor:
    return Actor(key="focal", name="A focal point", roles=frozenset({Role.FOCAL_POINT}), state="XAA")


@pytest.fixture
def auditor() -> Actor:
    return Actor(key="auditor", name="An auditor", roles=frozenset({Role.AUDITOR}))


@pytest.fixture
def signed_in(facts: None) -> Callable[..., Client]:
    """A browser of somebody who has signed in, in a role or in none, for a State or an organization."""

    def enter(
        role: Role | None = None, *, second_factor: bool = True, csrf: bool = False, **behalf: Any
    ) -> Client:
        user = factories.user(email=f"{role or 'reader'}@example.org", name=f"A {role or 'reader'}")
        if role:
            factories.delegation(user=user, role=role.value, **behalf)
        return session_of(user, second_factor=second_factor, csrf=csrf)

    return enter


def session_of(user: User, *, second_factor: bool = True, csrf: bool = False) -> Client:
    """A browser with a session of that person, opened with a second factor or without."""
    client = Client(enforce_csrf_checks=csrf)
    client.force_login(user)
    session = client.session
    session["account_authentication_methods"] = [
        {"method": "password", "at": datetime.now(UTC).timestamp(), "email": user.email},
        *([{"method": "mfa", "at": datetime.now(UTC).timestamp(), "type": "totp"}] if second_factor else []),
    ]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()
    return client


@pytest.fixture
def official(facts: None, administrator: Actor) -> None:
    """Invented texts that are held: in English of an instrument that we ship, and of a decision in two."""
    parts = read("On lamps\n\nArticle 1\n\nLamps\n\n1.   Lamps are lit:\n\n(a) at dusk.\n")
    plan = Plan("uncac", "en", "plain", "lamps.txt", "0" * 64, parts, (1, 71), (0, 0), ())
    at = datetime(2026, 1, 2, tzinfo=UTC)
    keep_text(plan, by=administrator, at=at)
    for text in (FRENCH, ARABIC):
        [decision] = Planner(administrator).plan(File.made(text, text.encode(), "bridges.txt"))
        keep_decision(decision, by=administrator, at=at)


# ── pages ─────────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def page(client: Client, facts: None) -> Callable[..., str]:
    """Fetch a page and answer its text; fails unless it has the status expected."""

    def fetch(address: str, status: int = 200) -> str:
        answer = client.get(address)
        assert answer.status_code == status, f"{address}: {answer.status_code}"
        return answer.content.decode()

    return fetch


@pytest.fixture(scope="session")
def served_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the server of the stories keeps all that it stores."""
    return tmp_path_factory.mktemp("serve")


@pytest.fixture(scope="session")
def server(served_data: Path) -> Iterator[str]:
    """The whole of Palermo, served as a user serves it, on a free port; answers its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    command = [sys.executable, "-m", "palermo.cli", "serve", "--port", str(port), "--data", str(served_data)]
    process = subprocess.Popen(command, env=environment)
    try:
        yield wait_for(f"http://127.0.0.1:{port}", process)
    finally:
        process.terminate()
        process.wait(timeout=20)


def wait_for(address: str, process: "subprocess.Popen[bytes]", seconds: float = 60) -> str:
    end = time.monotonic() + seconds
    while time.monotonic() < end and process.poll() is None:
        try:
            with urlopen(f"{address}/healthz", timeout=1):
                return address
        except (URLError, OSError):
            time.sleep(0.05)  # the only wait: for another process to open its port
    raise AssertionError("the server did not become ready")


@pytest.fixture(scope="session")
def chromium() -> str:
    """Debian's chromium."""
    found = shutil.which("chromium")
    if not found:
        pytest.skip("chromium is not installed")
    return found


# ── what was counted ──────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def counted(record_property: Callable[[str, object], None]) -> Callable[[str], None]:
    """Say how much a test tried and what came of it; it is printed at the end, passed or failed."""
    return partial(record_property, "counted")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for reports in terminalreporter.stats.values():
        for report in reports:
            for name, value in getattr(report, "user_properties", ()):
                if name == "counted" and report.when == "call":
                    terminalreporter.write_line(f"{report.nodeid.split('::')[-1]}: {value}")
