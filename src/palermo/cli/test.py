"""./palermo test: unit tests on both databases, and stories in a browser; --full adds the long runs."""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack

from palermo.cli import catalogues, machine

PYTEST = [sys.executable, "-m", "pytest", "-q"]


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="./palermo test", description=__doc__)
    parser.add_argument(
        "--full", action="store_true", help="add the long runs: every page, language and guard"
    )
    options, rest = parser.parse_known_args(arguments)
    catalogues.compile_stale()
    started, failed, left_out = time.monotonic(), [], []
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="palermo-test-"))
        environment = os.environ | {"PALERMO_DATA": folder, "PALERMO_PLAIN_HTTP": "yes", "DATABASE_URL": ""}
        environment.pop("DATABASE_URL")
        runs = [("SQLite", environment, ["-n", "2", "-m", "not browser and not full"])]
        if reason := machine.install(machine.POSTGRES):
            left_out.append(f"PostgreSQL: {reason}")
        else:
            url = stack.enter_context(machine.postgres())
            runs.append(("PostgreSQL", environment | {"DATABASE_URL": url}, runs[0][2]))
        if reason := machine.install("chromium", "fonts-noto-core", "fonts-noto-cjk", program="chromium"):
            left_out.append(f"browser: {reason}")
        else:
            runs.append(("Browser", environment, ["-m", "browser and not full"]))
        if options.full:
            runs.append(("Long runs", environment, ["-m", "full"]))
        for name, its_environment, selection in runs:
            print(f"\n── {name} " + "─" * (60 - len(name)), flush=True)
            if subprocess.run([*PYTEST, *selection, *rest], env=its_environment, check=False).returncode:  # noqa: S603
                failed.append(name)
    print(f"\nTook {time.monotonic() - started:.0f} s.")
    for reason in left_out:
        print(f"Left out: {reason}")
    if failed:
        print(f"Failed: {', '.join(failed)}")
    return 1 if failed else 0
