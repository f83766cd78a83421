"""The link for the first administrator: printed at each start until there is one, and nowhere else."""

import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from tests.cli.kept import empty_database
from tests.cli.served import Served

LINK = re.compile(r"First administrator: (http:\S+/en/join/([-\w]{43})/) \(valid 24 hours, once\)")
JOIN = """
import django, sys
django.setup()
from datetime import UTC, datetime
from palermo.actors.queries import digest_of
from palermo.actors.services import join
join(digest_of(sys.argv[1]), name="Ada", email="ada@example.org", passphrase=None, language="en",
     at=datetime.now(UTC))
"""


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    with empty_database() as url:
        yield tmp_path, url


def begun(folder: tuple[Path, str], begin: list[Served]) -> Served:
    begin.append(Served(folder[0], folder[1] or None))
    begin[-1].wait_until_it_says("Ctrl+C)\n")
    return begin[-1]


def status(address: str) -> int:
    try:
        with urlopen(address, timeout=60) as answer:
            return int(answer.status)
    except HTTPError as error:
        return error.code


def test_it_works(folder: tuple[Path, str]) -> None:
    """Three starts: each of the first two ends the link of the one before; then there is somebody."""
    lives: list[Served] = []
    try:
        first = begun(folder, lives)
        first.wait_until_it_says("once)\n")
        [(link, old)] = LINK.findall(first.said)
        assert status(link) == 200
        first.stop(signal.SIGTERM)

        second = begun(folder, lives)
        second.wait_until_it_says("once)\n")
        [(link, token)] = LINK.findall(second.said)
        assert token != old
        assert status(link) == 200
        assert status(link.replace(token, old)) == 404
        kept = [path for path in second.data.rglob("*") if path.is_file()]
        assert [path for path in kept if token.encode() in path.read_bytes()] == []
        environment = second.environment | {
            "PALERMO_DATA": str(second.data),
            "DJANGO_SETTINGS_MODULE": "palermo.settings",
        }
        command = [sys.executable, "-c", JOIN, token]
        run = subprocess.run(command, env=environment, capture_output=True, text=True)
        assert run.returncode == 0, run.stderr
        assert status(link) == 404
        second.stop(signal.SIGTERM)

        third = begun(folder, lives)
        third.stop(signal.SIGTERM)
        assert LINK.findall(third.said) == []
    finally:
        for each in lives:
            each.remove()
