"""./palermo regain: the way back in for an administrator whom nobody else can send a link."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from palermo.actors import queries
from palermo.actors.services import regain as sign_in_anew
from palermo.cli import regain
from palermo.core.errors import Missing
from palermo.journal.models import Entry
from tests import factories
from tests.actors.door import person

LINK = re.compile(
    r"^https://records\.example\.org(/en/join/([-\w]+)/) \(valid 24 hours, once\)$", re.MULTILINE
)
Run = Callable[..., tuple[int, str, str]]

pytestmark = pytest.mark.django_db


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def runs(*arguments: str) -> tuple[int, str, str]:
        code = regain.main([*arguments, "--at", "https://records.example.org"])
        said = capsys.readouterr()
        return code, said.out, said.err

    return runs


def link_of(run: Run, email: str) -> tuple[str, str]:
    code, said, _ = run(email, "--why", "lost the telephone")
    assert code == 0
    [(path, token)] = LINK.findall(said)
    return str(path), str(token)


def test_it_works(run: Run) -> None:
    """The only administrator gets a link; it opens a page, and is on record without its token."""
    user = person(app=True)
    factories.delegation(user=user, role="administrator")
    path, token = link_of(run, user.email.upper())  # as people type addresses
    assert Client().get(path).status_code == 200
    [entry] = Entry.objects.filter(act="actors.recovery_link_made")
    assert (entry.key, entry.why) == ("installation", "lost the telephone")
    assert token not in str(entry.values)


def test_each_link_ends_those_before_and_leads_in_once(run: Run) -> None:
    user, now = person(app=True), datetime.now(UTC)
    (_, old), (_, new) = link_of(run, user.email), link_of(run, user.email)
    with pytest.raises(Missing):
        sign_in_anew(queries.digest_of(old), passphrase=None, at=now)
    sign_in_anew(queries.digest_of(new), passphrase=None, at=now)
    with pytest.raises(Missing):
        sign_in_anew(queries.digest_of(new), passphrase=None, at=now)


def test_it_is_over_after_a_day(run: Run) -> None:
    _, token = link_of(run, person().email)
    with pytest.raises(Missing):
        sign_in_anew(queries.digest_of(token), passphrase=None, at=datetime.now(UTC) + timedelta(hours=25))


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"email": "nobody@example.org"}, "Nobody here has the address “other@example.org”."),
        ({"is_active": False}, "is deactivated. Reactivate the person first."),
        ({"joined_at": None}, "has not joined yet."),
    ],
)
def test_to_nobody_else_is_one_made(run: Run, changed: dict[str, Any], sentence: str) -> None:
    factories.user(**{"email": "other@example.org", "name": "Other"} | changed)
    code, said, refused = run("other@example.org", "--why", "lost")
    assert (code, said) == (1, "")
    assert sentence in refused
    assert not Entry.objects.filter(act="actors.recovery_link_made").exists()


def test_a_reason_is_asked_for(run: Run) -> None:
    code, _, refused = run(person().email, "--why", " ")
    assert code == 1
    assert refused == "Say why: the journal keeps it.\n"
