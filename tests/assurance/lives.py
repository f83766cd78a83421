"""Lives of the server, each killed at once with all its processes, and secretaries who record until then."""

import os
import signal
import subprocess
import sys
import time
from collections import deque
from contextlib import suppress
from datetime import date, timedelta
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from threading import Thread
from typing import NamedTuple
from urllib.parse import quote, unquote, urlencode
from urllib.request import urlopen

import psutil

from tests.cli.kept import Kept
from tests.cli.served import free_port

ROOT = Path(__file__).parents[2]
ACTS = "/en/register/acts/"
RECORD = f"{ACTS}record/"
SOURCE = "recorded to be kept"  # of every act that is recorded here
PROOF = "a" * 32  # what proves that a form comes from the site: the same in it and in the cookie
APART = timedelta(days=400)  # between two acts of one State: a withdrawal takes effect after a year
# A secretary with a session that has its second factor; prints the key of the session.
SIGN_IN = """
import django
django.setup()
from tests import factories
from tests.conftest import session_of
user = factories.user(email="secretary@example.org", name="A secretary")
factories.delegation(user=user, role="secretariat")
print(session_of(user).cookies["palermo_session"].value)
"""
# To protocols: from the Convention itself nobody withdraws who is bound by one of them.
LAST_ACTS = """
SELECT instrument_id, state_id, max(date) FROM register_act
WHERE state_id IS NOT NULL AND instrument_id <> 'untoc' AND known_until IS NULL
AND kind IN ('ratification', 'accession')
GROUP BY 1, 2 HAVING count(*) = 1 ORDER BY 2, 1
"""


def signed_in(kept: Kept) -> str:
    environment = kept.environment | {"PYTHONPATH": str(ROOT)}
    run = subprocess.run([sys.executable, "-c", SIGN_IN], env=environment, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    return run.stdout.strip()


class Life:
    """The whole of Palermo, as a user starts it, in a group of processes of its own."""

    def __init__(self, kept: Kept) -> None:
        self.port, self.said = free_port(), kept.folder.parent / "said"
        command = [sys.executable, "-m", "palermo.cli", "serve"]
        with self.said.open("ab") as said:
            self.process = subprocess.Popen(
                [*command, f"--port={self.port}", f"--data={kept.folder}"],
                env=kept.environment,
                stdout=said,
                stderr=said,
                start_new_session=True,
            )
        try:
            self.wait_until_it_answers()
        except BaseException:
            self.kill()
            raise

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def wait_until_it_answers(self, seconds: float = 120) -> None:
        end = time.monotonic() + seconds
        while time.monotonic() < end and self.process.poll() is None:
            with suppress(OSError), urlopen(f"{self.address}/healthz", timeout=1):
                return
            time.sleep(0.02)  # for another process to open its port
        raise AssertionError(f"the server did not become ready: {self.said.read_text('utf-8')[-2000:]}")

    def kill(self) -> None:
        """All its processes at once, as when the power fails, but for what the machine keeps of files."""
        with suppress(psutil.NoSuchProcess):
            family = psutil.Process(self.process.pid).children(recursive=True)
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            for each in family:
                with suppress(psutil.NoSuchProcess):
                    each.kill()
            psutil.wait_procs(family, 20)
        self.process.wait(20)


class Pair(NamedTuple):
    """A State and an instrument, to which it is bound since a day; it leaves and joins again by turns."""

    instrument: str
    state: str
    since: date

    def act(self, turn: int) -> dict[str, str]:
        return {
            "instrument": self.instrument,
            "participant": self.state,
            "kind": "accession" if turn % 2 else "withdrawal",
            "date": (self.since + APART * (turn + 1)).isoformat(),
            "source": SOURCE,
            "confidence": "sourced",
        }

    @property
    def turns(self) -> int:
        """How many acts it has until the year of the facts."""
        return (date(2026, 1, 1) - self.since) // APART

    def key(self, turn: int) -> str:
        act = self.act(turn)
        return f"{self.instrument}:{self.state}:{act['kind']}:{act['date']}"


def pairs(kept: Kept) -> deque[Pair]:
    return deque(
        Pair(instrument, state, day if isinstance(day, date) else date.fromisoformat(day))
        for instrument, state, day in kept.ask(LAST_ACTS)
    )


class Secretary:
    """Records acts, and corrects some, until the server is gone; notes what was acknowledged."""

    def __init__(self, life: Life, session: str, work: deque[Pair], done: dict[Pair, int]) -> None:
        self.life, self.session, self.work, self.done = life, session, work, done
        self.acknowledged, self.refused = list[str](), list[str]()
        self.begun = ""  # what was sent, while it is not answered
        self.thread = Thread(target=self.write, daemon=True)
        self.thread.start()

    def write(self) -> None:
        pair = self.work.popleft()  # nobody else has it meanwhile
        try:
            while not self.refused:
                if (turn := self.done.get(pair, 0)) == pair.turns:
                    pair = self.work.popleft()
                    continue
                self.record(pair.key(turn), RECORD, pair.act(turn))
                self.done[pair] = turn + 1
                if turn % 3 == 1:
                    again = {"source": f"{SOURCE}, corrected", "why": "It was wrong.", "seen": "1"}
                    self.record(
                        f"{pair.key(turn)}.2", f"{ACTS}{pair.key(turn)}/correct/", pair.act(turn) | again
                    )
        except (OSError, HTTPException):
            self.work.append(pair)  # the server is gone

    def record(self, key: str, path: str, fields: dict[str, str]) -> None:
        self.begun = key
        status, place, told = send(self.life, "POST", quote(path), self.session, fields | {"save": "yes"})
        self.begun = ""
        if status == 303 and place.endswith(f"/{key}/"):
            self.acknowledged.append(key)
        else:
            self.refused.append(f"{key}: {status} {place} {told}")


def send(
    life: Life, verb: str, path: str, session: str = "", fields: dict[str, str] | None = None
) -> tuple[int, str, str]:
    """What a browser sends, of somebody who signed in; answers the status, where to, and the page."""
    connection = HTTPConnection("127.0.0.1", life.port, timeout=60)
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    if session:
        headers["Cookie"] = f"palermo_session={session}; csrftoken={PROOF}"
    try:
        body = urlencode(fields | {"csrfmiddlewaretoken": PROOF}) if fields else None
        connection.request(verb, path, body, headers)
        answer = connection.getresponse()
        return answer.status, unquote(answer.getheader("Location") or ""), answer.read().decode()
    finally:
        connection.close()
