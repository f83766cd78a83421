"""What the developer's commands need of the machine: installed with apt where that is allowed, else said."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

POSTGRES = "postgresql"


def postgres_programs() -> Path | None:
    """The folder of the newest initdb and pg_ctl."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return found[-1].parent if found else None


def has(package: str) -> bool:
    return postgres_programs() is not None if package == POSTGRES else shutil.which(package) is not None


def install(*packages: str, program: str | None = None) -> str | None:
    """Install Debian packages if the program is missing; answers None, or why it stays missing."""
    wanted = program or packages[0]
    if has(wanted):
        return None
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return f"{wanted} is not installed (Debian: apt install {' '.join(packages)})"
    print(f"Installing {' '.join(packages)} with apt …", flush=True)
    quiet = {"env": os.environ | {"DEBIAN_FRONTEND": "noninteractive"}, "capture_output": True, "text": True}
    for command in (["update", "-qq"], ["install", "-y", "-qq", "--no-install-recommends", *packages]):
        run = subprocess.run(["apt-get", *command], check=False, **quiet)  # type: ignore[call-overload]  # noqa: S603, S607
        if run.returncode:
            return f"{wanted} could not be installed with apt: {run.stderr.strip().splitlines()[-1:]}"
    return None if has(wanted) else f"{wanted} is still missing after apt install"


def as_postgres(command: list[str]) -> None:
    """Run one of PostgreSQL's programs; it refuses to run as root, so root steps down."""
    runuser = shutil.which("runuser") or "/usr/sbin/runuser"  # not every root has that folder on its PATH
    step_down = [runuser, "-u", "postgres", "--"] if os.geteuid() == 0 else []
    subprocess.run([*step_down, *command], check=True, stdout=subprocess.DEVNULL, cwd="/")  # noqa: S603


@contextmanager
def postgres() -> Iterator[str]:
    """A fresh PostgreSQL server on a socket of its own; yields its DATABASE_URL and removes it afterwards."""
    programs = postgres_programs()
    assert programs is not None, "install(POSTGRES) comes first"
    folder = Path(tempfile.mkdtemp(prefix="palermo-postgres-"))
    folder.chmod(0o777)  # the postgres user makes its cluster inside
    cluster = folder / "cluster"
    try:
        as_postgres(
            [str(programs / "initdb"), "-D", str(cluster), "-U", "palermo", "-A", "trust", "--locale=C.UTF-8"]
        )
        options = f"-c listen_addresses= -c unix_socket_directories={folder}"
        as_postgres([str(programs / "pg_ctl"), "-D", str(cluster), "-w", "-s", "-o", options, "start"])
        try:
            yield f"postgres://palermo@{str(folder).replace('/', '%2F')}/postgres"
        finally:
            as_postgres([str(programs / "pg_ctl"), "-D", str(cluster), "-m", "immediate", "-s", "stop"])
    finally:
        shutil.rmtree(folder, ignore_errors=True)
