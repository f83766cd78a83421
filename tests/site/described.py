"""A CSV file held against its description, as another reader would."""

import csv
import io
import re
from datetime import date
from typing import Any

KINDS = {
    "date": re.compile(r"\d{4}-\d\d-\d\d"),
    "integer": re.compile(r"-?\d+"),
    "string": re.compile(r".*", re.DOTALL),
}


def check(description: dict[str, Any], content: bytes) -> int:
    """Read a CSV file by its description alone; answers how many cells were looked at."""
    dialect = description["dialect"]
    text = content.decode(dialect["encoding"] + "-sig" * content.startswith(b"\xef\xbb\xbf"))
    found = csv.reader(
        io.StringIO(text, newline=""),
        delimiter=dialect["delimiter"],
        quotechar=dialect["quoteChar"],
        doublequote=dialect["doubleQuote"],
        strict=True,
    )
    [head, *rows] = found
    columns = description["tableSchema"]["columns"]
    assert head == [column["titles"] for column in columns]
    assert len({column["name"] for column in columns}) == len(columns)
    assert all(re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9_.]*", column["name"]) for column in columns)
    for row in rows:
        for column, cell in zip(columns, row, strict=True):
            if cell != column["null"]:
                assert KINDS[column["datatype"]].fullmatch(cell), (column, cell)
                assert column["datatype"] != "date" or date.fromisoformat(cell)
    if key := description["tableSchema"].get("primaryKey"):
        place = [column["name"] for column in columns].index(key)
        keys = [row[place] for row in rows]
        assert "" not in keys
        assert len(set(keys)) == len(keys)
    return len(columns) * len(rows)
