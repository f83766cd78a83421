"""A list as a file: CSV, XLSX or JSON, equal to the screen."""

from collections.abc import Sequence
from typing import TypeVar

from django.http import HttpResponse

from palermo.core.language import direction
from palermo.kit.http import download
from palermo.kit.tables import Table
from palermo.kit.tabular import to_csv, to_json, to_xlsx
from palermo.kit.templatetags.kit import here

R = TypeVar("R")
FORMATS = ("csv", "xlsx", "json")
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}


def file_of(table: Table[R], rows: Sequence[R], form: str, name: str) -> HttpResponse:
    """The rows in the order and with the columns of the table, as a file to keep."""
    if form == "json":
        content = to_json(table.records(rows))
    else:
        head, cells = table.export(rows)
        right_to_left = direction(here()) == "rtl"
        content = (
            to_csv(head, cells) if form == "csv" else to_xlsx(name, head, cells, right_to_left=right_to_left)
        )
    return download(content, f"{name}.{form}", TYPES[form])
