"""./palermo decisions: import decisions and resolutions from their texts; list what is held; take out a text.

import shows what would be recorded of each, with its doubts, and saves nothing until you say so.
"""

import argparse
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import django

from palermo.cli import facts
from palermo.cli.facts import INSTALLATION
from palermo.cli.migrating import bring_up_to_date
from palermo.cli.read import files_of
from palermo.cli.terminal import Bar, agreed
from palermo.core.actor import PUBLIC
from palermo.core.errors import Problem
from palermo.core.language import LANGUAGES, NAMES

if TYPE_CHECKING:  # models need a configured Django
    from palermo.mandates.importers.plans import File, Planner
    from palermo.mandates.services.plans import Plan

SHOWN = 20  # decisions that are shown before they are kept


def parser() -> argparse.ArgumentParser:
    whole = argparse.ArgumentParser(
        prog="./palermo decisions", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    verbs = whole.add_subparsers(dest="verb", required=True, metavar="import|list|remove")
    imports = verbs.add_parser("import", help="look at files, and keep what they hold")
    imports.add_argument(
        "paths", type=Path, nargs="+", metavar="PATH", help="files, or folders: .txt, .docx, .pdf"
    )
    imports.add_argument("--language", choices=LANGUAGES, help="of the texts; else it is found")
    imports.add_argument(
        "--of",
        default="",
        metavar="KEY",
        help="the decision on record that this is in another language, or “new” for none",
    )
    verbs.add_parser("list", help="the decisions on record, and the languages in which they are held")
    removes = verbs.add_parser("remove", help="take out a decision in one language")
    removes.add_argument("key", metavar="KEY")
    removes.add_argument("--language", required=True, choices=LANGUAGES)
    removes.add_argument("--why", default="", metavar="WORDS", help="for the journal")
    for each in (imports, removes):
        each.add_argument("--yes", action="store_true", help="ask nothing")
    return whole


def main(arguments: list[str]) -> int:
    given = parser().parse_args(arguments)
    django.setup()
    bring_up_to_date()
    facts.load(at=datetime.now(UTC))
    try:
        return VERBS[given.verb](given)
    except Problem as problem:
        print(problem, file=sys.stderr)
        return 1


def import_decisions(given: argparse.Namespace) -> int:
    """Each file by itself: one that cannot be taken is said, and the others are kept."""
    from palermo.mandates.importers.plans import Planner

    planner, bar = Planner(INSTALLATION), Bar()
    files, failed = list(files_of(given.paths)), 0
    plans: list[Plan] = []
    read: list[File] = []
    for done, path in enumerate(files):
        bar("Reading", done, len(files))
        try:
            file = file_of(path, given)
            plans += planner.plan(file)
            read.append(file)
        except (Problem, OSError) as error:
            failed += refused(bar, path, error)
    bar.clear()
    print("\n".join(preview(plans)))
    if plans and agreed(given.yes, "Keep them?" if len(plans) > 1 else "Keep it?"):
        failed += keep(planner, read, bar)
    return 1 if failed else 0


def file_of(path: Path, given: argparse.Namespace) -> "File":
    from palermo.mandates.importers.plans import File
    from palermo.mandates.importers.reading import read_file

    data = path.read_bytes()
    return File.made(read_file(data).text, data, path.name, given.of, given.language or "")


def refused(bar: Bar, path: Path, error: Exception) -> int:
    bar.clear()
    reason = error.strerror if isinstance(error, OSError) else str(error)
    print(f"“{path}” cannot be taken: {reason}", file=sys.stderr)
    return 1


def preview(plans: "list[Plan]") -> Iterator[str]:
    """A line a decision: its key, symbol, language, how much was read, and how much is in doubt."""
    yield f"{'Key':<28}{'Symbol':<26}{'Language':<10}{'Paragraphs':>10}{'Doubts':>8}  Title"
    for plan in plans[:SHOWN]:
        beside = f" (beside what is held of {plan.of})" if plan.of else ""
        yield (
            f"{plan.key[:27]:<28}{plan.symbol[:25]:<26}{plan.language:<10}{len(plan.operative):>10}"
            f"{len(plan.doubts):>8}  {plan.title[:60]}{beside}"
        )
    if len(plans) > SHOWN:
        yield f"and {len(plans) - SHOWN:,} more"
    yield (
        f"{len(plans):,} decisions, {sum(len(plan.operative) for plan in plans):,} operative paragraphs, "
        f"{sum(len(plan.doubts) for plan in plans):,} doubts"
    )


def keep(planner: "Planner", files: "list[File]", bar: Bar) -> int:
    """Each decision in a transaction of its own, planned beside those before it; how many were refused."""
    from palermo.mandates.services import keep_decision

    kept = failed = 0
    for done, file in enumerate(files):
        bar("Keeping", done, len(files))
        for plan in planner.plan(file):
            try:
                keep_decision(plan, by=INSTALLATION, at=datetime.now(UTC))
                kept += 1
            except Problem as problem:
                bar.clear()
                print(f"{plan.file_name}: {problem}", file=sys.stderr)
                failed += 1
    bar.clear()
    print(f"Kept: {kept:,} of {kept + failed:,}.")
    return failed


def list_decisions(_given: argparse.Namespace) -> int:
    from palermo.mandates import queries

    held = queries.languages_held(PUBLIC)
    for key, each in queries.every(PUBLIC).items():
        languages = ", ".join(NAMES[code] for code in held.get(key, [])) or "in our own words"
        print(f"{key:<28}{each.symbol:<26}{each.adopted or each.year or '':<12}{languages}")
    return 0


def remove(given: argparse.Namespace) -> int:
    from palermo.mandates import queries
    from palermo.mandates.services import remove_version

    version = queries.version(PUBLIC, given.key, given.language)
    print(f"{given.key}, {NAMES[given.language]}: {version.file_name}, {version.digest[:12]}")
    if agreed(given.yes, "Take it out?"):
        at, why = datetime.now(UTC), given.why
        remove_version(given.key, given.language, by=INSTALLATION, at=at, why=why, seen=version.digest)
        print("Taken out.")
    return 0


VERBS = {"import": import_decisions, "list": list_decisions, "remove": remove}
