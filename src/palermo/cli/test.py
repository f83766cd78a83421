"""./palermo test: unit tests on both databases, and stories in a browser; --full adds the long runs.

What else is given goes to pytest: ./palermo test tests/register -k chart
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

from palermo.cli import catalogues, machine

ROOT = Path(__file__).parents[3]
PYTEST = [sys.executable, "-m", "pytest", "-q"]
NOTHING_SELECTED = 5  # what pytest answers then


class Run(NamedTuple):
    name: str
    environment: dict[str, str]
    selection: list[str]


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="./palermo test", description=__doc__)
    parser.add_argument(
        "--full", action="store_true", help="add the long runs: every page, language and guard"
    )
    options, rest = parser.parse_known_args(arguments)
    rest = seen_from_root(rest)
    catalogues.compile_stale()
    started, passed, failed = time.monotonic(), 0, []
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="palermo-test-")))
        runs, left_out = planned(stack, folder, options.full)
        for run in runs:
            print(f"\n── {run.name} " + "─" * (60 - len(run.name)), flush=True)
            code, count = carry_out(run, rest, folder / "report.xml")
            passed += count
            if code and not (code == NOTHING_SELECTED and rest):
                failed.append(run.name)
    print(f"\n{passed} passed in {len(runs)} runs, in {time.monotonic() - started:.0f} s.")
    print("".join(f"Left out: {reason}\n" for reason in left_out), end="")
    if failed:
        print(f"Failed: {', '.join(failed)}")
    elif not passed:
        print("Nothing was tested.")
    return 0 if passed and not failed else 1


def planned(stack: ExitStack, folder: Path, full: bool) -> tuple[list[Run], list[str]]:
    """The runs that this machine can do, and what it has to leave out."""
    sqlite = os.environ | {"PALERMO_DATA": str(folder), "PALERMO_PLAIN_HTTP": "yes"}
    sqlite.pop("DATABASE_URL", None)
    databases, left_out = {"SQLite": sqlite}, []
    if reason := machine.install(machine.POSTGRES):
        left_out.append(f"PostgreSQL: {reason}")
    else:
        databases["PostgreSQL"] = sqlite | {"DATABASE_URL": stack.enter_context(machine.postgres())}
    browser = machine.install("chromium", "fonts-noto-core", "fonts-noto-cjk", program="chromium")
    if browser:
        left_out.append(f"browser: {browser}")
    runs = []
    for prefix, mark in [("", "not full"), *([("Long: ", "full")] if full else [])]:
        for name, environment in databases.items():
            runs.append(Run(prefix + name, environment, ["-n", "2", "-m", f"not browser and {mark}"]))
        if not browser:
            both = ["-n", "2"] if prefix else []  # the long run has many pages; the short one is soon over
            runs.append(Run(f"{prefix}browser", sqlite, [*both, "-m", f"browser and {mark}"]))
    return runs, left_out


def carry_out(run: Run, rest: list[str], report: Path) -> tuple[int, int]:
    """Run pytest; answers its exit code and how many tests passed."""
    report.unlink(missing_ok=True)
    command = [*PYTEST, *run.selection, f"--junitxml={report}", *rest]
    code = subprocess.run(command, env=run.environment, cwd=ROOT, check=False).returncode  # noqa: S603
    if not report.exists():
        return code, 0
    counts = ElementTree.parse(report).getroot()[0].attrib  # noqa: S314 (pytest wrote it)
    return code, int(counts["tests"]) - sum(int(counts[kind]) for kind in ("failures", "errors", "skipped"))


def seen_from_root(arguments: list[str]) -> list[str]:
    """Paths as they are given where one stands; the tests run in the root."""
    if Path.cwd() == ROOT:
        return arguments
    return [str(Path(each).absolute()) if Path(each.split("::")[0]).exists() else each for each in arguments]
