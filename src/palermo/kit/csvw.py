"""CSV on the Web: what a machine must know to read one of our CSV files (W3C, 17 December 2015)."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, TypeVar

from django.utils.translation import gettext as _

from palermo.kit.tables import Column, Table
from palermo.kit.tabular import safe_cell
from palermo.kit.templatetags.kit import here

R = TypeVar("R")
TYPE = "application/csvm+json"
LICENCE = "https://www.apache.org/licenses/LICENSE-2.0"
DIALECT = {
    "encoding": "utf-8",  # with a byte order mark, which readers of UTF-8 drop
    "delimiter": ",",
    "quoteChar": '"',
    "doubleQuote": True,
    "header": True,
    "lineTerminators": ["\r\n", "\n"],
    "trim": False,
}


def context() -> list[Any]:
    """What the names in a description mean, and in which language its words are."""
    return ["http://www.w3.org/ns/csvw", {"@language": here()}]


def description_of(table: Table[R], rows: Sequence[R], url: str, title: str) -> dict[str, Any]:
    """The description of a CSV file that stands alone; `url` leads to the file from where this stands."""
    return {"@context": context(), **table_of(table, rows, url, title), **rights()}


def group_of(tables: Sequence[dict[str, Any]], title: str) -> dict[str, Any]:
    """The description of several CSV files together."""
    return {
        "@context": context(),
        "@type": "TableGroup",
        "dc:title": title,
        "dc:language": here(),
        **rights(),
        "dialect": DIALECT,
        "tables": list(tables),
    }


def table_of(table: Table[R], rows: Sequence[R], url: str, title: str) -> dict[str, Any]:
    schema: dict[str, Any] = {"columns": [column_of(column, rows) for column in table.columns]}
    if key := key_of(table, rows):
        schema["primaryKey"] = key.key
    return {
        "@type": "Table",
        "url": url,
        "dc:title": title,
        "dc:language": here(),
        "dialect": DIALECT,
        "tableSchema": schema,
    }


def column_of(column: Column[R], rows: Sequence[R]) -> dict[str, Any]:
    said = {"dc:description": str(column.about)} if column.about else {}
    return {
        "name": column.key,
        "titles": safe_cell(column.label),
        "datatype": datatype_of([column.value(row) for row in rows]),
        "null": "",
        **said,
    }


def datatype_of(cells: Sequence[Any]) -> str:
    """What every filled cell of a column is; words, where they differ or there is none."""
    kinds = {type(cell) for cell in cells if cell not in (None, "")}
    if kinds and all(issubclass(kind, date) and not issubclass(kind, datetime) for kind in kinds):
        return "date"
    return "integer" if kinds == {int} else "string"


def key_of(table: Table[R], rows: Sequence[R]) -> Column[R] | None:
    """The column that tells the rows of this file apart; None where none is known to."""
    for column in table.columns:
        if column.identifies or column.key == "key":
            keys = [column.value(row) for row in rows]
            return column if all(keys) and len(set(keys)) == len(keys) else None
    return None


def rights() -> dict[str, Any]:
    return {
        "dc:license": {"@id": LICENCE},
        "dc:rights": _(
            "The facts stand here with their source and how sure they are. It is not a publication of the "
            "United Nations."
        ),
        "dc:description": _(
            "An empty cell means that nothing is recorded, never “no”. An apostrophe stands before what a "
            "spreadsheet would take for a formula; it is no part of the record."
        ),
    }
