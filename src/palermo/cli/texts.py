"""./palermo texts: import the official text of a treaty from a file that you hold; list, export, remove.

import shows what the file holds, and what looks wrong in it, and saves nothing until you say so.
"""

import argparse
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import django

from palermo.cli import facts
from palermo.cli.facts import INSTALLATION
from palermo.cli.migrating import bring_up_to_date
from palermo.cli.terminal import agreed
from palermo.core.actor import PUBLIC
from palermo.core.errors import Invalid, Problem
from palermo.core.language import LANGUAGES, NAMES
from palermo.core.treaty_text import Doubt, Part

if TYPE_CHECKING:  # models need a configured Django
    from palermo.texts.models import OfficialText
    from palermo.texts.services import Plan

FIRST_WORDS = 48  # characters of an article in the preview
FORMS = {"plain": "plain text", "akoma-ntoso": "Akoma Ntoso"}


def parser() -> argparse.ArgumentParser:
    whole = argparse.ArgumentParser(
        prog="./palermo texts", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    verbs = whole.add_subparsers(dest="verb", required=True, metavar="import|list|export|remove")
    imports = verbs.add_parser("import", help="look at a file, plain text or Akoma Ntoso, and keep it")
    imports.add_argument("file", type=Path, metavar="FILE")
    imports.add_argument(
        "--replace", action="store_true", help="put it in the place of the text that is held"
    )
    verbs.add_parser("list", help="the texts that are held")
    exports = verbs.add_parser("export", help="write a text that is held as Akoma Ntoso")
    exports.add_argument("--output", type=Path, metavar="FILE", help="where to; else it is printed")
    removes = verbs.add_parser("remove", help="take out a text that is held")
    for each in (imports, exports, removes):
        each.add_argument("--instrument", required=True, metavar="KEY", help="such as tip-protocol")
        each.add_argument("--language", required=True, choices=LANGUAGES)
    for each in (imports, removes):
        each.add_argument("--yes", action="store_true", help="ask nothing")
    return whole


def main(arguments: list[str]) -> int:
    given = parser().parse_args(arguments)
    django.setup()
    bring_up_to_date()
    facts.load(at=datetime.now(UTC))
    try:
        VERBS[given.verb](given)
    except Problem as problem:
        print(problem, file=sys.stderr)
        return 1
    return 0


def import_text(given: argparse.Namespace) -> None:
    from palermo.texts import queries
    from palermo.texts.importers.plans import plan_text
    from palermo.texts.services import keep_text

    plan = plan_text(INSTALLATION, content_of(given.file), given.instrument, given.language, given.file.name)
    title = queries.instrument(PUBLIC, plan.instrument).titles.in_("en")
    held = {(each.instrument_id, each.language): each for each in queries.official_texts(PUBLIC)}
    print("\n".join([title, *preview(plan, held.get((plan.instrument, plan.language)))]))
    if agreed(given.yes, "Keep it?"):
        keep_text(plan, by=INSTALLATION, at=datetime.now(UTC), replace=given.replace)
        print(f"Kept: {given.instrument}, {NAMES[given.language]}.")


def content_of(path: Path) -> bytes:
    """The bytes of a file, one more than may be at most."""
    from palermo.texts.importers.reading import LARGEST

    try:
        with path.open("rb") as read:
            return read.read(LARGEST + 1)
    except OSError as error:
        raise unusable(path, error) from None


def unusable(path: Path, error: OSError) -> Invalid:
    return Invalid(
        "file.unusable",
        "The file “%(name)s” cannot be used: %(reason)s.",
        name=str(path),
        reason=error.strerror or type(error).__name__,
    )


def preview(plan: "Plan", held: "OfficialText | None") -> list[str]:
    """What the file holds, article by article, and every doubt with its line."""
    found, ours = plan.provisions
    summarized = (
        f"{found} of the {ours} that are summarized have words here" if ours else "none is summarized"
    )
    return [
        f"{plan.instrument}, {NAMES[plan.language]}",
        "",
        f"File         {plan.file_name}, {FORMS[plan.form]}",
        f"Characters   {plan.characters:,}, each in one of {len(plan.parts):,} parts",
        f"SHA-256      {plan.digest}",
        f"Articles     {plan.articles[0]} of {plan.articles[1]} have words here",
        f"Provisions   {summarized}",
        *([f"Held         {said_of(held)}; --replace puts this in its place"] if held else []),
        "",
        f"{'Line':>6}  {'Article':<9}{'Parts':>5}  Heading, or first words",
        *articles(plan.parts),
        "",
        *doubts_of(plan.doubts),
    ]


def said_of(text: "OfficialText") -> str:
    return f"{text.file_name} of {text.imported_at.date()}, SHA-256 {text.digest[:12]}"


def articles(parts: Sequence[Part]) -> list[str]:
    """A line an article: where it begins, how many parts it has, what it is about."""
    rows: list[tuple[Part, list[Part]]] = []
    for part in parts:
        if part.kind == "article":
            rows.append((part, []))
        elif rows and part.number:
            rows[-1][1].append(part)
    return [
        f"{article.line:>6}  {article.number:<9}{len(below):>5}  "
        + (article.heading or "".join(part.words for part in below[:1]))[:FIRST_WORDS].replace("\n", " ")
        for article, below in rows
    ]


def doubts_of(doubts: Sequence[Doubt]) -> list[str]:
    from palermo.texts.importers.sentences import sentence

    if not doubts:
        return ["No doubts."]
    return [f"Doubts: {len(doubts)}", *(f"  {where(each)}: {sentence(each)}" for each in doubts)]


def where(doubt: Doubt) -> str:
    if not doubt.line:
        return "the file"
    return f"line {doubt.line}" + (f", column {doubt.column}" if doubt.column else "")


def list_texts(_given: argparse.Namespace) -> None:
    from palermo.texts import queries

    held = queries.official_texts(PUBLIC)
    for each in held:
        print(f"{each.instrument_id:<20}  {each.language}  {each.characters:>9,} characters  {said_of(each)}")
    if not held:
        print("No official text is held. Import one: ./palermo texts import --help")


def export_text(given: argparse.Namespace) -> None:
    from palermo.texts import queries
    from palermo.texts.exports import to_akoma_ntoso

    instrument = queries.instrument(PUBLIC, given.instrument)
    text = queries.official_text(PUBLIC, given.instrument, given.language)
    content = to_akoma_ntoso(instrument, text, queries.wordings(PUBLIC, given.instrument, given.language))
    if given.output is None:
        print(content.decode())
        return
    try:
        given.output.write_bytes(content)
    except OSError as error:
        raise unusable(given.output, error) from None
    print(f"Wrote {given.output}.")


def remove(given: argparse.Namespace) -> None:
    from palermo.texts import queries
    from palermo.texts.services import remove_text

    held = queries.official_text(PUBLIC, given.instrument, given.language)
    print(f"{held.instrument_id}, {NAMES[held.language]}: {said_of(held)}")
    if agreed(given.yes, "Remove it?"):
        remove_text(given.instrument, given.language, by=INSTALLATION, at=datetime.now(UTC))
        print("Removed.")


VERBS = {"import": import_text, "list": list_texts, "export": export_text, "remove": remove}
