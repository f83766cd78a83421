"""./palermo bench: run the scripts of benchmarks/ and print a row a figure."""

import argparse
import os
import sys
import tempfile
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path

from palermo.cli import catalogues

ROOT = Path(__file__).parents[3]
SCRIPTS = sorted(
    path.stem for path in (ROOT / "benchmarks").glob("*.py") if "def run(" in path.read_text(encoding="utf-8")
)


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="./palermo bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"only these: {', '.join(SCRIPTS)}")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures to a file too")
    options = parser.parse_args(arguments)
    if unknown := set(options.names) - set(SCRIPTS):
        parser.error(f"there is no benchmark {', '.join(sorted(unknown))}; there are {', '.join(SCRIPTS)}")
    sys.path.insert(0, str(ROOT))
    figures = import_module("benchmarks.figures")
    print(figures.HEAD)
    found = []
    with tempfile.TemporaryDirectory(prefix="palermo-bench-") as folder:
        prepare(folder)
        for name in options.names or SCRIPTS:
            for figure in import_module(f"benchmarks.{name}").run():
                print(figure.row(), flush=True)
                found.append(figure)
    if options.json:
        figures.write(found, options.json)
    missed = [figure.name for figure in found if figure.met == "NO"]
    print(
        f"\n{len(found)} figures, {len(missed)} missed." + "".join(f"\n  missed: {name}" for name in missed)
    )
    return 1 if missed else 0


def prepare(folder: str) -> None:
    """A database of its own, with the shipped facts; the translations as they are served."""
    catalogues.compile_stale()
    os.environ |= {"PALERMO_DATA": folder, "PALERMO_PLAIN_HTTP": "yes", "PALERMO_HOSTS": "*"}
    os.environ.pop("DATABASE_URL", None)
    import django

    django.setup()
    from django.core.management import call_command

    from palermo.cli import facts
    from palermo.cli.migrating import bring_up_to_date

    bring_up_to_date()
    call_command("collectstatic", verbosity=0, interactive=False)
    facts.load(at=datetime.now(UTC))
