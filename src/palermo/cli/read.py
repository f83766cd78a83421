"""./palermo read: decisions and resolutions, read from files of plain text: what is asked of whom, by when.

Prints a table; with --json, what was read as JSON, to --out DIR one file a text under the same name. Every
doubt is listed, with its line. Nothing is recorded.
"""

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from palermo.cli.terminal import Bar
from palermo.core.deliberation import Doubt, Reading, read_all
from palermo.core.language import LANGUAGES

WIDTH = 40  # letters of a cell


def parser() -> argparse.ArgumentParser:
    whole = argparse.ArgumentParser(
        prog="./palermo read", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    whole.add_argument("paths", type=Path, nargs="+", metavar="PATH", help="files, or folders of .txt files")
    whole.add_argument("--json", action="store_true", help="as JSON, not as a table")
    whole.add_argument(
        "--out", type=Path, metavar="DIR", help="with --json: a file for each text, in a folder"
    )
    whole.add_argument("--language", choices=LANGUAGES, help="of the texts; else it is found")
    return whole


def main(arguments: list[str]) -> int:
    given = parser().parse_args(arguments)
    if given.out and not given.json:
        print("--out goes with --json.", file=sys.stderr)
        return 2
    bar, failed = Bar(), 0
    files = list(files_of(given.paths))
    if given.out:
        given.out.mkdir(parents=True, exist_ok=True)
    for done, path in enumerate(files):
        bar("Reading", done, len(files))
        try:
            text = path.read_text("utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            bar.clear()
            reason = error.strerror if isinstance(error, OSError) else "it is not in UTF-8"
            print(f"“{path}” cannot be read: {reason}.", file=sys.stderr)
            failed += 1
            continue
        found = read_all(text, given.language)
        bar.clear()
        tell(path, text, found, given)
    return 1 if failed else 0


def files_of(paths: list[Path]) -> Iterator[Path]:
    for path in paths:
        yield from sorted(path.rglob("*.txt")) if path.is_dir() else [path]


def tell(path: Path, text: str, found: list[Reading], given: argparse.Namespace) -> None:
    """Print or write what was read; of several in one file, JSON has a list."""
    if not given.json:
        print("\n".join(line for reading in found for line in table(path, text, reading)))
        return
    read = [reading.annotated for reading in found]
    content = json.dumps(read[0] if len(read) == 1 else read, ensure_ascii=False, indent=1) + "\n"
    if given.out:
        (given.out / f"{path.stem}.json").write_text(content, "utf-8")
    else:
        print(content, end="")


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
