"""Tables in and out: shipped facts as CSV, lists as CSV, XLSX and JSON."""

import csv
import hashlib
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

import xlsxwriter
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.models import Model
from django.db.models.functions import Now

from palermo.core import language
from palermo.core.errors import Problem
from palermo.core.language import LANGUAGES, Text, fold
from palermo.core.provenance import Confidence
from palermo.kit.models import ShippedTable, changed, put_rows, version_of

# A spreadsheet would run these as a formula: their cell gets an apostrophe in front. Full-width twins too.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
# What makes rows of cells, beside a room's own services.
LOADER = (Path(__file__), Path(language.__file__))


@dataclass(frozen=True, slots=True)
class Shipped:
    """A table shipped with a room, the model that holds its rows, and what makes their values."""

    name: str
    model: type[Model]
    values: Callable[["Rows"], Iterable[Mapping[str, Any]]]
    key: str = "key"


def load_rooms(rooms: Iterable[Callable[[], list[str]]]) -> list[str]:
    """Load the tables of every room, lower rooms first, all or nothing; answers those that changed.

    Raises ValueError as `load_shipped` does, and where a row points to one that is not there: a row that is
    shipped no longer is taken out only when nothing points to it in the end.
    """
    with transaction.atomic():
        loaded = [name for load in rooms for name in load()]
        try:
            if loaded:
                connection.check_constraints()
        except IntegrityError as error:
            raise ValueError(f"{reason(error)}. Nothing was loaded.") from error
    return loaded


def load_shipped(package: str, tables: Sequence[Shipped]) -> list[str]:
    """Load those tables whose edition differs from what this database holds; answers their names.

    What a table shipped before and does not now is taken out; what people recorded beside it stays. A table
    that cannot be taken raises ValueError with its name, the place and the reason.
    """
    loaded = []
    for table in tables:
        name, digest = f"{package}/{table.name}", edition(package, table.name)
        if ShippedTable.objects.filter(name=name, digest=digest).exists():
            continue
        rows = Rows(package, table.name)
        try:
            with transaction.atomic():
                put_table(table, rows, name, digest)
                changed(package)
        except (Problem, ValueError, LookupError, DatabaseError) as error:
            why = f"{name}, {rows.place}: {reason(error)}"
            raise ValueError(f"{why}. Nothing of this table was loaded.") from error
        loaded.append(name)
    return loaded


def put_table(table: Shipped, rows: "Rows", name: str, digest: str) -> None:
    # Two that start at once on a new database: the second waits here for the first, and writes the same.
    held, _new = ShippedTable.objects.select_for_update().get_or_create(name=name, defaults={"keys": {}})
    if not isinstance(held.keys, dict):  # made before keys, or their versions, were kept
        rows_there = table.model._base_manager.all()
        held.keys = {str(row.serializable_value(table.key)): version_of(row) for row in rows_there}
    held.keys = put_rows(table.model, table.values(rows), table.key, instead_of=held.keys)
    held.digest, held.loaded_at = digest, Now()
    held.save()


def edition(package: str, name: str) -> str:
    """SHA-256 of a shipped table and of the code that makes its rows.

    Rows hold what is derived from cells, such as names folded for search: when the room's services, this
    module or the folding change, every table that they make is loaded anew.
    """
    sources = [files(package) / "facts" / name, files(package) / "services.py", *LOADER]
    return hashlib.sha256(b"\0".join(source.read_bytes() for source in sources)).hexdigest()


def reason(error: Exception) -> str:
    return f"there is no {error}" if isinstance(error, KeyError) else str(error).strip().rstrip(".")


class Rows:
    """Rows of a shipped table, every cell as it is written, blanks trimmed; knows the `place` it came to."""

    def __init__(self, package: str, name: str) -> None:
        text = (files(package) / "facts" / name).read_text(encoding="utf-8")
        self.reader = csv.DictReader(io.StringIO(text))
        self.ended = False

    def __iter__(self) -> Iterator[dict[str, str]]:
        for row in self.reader:
            if None in row or None in row.values():  # how csv tells of more cells, or fewer
                raise ValueError("the row has more or fewer cells than the head")
            yield {column: cell.strip() for column, cell in row.items()}
        self.ended = True

    @property
    def place(self) -> str:
        return "all rows together" if self.ended else f"line {self.reader.line_num}"


def text_of(row: Mapping[str, str], name: str) -> Text:
    """The six columns name_ar … name_zh as one text; empty ones are left out."""
    return Text({code: row[f"{name}_{code}"] for code in LANGUAGES if row.get(f"{name}_{code}")})


def date_of(cell: str) -> date | None:
    return date.fromisoformat(cell) if cell else None


def number_of(cell: str) -> int | None:
    return int(cell) if cell else None


def provenance_of(row: Mapping[str, str]) -> dict[str, Any]:
    """The columns source, confidence and (where there is one) as_of."""
    return {
        "source": row["source"],
        "confidence": Confidence(row["confidence"]).value,
        "as_of": date_of(row.get("as_of", "")),
    }


def folded(*parts: Text | str) -> str:
    """All names and codes, folded, so that a plain database match finds any of them."""
    return fold(" | ".join(part if isinstance(part, str) else " | ".join(part.values()) for part in parts))


def safe_cell(value: Any) -> str:
    """A cell that no spreadsheet takes for a formula."""
    text = "" if value is None else str(value)
    if isinstance(value, int):
        return text
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def to_csv(head: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """UTF-8 with a byte order mark, so that every spreadsheet shows the letters."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([safe_cell(cell) for cell in head])
    writer.writerows([safe_cell(cell) for cell in row] for row in rows)
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def to_xlsx(title: str, head: Sequence[str], rows: Iterable[Sequence[Any]], *, right_to_left: bool) -> bytes:
    """One sheet; strings stay strings, dates are dates, the head stays in sight."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
    sheet = book.add_worksheet("".join(c for c in title if c not in "[]:*?/\\'")[:31] or "1")
    if right_to_left:
        sheet.right_to_left()
    sheet.freeze_panes(1, 0)
    for column, cell in enumerate(head):
        sheet.write_string(0, column, cell, bold)
    for number, row in enumerate(rows, start=1):
        for column, cell in enumerate(row):
            if isinstance(cell, date):
                sheet.write_datetime(number, column, cell, day)
            elif isinstance(cell, int) and not isinstance(cell, bool):
                sheet.write_number(number, column, cell)
            elif cell is not None and cell != "":
                sheet.write_string(number, column, safe_cell(cell))
    sheet.autofit()
    book.close()
    return out.getvalue()


def to_json(value: Any) -> bytes:
    """JSON as people read it; dates as ISO 8601."""
    return json.dumps(value, ensure_ascii=False, indent=2, default=str).encode() + b"\n"
