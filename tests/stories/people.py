"""People of the stories: their authenticators, their passkeys, the letters that they get."""

import re
import subprocess
import sys
import time
from collections.abc import Iterator
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any
from urllib.request import urlopen

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.cli.served import Served
from tests.stories.test_accessibility import OPTIONS

ROOT = Path(__file__).parents[2]
# Made beside the running server, as its administrator would make them: a member of the Secretariat with an
# authenticator, and a focal point for Japan.
PEOPLE = """
import django
django.setup()
from datetime import UTC, datetime
from allauth.mfa.totp.internal.auth import TOTP
from palermo.actors.models import Delegation, User
at = datetime.now(UTC)
for email, name, role, state, secret in {people!r}:
    user = User.objects.create_user(email, {passphrase!r}, name=name, joined_at=at)
    Delegation.objects.create(user=user, role=role, state_id=state or None, since=at)
    TOTP.activate(user, secret)
"""
# Two invented States, for what is recorded in a story must be invented throughout.
STATES = """
from palermo.core.language import LANGUAGES
from palermo.kit.models import changed
from tests.factories import state
for key, iso2 in ("XAA", "XA"), ("XBB", "XB"):
    names = [f"state {iso2.lower()} ({code})" for code in LANGUAGES]
    state(key=key, iso2=iso2, folded=" | ".join([*names, key.lower()]))
changed("palermo.actors")
changed("palermo.register")
"""
PASSPHRASE = "lamps are lit at dusk"
PASSKEYS = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def beside(served: Served, people: list[tuple[str, str, str, str, str]], more: str = "") -> None:
    """Make people, and whatever else a program makes, beside the running server."""
    environment = served.environment | {
        "PALERMO_DATA": str(served.data),
        "PALERMO_PLAIN_HTTP": "yes",
        "DJANGO_SETTINGS_MODULE": "palermo.settings",
    }
    command = [sys.executable, "-c", PEOPLE.format(people=people, passphrase=PASSPHRASE) + more]
    run = subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr


def installed(folder: Path, people: list[tuple[str, str, str, str, str]], more: str = "") -> Iterator[Served]:
    """A whole installation of its own, with those people; it goes with the test."""
    begun = Served(folder, None)
    try:
        beside(begun, people, more)
        with urlopen(f"{begun.address}/en/", timeout=120):  # the first page of a new server takes its time
            yield begun
    finally:
        begun.remove()


def shown_by(secret: str) -> str:
    """What an authenticator that holds the secret shows now."""
    counter = next(yield_hotp_counters_from_time())
    return str(format_hotp_value(hotp_value(secret.replace(" ", ""), counter)))


def give_passkeys(page: Page) -> None:
    """A device that makes passkeys and asks for a finger; its owner always says yes."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": PASSKEYS})


def letters_to(served: Served, email: str, count: int = 1, seconds: float = 60) -> list[Any]:
    """The letters that came for an address, the oldest first; waits for the worker to send them."""
    folder, end = served.data / "mail", time.monotonic() + seconds
    while True:
        found = [read(path) for path in sorted(folder.glob("*.eml"))] if folder.is_dir() else []
        if len(mine := [each for each in found if each["To"] == email]) >= count:
            return mine
        assert time.monotonic() < end, f"{len(mine)} letters came to {email}, not {count}: {served.said}"
        time.sleep(0.1)


def read(path: Path) -> Any:
    return message_from_bytes(path.read_bytes(), policy=policy.default)


def link_in(letter: Any) -> str:
    """The path of the one link of a letter."""
    [link] = re.findall(r"https?://[^/\s]+(/\S+)", letter.get_content())
    return str(link)


def look(page: Page) -> None:
    """axe finds nothing to say of the page."""
    answer = Axe().run(page, options=OPTIONS).response
    found = [
        (rule["id"], [node["html"][:200] for node in rule["nodes"][:5]]) for rule in answer["violations"]
    ]
    assert found == [], page.url


def sign_in(page: Page, email: str, secret: str) -> None:
    page.goto("/en/sign-in/")
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Passphrase").fill(PASSPHRASE)
    page.get_by_role("main").get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_label("Code").fill(shown_by(secret))
    page.get_by_role("main").get_by_role("button", name="Sign in", exact=True).click()
    page.wait_for_url("**/en/")
