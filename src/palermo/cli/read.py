"""./palermo read: decisions and resolutions, from plain text, DOCX or PDF: what is asked of whom, by when.

Prints a table; with --json, what was read as JSON, with --akn, the text as Akoma Ntoso 3.0; to --out DIR one
file a text under the same name. A file that ends in .xml is read as Akoma Ntoso, whoever wrote it. Every
doubt is listed, with its line. Nothing is recorded.
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from palermo.cli.terminal import Bar
from palermo.core.deliberation import Doubt, Reading, read_all
from palermo.core.deliberation.akoma_ntoso import to_akoma_ntoso
from palermo.core.deliberation.marked_up import text_of
from palermo.core.errors import Invalid, Problem
from palermo.core.language import LANGUAGES
from palermo.mandates.importers.reading import read_file

WIDTH = 40  # letters of a cell
FORMS = {".txt", ".docx", ".pdf"}  # that are looked for in a folder


def parser() -> argparse.ArgumentParser:
    whole = argparse.ArgumentParser(
        prog="./palermo read", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    whole.add_argument(
        "paths", type=Path, nargs="+", metavar="PATH", help="files, or folders: .txt, .docx, .pdf"
    )
    whole.add_argument("--json", action="store_true", help="as JSON, not as a table")
    whole.add_argument("--akn", action="store_true", help="as Akoma Ntoso 3.0, not as a table")
    whole.add_argument(
        "--out", type=Path, metavar="DIR", help="with --json or --akn: a file for each text, in a folder"
    )
    whole.add_argument("--language", choices=LANGUAGES, help="of the texts; else it is found")
    return whole


def main(arguments: list[str]) -> int:
    given = parser().parse_args(arguments)
    if given.json and given.akn:
        print("Either --json or --akn.", file=sys.stderr)
        return 2
    if given.out and not (given.json or given.akn):
        print("--out goes with --json or --akn.", file=sys.stderr)
        return 2
    bar, failed = Bar(), 0
    files = list(files_of(given.paths))
    stems = Counter(path.stem for path in files)
    given.twice = {stem for stem, count in stems.items() if count > 1}
    if given.out:
        given.out.mkdir(parents=True, exist_ok=True)
    for done, path in enumerate(files):
        bar("Reading", done, len(files))
        try:
            text, language = content_of(path)
        except (OSError, Problem) as error:
            bar.clear()
            reason = f"{error.strerror}." if isinstance(error, OSError) else error
            print(f"“{path}” cannot be read: {reason}", file=sys.stderr)
            failed += 1
            continue
        found = read_all(text, given.language or language)
        bar.clear()
        tell(path, text, found, given)
    return 1 if failed else 0


def content_of(path: Path) -> tuple[str, str | None]:
    """The text of a file, and its language where the file says it."""
    if path.suffix.lower() != ".xml":
        return read_file(path.read_bytes()).text, None
    try:
        return text_of(path.read_text("utf-8-sig"))
    except UnicodeDecodeError:
        raise Invalid("deliberation.encoding", "it is not in UTF-8.") from None


def files_of(paths: list[Path]) -> Iterator[Path]:
    for path in paths:
        within = (each for each in path.rglob("*") if each.suffix.lower() in FORMS and each.is_file())
        yield from sorted(within) if path.is_dir() else [path]


def tell(path: Path, text: str, found: list[Reading], given: argparse.Namespace) -> None:
    """Print or write what was read; of several in one file, JSON has a list."""
    if given.akn:
        keep(to_akoma_ntoso(text, found) + "\n", path, "xml", given)
        return
    if not given.json:
        print("\n".join(line for reading in found for line in table(path, text, reading)))
        return
    read = [reading.annotated for reading in found]
    content = json.dumps(read[0] if len(read) == 1 else read, ensure_ascii=False, indent=1) + "\n"
    keep(content, path, "json", given)


def keep(content: str, path: Path, form: str, given: argparse.Namespace) -> None:
    """Print what was made of a file, or write it to the folder under the name of that file."""
    if not given.out:
        print(content, end="")
        return
    name = path.name if path.stem in given.twice else path.stem
    (given.out / f"{name}.{form}").write_text(content, "utf-8")


def table(path: Path, text: str, reading: Reading) -> Iterator[str]:
    yield f"{path.name}: {reading.symbol or 'no symbol'} · {reading.language} · {reading.title}".rstrip(" ·")
    yield f"  {len(reading.preamble)} recitals, {len(reading.operative)} operative paragraphs"
    for each in reading.operative:
        cells = [", ".join(each.verbs), each.act, ", ".join(each.addressees), each.deadline or ""]
        number = each.number or "–"
        yield f"  {number:>4}  " + "  ".join(f"{shortened(cell):<{WIDTH}}" for cell in cells).rstrip()
    for doubt in reading.doubts:
        yield f"  ? line {line_of(text, doubt)}: {DOUBTS[doubt.code]}" + (
            f" “{doubt.words}”" if doubt.words else ""
        )


DOUBTS = {
    "operative.none": "no operative paragraph was found",
    "verb.unknown": "the verb is not known:",
    "verb.misread": "the verb was misread, and mended:",
    "label.lost": "the label was lost, and filled in:",
}


def shortened(cell: str) -> str:
    return cell if len(cell) <= WIDTH else cell[: WIDTH - 1] + "…"


def line_of(text: str, doubt: Doubt) -> int:
    return text.count("\n", 0, doubt.start) + 1
