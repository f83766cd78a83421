"""The whole server: cold and warm start, requests a second, resident memory of each process."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

import psutil

from benchmarks.figures import Figure, of

PAGES = ("/en/", "/en/decisions/4-4/", "/en/register/tip-protocol/")
SECONDS, CLIENTS, STARTS = 8, 8, 5


def run() -> Iterator[Figure]:
    cold, warm = [], []
    for _ in range(STARTS):
        data = Path(tempfile.mkdtemp(prefix="palermo-bench-"))
        try:
            for times in (cold, warm):
                with served(data) as (_, seconds, _pid):
                    times.append(seconds)
        finally:
            shutil.rmtree(data, ignore_errors=True)
    yield of("start on an empty folder, environment made, until /healthz", cold, "s")
    yield of("start again, until /healthz", warm, "s", 3)
    data = Path(tempfile.mkdtemp(prefix="palermo-bench-"))
    try:
        with served(data) as (address, _, pid):
            for page in PAGES:
                yield of(f"{page}: answers a second, {CLIENTS} at once", rates(address + page), "1/s")
            for process in [psutil.Process(pid), *psutil.Process(pid).children(recursive=True)]:
                megabytes = process.memory_info().rss / 1e6
                yield of(f"resident memory: {name_of(process)}", [megabytes], "MB", 150)
    finally:
        shutil.rmtree(data, ignore_errors=True)


def name_of(process: psutil.Process) -> str:
    line = " ".join(process.cmdline())
    kinds = {"palermo.cli": "supervisor", "db_worker": "task worker", "granian": "server"}
    kind = next((name for mark, name in kinds.items() if mark in line), "server worker")
    return f"{kind} {process.pid}"


@contextmanager
def served(data: Path) -> Iterator[tuple[str, float, int]]:
    """The server on a free port; yields its address, the seconds until it was ready, and its process."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "palermo.cli", "serve", "--port", str(port), "--data", str(data)]
    environment = {name: value for name, value in os.environ.items() if name != "PALERMO_DATA"}
    started = time.perf_counter()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    try:
        wait(f"http://127.0.0.1:{port}/healthz")
        yield f"http://127.0.0.1:{port}", time.perf_counter() - started, process.pid
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(20)


def wait(address: str) -> None:
    for _ in range(6000):
        try:
            with urlopen(address, timeout=1):
                return
        except OSError:
            time.sleep(0.01)
    raise AssertionError("the server did not become ready")


def rates(address: str) -> list[float]:
    """Answers a second in each of several rounds, by clients that each keep asking."""

    def ask(end: float) -> int:
        count = 0
        while time.perf_counter() < end:
            with urlopen(address) as answer:
                assert answer.status == 200
                answer.read()
            count += 1
        return count

    found = []
    with ThreadPoolExecutor(CLIENTS) as pool:
        for _ in range(3):
            end = time.perf_counter() + SECONDS / 3
            found.append(sum(pool.map(ask, [end] * CLIENTS)) / (SECONDS / 3))
    return found
