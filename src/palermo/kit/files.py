"""A list as a file: CSV with its description, XLSX or JSON, equal to the screen."""

from collections.abc import Sequence
from typing import Any, TypeVar

from django.http import HttpResponse
from django.urls import reverse
from django.utils.encoding import iri_to_uri

from palermo.core.language import direction
from palermo.kit.csvw import TYPE, description_of
from palermo.kit.http import kept_as
from palermo.kit.tables import Table
from palermo.kit.tabular import to_csv, to_json, to_xlsx
from palermo.kit.templatetags.kit import here

R = TypeVar("R")
FORMATS = ("csv", "xlsx", "json")  # which people choose from
DESCRIPTION = "csv-metadata.json"  # and what programs look for beside a CSV, as W3C has it
FORM = r"(?P<form>csv|xlsx|json|csv-metadata\.json)"  # of the address of every list as a file
TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}


def links(name: str, *args: Any) -> list[tuple[str, str]]:
    """Each format and its address, for the component that offers a list as a file."""
    return [(form.upper(), reverse(name, args=[*args, form])) for form in FORMATS]


class ListFile(HttpResponse):
    """A list as a file, and what it was made from."""

    table: Table[Any]
    rows: Sequence[Any]


def file_of(table: Table[R], rows: Sequence[R], form: str, name: str, title: str = "") -> ListFile:
    """The rows in the order and with the columns of the table, as a file to keep; or its description."""
    if form == DESCRIPTION:
        content, kind = to_json(description_of(table, rows, address(table, "csv"), title or name)), TYPE
    elif form == "json":
        content, kind = to_json(table.records(rows)), TYPES[form]
    else:
        head, cells = table.export(rows)
        right_to_left = direction(here()) == "rtl"
        content = (
            to_csv(head, cells) if form == "csv" else to_xlsx(name, head, cells, right_to_left=right_to_left)
        )
        kind = TYPES[form]
    answer = ListFile(content, content_type=kind, headers=kept_as(f"{name}.{form}"))
    answer.table, answer.rows = table, rows
    if form == "csv":
        described = table.request.path.rpartition("/")[0] + f"/{address(table, DESCRIPTION)}"
        answer["Link"] = f'<{described}>; rel="describedby"; type="{TYPE}"'
    return answer


def address(table: Table[Any], form: str) -> str:
    """The same list in another form, from where its file stands; with the filters of the address."""
    stem = table.request.path.rpartition("/")[2].partition(".")[0]
    query = iri_to_uri(table.request.META.get("QUERY_STRING", ""))
    return f"{stem}.{form}?{query}" if query else f"{stem}.{form}"
