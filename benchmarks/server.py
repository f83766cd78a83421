"""The whole server on a free port, for the scripts that measure it from outside."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.request import urlopen

PATIENCE = 600  # seconds: a first start may have to fetch all that it needs
OURS = ("PALERMO_DATA", "DATABASE_URL")


class Served(NamedTuple):
    port: int
    seconds: float  # until it was ready
    pid: int

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"


@contextmanager
def folder() -> Iterator[Path]:
    made = Path(tempfile.mkdtemp(prefix="palermo-bench-"))
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)


@contextmanager
def served(data: Path, *command: str) -> Iterator[Served]:
    """Serve, by this environment or by another command, until what follows is done."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    line = [*(command or (sys.executable, "-m", "palermo.cli")), "serve", f"--port={port}", f"--data={data}"]
    environment = {name: value for name, value in os.environ.items() if name not in OURS}
    started = time.perf_counter()
    process = subprocess.Popen(line, env=environment, stdout=subprocess.DEVNULL)
    try:
        wait(f"http://127.0.0.1:{port}/healthz", process)
        yield Served(port, time.perf_counter() - started, process.pid)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(30)


def wait(address: str, process: "subprocess.Popen[bytes]") -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        try:
            with urlopen(address, timeout=1):
                return
        except OSError:
            time.sleep(0.01)
    raise AssertionError("the server did not become ready")
