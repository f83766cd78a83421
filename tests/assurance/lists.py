"""Every list that can be taken as a file, read from the URL configuration, with an example of its address."""

import csv
import io
import re
from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

# What stands in the places of the examples.
PLACES = {
    "instrument": "tip-protocol",
    "body": "wg-tip",
    "key": "wg-tip-1",
    "theme": "victims",
    "article": "9",
    "iso3": "JPN",
    "slug": "eu",
    "party": "JPN",
}
DECISION = "4-4"
# Lists that are not for everyone: none of them is open data.
CLOSED = {"corrections:export", "journal:export", "mandates:tasks_export", "people:export"}


def walked(patterns: list[URLPattern | URLResolver], space: str = "") -> Iterator[tuple[str, str]]:
    """The name of every address that can answer CSV, once for each of its parts."""
    for item in patterns:
        if isinstance(item, URLResolver):
            yield from walked(item.url_patterns, f"{item.namespace}:" if item.namespace else space)
        elif "<form>csv" in str(item.pattern):
            parts = re.search(r"\(\?P<part>([\w|]+)\)", str(item.pattern))
            yield from ((f"{space}{item.name}", part) for part in (parts[1].split("|") if parts else [""]))


def routes() -> list[tuple[str, str]]:
    """The lists that everyone may take."""
    return sorted(pair for pair in set(walked(get_resolver().url_patterns)) if pair[0] not in CLOSED)


def named(patterns: list[Any], route: str, space: str = "") -> Iterator[list[str]]:
    """The names of the places in an address, of all that bear its name."""
    for item in patterns:
        if isinstance(item, URLResolver):
            yield from named(item.url_patterns, route, f"{item.namespace}:" if item.namespace else space)
        elif f"{space}{item.name}" == route:
            yield re.findall(r"\(\?P<(\w+)>", str(item.pattern))


def address(route: str, part: str, form: str) -> str:
    """An example of the address of a list, in the active language."""
    given = PLACES | {"part": part, "form": form}
    if route.startswith("oversight:"):
        given["key"] = DECISION
    [places] = list(named(get_resolver().url_patterns, route))
    return reverse(route, kwargs={place: given[place] for place in places})


def rows_of(content: bytes) -> list[list[str]]:
    """A CSV file, its head first."""
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
