"""./palermo serve: migrations, facts, server, worker and schedule, until it is told to stop."""

import argparse
import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType
from urllib.error import URLError
from urllib.request import urlopen

import django

from palermo.cli import catalogues

LOOPBACK = {"127.0.0.1", "localhost", "::1"}


def arguments_of(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./palermo serve", description=__doc__)
    parser.add_argument("--port", type=port, default=8000, help="the port to listen on (8000)")
    parser.add_argument("--host", default="127.0.0.1", help="the address to listen on (127.0.0.1)")
    parser.add_argument(
        "--data", default=os.environ.get("PALERMO_DATA", "var"), help="where all is stored (var)"
    )
    parser.add_argument("--workers", type=int, default=min(2, os.cpu_count() or 1), help="server processes")
    return parser.parse_args(arguments)


def port(words: str) -> int:
    if not words.isascii() or not words.isdigit() or not 1 <= int(words) <= 65535:
        raise argparse.ArgumentTypeError(f"“{words}” is not a port: give a number from 1 to 65535")
    return int(words)


def main(arguments: list[str]) -> int:
    options = arguments_of(arguments)
    refuse_taken_port(options.host, options.port)
    os.environ["PALERMO_DATA"] = str(Path(options.data).resolve())
    if options.host in LOOPBACK:  # no certificate on this machine alone; elsewhere HTTPS is obligatory
        os.environ.setdefault("PALERMO_PLAIN_HTTP", "yes")
    catalogues.compile_stale()
    django.setup()
    prepare()
    from palermo.cli import schedule  # needs the settings

    children = [start(server_command(options))]
    schedule.start()
    stop_on_signal(children)
    host = f"[{options.host}]" if ":" in options.host else options.host
    address = f"http://{host}:{options.port}"
    if wait_until_ready(f"{address}/healthz", children):
        print(f"Palermo is ready: {address}/   (stop: Ctrl+C)", flush=True)
        say_first_link(address)
        children.append(start(worker_command()))  # readers come first
    return watch(children)


def refuse_taken_port(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise SystemExit(
                f"Port {port} on {host} cannot be used: {error.strerror}. Give another with --port."
            ) from None


def prepare() -> None:
    """Bring the database, the shipped facts and the static files up to date; quick when they are."""
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection

    from palermo.cli import facts
    from palermo.cli.migrating import bring_up_to_date
    from palermo.kit.tasks import begin_again

    settings.DATA.mkdir(parents=True, exist_ok=True)
    bring_up_to_date(before=lambda: print("Preparing the database …", flush=True))
    try:
        changed = facts.load(at=datetime.now(UTC))
    except ValueError as error:  # it says which row cannot be taken, and why
        raise SystemExit(f"The shipped facts could not be loaded: {error}") from None
    if changed:
        print(f"Loaded {len(changed)} tables of shipped facts.", flush=True)
    if left := facts.told():
        print(left, flush=True)
    begin_again()  # the worker of the last start may have been killed at something
    if static_files_are_stale(settings.STATIC_ROOT):
        call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    connection.close()


def say_first_link(address: str) -> None:
    """While there is no administrator, print a link for the first one: it leads in once, within a day.

    It is nowhere but on this screen, and each start ends the one before. Nobody has a password by default.
    """
    from django.conf import settings
    from django.db import connection

    from palermo.actors.services import first_administrator_link
    from palermo.cli.facts import INSTALLATION

    token = first_administrator_link(by=INSTALLATION, at=datetime.now(UTC))
    connection.close()
    if token:
        link = f"{settings.ADDRESS or address}/en/join/{token}/"
        print(f"First administrator: {link} (valid 24 hours, once)", flush=True)


def static_files_are_stale(root: Path) -> bool:
    from django.contrib.staticfiles.finders import get_finders

    manifest = root / "staticfiles.json"
    if not manifest.exists():
        return True
    collected = manifest.stat().st_mtime
    return any(
        Path(storage.path(name)).stat().st_mtime > collected
        for finder in get_finders()
        for name, storage in finder.list([])
    )


def server_command(options: argparse.Namespace) -> list[str]:
    return [
        *(sys.executable, "-m", "granian", "--interface", "wsgi"),
        *("--host", options.host, "--port", str(options.port), "--workers", str(options.workers)),
        *("--blocking-threads", "2", "--backlog", "1024", "--log-level", "warning", "--no-ws"),
        # A worker that is told to stop while it starts never hears it, and the server would wait for ever.
        *("--workers-kill-timeout", "5"),
        "palermo.wsgi:application",
    ]


def worker_command() -> list[str]:
    return [sys.executable, "-m", "django", "db_worker", "--verbosity", "0"]


def start(command: list[str]) -> subprocess.Popen[bytes]:
    """Start a child that ends with this process, even when this one is killed."""

    def end_with_parent() -> None:
        if sys.platform == "linux":
            ctypes.CDLL(None).prctl(1, signal.SIGTERM)  # PR_SET_PDEATHSIG

    return subprocess.Popen(command, preexec_fn=end_with_parent)  # noqa: S603, PLW1509 (own command; no thread yet)


def stop_on_signal(children: list[subprocess.Popen[bytes]]) -> None:
    def stop(_number: int, _frame: FrameType | None) -> None:
        for child in children:
            child.terminate()

    handler: Callable[[int, FrameType | None], None] = stop
    signal.signal(signal.SIGINT, handler)
    signal.signal(signal.SIGTERM, handler)


def wait_until_ready(address: str, children: list[subprocess.Popen[bytes]]) -> bool:
    while all(child.poll() is None for child in children):
        try:
            with urlopen(address, timeout=1) as answer:  # noqa: S310 (our own address)
                return bool(answer.status == 200)
        except (URLError, OSError):
            time.sleep(0.02)
    return False


def watch(children: list[subprocess.Popen[bytes]]) -> int:
    """Wait until one child ends; then end the others, and answer the worst exit code."""
    while all(child.poll() is None for child in children):
        time.sleep(0.2)
    for child in children:
        child.terminate()
    codes = [child.wait() for child in children]
    return max(0 if code in {0, -signal.SIGTERM, -signal.SIGINT} else 1 for code in codes)
