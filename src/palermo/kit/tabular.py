"""Tables in and out: shipped facts as CSV, lists as CSV, XLSX and JSON."""

import csv
import hashlib
import io
import json
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from importlib.resources import files
from pathlib import Path
from typing import Any

import xlsxwriter
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.models import Model
from django.db.models.functions import Now
from django.utils.translation import gettext_noop

from palermo.core import language
from palermo.core.errors import Invalid, Problem
from palermo.core.language import LANGUAGES, Text, fold
from palermo.core.provenance import Confidence
from palermo.kit.corrections.kept import digest_of, keep
from palermo.kit.models import ShippedTable, changed, record_change
from palermo.kit.rows import derive_rows, nothing_more, put_rows_told, version_of

# A spreadsheet would run these as a formula: their cell gets an apostrophe in front. Full-width twins too.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
# A spreadsheet set to another separator takes what follows these for a cell of its own.
SEPARATED = re.compile(r"[;\t\r\n]")
CANNOT_BE = re.compile("[\ud800-\udfff\ufffe\uffff]")  # what no XML may hold, nor UTF-8
LONGEST_CELL, MOST_ROWS = 32_767, 1_048_576  # of XLSX: UTF-16 units; rows of a sheet, its head among them
LARGEST_NUMBER = 10**15  # beyond, a spreadsheet forgets digits
FIRST_DAY = date(1900, 1, 1)  # before, a spreadsheet has no date
# What makes rows of cells, beside a room's own services.
LOADER = (Path(__file__), Path(language.__file__))


@dataclass(frozen=True, slots=True)
class Shipped:
    """A table shipped with a room, the model that holds its rows, and what makes their values.

    `derive` fills in what follows from the values of a row. Of rows that people stand for, the columns
    `follows` alone go with each release: the order in which rows stand.
    """

    name: str
    model: type[Model]
    values: Callable[["Rows"], Iterable[Mapping[str, Any]]]
    key: str = "key"
    derive: Callable[[Any], None] = nothing_more
    follows: tuple[str, ...] = ()


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
    held, new = ShippedTable.objects.select_for_update().get_or_create(name=name, defaults={"keys": {}})
    if not isinstance(held.keys, dict):  # made before keys, or their versions, were kept
        rows_there = table.model._base_manager.all()
        held.keys = {str(row.serializable_value(table.key)): version_of(row) for row in rows_there}
    put = put_rows_told(
        table.model, table.values(rows), table.key, held.keys, table.derive, follows=table.follows
    )
    digests = {key: digest_of(facts) for key, facts in put.facts.items()}
    keep(name, put, held.digests, digests)
    derive_rows(table.model, table.key, {*put.facts, *put.shipped}, table.derive)
    if new and not (put.changed or put.removed):
        record_change(name, first=len(put.added))
    else:
        record_change(name, put.added, put.changed, put.removed)
    held.keys, held.digests = put.shipped, digests
    held.digest, held.loaded_at = digest, Now()
    held.save()


def edition(package: str, name: str) -> str:
    """SHA-256 of a shipped table and of the code that makes its rows.

    Rows hold what is derived from cells, such as names folded for search: when the room's services, this
    module or the folding change, every table that they make is loaded anew.
    """
    one, several = files(package) / "services.py", files(package) / "services" / "facts.py"
    sources = [files(package) / "facts" / name, one if one.is_file() else several, *LOADER]
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
    """All names and codes, folded, so that a plain database match finds any of them.

    Texts stand in the order of the languages: not every database keeps the order that they came in.
    """
    return fold(" | ".join(part if isinstance(part, str) else in_order(part) for part in parts))


def in_order(text: Text) -> str:
    words = text.to_json()
    return " | ".join(words[code] for code in LANGUAGES if code in words)


def safe_cell(value: Any) -> str:
    """A cell that no spreadsheet takes for a formula, nor a part of it, whatever separator it is set to."""
    text = "" if value is None else str(value)
    if isinstance(value, int | float) or not text:
        return text
    if not SEPARATED.search(text):
        return f"'{text}" if is_formula(text) else text
    places = [0, *(found.end() for found in SEPARATED.finditer(text))]
    parts = [text[start:end] for start, end in zip(places, [*places[1:], None], strict=True)]
    return "".join(f"'{part}" if is_formula(part) else part for part in parts)


def is_formula(text: str) -> bool:
    """Whether it begins as a formula does, once what a program may drop before it is dropped.

    Spaces, marks without width and quotation marks may be; a letter may be a wide, small or raised twin.
    """
    if text.startswith(FORMULA_STARTS):
        return True
    for letter in text:
        if letter.isalnum():
            return False
        if letter.isspace() or letter == '"' or unicodedata.category(letter) in {"Cf", "Cc"}:
            continue
        return unicodedata.normalize("NFKC", letter)[:1] in {"=", "+", "-", "@"}
    return False


def to_csv(head: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """UTF-8 with a byte order mark, so that every spreadsheet shows the letters."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([safe_cell(cell) for cell in head])
    writer.writerows([safe_cell(cell) for cell in row] for row in rows)
    return b"\xef\xbb\xbf" + out.getvalue().encode(errors="replace")


def to_xlsx(title: str, head: Sequence[str], rows: Iterable[Sequence[Any]], *, right_to_left: bool) -> bytes:
    """One sheet; strings stay strings, dates are dates, the head stays in sight.

    Raises Invalid where there are more rows than a sheet can hold: none is left out in silence.
    """
    out = io.BytesIO()
    book = xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
    sheet = book.add_worksheet(sheet_name(title))
    if right_to_left:
        sheet.right_to_left()
    sheet.freeze_panes(1, 0)
    for column, cell in enumerate(head):
        sheet.write_string(0, column, string_cell(cell), bold)
    for number, row in enumerate(rows, start=1):
        if number >= MOST_ROWS:
            raise Invalid(
                "list.long",
                gettext_noop("A sheet holds %(most)s rows, and this list has more. Take it as CSV or JSON."),
                most=MOST_ROWS - 1,
            )
        for column, cell in enumerate(row):
            if is_day(cell):
                sheet.write_datetime(number, column, cell, day)
            elif is_number(cell):
                sheet.write_number(number, column, cell)
            elif cell is not None and cell != "":
                sheet.write_string(number, column, string_cell(cell))
    sheet.autofit()
    book.close()
    return out.getvalue()


def sheet_name(title: str) -> str:
    """At most 31 letters, each of which the name of a sheet may have; one name is taken."""
    name = "".join(letter for letter in title if letter.isprintable() and letter not in "[]:*?/\\'")
    return shortened(f"_{name}" if name.casefold() == "history" else name, 31) or "1"


def is_day(cell: Any) -> bool:
    """Whether a spreadsheet has a date for it; an earlier one is written out."""
    return isinstance(cell, date) and not isinstance(cell, datetime) and cell >= FIRST_DAY


def is_number(cell: Any) -> bool:
    """Whether a spreadsheet keeps it as it is; what it would round is written out."""
    if isinstance(cell, bool) or not isinstance(cell, int | float):
        return False
    return abs(cell) < LARGEST_NUMBER  # no infinity is, nor what is no number


def string_cell(cell: Any) -> str:
    """What stands in a cell of XLSX; one that is too long ends in a mark that says so."""
    text = CANNOT_BE.sub("\ufffd", safe_cell(cell))
    return text if width(text) <= LONGEST_CELL else f"{shortened(text, LONGEST_CELL - 1)}…"


def width(text: str) -> int:
    """How many units of UTF-16 it takes, which is how spreadsheets count letters."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def shortened(text: str, longest: int) -> str:
    return text.encode("utf-16-le", "surrogatepass")[: 2 * longest].decode("utf-16-le", "ignore")


def to_json(value: Any) -> bytes:
    """JSON as people read it; dates as ISO 8601."""
    text = json.dumps(value, ensure_ascii=False, indent=2, default=str)
    return text.encode(errors="backslashreplace") + b"\n"  # which is how JSON writes half a letter, too
