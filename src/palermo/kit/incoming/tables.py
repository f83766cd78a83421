"""A file read as a table: rows by the columns that are expected, and every problem in its place."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_noop as _

from palermo.core.language import fold
from palermo.kit.incoming.choices import LONGEST_SHOWN, Unfit, nearest
from palermo.kit.incoming.columns import Column
from palermo.kit.incoming.faults import Fault, listed
from palermo.kit.incoming.limits import LARGEST, Limits
from palermo.kit.incoming.process import Answer, read_apart
from palermo.kit.incoming.sentences import SENTENCES

Cells = Sequence[Any]
Places = dict[str, tuple[int, str]]  # the number and name of each column that is there
BAD = "bad"  # told already


@dataclass(frozen=True, slots=True)
class Row:
    """A row without a problem of its own: what each column that is expected says, None where it is empty."""

    line: int  # as the file counts, from 1
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Table:
    """What a file holds. All or nothing: where there is a problem, nothing of it may be saved."""

    digest: str  # SHA-256 of the file
    rows: Sequence[Row] = ()
    problems: Sequence[Fault] = ()
    more: int = 0  # problems beyond those that are listed
    places: Mapping[str, tuple[int, str]] = field(
        default_factory=dict
    )  # number and name of each column there
    most: int = Limits().told
    peak: int = 0  # bytes of memory that reading took at most, where that is known

    def fault(self, line: int, key: str, code: str, message: str, **values: Any) -> Fault:
        """A problem that only the importer can see, in a cell of the column of that key."""
        column, head = self.places.get(key, (None, ""))
        return Fault(code, message, values, line, column, head)

    def with_faults(self, found: Sequence[Fault]) -> tuple[Sequence[Fault], int]:
        """Its problems and those found beside them, as they are listed, and how many more there are."""
        return listed([*self.problems, *found], self.more, self.most)


def read(data: bytes, columns: Sequence[Column], limits: Limits | None = None) -> Table:
    """What the bytes of a file hold in those columns. Whatever they are, it answers."""
    limits, digest = limits or Limits(), hashlib.sha256(data).hexdigest()
    if len(data) > LARGEST:
        values = {"size": len(data), "most": LARGEST}
        return Table(digest, problems=[Fault("file.large", SENTENCES["file.large"], values)])
    heads = frozenset().union(*(column.heads for column in columns))
    return table_of(read_apart(data, heads, limits), columns, digest, limits)


def table_of(answer: Answer, columns: Sequence[Column], digest: str, limits: Limits) -> Table:
    peak = answer.get("peak", 0)
    if "refused" in answer:
        return Table(digest, problems=[told(answer["refused"], {})], peak=peak)
    (line, head), *body = answer["rows"]
    places, faults = placed(line, head, columns, {place for _line, cells in body for place in held(cells)})
    names = dict(places.values())
    faults += [told(fault, names) for fault in answer["faults"]]
    rows: list[Row] = []
    own: list[Fault] = []
    more: int = answer["more"]
    for line, cells in body:
        values, found = row_of(line, cells, columns, places)
        found += beyond(line, cells, len(head))
        if not found and not any(map(is_bad, cells)):
            rows.append(Row(line, values))
        kept = found[: limits.told - len(own)]  # of the others it is enough to know how many they are
        own += kept
        more += len(found) - len(kept)
    problems, more = listed([*faults, *own], more, limits.told)
    return Table(digest, rows, problems, more, places, limits.told, peak)


def told(fault: Sequence[Any], heads: Mapping[int, str]) -> Fault:
    """A problem that the reading process found, with its sentence."""
    code, row, column, values = fault
    if code not in SENTENCES:
        code = "file.unreadable"
    return Fault(code, SENTENCES[code], values, row, column, heads.get(column, "") if column else "")


def is_bad(cell: Any) -> bool:
    return isinstance(cell, list) and cell[0] == BAD


def held(cells: Cells) -> Iterator[int]:
    """The columns in which a row holds anything."""
    return (place for place, cell in enumerate(cells, 1) if cell is not None)


def placed(line: int, head: Cells, columns: Sequence[Column], used: set[int]) -> tuple[Places, list[Fault]]:
    """Where each column stands, by the names in the head; and what is wrong with the head."""
    places: Places = {}
    faults: list[Fault] = []
    known = {name: column for column in columns for name in column.heads}
    for number, cell in enumerate(head, 1):
        name = cell if isinstance(cell, str) else ""
        column = known.get(fold(name)) if name else None
        if column is None:
            faults += wrong_head(line, number, cell, known, number in used)
        elif column.key in places:
            values = {"first": places[column.key][1]}
            faults.append(Fault("head.twice", TWICE, values, line, number, name))
        else:
            places[column.key] = (number, name)
    lacking = [column for column in columns if column.obligatory and column.key not in places]
    faults += [Fault("head.missing", LACKS, {"name": each.title, "key": each.key}, line) for each in lacking]
    return places, faults


TWICE = _("This column says the same as the column “%(first)s”. Remove one of them.")
LACKS = _("The column “%(name)s” is missing. Add it; it may be called “%(key)s”, too.")
UNNAMED = _("This column has no name, and cells below hold something. Name it, or empty them.")
NO_NAME = _("The name of a column must be text, and this is “%(value)s”. Write a name.")
NEARLY = _("No column is called “%(name)s”. Did you mean: %(near)s? Otherwise remove it.")
UNKNOWN = _("No column is called “%(name)s”. Remove it, or give it one of these names: %(near)s.")
BEYOND = _(
    "This row has more cells than the head has names. Where a cell holds the mark that separates cells, put "
    "it in quotation marks."
)


def wrong_head(line: int, number: int, cell: Any, known: Mapping[str, Column], used: bool) -> Iterator[Fault]:
    """What is wrong with a cell of the head that names no column; an empty one above nothing is right."""
    if cell is None:
        if used:
            yield Fault("head.unnamed", UNNAMED, {}, line, number)
    elif not isinstance(cell, str):
        if not is_bad(cell):
            yield Fault("head.unnamed", NO_NAME, {"value": str(cell[1])[:LONGEST_SHOWN]}, line, number)
    else:
        name = cell[:LONGEST_SHOWN]
        near = [known[each] for each in nearest(fold(name), known)]
        titles = dict.fromkeys(column.title for column in near or known.values())
        values = {"name": name, "near": ", ".join(titles)}
        yield Fault("head.unknown", NEARLY if near else UNKNOWN, values, line, number, name)


def beyond(line: int, cells: Cells, width: int) -> list[Fault]:
    over = [place for place in held(cells) if place > width]
    return [Fault("row.beyond", BEYOND, {}, line, over[0])] if over else []


def row_of(
    line: int, cells: Cells, columns: Sequence[Column], places: Places
) -> tuple[dict[str, Any], list[Fault]]:
    """The values of a row, and what is wrong with them; a column that is not there has none."""
    values: dict[str, Any] = dict.fromkeys(column.key for column in columns)
    faults = []
    for column in columns:
        number, name = places.get(column.key, (0, ""))
        cell = cells[number - 1] if 0 < number <= len(cells) else None
        if not number or is_bad(cell):
            continue
        try:
            values[column.key] = column.value(cell)
        except Unfit as unfit:
            faults.append(Fault(unfit.code, unfit.message, unfit.values, line, number, name))
    return values, faults
