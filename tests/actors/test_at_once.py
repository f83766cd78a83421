"""Of many who do the same at once, one succeeds."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.kept import Kept, empty_database

pytestmark = pytest.mark.usefixtures("xa", "xb", "open_for_long")
# In a process of its own, which has a database of its own.
AT_ONCE = """
import django
django.setup()
from collections import Counter
from datetime import UTC, datetime, timedelta
from threading import Barrier, Thread
from django.core.management import call_command
from django.db import connection
from palermo.actors.models import Delegation, Invitation, User
from palermo.actors.queries import digest_of
from palermo.actors.services import (
    Capacity, deactivate, end_delegation, first_administrator_link, invite, join
)
from palermo.core.actor import Actor, Role
from palermo.core.errors import Problem
from palermo.kit.mail import secret_of
from django_tasks_db.models import DBTaskResult

call_command("migrate", verbosity=0)
BY = Actor("installation", "Palermo", frozenset({Role.ADMINISTRATOR}))
AT = datetime.now(UTC)
AUDITOR = Capacity(Role.AUDITOR)

def at_once(*attempts):
    barrier, told = Barrier(len(attempts)), Counter()
    def run(attempt):
        barrier.wait()
        try:
            attempt()
            told["done"] += 1
        except Problem as problem:
            told[problem.code] += 1
        except Exception as error:
            told[repr(error)] += 1
        connection.close()
    threads = [Thread(target=run, args=(attempt,)) for attempt in attempts]
    for thread in threads: thread.start()
    for thread in threads: thread.join()
    print(dict(sorted(told.items())))

def ask(): invite("a@example.org", AUDITOR, language="en", origin="https://x", by=BY, at=AT)
at_once(*[ask] * 6)
print(User.objects.count(), Invitation.objects.count())

seed = DBTaskResult.objects.get().args_kwargs["kwargs"]["seed"]
def take(): join(digest_of(secret_of(seed)), name="A", passphrase=None, language="en", at=AT)
at_once(*[take] * 6)
print(Delegation.objects.count())

links = [Invitation.objects.create(role="administrator", digest=digest_of(name), by="x", sent_at=AT,
         expires_at=AT + timedelta(days=1)) for name in "abcdef"]
def first(name): return lambda: join(digest_of(name), name=name, email=name + "1@example.org",
    passphrase=None, language="en", at=AT)
at_once(*[first(name) for name in "abcdef"])
print(Delegation.objects.filter(role="administrator").count())

two = [Delegation.objects.get(role="administrator")]
other = User.objects.create_user("z@example.org", joined_at=AT)
two.append(Delegation.objects.create(user=other, role="administrator", since=AT))
at_once(
    lambda: end_delegation(two[0].pk, why="x", by=BY, at=AT),
    lambda: deactivate(two[1].user_id, why="x", by=BY, at=AT),
    lambda: end_delegation(two[1].pk, why="x", by=BY, at=AT),
    lambda: deactivate(two[0].user_id, why="x", by=BY, at=AT),
)
print(Delegation.objects.filter(role="administrator", until=None, user__is_active=True).count())
"""


def test_of_many_at_once_one_succeeds(tmp_path: Path, counted: Callable[[str], None]) -> None:
    with empty_database() as url:
        environment = Kept(tmp_path, url).environment
        run = subprocess.run([sys.executable, "-c", AT_ONCE], env=environment, capture_output=True, text=True)
    assert run.stderr == ""
    asked, rows, taken, given, firsts, one, left, stays = map(eval, map(comma, run.stdout.splitlines()))
    assert asked == {"done": 1, "invitation.open": 5}
    assert rows == (1, 1)
    assert taken == {"done": 1, "link.unknown": 5}
    assert given == 1
    assert (firsts.pop("done"), sum(firsts.values()), firsts.keys()) == (1, 5, {"administrator.there"})
    assert one == 1
    assert left["administrator.last"] >= 1, left
    assert left.keys() <= {"done", "administrator.last", "role.ended", "person.inactive", "version.stale"}
    assert stays >= 1
    counted("6 invitations, 6 uses of one link, 6 first administrators, 4 ends of two: one stands each time")


def comma(line: str) -> str:
    """Two numbers of a line are a pair."""
    return line.replace(" ", ",") if line[0].isdigit() else line
