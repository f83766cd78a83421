"""./palermo journal: verify the chain of the journal, export its head, list its entries."""

import argparse
import sys
from collections.abc import Iterable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

import django

from palermo.cli.facts import INSTALLATION
from palermo.cli.terminal import Bar
from palermo.core.errors import Invalid, Problem

if TYPE_CHECKING:  # models need a configured Django
    from palermo.core.ledger import Fault, Head
    from palermo.journal.importers import KeptHead

SHOWN = 20
MOST = 100  # faults that are told one by one


def parser() -> argparse.ArgumentParser:
    whole = argparse.ArgumentParser(prog="./palermo journal", description=__doc__)
    verbs = whole.add_subparsers(dest="verb", required=True, metavar="verify|head|list")
    verify = verbs.add_parser("verify", help="verify the whole chain; exit code 1 where it has a fault")
    verify.add_argument(
        "--head",
        type=Path,
        metavar="FILE",
        help="a head that was kept outside: finds every change up to it",
    )
    verify.add_argument(
        "--key", metavar="KEY", help="the public key that the head must be signed with (this installation’s)"
    )
    head = verbs.add_parser("head", help="write the signed head of the chain, to be kept outside")
    head.add_argument("file", type=Path, nargs="?", metavar="FILE", help="where to; else it is printed")
    lists = verbs.add_parser("list", help="the newest entries")
    lists.add_argument("--last", type=int, default=SHOWN, metavar="N", help=f"how many ({SHOWN})")
    lists.add_argument("--who", default="", metavar="WORDS", help="in the name, or the account")
    lists.add_argument("--act", default="", metavar="CODE", help="such as facts.loaded")
    lists.add_argument("--subject", default="", metavar="WORDS", help="in the subject")
    return whole


def main(arguments: list[str]) -> int:
    given = parser().parse_args(arguments)
    django.setup()
    from django.db import connection

    if "journal_entry" not in connection.introspection.table_names():
        print("There is no journal here yet. ./palermo serve begins one.", file=sys.stderr)
        return 1
    try:
        return VERBS[given.verb](given)
    except Problem as problem:
        print(problem, file=sys.stderr)
        return 1


def verify(given: argparse.Namespace) -> int:
    from palermo.journal import queries

    kept = kept_head(given.head, given.key) if given.head else None
    at, started, end, bar = datetime.now(UTC), perf_counter(), queries.ending(INSTALLATION), Bar()
    outside = kept.head if kept else None
    found = queries.faults(INSTALLATION, end, outside, tell=lambda done, of: bar("Verifying", done, of))
    count = tell_faults(found, bar)
    seconds = perf_counter() - started
    bar.clear()
    if not kept:  # the page says how the chain is by itself
        keep(end, at, seconds, count)
    print(f"{entries(end.number)} in {seconds:.1f} s: {faults(count)}.")
    print("\n".join(said_of(kept) if kept else UNPROVEN))
    return 1 if count else 0


UNPROVEN = [
    "Whoever has full rights over the database can write the whole chain anew. To find that,",
    "keep heads elsewhere (./palermo journal head FILE) and verify against them (--head FILE).",
]


def tell_faults(found: "Iterable[Fault]", bar: Bar) -> int:
    """A sentence a fault, as they are found; answers how many there are."""
    from palermo.journal.exports import sentence

    count = 0
    for count, fault in enumerate(found, 1):
        bar.clear()
        if count <= MOST:
            print(sentence(fault))
    if count > MOST:
        print(f"… and {count - MOST:,} more.")
    return count


def keep(end: "Head", at: datetime, seconds: float, count: int) -> None:
    """For the page of the journal; whoever verifies a copy that cannot be written to does without."""
    from django.db import DatabaseError

    from palermo.journal.services import keep_check

    with suppress(DatabaseError):
        keep_check(end, at=at, seconds=seconds, faults=count)


def entries(number: int) -> str:
    return f"Entries 1 to {number:,}" if number > 1 else "Entry 1" if number else "No entry"


def faults(count: int) -> str:
    return "no fault" if not count else "1 fault" if count == 1 else f"{count:,} faults"


def kept_head(path: Path, key: str | None) -> "KeptHead":
    """The head in a file. Raises Invalid where it is signed with another key than is wanted."""
    from palermo.journal.exports import own_key
    from palermo.journal.importers import LARGEST, read_head

    try:
        with path.open("rb") as read:
            kept = read_head(read.read(LARGEST))
    except OSError as error:
        raise unusable(path, error) from None
    wanted = key or own_key()
    if wanted and wanted != kept.key:
        raise Invalid(
            "head.stranger",
            "The head is signed with the key %(key)s, and not with %(wanted)s. If you know that it is right, "
            "say --key %(key)s.",
            key=kept.key,
            wanted=wanted,
        )
    return kept


def said_of(kept: "KeptHead") -> list[str]:
    return [
        f"Held against the head of {kept.at:%Y-%m-%d %H:%M} UTC, which ends with entry {kept.head.number:,},",
        f"signed with the key {kept.key}.",
    ]


def unusable(path: Path, error: OSError) -> Invalid:
    return Invalid(
        "file.unusable",
        "The file “%(name)s” cannot be used: %(reason)s.",
        name=str(path),
        reason=error.strerror or type(error).__name__,
    )


def head(given: argparse.Namespace) -> int:
    from palermo.journal.exports import signed_head

    content = signed_head(INSTALLATION, datetime.now(UTC))
    if given.file is None:
        print(content.decode(), end="")
        return 0
    try:
        with given.file.open("xb") as written:  # never in the place of an older one
            written.write(content)
    except OSError as error:
        raise unusable(given.file, error) from None
    print(f"Wrote {given.file}. Keep it where nobody who can write to the database can.")
    return 0


def list_entries(given: argparse.Namespace) -> int:
    from palermo.journal import queries

    found = queries.entries(INSTALLATION, given.who, given.act, given.subject)[: max(given.last, 0)]
    for each in found:
        who = "erased" if "name" in each.erased else each.name or each.key or "nobody signed in"
        print(
            f"{each.number:>8,}  {each.at:%Y-%m-%d %H:%M:%S}  {each.act:<28}  {who}"
            + (f" ({each.capacity})" if each.capacity else "")
            + f"  {each.subject}"
            + (f"  “{each.why}”" if each.why else "")
        )
    if not found:
        print("No entry fits.")
    return 0


VERBS = {"verify": verify, "head": head, "list": list_entries}
