"""./palermo check: reads only. Lint, types, floors, migrations, translations, generated pages."""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from palermo.cli import catalogues

ROOT = Path(__file__).parents[3]
PYTHON = [sys.executable, "-m"]
CHECKS = {
    "lint": [*PYTHON, "ruff", "check", "--quiet", "."],
    "format": [*PYTHON, "ruff", "format", "--check", "--quiet", "."],
    "types": [*PYTHON, "mypy"],
    "floors": [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()"],
    "django": [*PYTHON, "palermo.cli", "manage", "check", "--deploy", "--fail-level", "WARNING"],
    "migrations": [*PYTHON, "palermo.cli", "manage", "makemigrations", "--check", "--dry-run"],
    "translations": [*PYTHON, "palermo.cli", "translations", "--check"],
    "generated pages": [*PYTHON, "palermo.cli", "docs", "--check"],
}


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="./palermo check", description=__doc__)
    parser.add_argument("names", nargs="*", help=f"only these: {', '.join(CHECKS)}")
    names = parser.parse_args(arguments).names or list(CHECKS)
    if unknown := set(names) - set(CHECKS):
        parser.error(f"there is no check {', '.join(sorted(unknown))}; there are {', '.join(CHECKS)}")
    catalogues.compile_stale()
    failed = []
    with tempfile.TemporaryDirectory(prefix="palermo-check-") as folder:
        environment = os.environ | {"PALERMO_DATA": folder}
        for name in names:
            started = time.monotonic()
            run = subprocess.run(  # noqa: S603 (own commands)
                CHECKS[name], env=environment, cwd=ROOT, capture_output=True, text=True, check=False
            )
            print(
                f"{'ok  ' if run.returncode == 0 else 'FAIL'}  {name:<16} {time.monotonic() - started:5.1f} s"
            )
            if run.returncode:
                failed.append(name)
                print(run.stdout + run.stderr)
    print(f"Failed: {', '.join(failed)}" if failed else f"All {len(names)} checks passed.")
    return 1 if failed else 0
