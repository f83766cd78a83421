"""Palermo as a user starts it, from a folder elsewhere: every file that it writes is noted down."""

import os
import signal
import socket
import subprocess
import time
from contextlib import suppress
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import psutil

SCRIPT = Path(__file__).parents[2] / "palermo"

# Runs in each of its Python processes, and notes every file, folder and database that one writes or makes.
NOTES = """
import os, sys
def note(event, told):
    path = None
    if event == "open" and told[2] and told[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
        path = told[0]
    elif event in ("os.mkdir", "sqlite3.connect"):
        path = told[0]
    elif event in ("os.rename", "os.link", "os.symlink"):
        path = told[1]
    if isinstance(path, (str, bytes, os.PathLike)):
        os.write(log, (os.path.abspath(os.fsdecode(path)) + "\\n").encode())
log = os.open(os.environ["NOTES"], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
sys.addaudithook(note)
"""


class Served:
    """One life of the server; `elsewhere` is its home, its folder for temporary files and where it starts."""

    def __init__(self, folder: Path, database: str | None) -> None:
        self.data, self.elsewhere, self.hook = folder / "data", folder / "elsewhere", folder / "hook"
        self.notes, self.output = folder / "notes", folder / "output"
        self.database, self.port, self.family = database, free_port(), list[psutil.Process]()
        self.elsewhere.mkdir(exist_ok=True)
        self.hook.mkdir(exist_ok=True)
        (self.hook / "sitecustomize.py").write_text(NOTES, encoding="utf-8")
        started = time.monotonic()
        with self.output.open("wb") as output:
            self.process = subprocess.Popen(
                [SCRIPT, "serve", "--port", str(self.port), "--data", "../data"],
                env=self.environment,
                cwd=self.elsewhere,
                stdout=output,
                stderr=output,
            )
        self.wait_until_it_answers()
        self.ready_after = time.monotonic() - started
        self.family = psutil.Process(self.process.pid).children(recursive=True)

    @property
    def environment(self) -> dict[str, str]:
        kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
        places = dict.fromkeys(("HOME", "TMPDIR"), str(self.elsewhere))
        noting = {"PYTHONPATH": str(self.hook), "NOTES": str(self.notes), "PYTHONDONTWRITEBYTECODE": "1"}
        return kept | places | noting | ({"DATABASE_URL": self.database} if self.database else {})

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def said(self) -> str:
        return self.output.read_text(encoding="utf-8")

    @property
    def written(self) -> set[Path]:
        return {Path(line) for line in self.notes.read_text(encoding="utf-8").splitlines()}

    def wait_until_it_answers(self, seconds: float = 60) -> None:
        end = time.monotonic() + seconds
        while time.monotonic() < end and self.process.poll() is None:
            with suppress(URLError, OSError), urlopen(f"{self.address}/healthz", timeout=1):
                return
            time.sleep(0.02)  # for another process to open its port
        self.process.kill()
        raise AssertionError(f"the server did not become ready: {self.said}")

    def wait_until_it_says(self, words: str, seconds: float = 30) -> None:
        """The supervisor speaks after the server already answers; a line that never comes fails the test."""
        end = time.monotonic() + seconds
        while words not in self.said:
            assert time.monotonic() < end, f"“{words}” was not said, but: {self.said}"
            time.sleep(0.02)

    def stop(self, by: signal.Signals) -> tuple[int, list[str]]:
        """Its exit code, and those of its processes that did not end with it."""
        self.process.send_signal(by)
        code = self.process.wait(20)
        return code, [" ".join(each.cmdline()) for each in psutil.wait_procs(self.family, 15)[1]]

    def remove(self) -> None:
        """Leave no process behind, whatever happened."""
        for each in [*self.family, self.process]:
            with suppress(psutil.NoSuchProcess, ProcessLookupError):
                each.kill()
        self.process.wait(20)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
