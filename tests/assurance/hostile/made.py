"""What a hostile file is, and the good ones that they are made from."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from tests.assurance.hostile import books

HEAD = ["participant", "instrument", "kind", "date", "source", "confidence"]
GOOD = ["JPN", "tip-protocol", "accession", "2017-07-11", "UNTC", "sourced"]


@dataclass(frozen=True)
class Hostile:
    """A file, made when it is asked for, and the codes of which one must be told."""

    group: str
    name: str
    make: Callable[[], bytes]
    codes: frozenset[str] = frozenset()
    or_whole: bool = False  # it may be read, too, and then says what the good one says


Found = Iterator[Hostile]


def made(
    group: str, name: str, data: bytes | Callable[[], bytes], *codes: str, or_whole: bool = False
) -> Hostile:
    make = data if callable(data) else lambda: data
    return Hostile(group, name, make, frozenset(codes), or_whole)


def csv(*rows: Iterable[str], between: str = ",") -> bytes:
    return "\n".join(between.join(row) for row in [HEAD, *rows]).encode()


def with_cell(column: int, value: str) -> bytes:
    """A good file but for one cell, in quotation marks."""
    quoted = '"' + value.replace('"', '""') + '"'
    return csv([*GOOD[:column], quoted, *GOOD[column + 1 :]])


GOOD_CSV = csv(GOOD, ["NA", *GOOD[1:]])


def good_parts(*rows: Sequence[books.Cell]) -> dict[str, str | bytes]:
    return books.parts([books.sheet([HEAD, *(rows or (GOOD,))])])


GOOD_BOOK = books.packed(good_parts())
ANY_BOOK = (
    *(
        "book.damaged",
        "book.lies",
        "book.markup",
        "book.overlap",
        "book.name",
        "book.twice",
        "book.method",
        "book.doctype",
    ),
    *(
        "kind.encrypted",
        "kind.archive",
        "kind.other",
        "book.members",
        "text.encoding",
        "text.binary",
        "book.unpacked",
    ),
)
ANY_CELL = (
    *(
        "choice.unknown",
        "day.invalid",
        "head.unknown",
        "head.missing",
        "cell.missing",
        "cell.not_text",
        "sheet.order",
    ),
    *(
        "cell.lost",
        "day.ambiguous",
        "day.impossible",
        "file.no_rows",
        "book.strict",
        "book.macros",
        "book.links",
    ),
)
